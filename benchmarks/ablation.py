"""What each idea of retrieval and answering brings: every set again with one of them taken away.

python -m benchmarks.ablation --out benchmarks/results/DATE-ablation.json eval/sets/NAME.toml …

Settings are changed where an idea has one; else the function that holds the idea is replaced by one that
does nothing. Won and lost count questions whose reaction (answered rightly, or refused rightly) changes
against the whole program in the same run; both small is what brings nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from youju.retrieval.synonyms import NO_SYNONYMS
from youju.settings import Settings, with_values
from youju_eval.folder import RunFolder
from youju_eval.results import Result
from youju_eval.running import LibraryPlan, Plan, run_library
from youju_eval.sets import open_set

MEASURES = ("evidence@1", "answer_hit", "false_refusals", "refusal_recall", "right_reaction")


def nothing(*_: object, **__: object) -> None:
    return None


def none_matches(*_: object, **__: object) -> float:
    return 0.0


def last_given(*given: object, **_: object) -> object:
    return given[-1]


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing taken away: what stands in for which name, or other settings."""

    name: str
    replaced: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)

    @contextmanager
    def away(self) -> Iterator[None]:
        patches = [patch(name, other) for name, other in self.replaced.items()]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in reversed(patches):
                one.stop()


IDEAS = (
    Idea("nothing"),
    Idea("reader", settings={"reading.reader": "off"}),
    Idea("dense leg", settings={"retrieval.retriever": "lexical"}),
    Idea("lexical leg", settings={"retrieval.retriever": "dense"}),
    Idea("near words", settings={"retrieval.near": 0}),
    Idea("wrong characters", settings={"answering.respelling": False}),
    Idea("synonyms that ship", {"youju.retrieval.synonyms.general_synonyms": lambda: NO_SYNONYMS}),
    Idea("titles", {"youju.retrieval.titles.Titles.match": none_matches}),
    Idea("places", {"youju.retrieval.titles.Titles.place_match": none_matches,
                    "youju.answering.refusal.other_place": nothing}),
    Idea("places never mentioned", {"youju.answering.refusal.unknown_places": lambda *_: ()}),
    Idea("years", {"youju.retrieval.rerank.year_match": none_matches,
                   "youju.answering.refusal.year_match": none_matches}),
    Idea("review or plan", {"youju.retrieval.rerank.aim_match": none_matches}),
    Idea("learned cut", {"youju.answering.answerer.cut": last_given,
                         "youju.answering.spans.cut": last_given}),
    Idea("versions", {"youju.answering.answerer.otherwise": lambda *_: ()}),
    Idea("ranges", {"youju.answering.answerer.whole_range": last_given}),
    Idea("ends of a change", {"youju.answering.answerer.right_end": last_given}),
    Idea("what it changed by", {"youju.answering.answerer.changed_by": last_given}),
    Idea("names by their kind", {"youju.answering.spans.name_ending": lambda _: ""}),
    Idea("keywords as a question", {"youju.retrieval.reading.in_words": last_given}),
    Idea("yes or no", {"youju.answering.refusal.unstated": lambda *_: (),
                       "youju.answering.answerer.verdict": nothing}),
    Idea("comparisons", {"youju.asking.compares": nothing}),
    Idea("passage in hand", {"youju.asking.Asker._in_hand": nothing}),
    Idea("two questions in one", {"youju.asking.parts": lambda question: (question,)}),
)  # fmt: skip


def run(path: Path, idea: Idea) -> Result:
    """One set asked of its own library without one idea."""
    evaluation_set = open_set(path, environment=dict(os.environ))
    settings = with_values(Settings(), idea.settings)
    with tempfile.TemporaryDirectory() as place, idea.away():
        plan = Plan(evaluation_set, RunFolder(Path(place)))
        return run_library(plan, LibraryPlan(settings, idea.name, idea.settings))


def reactions(result: Result) -> dict[str, float]:
    return {one.id: one.values.get("right_reaction", 0.0) for one in result.questions}


def row(result: Result, whole: Result) -> dict[str, object]:
    """The measures of a run, and the questions that went otherwise than with everything."""
    own, other = reactions(result), reactions(whole)
    values = {one.name: one.overall.value for one in result.measures if one.overall}
    return {
        **{name: round(values[name], 4) for name in MEASURES if name in values},
        "lost": sorted(name for name in own if own[name] < other[name]),
        "won": sorted(name for name in own if own[name] > other[name]),
    }


def measure(paths: Sequence[Path]) -> dict[str, object]:
    found: dict[str, dict[str, object]] = {}
    for path in paths:
        whole: Result | None = None
        for idea in IDEAS:
            result = run(path, idea)
            whole = whole or result
            found.setdefault(path.stem, {})[idea.name] = row(result, whole)
            print(path.stem, idea.name, found[path.stem][idea.name], flush=True)
    return {"taken away": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    text = json.dumps(measure(given.sets), ensure_ascii=False, indent=1)
    given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
