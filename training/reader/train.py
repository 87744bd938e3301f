"""Trains the reader's adapters and heads; interrupted, the same command goes on where it stopped.

    python -m training.reader.train --examples RUNS --model DIRECTORY --out OUT --until 10:10

The learning rate falls to zero at ``--until`` (of today) or at ``--steps``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn
from training.reader.evaluate import (
    gold_figures,
    negatives_figures,
    read_validation,
    readings_of,
    wrong_readings,
)
from training.reader.examples import Example, read_examples
from training.reader.model import Logits, Reader, Shape
from training.reader.pairs import Batch, Pair, Pairs, batch, places

SEED = 20261124
BATCH_TOKENS = 3600
POOL = 480
WARM_UP = 0.05
RELEVANCE_WEIGHT = 0.5
RATES = {"factors": 1e-3, "rest": 5e-4}
SAVE_SECONDS = 240
VALIDATED = 120


@dataclass(frozen=True, slots=True)
class Prepared:
    pair: Pair
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    answers: bool


def prepare(pairs: Pairs, examples: Sequence[Example]) -> list[Prepared]:
    begins = [len(one.context) + 1 for one in examples]
    windows = [f"{one.context}\n{one.text}" for one in examples]
    found = []
    cut = pairs.encode([one.question for one in examples], windows, begins)
    for one, pair, begin in zip(examples, cut, begins, strict=True):
        starts, ends = places(pair, [(a + begin, b + begin) for a, b in one.spans])
        found.append(Prepared(pair, tuple(starts), tuple(ends), starts != [0]))
    return found


def batches(prepared: Sequence[Prepared], chance: Random) -> Iterator[list[Prepared]]:
    """Of similar length, in a random order; a batch has at most ``BATCH_TOKENS`` places."""
    order = list(range(len(prepared)))
    chance.shuffle(order)
    made: list[list[Prepared]] = []
    for low in range(0, len(order), POOL):
        pool = sorted(order[low : low + POOL], key=lambda row: len(prepared[row].pair.tokens))
        held: list[Prepared] = []
        group: list[list[Prepared]] = []
        for row in pool:
            one = prepared[row]
            if held and (len(held) + 1) * len(one.pair.tokens) > BATCH_TOKENS:
                group.append(held)
                held = []
            held.append(one)
        group.append(held)
        chance.shuffle(group)
        made.extend(group)
    yield from made


def span_loss(logits: Tensor, allowed: Tensor, right: Sequence[Sequence[int]]) -> Tensor:
    """Minus the log-probability that one of the right places is chosen."""
    scores = logits.masked_fill(~allowed, -1e4)
    chosen = torch.full_like(scores, -1e4)
    for row, places_of in enumerate(right):
        index = list(places_of)
        chosen[row, index] = scores[row, index]
    return (scores.logsumexp(-1) - chosen.logsumexp(-1)).mean()


def loss_of(logits: Logits, made: Batch, group: Sequence[Prepared]) -> tuple[Tensor, Tensor]:
    span = span_loss(logits.start, made.allowed, [one.starts for one in group])
    span = (span + span_loss(logits.end, made.allowed, [one.ends for one in group])) / 2
    answers = torch.tensor([float(one.answers) for one in group])
    relevance = nn.functional.binary_cross_entropy_with_logits(logits.relevance, answers)
    return span, relevance


class Run:
    """One training run and its state on disk."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._out: Path = options.out
        self._out.mkdir(parents=True, exist_ok=True)
        self._pairs = Pairs(options.model)
        self._reader = Reader(options.model, Shape(options.rank, options.first_adapted))
        factors = [v for n, v in self._reader.named_parameters() if n.endswith((".up", ".down"))]
        known = {id(value) for value in factors}
        rest = [v for v in self._reader.parameters() if v.requires_grad and id(v) not in known]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": factors, "lr": options.rate, "base": options.rate},
                {"params": rest, "lr": options.rate / 2, "base": options.rate / 2},
            ],
            betas=(0.9, 0.98),
            weight_decay=0.01,
        )
        self._step = self._part = self._taken = self._seen = 0
        self._spent = 0.0
        self._validation = read_validation(options.examples / "validation.jsonl")[:VALIDATED]
        self._resume()

    def train(self) -> None:
        """Go on until the end of the plan, saving and measuring now and then."""
        began = saved = time.monotonic()
        before = self._spent
        left = self._seconds_left()
        losses: list[tuple[float, float]] = []
        while True:
            for number, group in enumerate(self._batches()):
                if number < self._taken:
                    continue
                now = time.monotonic()
                self._spent = before + now - began
                progress = self._progress(now - began, before, left)
                if progress >= 1:
                    self._save()
                    self._validate(progress)
                    return
                losses.append(self._learn(group, progress))
                self._taken = number + 1
                if self._step % 20 == 0:
                    self._log_losses(losses, progress)
                    losses = []
                if time.monotonic() - saved > SAVE_SECONDS:
                    self._save()
                    self._validate(progress)
                    saved = time.monotonic()
            self._part, self._taken = self._part + 1, 0

    def _seconds_left(self) -> float:
        if not self._options.until:
            return 0.0
        goal = datetime.strptime(self._options.until, "%H:%M").time()  # noqa: DTZ007 - local clock
        return (datetime.combine(datetime.now().date(), goal) - datetime.now()).total_seconds()  # noqa: DTZ005

    def _progress(self, elapsed: float, before: float, left: float) -> float:
        if self._options.steps:
            return self._step / self._options.steps
        return (before + elapsed) / max(before + left, 1e-9)

    def _batches(self) -> Iterator[list[Prepared]]:
        files = sorted(self._options.examples.glob("train-*.jsonl"))
        examples = list(read_examples(files[self._part % len(files)]))
        return batches(prepare(self._pairs, examples), Random(SEED + self._part))

    def _learn(self, group: Sequence[Prepared], progress: float) -> tuple[float, float]:
        for one in self._optimizer.param_groups:
            one["lr"] = one["base"] * min(1.0, (self._step + 1) / 60, 1.02 - progress)
        made = batch([one.pair for one in group])
        span, relevance = loss_of(self._reader(made.tokens, made.sides, made.mask), made, group)
        self._optimizer.zero_grad()
        (span + RELEVANCE_WEIGHT * relevance).backward()
        nn.utils.clip_grad_norm_(self._reader.parameters(), 1.0)
        self._optimizer.step()
        self._step += 1
        self._seen += len(group)
        return span.item(), relevance.item()

    def _validate(self, progress: float) -> None:
        self._reader.eval()
        with torch.inference_mode():
            right = readings_of(self._reader, self._pairs, self._validation)
            wrong = wrong_readings(self._reader, self._pairs, self._validation)
        found = gold_figures(self._validation, right) | negatives_figures(right, wrong)
        self._reader.train()
        self._log({"progress": round(progress, 3), "validation": found})

    def _log_losses(self, losses: Sequence[tuple[float, float]], progress: float) -> None:
        span, relevance = (sum(column) / len(losses) for column in zip(*losses, strict=True))
        self._log(
            {
                "progress": round(progress, 3),
                "span loss": round(span, 4),
                "relevance loss": round(relevance, 4),
            }
        )

    def _log(self, entry: dict[str, object]) -> None:
        head = {"step": self._step, "examples": self._seen, "seconds": round(self._spent)}
        with (self._out / "log.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(head | entry) + "\n")

    def _save(self) -> None:
        state = {
            "learned": self._reader.trained(),
            "optimizer": self._optimizer.state_dict(),
            "shape": self._reader.shape.as_dict(),
            "place": [self._step, self._part, self._taken, self._seen, self._spent],
        }
        part = self._out / "checkpoint.part"
        torch.save(state, part)
        part.replace(self._out / "checkpoint.pt")

    def _resume(self) -> None:
        place = self._out / "checkpoint.pt"
        torch.manual_seed(SEED)
        if not place.is_file():
            return
        state = torch.load(place, weights_only=True)
        self._reader.take(state["learned"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._step, self._part, self._taken, self._seen = (int(one) for one in state["place"][:4])
        self._spent = float(state["place"][4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--until", default="")
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--first-adapted", type=int, default=0)
    parser.add_argument("--rate", type=float, default=RATES["factors"])
    options = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    Run(options).train()


if __name__ == "__main__":
    main()
