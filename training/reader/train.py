"""Trains the reader's adapters and heads; interrupted, the same command goes on where it stopped.

python -m training.reader.train --until 12:30

Reads the examples of ``data`` and writes checkpoint.pt and log.jsonl. The learning rate falls to zero
at ``--until`` (local time of today) or at ``--steps``, where training ends.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import torch
from training.reader.commands import add_model, command, runs
from training.reader.model import Shape
from training.reader.run import Plan, Run


def today(text: str) -> datetime:
    """A local time of today, from HH:MM."""
    hours, minutes = text.split(":")
    now = datetime.now()  # noqa: DTZ005 - the user's own clock
    return now.replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line; the defaults are those of what ships."""
    shape, plan = Shape(), Plan(Path(), Path(), Path())
    parser = command(__doc__)
    parser.add_argument("--examples", type=Path, default=runs() / "examples")
    parser.add_argument("--out", type=Path, default=runs() / "main")
    end = parser.add_mutually_exclusive_group(required=True)
    end.add_argument("--until", type=today, metavar="HH:MM")
    end.add_argument("--steps", type=int, default=0)
    parser.add_argument("--start", type=Path, help="adapters to begin from: a reader.safetensors")
    parser.add_argument(
        "--rank", type=int, default=shape.rank, help="of the changes; 0: whole matrices"
    )
    parser.add_argument(
        "--first-adapted", type=int, default=shape.first_adapted, help="lower layers stay frozen"
    )
    parser.add_argument("--longest", type=int, default=plan.longest, help="tokens of a pair")
    parser.add_argument("--relevance-weight", type=float, default=plan.relevance_weight)
    parser.add_argument("--rate", type=float, default=plan.rate, help="learning rate of factors")
    add_model(parser)
    return parser.parse_args(arguments)


def main() -> None:
    options = options_of()
    torch.set_num_threads(options.threads)
    plan = Plan(
        examples=options.examples,
        model=options.model,
        out=options.out,
        until=options.until,
        steps=options.steps,
        shape=Shape(options.rank, options.first_adapted),
        rate=options.rate,
        longest=options.longest,
        relevance_weight=options.relevance_weight,
        start=options.start,
    )
    Run(plan).train()


if __name__ == "__main__":
    main()
