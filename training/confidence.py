"""Fit the logistic model of ``youju.retrieval.confidence``.

    python -m training.confidence --data "$YOUJU_DATA" --log training/confidence.json

Articles of two reading-comprehension training sets become a library through ``Library.add``.
Each of their questions gives two examples: its ranking as it is (answered when the first passage
holds the answer) and the ranking without the passages that hold it (a near miss: not answered).
Questions about articles left out of the library give the examples that are far off. Questions in
which a name or a year is exchanged for another ask for what the library does not hold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import optimize, special
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from youju import Library, ScoredPassage
from youju.figures import find_years
from youju.retrieval.confidence import Features, nearness
from youju.segmentation import tags
from youju.settings import ReadingSettings, Settings

SEED = 20261124
INDEXED = {"cmrc2018_train": 400, "drcd_train": 200}
LEFT_OUT = {"cmrc2018_train": 150, "drcd_train": 75}
QUESTIONS_PER_ARTICLE = 3
PRIOR = 0.8
"""Assumed share of questions that the documents answer."""
NAMES = Features._fields
OPEN = (NAMES.index("open"),)


@dataclass(frozen=True, slots=True)
class Example:
    features: tuple[float, ...]
    answered: bool
    kind: str
    article: str


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def holds(passage: ScoredPassage, answers: Sequence[str]) -> bool:
    text = "".join(passage.passage.text.split())
    return any("".join(answer.split()) in text for answer in answers)


def anew(passages: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    """A ranking of which some passages were taken out, with the nearness of those that are left."""
    best = max((one.parts.dense_score for one in passages), default=0.0)
    return [
        replace(one, parts=replace(one.parts, features={**one.parts.features, "near": near}))
        for one in passages
        for near in [nearness(best - one.parts.dense_score)]
    ]


def example(
    passages: Sequence[ScoredPassage], answered: bool, kind: str, article: str
) -> Iterator[Example]:
    if passages:
        features = anew(passages)[0].parts.features
        yield Example(tuple(features[name] for name in NAMES), answered, kind, article)


def names_of(question: str) -> list[str]:
    return [word for word, tag in tags(question) if tag in {"ns", "nr", "nt"} and len(word) > 1]


def exchange(question: str, names: Sequence[str], chooser: random.Random) -> str | None:
    """The question about another name or another year, None when it names neither."""
    own = names_of(question)
    if own:
        return question.replace(chooser.choice(own), chooser.choice(names))
    years = find_years(question)
    if years:
        return question.replace(str(years[0]), str(years[0] - chooser.choice((1, 2, 3, 5, 10))))
    return None


def examples(data: Path, folder: Path) -> list[Example]:
    chooser = random.Random(SEED)
    indexed: dict[str, list[dict[str, object]]] = {}
    left_out: dict[str, list[dict[str, object]]] = {}
    for name, count in INDEXED.items():
        articles = sorted(read(data / name / "corpus.jsonl"), key=lambda row: str(row["_id"]))
        chosen = chooser.sample(articles, count + LEFT_OUT[name])
        queries: dict[str, list[dict[str, object]]] = {}
        for query in read(data / name / "queries.jsonl"):
            queries.setdefault(str(query["passage_id"]), []).append(query)
        for number, article in enumerate(chosen):
            key = f"{name}-{article['_id']}"
            asked = queries.get(str(article["_id"]), [])[:QUESTIONS_PER_ARTICLE]
            (indexed if number < count else left_out)[key] = asked
            if number < count:
                text = f"{article['title']}\n{article['text']}\n"
                (folder / f"{key}.txt").write_text(text, encoding="utf-8")
    names = sorted(
        {
            name
            for asked in left_out.values()
            for query in asked
            for name in names_of(str(query["text"]))
        }
    )
    found: list[Example] = []
    settings = Settings(reading=ReadingSettings(reader="off"))
    with Library.open(folder / "library", settings=settings) as library:
        library.add(*sorted(folder.glob("*.txt")))
        for key, asked in sorted(indexed.items()):
            for query in asked:
                passages = library.search(str(query["text"]), k=10)
                answers = [str(answer) for answer in query["answers"]]  # type: ignore[attr-defined]
                right = [
                    one.passage.document.name == f"{key}.txt" and holds(one, answers)
                    for one in passages
                ]
                found.extend(example(passages, bool(right and right[0]), "present", key))
                rest = [one for one in passages if not holds(one, answers)]
                found.extend(example(rest, False, "near miss", key))
                swapped = exchange(str(query["text"]), names, chooser)
                if swapped:
                    found.extend(example(library.search(swapped, k=10), False, "exchanged", key))
        for key, asked in sorted(left_out.items()):
            for query in asked:
                found.extend(example(library.search(str(query["text"]), k=10), False, "far", key))
    return found


@dataclass(frozen=True, slots=True)
class Model:
    intercept: float
    coefficients: np.ndarray

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Of being answered, shape (n,)."""
        return special.expit(features @ self.coefficients + self.intercept)


def fit_model(
    features: np.ndarray, answered: np.ndarray, *, unbounded: Sequence[int] = ()
) -> Model:
    """Logistic regression in which no match may lower the probability, those of ``unbounded`` apart.

    Without the bounds the fit trades collinear features against each other, and a cosine far below
    those of the training library would count in favour.
    """
    scale = features.std(axis=0)
    scaled = features / scale
    signs = np.where(answered, 1.0, -1.0)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (scaled @ parameters[1:] + parameters[0])
        pull = -signs * special.expit(-margins)
        penalty = 1e-4 * parameters[1:]
        gradient = np.concatenate([[pull.mean()], scaled.T @ pull / len(pull) + penalty])
        value = np.logaddexp(0.0, -margins).mean() + 0.5 * penalty @ parameters[1:]
        return float(value), gradient

    columns = range(features.shape[1])
    bounds = [(None, None), *((None if one in unbounded else 0.0, None) for one in columns)]
    start = np.zeros(features.shape[1] + 1)
    found = optimize.minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return Model(float(found.x[0]), found.x[1:] / scale)


def fit(found: list[Example]) -> dict[str, object]:
    features = np.array([one.features for one in found])
    answered = np.array([one.answered for one in found])
    groups = [one.article for one in found]
    held_out = np.zeros(len(found))
    for train, test in GroupKFold(5).split(features, answered, groups):
        model = fit_model(features[train], answered[train], unbounded=OPEN)
        held_out[test] = model.probabilities(features[test])
    # The examples are mostly misses, the questions of people mostly are answered: move the odds.
    shift = special.logit(PRIOR) - special.logit(answered.mean())
    held_out = special.expit(special.logit(held_out) + shift)
    model = fit_model(features, answered, unbounded=OPEN)
    kinds = {
        kind: sum(one.kind == kind for one in found)
        for kind in ("present", "near miss", "far", "exchanged")
    }
    thresholds = {}
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8):
        refused = held_out < threshold
        thresholds[str(threshold)] = {
            "answered wrongly refused": round(float(refused[answered].mean()), 4),
            "not answered refused": round(float(refused[~answered].mean()), 4),
        }
    return {
        "examples": kinds,
        "answered": int(answered.sum()),
        "prior": PRIOR,
        "intercept": round(model.intercept + float(shift), 3),
        "coefficients": {
            name: round(float(value), 3)
            for name, value in zip(NAMES, model.coefficients, strict=True)
        },
        "cross-validated": {
            "log loss": round(float(log_loss(answered, held_out)), 4),
            "Brier": round(float(brier_score_loss(answered, held_out)), 4),
            "AUC": round(float(roc_auc_score(answered, held_out)), 4),
            "thresholds": thresholds,
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = examples(options.data, Path(folder))
    log = {
        "seed": SEED,
        "indexed": INDEXED,
        "left out": LEFT_OUT,
        "files": {
            f"{name}/{file}": hashlib.sha256((options.data / name / file).read_bytes()).hexdigest()
            for name in INDEXED
            for file in ("corpus.jsonl", "queries.jsonl")
        },
        **fit(found),
    }
    options.log.write_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
