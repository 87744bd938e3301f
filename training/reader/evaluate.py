"""Reads cases with a reader and measures it: exact match, cmrc_f1, and answerable or not.

EM and F1 are those of ``cmrc2018_evaluate.py`` (Cui et al. 2019) as ``youju_eval`` has them.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sklearn.metrics import roc_auc_score
from training.reader.cases import Case
from training.reader.model import Reader
from training.reader.pairs import Pair, Pairs, batch
from training.reader.spans import Reading, Row

from youju_eval.measures.answer_tokens import answer_tokens, bare
from youju_eval.measures.cmrc_f1 import run_f1

BATCH_TOKENS = 6000
_ENDS = "。，、；：,;: \n"


@dataclass(frozen=True, slots=True)
class Wrong:
    """The reading of a window that does not answer; ``case`` is the number of its question."""

    case: int
    kind: str
    reading: Reading


def confident(one: Reading) -> float:
    """What chooses between windows: the sureness of the span and the relevance."""
    return one.span + one.relevance


def read_rows(reader: Reader, pairs: Pairs, asked: Sequence[tuple[str, str, str]]) -> list[Row]:
    """Logits of (question, context, text), in order, batched by length."""
    cut = pairs.encode(
        [one[0] for one in asked],
        [f"{context}\n{text}" for _, context, text in asked],
        [len(context) + 1 for _, context, _ in asked],
    )
    found: dict[int, Row] = {}
    held: list[int] = []
    for row in sorted(range(len(cut)), key=lambda row: len(cut[row].tokens)):
        if held and (len(held) + 1) * len(cut[row].tokens) > BATCH_TOKENS:
            found |= zip(held, _rows(reader, [cut[one] for one in held]), strict=True)
            held = []
        held.append(row)
    if held:
        found |= zip(held, _rows(reader, [cut[one] for one in held]), strict=True)
    return [found[row] for row in range(len(cut))]


def _rows(reader: Reader, pairs: Sequence[Pair]) -> list[Row]:
    made = batch(pairs)
    logits = reader.forward(made.tokens, made.sides, made.mask)
    return [
        Row(pair, logits.start[i], logits.end[i], made.allowed[i], float(logits.relevance[i]))
        for i, pair in enumerate(pairs)
    ]


def rows_of(reader: Reader, pairs: Pairs, cases: Sequence[Case]) -> list[list[Row]]:
    """Of every window of every case."""
    asked = [(one.question, *window) for one in cases for window in one.windows]
    found = iter(read_rows(reader, pairs, asked))
    return [[next(found) for _ in one.windows] for one in cases]


def readings_of(reader: Reader, pairs: Pairs, cases: Sequence[Case]) -> list[list[Reading]]:
    """Of every window of every case; offsets are of context and text joined by a line end."""
    return [[row.read() for row in rows] for rows in rows_of(reader, pairs, cases)]


def wrong_readings(reader: Reader, pairs: Pairs, cases: Sequence[Case]) -> list[Wrong]:
    """Of the windows of each case that do not answer it."""
    listed = [
        (number, kind, (question, context, text))
        for number, one in enumerate(cases)
        for kind, question, context, text in one.negatives
    ]
    rows = read_rows(reader, pairs, [asked for _, _, asked in listed])
    return [
        Wrong(number, kind, row.read()) for (number, kind, _), row in zip(listed, rows, strict=True)
    ]


def answer_of(
    case: Case, read: Sequence[Reading], choose: Callable[[Reading], float] = confident
) -> str:
    """The span of the window that ``choose`` ranks first, without marks at its ends."""
    place = max(range(len(read)), key=lambda row: choose(read[row]))
    context, text = case.windows[place]
    return f"{context}\n{text}"[read[place].start : read[place].end].strip(_ENDS)


def gold_figures(
    cases: Sequence[Case],
    read: Sequence[Sequence[Reading]],
    choose: Callable[[Reading], float] = confident,
) -> dict[str, float]:
    """EM and cmrc_f1 in per cent, over questions that have an answer and a window."""
    exact: list[bool] = []
    overlap: list[float] = []
    for case, readings in zip(cases, read, strict=True):
        if case.answers and readings:
            given = answer_of(case, readings, choose)
            exact.append(any(bare(given) == bare(gold) for gold in case.answers))
            golds = [answer_tokens(gold) for gold in case.answers]
            overlap.append(max(run_f1(answer_tokens(given), gold) for gold in golds))
    return {
        "questions": len(exact),
        "em": round(100 * statistics.fmean(exact), 2),
        "cmrc_f1": round(100 * statistics.fmean(overlap), 2),
    }


def best(read: Sequence[Reading]) -> tuple[float, float]:
    """Relevance and margin of a passage: of its best window."""
    return max(one.relevance for one in read), max(one.margin for one in read)


def negatives_figures(
    right: Sequence[Sequence[Reading]], wrong: Sequence[Wrong]
) -> dict[str, float]:
    """AUROC of the gold passage against each kind of window that does not answer."""
    answered = [best(one) for one in right if one]
    groups: dict[str, list[tuple[float, float]]] = {}
    for one in wrong:
        for kind in (one.kind, "all"):
            groups.setdefault(kind, []).append((one.reading.relevance, one.reading.margin))
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
