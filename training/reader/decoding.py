"""Chooses, on validation questions, how spans are cut: the price of length and who picks the window.

python -m training.reader.decoding --run RUNS/main --examples RUNS/examples --model DIRECTORY
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from training.reader.evaluate import Case, margin, read_validation
from training.reader.export import load_run
from training.reader.model import Reader
from training.reader.pairs import Pair, Pairs, Reading, batch, reading

from youju_eval.measures.answer_tokens import answer_tokens, bare
from youju_eval.measures.cmrc_f1 import run_f1

PENALTIES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08)
CHOOSERS = {
    "span + relevance": lambda one: one.span + one.relevance,
    "margin + relevance": lambda one: margin(one) + one.relevance,
    "margin": margin,
    "span": lambda one: one.span,
    "relevance": lambda one: one.relevance,
}
_ENDS = "。，、；：,;: \n"


@dataclass(frozen=True, slots=True)
class Row:
    pair: Pair
    start: Tensor
    end: Tensor
    allowed: Tensor
    relevance: float

    def read(self, penalty: float) -> Reading:
        """With a price of length."""
        return reading(
            self.pair, self.start, self.end, self.allowed, self.relevance, penalty=penalty
        )


def rows_of(reader: Reader, pairs: Pairs, case: Case) -> list[Row]:
    windows = [f"{context}\n{text}" for context, text in case.windows]
    begins = [len(context) + 1 for context, _ in case.windows]
    cut = pairs.encode([case.question] * len(windows), windows, begins)
    made = batch(cut)
    logits = reader(made.tokens, made.sides, made.mask)
    return [
        Row(pair, logits.start[i], logits.end[i], made.allowed[i], float(logits.relevance[i]))
        for i, pair in enumerate(cut)
    ]


def figures(
    cases: Sequence[Case], read: Sequence[Sequence[Reading]], chooser: str
) -> dict[str, float]:
    exact, overlap = [], []
    for case, readings in zip(cases, read, strict=True):
        place = max(range(len(readings)), key=lambda row: CHOOSERS[chooser](readings[row]))
        whole = "\n".join(case.windows[place])
        given = whole[readings[place].start : readings[place].end].strip(_ENDS)
        exact.append(float(any(bare(given) == bare(gold) for gold in case.answers)))
        overlap.append(max(run_f1(answer_tokens(given), answer_tokens(g)) for g in case.answers))
    return {
        "em": round(100 * statistics.fmean(exact), 2),
        "cmrc_f1": round(100 * statistics.fmean(overlap), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    reader, _ = load_run(options.run, options.model, torch.bfloat16)
    reader.fold()
    pairs = Pairs(options.model)
    cases = [one for one in read_validation(options.examples / "validation.jsonl") if one.windows]
    with torch.inference_mode():
        rows = [rows_of(reader, pairs, case) for case in cases]
    for penalty in PENALTIES:
        read = [[row.read(penalty) for row in group] for group in rows]
        for chooser in CHOOSERS:
            entry = {"penalty": penalty, "chooser": chooser} | figures(cases, read, chooser)
            sys.stdout.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
