"""Measures a reader beside gold passages: exact match, cmrc_f1, and answerable or not."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import roc_auc_score
from training.reader.model import Reader
from training.reader.pairs import Pairs, Reading, batch, reading

from youju_eval.measures.answer_tokens import answer_tokens, bare
from youju_eval.measures.cmrc_f1 import run_f1

BATCH_TOKENS = 6000
_ENDS = "。，、；：,;: \n"


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the windows of its passage as (context, text), and its answers."""

    id: str
    question: str
    answers: tuple[str, ...]
    windows: tuple[tuple[str, str], ...]
    negatives: tuple[tuple[str, str, str, str], ...] = ()
    """Kind, question, context, text."""


def read_validation(path: Path) -> list[Case]:
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        negatives = tuple(
            (one["kind"], one["question"], one["context"], one["text"]) for one in row["negatives"]
        )
        windows = tuple((context, text) for context, text in row["windows"])
        cases.append(Case(row["id"], row["question"], tuple(row["answers"]), windows, negatives))
    # The file is in the order of its articles; a part of it should be of all of them.
    return cases[::4] + cases[1::4] + cases[2::4] + cases[3::4]


def read_pairs(
    reader: Reader, pairs: Pairs, asked: Sequence[tuple[str, str, str]]
) -> list[Reading]:
    """Readings of (question, context, text), in order; their offsets are of both joined by a line end."""
    cut = pairs.encode(
        [one[0] for one in asked],
        [f"{context}\n{text}" for _, context, text in asked],
        [len(context) + 1 for _, context, _ in asked],
    )
    found: dict[int, Reading] = {}
    held: list[int] = []

    def flush() -> None:
        made = batch([cut[row] for row in held])
        logits = reader(made.tokens, made.sides, made.mask)
        for place, row in enumerate(held):
            found[row] = reading(
                cut[row],
                logits.start[place],
                logits.end[place],
                made.allowed[place],
                float(logits.relevance[place]),
            )
        held.clear()

    for row in sorted(range(len(cut)), key=lambda row: len(cut[row].tokens)):
        if held and (len(held) + 1) * len(cut[row].tokens) > BATCH_TOKENS:
            flush()
        held.append(row)
    if held:
        flush()
    return [found[row] for row in range(len(cut))]


def margin(one: Reading) -> float:
    """How much surer the reader is of its span than of none."""
    return one.span - one.none


def readings_of(reader: Reader, pairs: Pairs, cases: Sequence[Case]) -> list[list[Reading]]:
    asked = [(one.question, *window) for one in cases for window in one.windows]
    found = iter(read_pairs(reader, pairs, asked))
    return [[next(found) for _ in one.windows] for one in cases]


def answer_of(case: Case, read: Sequence[Reading]) -> str:
    """The best window's best span; a clear margin and the relevance decide between windows."""
    place = max(range(len(read)), key=lambda row: read[row].span + read[row].relevance)
    context, text = case.windows[place]
    return f"{context}\n{text}"[read[place].start : read[place].end].strip(_ENDS)


def gold_figures(cases: Sequence[Case], read: Sequence[Sequence[Reading]]) -> dict[str, float]:
    """Over questions that have an answer and a window, in per cent."""
    exact, overlap = [], []
    for case, readings in zip(cases, read, strict=True):
        if case.answers and readings:
            given = answer_of(case, readings)
            exact.append(float(any(bare(given) == bare(gold) for gold in case.answers)))
            golds = [answer_tokens(gold) for gold in case.answers]
            overlap.append(max(run_f1(answer_tokens(given), gold) for gold in golds))
    return {
        "questions": len(exact),
        "em": round(100 * statistics.fmean(exact), 2),
        "cmrc_f1": round(100 * statistics.fmean(overlap), 2),
    }


def best(read: Sequence[Reading]) -> tuple[float, float]:
    """Relevance and margin of a passage: of its best window."""
    return max(one.relevance for one in read), max(margin(one) for one in read)


@dataclass(frozen=True, slots=True)
class Wrong:
    """The reading of a window that does not answer; ``case`` is the number of its question."""

    case: int
    kind: str
    reading: Reading


def wrong_readings(reader: Reader, pairs: Pairs, cases: Sequence[Case]) -> list[Wrong]:
    listed = [
        (number, kind, (question, context, text))
        for number, one in enumerate(cases)
        for kind, question, context, text in one.negatives
    ]
    read = read_pairs(reader, pairs, [pair for _, _, pair in listed])
    return [Wrong(number, kind, one) for (number, kind, _), one in zip(listed, read, strict=True)]


def negatives_figures(
    right: Sequence[Sequence[Reading]], wrong: Sequence[Wrong]
) -> dict[str, float]:
    """AUROC of the gold passage against each kind of window that does not answer."""
    answered = [best(one) for one in right if one]
    groups: dict[str, list[tuple[float, float]]] = {}
    for one in wrong:
        for kind in (one.kind, "all"):
            groups.setdefault(kind, []).append((one.reading.relevance, margin(one.reading)))
    return {
        f"auroc {name} {kind}": area(
            [one[column] for one in answered], [one[column] for one in group]
        )
        for kind, group in groups.items()
        for column, name in enumerate(("relevance", "margin"))
    }


def area(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Area under the ROC curve."""
    labels = [1] * len(right) + [0] * len(wrong)
    return round(float(roc_auc_score(labels, [*right, *wrong])), 4)
