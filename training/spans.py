"""Learn what the signs of a stretch count: the weights of ``youju.answering.cut``.

    python -m training.spans --data "$YOUJU_DATA" --log training/spans.json --out qa/youju/answering/stretches.json

Each question of two reading-comprehension training sets is put to the passages of its own article, ranked
by words alone (no vectors are needed; another article is seldom found first). The stretches of its best
sentences are the candidates, and what is maximised is the F1 with the gold answer that is to be expected
when they are drawn by their worth (``training.ranking``). Articles kept aside measure it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.confidence import read
from training.ranking import Candidates, best_possible, fit, measured

from youju import Library, ScoredPassage
from youju.answering.asked import taken_apart
from youju.answering.cut import SENTENCES, Read, read_contenders
from youju.answering.extract import contending
from youju.answering.stretches import stretches, whole_signs
from youju.question import Wanted, understand
from youju.retrieval.coverage import WeightedWords, weigh
from youju.retrieval.rerank import Weights, changes, match
from youju.retrieval.titles import NO_TITLES
from youju.schema import Passage
from youju.settings import ReadingSettings, RetrievalSettings, Settings
from youju_embeddings import Fingerprint
from youju_embeddings.protocols import Vectors
from youju_eval.measures.answer_tokens import answer_tokens
from youju_eval.measures.cmrc_f1 import run_f1

SEED = 20261128
TRAINED = {"cmrc2018_train": 5000, "drcd_train": 1700}
"""Questions of each set that are learned from, at most."""
KEPT_ASIDE = {"cmrc2018_train": 800, "drcd_train": 300}
"""Questions, of other articles, that measure."""
PASSAGES = 3
_WORDS, _PHRASES = 0.08, 0.03
"""What shares of words and of word pairs count in the ranking by words."""


class NoVectors:
    """An encoder for a library that is only looked up by words."""

    fingerprint = Fingerprint("none", "none", 1, "", "numpy")

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 1), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str], *, report: object = None) -> Vectors:
        del report
        return self.encode_queries(texts)

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its gold answers, the article it is about and the set it is from."""

    question: str
    answers: tuple[str, ...]
    article: str
    source: str

    @property
    def family(self) -> str:
        """What is never in both parts: the article, of DRCD without the number of its paragraph."""
        return self.article.rsplit("-", 1)[0] if self.source.startswith("drcd") else self.article


def questions(data: Path) -> tuple[list[Asking], list[Asking]]:
    """Those that are learned from, and those that measure."""
    learned: list[Asking] = []
    measuring: list[Asking] = []
    for name, most in TRAINED.items():
        asked = [
            Asking(
                str(row["text"]),
                tuple(str(answer) for answer in row["answers"]),  # type: ignore[attr-defined]
                str(row["passage_id"]),
                name,
            )
            for row in read(data / name / "queries.jsonl")
        ]
        families = sorted({one.family for one in asked})
        chooser = random.Random(SEED)
        chooser.shuffle(families)
        order = {family: place for place, family in enumerate(families)}
        asked.sort(key=lambda one: order[one.family])
        last = asked[KEPT_ASIDE[name] - 1].family
        aside = [one for one in asked if order[one.family] <= order[last]]
        rest = asked[len(aside) :]
        measuring.extend(aside)
        learned.extend(chooser.sample(rest, min(len(rest), most)))
    return learned, measuring


def collect(
    library: Library, asked: Sequence[Asking], names: dict[str, int], *, fixed: bool
) -> Candidates:
    """The candidates of every question with their signs and F1; ``fixed`` learns no new signs."""
    found = Candidates(names, fixed)
    documents = {one.name: one.id for one in library.documents()}
    size = library.stats().passages
    for one in asked:
        words = weigh(one.question, library.store.frequencies, size)
        wanted = understand(one.question)
        passages = library.passages(documents[f"{one.article}.txt"])
        ranking = ranked_by_words(words, wanted, passages)
        apart = taken_apart(words, wanted)
        for reading in read_contenders(apart, contending(words, wanted, ranking)[:SENTENCES]):
            found.add_sentence(reading.told, reading.signs)
            gold = Golds(reading, one.answers)
            for first, last in stretches(reading.told.pieces):
                signs = whole_signs(apart.kind, reading.told.pieces, first, last)
                found.add_stretch(first, last, signs, gold.f1(first, last))
        found.end_question()
    return found


class Golds:
    """The gold answers against the stretches of one sentence."""

    def __init__(self, reading: Read, answers: Sequence[str]) -> None:
        self._reading = reading
        self._text = reading.contender.scored.passage.document.text
        self._answers = [answer_tokens(answer) for answer in answers]
        self._characters = frozenset("".join(answers).lower())

    def f1(self, first: int, last: int) -> float:
        """As ``cmrc_f1`` has it."""
        stretch = self._reading.span(first, last).of(self._text)
        if self._characters.isdisjoint(stretch.lower()):
            return 0.0
        given = answer_tokens(stretch)
        return max(run_f1(given, answer) for answer in self._answers)


def ranked_by_words(
    words: WeightedWords, wanted: Wanted, passages: Sequence[Passage]
) -> list[ScoredPassage]:
    """The passages of an article as a library without vectors would rank them, the best few."""
    found = [
        ScoredPassage(
            passage,
            score=0.0,
            rank_score=_WORDS * words.coverage(passage.text)
            + _PHRASES * words.phrases_held(passage.text)
            + sum(changes(match(words, wanted, passage, titles=NO_TITLES), Weights()).values()),
        )
        for passage in passages
    ]
    return sorted(found, key=lambda one: -one.rank_score)[:PASSAGES]


def by_kind(asked: Sequence[Asking], values: Sequence[float]) -> dict[str, dict[str, float]]:
    """Means by set and kind of question."""
    groups: dict[str, dict[str, list[float]]] = {}
    for one, value in zip(asked, values, strict=True):
        kinds = groups.setdefault(one.source, {})
        for kind in ("all", understand(one.question).asks.value):
            kinds.setdefault(kind, []).append(value)
    return {
        source: {
            kind: round(sum(values) / len(values), 4) for kind, values in sorted(kinds.items())
        }
        for source, kinds in groups.items()
    }


def learn(data: Path, folder: Path) -> tuple[Mapping[str, float], dict[str, object]]:
    """The weights, and what is worth knowing of how they came about."""
    for name in TRAINED:
        for row in read(data / name / "corpus.jsonl"):
            text = f"{row['title']}\n{row['text']}\n"
            (folder / f"{row['_id']}.txt").write_text(text, encoding="utf-8")
    learning, aside = questions(data)
    settings = Settings(
        reading=ReadingSettings(reader="off"), retrieval=RetrievalSettings(retriever="lexical")
    )
    with Library.open(folder / "library", settings=settings, encoder=NoVectors()) as library:
        library.add(*sorted(folder.glob("*.txt")))
        names: dict[str, int] = {}
        found = collect(library, learning, names, fixed=False)
        weights = fit(found)
        kept = collect(library, aside, names, fixed=True)
    return weights, {
        "learned from": len(learning),
        "stretches": len(found.worth),
        "signs": {"met": len(names), "kept": len(weights)},
        "learned": by_kind(learning, measured(found, weights)),
        "kept aside": by_kind(aside, measured(kept, weights)),
        "kept aside, the best stretch there is": by_kind(aside, best_possible(kept)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        weights, told = learn(options.data, Path(folder))
    log = {
        "seed": SEED,
        "questions": TRAINED,
        "kept aside": KEPT_ASIDE,
        "files": {
            f"{name}/{file}": hashlib.sha256((options.data / name / file).read_bytes()).hexdigest()
            for name in TRAINED
            for file in ("corpus.jsonl", "queries.jsonl")
        },
        "result": told,
    }
    options.log.write_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    options.out.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
