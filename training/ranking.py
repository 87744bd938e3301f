"""A linear ranking of stretches, learned so that the F1 of a stretch drawn by its worth is greatest.

What a stretch is worth is the sum that ``youju.answering.cut`` takes: signs of its first piece, of its last,
of each piece in it, of its sentence and of itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import embedding_bag

from youju.answering.stretches import Signs, Told

SEED = 20261128
BATCH = 50
"""Questions of one step."""
RATES = (0.05, 0.05, 0.05, 0.02, 0.01)
"""The rate of each pass over the questions."""
PULL, DECAY = 3e-5, 2e-5
"""What a weight costs, by its size and by its square."""
SELDOM = 100
"""A sign that is met in fewer stretches or pieces is not learned."""
SMALL = 0.05
"""A weight below it is none."""


@dataclass(slots=True)
class Bags:
    """Rows of signs with their strength, end to end."""

    signs: array[int] = field(default_factory=lambda: array("q"))
    strengths: array[float] = field(default_factory=lambda: array("f"))
    offsets: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(self, signs: Iterable[tuple[int, float]]) -> None:
        for sign, strength in signs:
            self.signs.append(sign)
            self.strengths.append(strength)
        self.offsets.append(len(self.signs))


@dataclass(slots=True)
class Candidates:
    """The stretches of some questions; ``ends`` says where those of each question end."""

    names: dict[str, int]
    fixed: bool = False
    """Whether signs that are not known yet are left out."""
    first: Bags = field(default_factory=Bags)
    last: Bags = field(default_factory=Bags)
    inside: Bags = field(default_factory=Bags)
    sentences: Bags = field(default_factory=Bags)
    whole: Bags = field(default_factory=Bags)
    begins: array[int] = field(default_factory=lambda: array("q"))
    finishes: array[int] = field(default_factory=lambda: array("q"))
    sentence: array[int] = field(default_factory=lambda: array("q"))
    worth: array[float] = field(default_factory=lambda: array("f"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    _base: int = 0

    def add_sentence(self, told: Told, signs: Signs) -> None:
        """The sentence whose stretches follow."""
        self._base = len(self.first.offsets) - 1
        for bags, rows in (
            (self.first, told.first),
            (self.last, told.last),
            (self.inside, told.inside),
            (self.sentences, (signs,)),
        ):
            for row in rows:
                bags.add(self._known(row))

    def add_stretch(self, first: int, last: int, signs: Iterable[str], worth: float) -> None:
        self.begins.append(self._base + first)
        self.finishes.append(self._base + last)
        self.sentence.append(len(self.sentences.offsets) - 2)
        self.whole.add(self._known(dict.fromkeys(signs, 1.0)))
        self.worth.append(worth)

    def end_question(self) -> None:
        self.ends.append(len(self.begins))

    def _known(self, signs: Signs) -> Iterable[tuple[int, float]]:
        for name, strength in signs.items():
            if strength:
                place = self.names.get(name, -1)
                if place < 0 and not self.fixed:
                    place = self.names.setdefault(name, len(self.names))
                if place >= 0:
                    yield place, strength


class Batch:
    """The stretches of a run of questions as tensors."""

    def __init__(self, found: Candidates, first: int, last: int) -> None:
        start = found.ends[first - 1] if first else 0
        end = found.ends[last - 1]
        self.worth = _tensor(found.worth[start:end])
        ends = torch.tensor([start, *found.ends[first:last]])
        self.question = torch.repeat_interleave(torch.arange(last - first), ends.diff())
        self.questions = last - first
        self._begins = _tensor(found.begins[start:end])
        self._finishes = _tensor(found.finishes[start:end])
        self._sentence = _tensor(found.sentence[start:end])
        low, high = int(self._begins.min()), int(self._finishes.max()) + 1
        self._low, self._lowest = low, int(self._sentence.min())
        self._pieces = [_rows(bags, low, high) for bags in (found.first, found.last, found.inside)]
        self._sentences = _rows(found.sentences, self._lowest, int(self._sentence.max()) + 1)
        self._whole = _rows(found.whole, start, end)

    def totals(self, weights: Tensor) -> Tensor:
        """What each stretch is worth by the weights."""
        first, last, inside = (_sums(rows, weights) for rows in self._pieces)
        until = torch.cat([torch.zeros(1), inside.cumsum(0)])
        begins, finishes = self._begins - self._low, self._finishes - self._low
        return (
            first[begins]
            + last[finishes]
            + until[finishes + 1]
            - until[begins]
            + _sums(self._sentences, weights)[self._sentence - self._lowest]
            + _sums(self._whole, weights)
        )

    def expected(self, weights: Tensor) -> Tensor:
        """The F1 to be expected of each question, shape (questions,)."""
        totals = self.totals(weights)
        zeros = torch.zeros(self.questions)
        most = zeros.scatter_reduce(0, self.question, totals, "amax", include_self=False).detach()
        shares = (totals - most[self.question]).exp()
        sums = zeros.index_add(0, self.question, shares)
        return zeros.index_add(0, self.question, shares * self.worth) / sums.clamp_min(1e-9)


Rows = tuple[Tensor, Tensor, Tensor]


def _rows(bags: Bags, first: int, last: int) -> Rows:
    offsets = _tensor(bags.offsets[first : last + 1])
    start, end = int(offsets[0]), int(offsets[-1])
    return (
        _tensor(bags.signs[start:end]),
        _tensor(bags.strengths[start:end]),
        offsets[:-1] - start,
    )


def _tensor(values: array[int] | array[float]) -> Tensor:
    return torch.from_numpy(np.array(values))


def _sums(rows: Rows, weights: Tensor) -> Tensor:
    signs, strengths, offsets = rows
    return embedding_bag(
        signs, weights[:, None], offsets, mode="sum", per_sample_weights=strengths
    )[:, 0]


def fit(found: Candidates) -> Mapping[str, float]:
    """The weight of every sign that counts, to two digits."""
    torch.manual_seed(SEED)
    kept = _often(found)
    weights = torch.zeros(len(found.names), requires_grad=True)
    optimizer = torch.optim.Adam([weights])
    starts = range(0, len(found.ends), BATCH)
    batches = [Batch(found, one, min(one + BATCH, len(found.ends))) for one in starts]
    for rate in RATES:
        optimizer.param_groups[0]["lr"] = rate
        for number in torch.randperm(len(batches)).tolist():
            used = weights * kept
            loss = -(batches[number].expected(used) + 1e-3).log().mean()
            loss = loss + PULL * weights.abs().sum() + DECAY * (weights**2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    learned = (weights * kept).detach()
    return {
        name: round(float(learned[place]), 2)
        for name, place in sorted(found.names.items())
        if abs(float(learned[place])) >= SMALL
    }


def _often(found: Candidates) -> Tensor:
    """1 for signs that are met often enough, else 0; a piece is met in many stretches."""
    counts = np.zeros(len(found.names))
    for bags, worth in (
        (found.first, 5.0),
        (found.last, 5.0),
        (found.inside, 5.0),
        (found.sentences, 5.0),
        (found.whole, 1.0),
    ):
        if len(bags.signs):
            counts += worth * np.bincount(np.array(bags.signs), minlength=len(counts))
    return torch.tensor(counts >= SELDOM, dtype=torch.float32)


def measured(found: Candidates, weights: Mapping[str, float]) -> list[float]:
    """The F1 of the stretch that is worth most, by question; 0 without a stretch."""
    places = torch.zeros(len(found.names))
    for name, weight in weights.items():
        if name in found.names:
            places[found.names[name]] = weight
    values: list[float] = []
    start = 0
    for number, end in enumerate(found.ends):
        if start == end:
            values.append(0.0)
        else:
            batch = Batch(found, number, number + 1)
            values.append(float(batch.worth[int(batch.totals(places).argmax())]))
        start = end
    return values


def best_possible(found: Candidates) -> list[float]:
    """The F1 of the best stretch there is, by question."""
    starts = [0, *found.ends[:-1]]
    return [
        max(found.worth[start:end], default=0.0)
        for start, end in zip(starts, found.ends, strict=True)
    ]
