"""Examples as the tensors that training reads, and the loss of a batch of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor, nn
from training.reader.examples import Example
from training.reader.model import Logits
from training.reader.pairs import Batch, Pair, Pairs, places

BATCH_TOKENS = 3600
POOL = 480
_BLOCKED = -1e4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pair with the right places of its answer; an answer that was cut off is none."""

    pair: Pair
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    answers: bool


def prepare(pairs: Pairs, examples: Sequence[Example]) -> list[Prepared]:
    """Examples as pairs, in order."""
    begins = [len(one.context) + 1 for one in examples]
    windows = [f"{one.context}\n{one.text}" for one in examples]
    cut = pairs.encode([one.question for one in examples], windows, begins)
    found: list[Prepared] = []
    for one, pair, begin in zip(examples, cut, begins, strict=True):
        starts, ends = places(pair, [(a + begin, b + begin) for a, b in one.spans])
        found.append(Prepared(pair, tuple(starts), tuple(ends), starts != [0]))
    return found


def batches(
    prepared: Sequence[Prepared], chance: Random, *, most: int = BATCH_TOKENS
) -> list[list[Prepared]]:
    """Groups of similar length in a random order; a group has at most ``most`` places."""
    order = list(range(len(prepared)))
    chance.shuffle(order)
    made: list[list[Prepared]] = []
    for low in range(0, len(order), POOL):
        pool = sorted(order[low : low + POOL], key=lambda row: len(prepared[row].pair.tokens))
        group = list(_grouped([prepared[row] for row in pool], most))
        chance.shuffle(group)
        made.extend(group)
    return made


def _grouped(pool: Sequence[Prepared], most: int) -> Iterator[list[Prepared]]:
    held: list[Prepared] = []
    for one in pool:
        if held and (len(held) + 1) * len(one.pair.tokens) > most:
            yield held
            held = []
        held.append(one)
    yield held


def span_loss(logits: Tensor, allowed: Tensor, right: Sequence[Sequence[int]]) -> Tensor:
    """Minus the log-probability that one of the right places is chosen.

    Source: Clark and Gardner 2018, the summed objective.
    """
    scores = logits.masked_fill(~allowed, _BLOCKED)
    chosen = torch.full_like(scores, _BLOCKED)
    for row, places_of in enumerate(right):
        index = list(places_of)
        chosen[row, index] = scores[row, index]
    return (scores.logsumexp(-1) - chosen.logsumexp(-1)).mean()


def loss_of(logits: Logits, made: Batch, group: Sequence[Prepared]) -> tuple[Tensor, Tensor]:
    """The losses of span and relevance, each a mean over the batch."""
    start = span_loss(logits.start, made.allowed, [one.starts for one in group])
    end = span_loss(logits.end, made.allowed, [one.ends for one in group])
    answers = torch.tensor([float(one.answers) for one in group])
    relevance = nn.functional.binary_cross_entropy_with_logits(logits.relevance, answers)
    return (start + end) / 2, relevance
