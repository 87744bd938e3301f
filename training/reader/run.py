"""One training run: its steps, its measurements, and its state on disk, from which it goes on.

The plan comes from ``train``; examples become batches in ``batches``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import torch
from safetensors.torch import load_file
from torch import nn
from training.reader.batches import BATCH_TOKENS, Prepared, batches, loss_of, prepare
from training.reader.cases import read_validation
from training.reader.evaluate import (
    gold_figures,
    negatives_figures,
    readings_of,
    wrong_readings,
)
from training.reader.examples import read_examples
from training.reader.model import SHIPPED, Reader, Shape
from training.reader.pairs import LONGEST, Pairs, batch

SEED = 20261124
CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
WARM_UP_STEPS = 60
LOGGED_STEPS = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train, from what, until when; the defaults are those of what ships."""

    examples: Path
    """Folder with ``train-*.jsonl`` and ``validation.jsonl``."""
    model: Path
    out: Path
    until: datetime | None = None
    """Local time; the learning rate falls to zero there, or at ``steps``."""
    steps: int = 0
    shape: Shape = SHIPPED
    rate: float = 1e-3
    """Of the low-rank factors or whole matrices; half of it for all else."""
    longest: int = LONGEST
    relevance_weight: float = 0.5
    start: Path | None = None
    """Adapters of an export to begin from; without their optimiser's state."""
    batch_tokens: int = BATCH_TOKENS
    save_seconds: float = 240.0
    validated: int = 120
    """Validation questions measured at each save."""


@dataclass(slots=True)
class Place:
    """How far the run is; ``taken`` are the batches of this part."""

    step: int = 0
    part: int = 0
    taken: int = 0
    seen: int = 0
    seconds: float = 0.0


class Run:
    """One training run; made again over the same folder it goes on where it was saved."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        plan.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(SEED)
        self._pairs = Pairs(plan.model, longest=plan.longest)
        self._reader = Reader(plan.model, plan.shape)
        self._optimizer = optimizer_of(self._reader, plan.rate)
        self._place = Place()
        self._validation = read_validation(plan.examples / "validation.jsonl")[: plan.validated]
        short = plan.examples / "validation-cloze.jsonl"
        self._short = read_validation(short)[: plan.validated] if short.is_file() else []
        self._resume()
        self._began = time.monotonic()
        self._before = self._place.seconds
        self._left = (plan.until - datetime.now()).total_seconds() if plan.until else 0.0  # noqa: DTZ005 - local clock

    def train(self) -> None:
        """Go on until the end of the plan, saving and measuring now and then."""
        saved = time.monotonic()
        losses: list[tuple[float, float]] = []
        self._log({"started": self._started()})
        while True:
            for group in self._batches()[self._place.taken :]:
                progress = self._progress()
                if progress >= 1:
                    self._keep(progress)
                    return
                losses.append(self._learn(group, progress))
                if self._place.step % LOGGED_STEPS == 0:
                    self._log_losses(losses, progress)
                    losses = []
                if time.monotonic() - saved > self._plan.save_seconds:
                    self._keep(progress)
                    saved = time.monotonic()
            self._place.part, self._place.taken = self._place.part + 1, 0

    def _progress(self) -> float:
        """Of the plan, 1 at its end; keeps the time."""
        elapsed = time.monotonic() - self._began
        self._place.seconds = self._before + elapsed
        if self._plan.steps:
            return self._place.step / self._plan.steps
        return self._place.seconds / max(self._before + self._left, 1e-9)

    def _batches(self) -> list[list[Prepared]]:
        """Of this part, from its first; the order depends on the seed and the part alone."""
        files = sorted(self._plan.examples.glob("train-*.jsonl"))
        if not files:
            raise FileNotFoundError(
                f"no train-*.jsonl in {self._plan.examples}: run training.reader.data"
            )
        examples = list(read_examples(files[self._place.part % len(files)]))
        chance = Random(SEED + self._place.part)
        return batches(prepare(self._pairs, examples), chance, most=self._plan.batch_tokens)

    def _learn(self, group: Sequence[Prepared], progress: float) -> tuple[float, float]:
        rise = (self._place.step + 1) / WARM_UP_STEPS
        for one in self._optimizer.param_groups:
            one["lr"] = one["base"] * min(1.0, rise, 1.02 - progress)
        made = batch([one.pair for one in group])
        logits = self._reader.forward(made.tokens, made.sides, made.mask)
        span, relevance = loss_of(logits, made, group)
        self._optimizer.zero_grad()
        whole: Any = span + self._plan.relevance_weight * relevance
        whole.backward()
        nn.utils.clip_grad_norm_(self._reader.parameters(), 1.0)
        self._optimizer.step()
        self._place.step += 1
        self._place.taken += 1
        self._place.seen += len(group)
        return float(span.detach()), float(relevance.detach())

    def _keep(self, progress: float) -> None:
        self._save()
        self._reader.eval()
        with torch.inference_mode():
            right = readings_of(self._reader, self._pairs, self._validation)
            wrong = wrong_readings(self._reader, self._pairs, self._validation)
            short = readings_of(self._reader, self._pairs, self._short)
        self._reader.train()
        found = gold_figures(self._validation, right) | negatives_figures(right, wrong)
        if self._short:
            asked = gold_figures(self._short, short)
            found |= {f"cloze {name}": asked[name] for name in ("em", "cmrc_f1")}
        self._log({"progress": round(progress, 3), "validation": found})

    def _started(self) -> dict[str, object]:
        plan = self._plan
        return {
            **plan.shape.as_dict(),
            "rate": plan.rate,
            "longest": plan.longest,
            "relevance weight": plan.relevance_weight,
            "batch tokens": plan.batch_tokens,
            "threads": torch.get_num_threads(),
            "until": plan.until.isoformat(timespec="minutes") if plan.until else None,
            "steps": plan.steps,
        }

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
        place = self._place
        head = {"step": place.step, "examples": place.seen, "seconds": round(place.seconds)}
        with (self._plan.out / LOG).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(head | entry) + "\n")

    def _save(self) -> None:
        place = self._place
        state = {
            "learned": self._reader.trained(),
            "optimizer": self._optimizer.state_dict(),
            "shape": self._reader.shape.as_dict(),
            "longest": self._plan.longest,
            "place": [place.step, place.part, place.taken, place.seen, place.seconds],
        }
        # Renamed when whole: an interruption while writing leaves the checkpoint before.
        part = self._plan.out / f"{CHECKPOINT}.part"
        torch.save(state, part)
        part.replace(self._plan.out / CHECKPOINT)

    def _resume(self) -> None:
        checkpoint = self._plan.out / CHECKPOINT
        if checkpoint.is_file():
            state = torch.load(checkpoint, weights_only=True)
            self._reader.take(state["learned"])
            self._optimizer.load_state_dict(state["optimizer"])
            self._place = Place(*state["place"])
        elif self._plan.start:
            self._reader.take(load_file(self._plan.start))


def optimizer_of(reader: Reader, rate: float) -> torch.optim.Optimizer:
    """AdamW (Loshchilov and Hutter 2019); factors and whole matrices learn twice as fast as the rest."""
    named = [(name, value) for name, value in reader.named_parameters() if value.requires_grad]
    fast = [value for name, value in named if _is_factor(name)]
    slow = [value for name, value in named if not _is_factor(name)]
    return torch.optim.AdamW(
        [
            {"params": fast, "lr": rate, "base": rate},
            {"params": slow, "lr": rate / 2, "base": rate / 2},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def _is_factor(name: str) -> bool:
    matrix = name.startswith("layers.") and ".norm_" not in name and name.endswith(".weight")
    return matrix or name.endswith((".up", ".down"))
