"""Fits that mean something, thresholds within their limit, folds that do not leak."""

import itertools
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.calibration.made import case, cases, reactions

from youju.retrieval.confidence import Features, Scaling, confidence
from youju_eval.calibration.fit import choose_threshold, confidences, fit_scaling, split_folds


@given(cases)
@settings(max_examples=25, deadline=None)
def test_scaling_never_changes_the_order_of_two_scores(found):
    slope, intercept = fit_scaling(found)
    assert slope > 0
    plain = [replace(one, discount=1.0) for one in found]
    before = confidences(plain, slope=1.0, intercept=0.0)
    after = confidences(plain, slope=slope, intercept=intercept)
    by_before = sorted(range(len(found)), key=lambda i: (before[i], i))
    # Sigmoids of neighbours may round to the same number before scaling.
    assert all(after[i] <= after[j] + 1e-12 for i, j in itertools.pairwise(by_before))


def test_scaling_finds_the_probabilities_the_cases_were_drawn_from():
    generator = random.Random(5)
    found = []
    for number in range(4000):
        logit, discount = generator.uniform(-4, 4), generator.choice([1.0, 1.0, 0.2])
        likely = discount / (1 + math.exp(-(0.5 * logit - 1)))
        right = generator.random() < likely
        found.append(case(f"q{number}", right=right, discount=discount))
        found[-1] = replace(found[-1], logit=logit)
    slope, intercept = fit_scaling(found)
    assert slope == pytest.approx(0.5, abs=0.06)
    assert intercept == pytest.approx(-1, abs=0.1)


def test_separable_answers_leave_the_slope_finite():
    found = [case(f"q{i}", right=i >= 10, sure=0.3 if i < 10 else 0.7) for i in range(20)]
    slope, _ = fit_scaling(found)
    assert 1 < slope < 20
    [low, *_, high] = confidences(found, slope=slope, intercept=fit_scaling(found)[1])
    assert low == pytest.approx(1 / 12, abs=0.01)
    assert high == pytest.approx(11 / 12, abs=0.01)


@given(st.floats(0.01, 0.99), st.floats(0.1, 5), st.floats(-3, 3))
def test_the_fit_scales_as_the_product_does(sure, slope, intercept):
    features = Features(near=0, passage=1, names=0, year=0, figure=0, kind=0, open=0)
    score = confidence(features)
    [fitted] = confidences([case("q", sure=score)], slope=slope, intercept=intercept)
    assert fitted == pytest.approx(confidence(features, Scaling(slope, intercept)), abs=1e-9)


@given(cases, st.sampled_from([None, 0.0, 0.05, 0.3]))
@settings(deadline=None)
def test_no_threshold_within_the_limit_reacts_better(found, limit):
    sure = confidences(found, slope=1.0, intercept=0.0)
    chosen = choose_threshold(found, sure, maximum_false_refusals=limit)
    assert 0 <= chosen <= 1
    best, refused = reactions(found, sure, chosen)
    allowed = math.inf if limit is None else limit * sum(one.answerable for one in found)
    assert refused <= allowed + 1e-9
    for other in [0.0, *(answer + 1e-12 for answer in sure)]:
        right, false = reactions(found, sure, other)
        assert right <= best or false > allowed + 1e-9


def test_the_threshold_is_the_middle_of_the_gap():
    found = [
        case("a", answerable=False, sure=0.2),
        case("b", answerable=False, sure=0.4),
        case("c", sure=0.8),
    ]
    assert choose_threshold(found, [0.2, 0.4, 0.8], maximum_false_refusals=0.0) == pytest.approx(
        0.6
    )


def test_a_wrong_answer_in_the_gap_does_not_narrow_it():
    found = [case("a", answerable=False), case("b", right=False), case("c")]
    assert choose_threshold(found, [0.2, 0.4, 0.8], maximum_false_refusals=None) == pytest.approx(
        0.5
    )


def test_of_equal_thresholds_the_one_that_refuses_least_is_chosen():
    found = [case("a", answerable=False), case("b"), case("c", answerable=False), case("d")]
    assert choose_threshold(
        found, [0.2, 0.4, 0.6, 0.8], maximum_false_refusals=None
    ) == pytest.approx(0.3)


def test_certain_and_impossible_answers_have_thresholds_too():
    found = [case("a", answerable=False), case("b")]
    assert choose_threshold(found, [0.0, 1.0], maximum_false_refusals=0.0) == pytest.approx(0.5)
    assert choose_threshold(found[:1], [1.0], maximum_false_refusals=None) <= 1.0
    assert choose_threshold([], [], maximum_false_refusals=None) <= 1.0


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 12)), min_size=30, max_size=80),
    st.integers(0, 3),
)
def test_every_case_is_in_one_fold_and_groups_stay_together(rows, seed):
    found = [
        case(f"q{i}", answerable=answerable, group=f"d{document}")
        for i, (answerable, document) in enumerate(rows)
    ]
    parts = split_folds(found, folds=5, seed=seed)
    assert sorted(position for part in parts for position in part) == list(range(len(found)))
    sides = {group: {i for i, part in enumerate(parts) for p in part if found[p].group == group} for group in {one.group for one in found}}  # fmt: skip
    together = all(len(where) == 1 for where in sides.values())
    assert (
        together
        or len(sides) < 5
        or len({one.answerable for one in found}) == 1
        or _lopsided(found)
    )


def _lopsided(found):
    """Dealing whole groups would leave some fold, or all others, without a kind."""
    kinds = {True: set(), False: set()}
    for one in found:
        kinds[one.answerable].add(one.group)
    return min(map(len, kinds.values())) < 5


def test_folds_hold_about_as_many_of_each_kind():
    found = [case(f"q{i:03}", answerable=i % 4 != 0, group=f"d{i // 2}") for i in range(200)]
    for part in split_folds(found, folds=5, seed=1):
        assert len(part) == pytest.approx(40, abs=3)
        assert sum(not found[position].answerable for position in part) == pytest.approx(10, abs=2)


def test_fewer_documents_than_folds_are_not_kept_together():
    found = [case(f"q{i}", answerable=i % 2 == 0, group="one document") for i in range(20)]
    assert all(len(part) == 4 for part in split_folds(found, folds=5, seed=0))
