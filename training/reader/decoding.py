"""Measures, on validation questions, how spans are cut: the price of length and who picks the window.

python -m training.reader.decoding

Reads a run's checkpoint and the validation examples; writes decoding.jsonl, one line a choice.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import torch
from training.reader.cases import read_validation
from training.reader.commands import add_model, command, runs
from training.reader.evaluate import confident, gold_figures, rows_of
from training.reader.shipped import open_run
from training.reader.spans import Reading

PENALTIES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08)
CHOOSERS: dict[str, Callable[[Reading], float]] = {
    "span + relevance": confident,
    "margin + relevance": lambda one: one.margin + one.relevance,
    "margin": lambda one: one.margin,
    "span": lambda one: one.span,
    "relevance": lambda one: one.relevance,
}


def main() -> None:
    parser = command(__doc__)
    parser.add_argument("--run", type=Path, default=runs() / "main")
    parser.add_argument("--examples", type=Path, default=runs() / "examples")
    parser.add_argument("--out", type=Path, default=runs() / "decoding.jsonl")
    add_model(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    trained = open_run(options.run, options.model)
    trained.reader.fold()
    cases = read_validation(options.examples / "validation.jsonl")
    with torch.inference_mode():
        rows = rows_of(trained.reader, trained.pairs, cases)
    with options.out.open("w", encoding="utf-8") as stream:
        for penalty in PENALTIES:
            read = [[row.read(penalty=penalty) for row in group] for group in rows]
            for name, choose in CHOOSERS.items():
                entry = {"penalty": penalty, "chooser": name} | gold_figures(cases, read, choose)
                stream.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
