"""Fit how a reading counts: the second model of ``youju.retrieval.confidence`` and its weight in a ranking.

    python -m training.reading --data "$YOUJU_DATA" --examples EXAMPLES --log training/reading.json

EXAMPLES is the folder that ``training.reader.data`` wrote. Only the articles that the reader has not
been trained on ask: their questions over a library of them and of others give the rankings. As in
``training.confidence`` each question gives its ranking as it is, the one without the passages that
hold the answer (a near miss), and the one without its article (far off); questions about an exchanged
name, year or number ask for what is not there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import special
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold
from training.answers import answers_by_kind
from training.confidence import PRIOR, anew, fit_model, holds, read

from youju import Library, ScoredPassage
from youju.models import open_encoder, open_scorer
from youju.retrieval.confidence import READ, Features, matching, within
from youju.retrieval.reading import PassageReader
from youju.retrieval.retriever import Retrieved, Retriever
from youju.settings import ReadingSettings, RetrievalSettings, Settings
from youju_embeddings import PairScorer, Reading, Window

SET = "cmrc2018_train"
OTHERS = 400
"""Articles of the reader's own training in the library, so that there is something to find wrongly."""
WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)
NAMES = READ._fields[1:]
KINDS = ("present", "near miss", "far", "exchanged")


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    answers: tuple[str, ...]
    article: str
    kind: str


@dataclass(frozen=True, slots=True)
class Example:
    values: tuple[float, ...]
    answered: bool
    kind: str
    article: str


class Remembering:
    """Reads each pair once: the weights are tried over the same readings."""

    def __init__(self, scorer: PairScorer) -> None:
        self._scorer = scorer
        self._known: dict[tuple[str, Window], Reading] = {}

    @property
    def name(self) -> str:
        return self._scorer.name

    def score(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        new = [one for one in windows if (question, one) not in self._known]
        for one, reading in zip(new, self._scorer.score(question, new), strict=True):
            self._known[question, one] = reading
        return tuple(self._known[question, one] for one in windows)

    def close(self) -> None:
        self._scorer.close()


def questions(examples: Path) -> list[Asked]:
    """The validation questions, and what was asked with something exchanged."""
    found: list[Asked] = []
    for row in read(examples / "validation.jsonl"):
        article = str(row["id"]).split("/")[1].rsplit("_QUERY", 1)[0]
        answers = tuple(str(one) for one in row["answers"])  # type: ignore[attr-defined]
        found.append(Asked(str(row["question"]), answers, article, "present"))
        found.extend(
            Asked(str(one["question"]), (), article, "exchanged")
            for one in row["negatives"]  # type: ignore[attr-defined]
            if one["kind"] == "exchanged"
        )
    return found


def fill(library: Library, data: Path, articles: frozenset[str]) -> None:
    """The articles asked about, and as many others."""
    rows = sorted(read(data / SET / "corpus.jsonl"), key=lambda row: str(row["_id"]))
    others = [row for row in rows if row["_id"] not in articles][:OTHERS]
    for row in [row for row in rows if row["_id"] in articles] + others:
        title = str(row["title"]).replace("_", " ")
        library.add_bytes(f"{title}\n{row['text']}\n".encode(), f"{row['_id']}.txt")


def right(asked: Asked, passage: ScoredPassage) -> bool:
    own = passage.passage.document.name == f"{asked.article}.txt"
    return own and holds(passage, asked.answers)


def rankings(asked: Asked, retrieved: Retrieved) -> Iterator[tuple[str, Retrieved]]:
    """A ranking as it is, without what answers, and without the whole article."""
    yield asked.kind, retrieved
    if asked.kind == "present":
        rest = [one for one in retrieved.passages if not holds(one, asked.answers)]
        yield "near miss", replace(retrieved, passages=tuple(anew(rest)))
        away = [one for one in rest if one.passage.document.name != f"{asked.article}.txt"]
        yield "far", replace(retrieved, passages=tuple(anew(away)))


def example(asked: Asked, kind: str, read_ranking: Retrieved) -> Example | None:
    if not read_ranking.passages:
        return None
    first = read_ranking.passages[0]
    reading = read_ranking.readings.get(first.passage.id)
    if reading is None or reading.margin is None:
        return None
    features = Features(**{name: first.parts.features[name] for name in Features._fields})
    values = (matching(features), within(reading.relevance), within(reading.margin))
    return Example(values, kind == "present" and right(asked, first), kind, asked.article)


def fit(found: Sequence[Example]) -> dict[str, object]:
    values = np.array([one.values for one in found])
    answered = np.array([one.answered for one in found])
    kinds = np.array([one.kind for one in found])
    held_out = np.zeros(len(found))
    for train, test in GroupKFold(5).split(values, answered, [one.article for one in found]):
        held_out[test] = fit_model(values[train], answered[train]).probabilities(values[test])
    shift = float(special.logit(PRIOR) - special.logit(answered.mean()))
    held_out = special.expit(special.logit(held_out) + shift)
    model = fit_model(values, answered)
    return {
        "examples": {kind: int((kinds == kind).sum()) for kind in KINDS},
        "answered": int(answered.sum()),
        "prior": PRIOR,
        "intercept": round(model.intercept + shift, 3),
        "coefficients": {
            name: round(float(value), 3)
            for name, value in zip(NAMES, model.coefficients, strict=True)
        },
        "cross-validated": {
            "log loss": round(float(log_loss(answered, held_out)), 4),
            "Brier": round(float(brier_score_loss(answered, held_out)), 4),
            "AUC": round(float(roc_auc_score(answered, held_out)), 4),
            "AUC of the match alone": round(float(roc_auc_score(answered, values[:, 0])), 4),
            "refused at": {
                str(threshold): {
                    "answered": round(float((held_out < threshold)[answered].mean()), 4),
                    **{
                        kind: round(float((held_out < threshold)[kinds == kind].mean()), 4)
                        for kind in KINDS[1:]
                    },
                }
                for threshold in (0.2, 0.28, 0.35, 0.5)
            },
        },
    }


def first_right(asked: Sequence[Asked], read_rankings: Sequence[Retrieved]) -> float:
    hits = [
        bool(one.passages) and right(each, one.passages[0])
        for each, one in zip(asked, read_rankings, strict=True)
    ]
    return round(float(np.mean(hits)), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    options = parser.parse_args()
    asked = questions(options.examples)
    settings = Settings(reading=ReadingSettings(reader="always"))
    opened = open_scorer(settings)
    if opened is None:
        raise SystemExit("the reader is not available here")
    scorer = Remembering(opened)
    with tempfile.TemporaryDirectory() as folder:
        encoder = open_encoder(settings)
        place = Path(folder) / "library"
        with Library.open(place, settings=settings, encoder=encoder, scorer=scorer) as library:
            fill(library, options.data, frozenset(one.article for one in asked))
            retriever = Retriever(library.store, encoder, settings=RetrievalSettings())
            reader = PassageReader(scorer, settings=settings.reading)
            retrieved = [retriever.retrieve(one.question, 10) for one in asked]
            found = [
                each
                for one, ranking in zip(asked, retrieved, strict=True)
                for kind, variant in rankings(one, ranking)
                if (each := example(one, kind, reader.read(one.question, variant)))
            ]
            present = [
                (one, ranking)
                for one, ranking in zip(asked, retrieved, strict=True)
                if one.kind == "present"
            ]
            answers = answers_by_kind(
                [
                    (one.question, one.answers, reader.read(one.question, ranking))
                    for one, ranking in present
                ],
                library.store,
            )
            by_weight = {}
            for weight in WEIGHTS:
                weighed = PassageReader(scorer, settings=replace(settings.reading, weight=weight))
                ranked = [weighed.read(one.question, ranking) for one, ranking in present]
                by_weight[str(weight)] = first_right([one for one, _ in present], ranked)
    log = {
        "articles": len({one.article for one in asked}),
        "others": OTHERS,
        "validation": hashlib.sha256(
            (options.examples / "validation.jsonl").read_bytes()
        ).hexdigest(),
        "first passage right, by weight": by_weight,
        "cmrc_f1 by kind of question": answers,
        **fit(found),
    }
    options.log.write_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
