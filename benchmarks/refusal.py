"""Whether the confidence tells questions that a passage answers from those it does not.

python -m benchmarks.refusal "$YOUJU_DATA/dureader_checklist_a" --out benchmarks/results/DATE-refusal.json

Each question is asked of its own passage alone, in a library of all passages. Baselines in the same run:
the fused score (cosine and words) of that passage, and what the reader alone says of it. AUROC is the
share of pairs in the right order; AURC the mean risk over all coverages, where the passage not answering
is the risk (Geifman and El-Yaniv 2017), beside its least possible value.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
from scipy.stats import rankdata

import youju
from youju.schema import Scope
from youju.settings import ReadingSettings, Settings

NOTHING = -30.0
"""Stands for a passage that was not read or not found."""


def auroc(scores: list[float], right: list[bool]) -> float:
    """Area under the ROC curve by ranks, ties halved."""
    ranks, truth = rankdata(scores), np.array(right)
    positive, negative = truth.sum(), (~truth).sum()
    whole = ranks[truth].sum() - positive * (positive + 1) / 2
    return float(whole / (positive * negative))


def aurc(scores: list[float], right: list[bool]) -> float:
    """Mean share of wrong ones among the surest 1, 2, … n; ties in the order they come."""
    order = np.argsort(-np.array(scores), kind="stable")
    wrong = np.cumsum(~np.array(right)[order])
    return float(np.mean(wrong / np.arange(1, len(order) + 1)))


def lines(path: Path) -> list[dict[str, object]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure(folder: Path) -> dict[str, object]:
    queries, corpus = lines(folder / "queries.jsonl"), lines(folder / "corpus.jsonl")
    scores: dict[str, list[float]] = {"confidence": [], "fused": [], "reader": []}
    with tempfile.TemporaryDirectory() as place:
        documents: dict[str, str] = {}
        with youju.Library.open(place) as library:
            for one in corpus:
                text = f"{one.get('title') or ''}\n{one['text']}".strip()
                outcome = library.add_bytes(text.encode(), f"{one['_id']}.txt")
                if outcome.document is not None:
                    documents[str(one["_id"])] = outcome.document.id
            asked = [query for query in queries if str(query.get("passage_id")) in documents]
            for query in asked:
                scope = Scope(documents=frozenset({documents[str(query["passage_id"])]}))
                answer = library.ask(str(query["text"]), scope=scope)
                first = answer.retrieved[:1]
                scores["confidence"].append(answer.confidence)
                scores["fused"].append(first[0].parts.fused_score if first else NOTHING)
        settings = Settings(reading=ReadingSettings(reader="always"))
        with youju.Library.open(place, settings=settings) as library:
            for query in asked:
                scope = Scope(documents=frozenset({documents[str(query["passage_id"])]}))
                read = [
                    hit.parts.features.get("relevance", NOTHING)
                    for hit in library.search(str(query["text"]), scope=scope)
                ]
                scores["reader"].append(max(read, default=NOTHING))
    right = [query.get("answerable", True) is not False for query in asked]
    least = aurc([float(one) for one in right], right)
    result: dict[str, object] = {
        "set": folder.name,
        "questions": len(asked),
        "answerable": sum(right),
        "aurc_least": round(least, 4),
    }
    for name, values in scores.items():
        result[name] = {
            "auroc": round(auroc(values, right), 4),
            "aurc": round(aurc(values, right), 4),
        }
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    told = json.dumps(measure(options.folder), ensure_ascii=False, indent=2)
    print(told)
    if options.out is not None:
        options.out.write_text(f"{told}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
