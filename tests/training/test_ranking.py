"""What a stretch is worth can be added up by hand, and the fit prefers what answers."""

import math

import pytest
import torch
from training.ranking import Batch, Candidates, best_possible, fit, measured

from youju.answering.pieces import Piece
from youju.answering.stretches import Told
from youju.schema import Span


def told(*tags):
    """A sentence of one-letter pieces whose signs are named by their tags."""
    parts = tuple(Piece(Span(place, place + 1), tag, tag) for place, tag in enumerate(tags))
    return Told(
        parts,
        [{f"first {tag}": 1.0} for tag in tags],
        [{f"last {tag}": 1.0} for tag in tags],
        [{f"holds {tag}": 0.5} for tag in tags],
    )


def candidates(*questions, names=None):
    """Questions of one sentence each, ``(tags, worths by stretch)``."""
    found = Candidates({} if names is None else names, fixed=names is not None)
    for tags, worths in questions:
        found.add_sentence(told(*tags), {"gap": -0.5})
        for (first, last), worth in worths.items():
            found.add_stretch(first, last, [f"{last - first + 1} long"], worth)
        found.end_question()
    return found


def test_a_stretch_is_worth_the_sum_of_its_signs():
    found = candidates(("av", {(0, 0): 0.0, (0, 1): 1.0}), ("n", {(0, 0): 0.3}))
    weights = torch.zeros(len(found.names))
    for name, weight in {"first a": 1.0, "last v": 2.0, "holds v": 4.0, "gap": 8.0, "2 long": 0.25}.items():  # fmt: skip
        weights[found.names[name]] = weight
    totals = Batch(found, 0, 2).totals(weights).tolist()
    assert totals == pytest.approx([1 - 4, 1 + 2 + 2 - 4 + 0.25, -4])
    assert Batch(found, 1, 2).totals(weights).tolist() == pytest.approx([-4])


def test_the_expected_f1_is_that_of_a_draw_by_worth():
    found = candidates(("av", {(0, 0): 0.2, (1, 1): 1.0}), ("n", {(0, 0): 0.3}))
    weights = torch.zeros(len(found.names))
    weights[found.names["first v"]] = math.log(3)
    assert Batch(found, 0, 2).expected(weights).tolist() == pytest.approx([0.8, 0.3])


def test_the_fit_prefers_what_answers_and_forgets_what_says_nothing():
    asked = [("av", {(0, 0): 0.0, (0, 1): 0.4, (1, 1): 1.0})] * 200
    weights = fit(candidates(*asked))
    assert weights["first v"] > 0 > weights["first a"]
    assert "gap" not in weights
    assert all(weight == round(weight, 2) for weight in weights.values())


def test_what_is_learned_is_measured_on_other_questions():
    names = {"first v": 0}
    kept = candidates(("nv", {(0, 0): 0.1, (1, 1): 0.9}), ("a", {}), names=names)
    assert names == {"first v": 0}
    assert measured(kept, {"first v": 1.0, "first n": 5.0}) == pytest.approx([0.9, 0.0])
    assert best_possible(kept) == pytest.approx([0.9, 0.0])


def test_signs_that_are_seldom_met_are_not_learned():
    assert fit(candidates(("av", {(0, 0): 0.0, (1, 1): 1.0}))) == {}
