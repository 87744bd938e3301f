"""The losses are those that can be worked out by hand; batches lose no example."""

import math
from random import Random

import pytest
import torch
from training.reader.batches import batches, loss_of, prepare, span_loss
from training.reader.examples import read_examples
from training.reader.model import Logits
from training.reader.pairs import Pairs, batch


def test_span_loss_sums_the_right_places():
    logits = torch.tensor([[1.0, 2.0, 0.0, 9.0], [0.0, 0.0, 3.0, 1.0]])
    allowed = torch.tensor([[True, True, True, False], [True, True, True, True]])
    # Place 3 of the first row is not allowed; both places of the second are right.
    whole = [math.e + math.e**2 + 1, 2 + math.e**3 + math.e]
    right = [math.e**2, math.e**3 + math.e]
    expected = sum(math.log(a / b) for a, b in zip(whole, right, strict=True)) / 2
    found = span_loss(logits, allowed, [[1], [2, 3]])
    assert float(found) == pytest.approx(expected, abs=1e-5)


def test_span_loss_is_zero_for_the_certain_and_large_for_the_wrong():
    logits = torch.tensor([[0.0, 40.0, 0.0]])
    allowed = torch.ones_like(logits, dtype=torch.bool)
    assert float(span_loss(logits, allowed, [[1]])) == pytest.approx(0.0, abs=1e-5)
    assert float(span_loss(logits, allowed, [[0]])) == pytest.approx(40.0, abs=1e-4)


def test_loss_is_the_mean_of_start_and_end_and_the_cross_entropy(model, examples):
    prepared = prepare(Pairs(model), list(read_examples(examples / "train-0.jsonl"))[:4])
    made = batch([one.pair for one in prepared])
    zero = torch.zeros(made.tokens.shape)
    span, relevance = loss_of(Logits(zero, zero, torch.zeros(4)), made, prepared)
    count = made.allowed.sum(1).tolist()
    assert float(span) == pytest.approx(sum(map(math.log, count)) / 4, abs=1e-5)
    assert float(relevance) == pytest.approx(math.log(2), abs=1e-6)


def test_every_example_is_in_one_batch_of_at_most_the_places(model, examples):
    prepared = prepare(Pairs(model), list(read_examples(examples / "train-0.jsonl")))
    made = batches(prepared, Random(1), most=500)
    assert sorted(map(id, prepared)) == sorted(id(one) for group in made for one in group)
    for group in made:
        assert len(group) == 1 or len(group) * max(len(one.pair.tokens) for one in group) <= 500


def test_the_order_of_batches_depends_on_the_seed_alone(model, examples):
    prepared = prepare(Pairs(model), list(read_examples(examples / "train-0.jsonl")))
    first, again = (batches(prepared, Random(1), most=500) for _ in range(2))
    assert [[id(one) for one in group] for group in first] == [
        [id(one) for one in group] for group in again
    ]


def test_an_answer_that_was_cut_off_is_no_answer(model, examples):
    found = prepare(Pairs(model, longest=30), list(read_examples(examples / "train-0.jsonl")))
    assert any(one.answers for one in found)
    assert any(not one.answers for one in found)
    assert all(one.answers == (one.starts != (0,)) for one in found)
    assert all(len(one.pair.tokens) <= 30 for one in found)
