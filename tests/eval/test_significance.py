"""Intervals and tests, against SciPy and values worked out by hand."""

import math
import warnings

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from youju_eval.significance import (
    bootstrap_interval,
    detectable_difference,
    holm,
    paired_test,
    questions_needed,
)

SHARES = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=30)
P_VALUES = st.lists(st.floats(0, 1), max_size=12)


def scores(seed, n, kind="shares"):
    generator = np.random.default_rng(seed)
    drawn = generator.random(n)
    return (drawn > 0.3).astype(float) if kind == "hits" else drawn**2


@pytest.mark.parametrize(
    ("kind", "n"), [("hits", 60), ("hits", 300), ("shares", 25), ("shares", 200)]
)
def test_the_interval_is_scipys_bca(kind, n):
    values = scores(7, n, kind)
    oracle = scipy.stats.bootstrap(
        (values,), np.mean, n_resamples=20_000, method="BCa", rng=np.random.default_rng(1)
    ).confidence_interval
    found = bootstrap_interval(values, seed=1, resamples=20_000)
    assert found == pytest.approx(oracle, abs=0.12 * (oracle.high - oracle.low))


def test_the_interval_covers_the_true_mean_as_often_as_it_says():
    generator = np.random.default_rng(5)
    covered = 0
    for seed in range(300):
        low, high = bootstrap_interval(generator.random(80) < 0.8, seed=seed, resamples=500)
        covered += low <= 0.8 <= high
    assert 0.91 <= covered / 300 <= 0.98


@pytest.mark.parametrize("values", [[0.0], [1.0] * 9, [0.3] * 4])
def test_equal_values_leave_no_doubt_and_give_no_warning(values):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert bootstrap_interval(values, seed=0) == (values[0], values[0])


def test_a_wider_level_gives_a_wider_interval():
    narrow, wide = (bootstrap_interval(scores(1, 50), seed=3, level=level) for level in (0.8, 0.99))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@settings(deadline=None)
@given(SHARES, st.data())
def test_the_interval_is_ordered_within_the_values_and_the_same_in_any_order(values, data):
    low, high = bootstrap_interval(values, seed=4, resamples=200, level=0.999)
    assert min(values) <= low <= high <= max(values)
    mixed = data.draw(st.permutations(values))
    assert bootstrap_interval(mixed, seed=4, resamples=200, level=0.999) == (low, high)


def test_a_mean_of_nothing_has_no_interval():
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([], seed=0)


@settings(deadline=None)
@given(SHARES)
def test_identical_systems_are_not_told_apart(values):
    assert paired_test(values, values, seed=0) == 1.0


def test_a_few_questions_are_tested_exactly():
    first, second = [1.0, 1.0, 1.0, 0.5], [0.0, 0.0, 0.0, 0.5]
    assert paired_test(first, second, seed=0) == 2 / 2**3
    assert paired_test([1.0] * 12, [0.0] * 12, seed=0) == 2 / 2**12


@pytest.mark.parametrize("n", [6, 11])
def test_the_exact_test_is_scipys(n):
    first, second = scores(1, n), scores(2, n)
    oracle = scipy.stats.permutation_test(
        (first, second), lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples", vectorized=True, n_resamples=np.inf,
    ).pvalue  # fmt: skip
    assert paired_test(first, second, seed=0) == pytest.approx(oracle)


@pytest.mark.parametrize(("kind", "n"), [("shares", 40), ("hits", 400), ("shares", 3000)])
def test_the_random_test_is_near_scipys(kind, n):
    first = scores(1, n, kind)
    shift = 0.04 * 20 / math.sqrt(n)
    second = scores(2, n, kind) if kind == "hits" else scores(2, n) - shift
    oracle = scipy.stats.permutation_test(
        (first, second), lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples", vectorized=True, n_resamples=10_000, batch=500,
        rng=np.random.default_rng(3),
    ).pvalue  # fmt: skip
    assert paired_test(first, second, seed=0) == pytest.approx(oracle, abs=0.03)


def test_hits_agree_with_the_exact_sign_test():
    """Differences of one size: the randomisation test is the sign test (a binomial)."""
    first, second = [1.0] * 30 + [0.0] * 15 + [1.0] * 50, [0.0] * 30 + [1.0] * 15 + [1.0] * 50
    exact = scipy.stats.binomtest(15, 45).pvalue
    assert paired_test(first, second, seed=0, resamples=100_000) == pytest.approx(exact, abs=0.003)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=25), st.data())
def test_a_test_is_the_same_in_any_order_and_from_either_side(pairs, data):
    first, second = zip(*pairs, strict=True)
    found = paired_test(first, second, seed=2, resamples=300)
    assert 0 < found <= 1
    assert paired_test(second, first, seed=2, resamples=300) == found
    mixed = data.draw(st.permutations(pairs))
    assert paired_test(*zip(*mixed, strict=True), seed=2, resamples=300) == found


def test_alike_systems_are_told_apart_no_more_often_than_the_level_says():
    generator = np.random.default_rng(11)
    found = [
        paired_test(generator.random(30), generator.random(30), seed=seed, resamples=400)
        for seed in range(300)
    ]
    assert np.mean(np.array(found) <= 0.05) < 0.09


def test_systems_must_have_answered_the_same_questions():
    with pytest.raises(ValueError, match="same questions"):
        paired_test([1.0], [1.0, 0.0], seed=0)


def test_holm_multiplies_by_the_tests_left():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([]) == ()
    assert holm([0.6, 0.7]) == (1.0, 1.0)


@settings(deadline=None)
@given(P_VALUES)
def test_holm_is_monotone_never_below_the_value_nor_above_bonferroni(values):
    corrected = holm(values)
    for raw, found in zip(values, corrected, strict=True):
        assert raw <= found <= min(1.0, raw * len(values))
    ordered = sorted(zip(values, corrected, strict=True))
    assert [found for _, found in ordered] == sorted(corrected)


def test_a_detectable_difference_is_found_as_often_as_promised():
    generator = np.random.default_rng(2)
    pilot = generator.normal(0, 0.3, 100)
    reach = detectable_difference(pilot)
    spread = float(np.std(pilot, ddof=1))
    found = [
        paired_test(generator.normal(reach, spread, 100), [0.0] * 100, seed=seed, resamples=500)
        <= 0.05
        for seed in range(200)
    ]
    assert 0.7 <= np.mean(found) <= 0.9


@settings(deadline=None)
@given(st.floats(0.01, 0.5), st.floats(0.01, 1))
def test_as_many_questions_as_needed_make_a_difference_detectable(difference, spread):
    n = questions_needed(difference, spread=spread)
    assume(3 <= n <= 5000)
    signs = np.resize([spread, -spread], n)
    reach = detectable_difference(signs)
    assert reach == pytest.approx(difference, rel=0.6 if n < 30 else 0.1)


def test_needs_are_those_of_the_books():
    """Two-sided 5 %, power 80 %: (1.96 + 0.84)² · spread² / difference²."""
    assert questions_needed(0.05, spread=0.5) == 785
    assert questions_needed(0.5, spread=0.0) == 1
    assert detectable_difference([0.1]) == math.inf
    assert detectable_difference([0.0] * 50) == 0
    with pytest.raises(ValueError, match="difference"):
        questions_needed(0, spread=1)


def test_ten_thousand_questions_take_little_time_and_memory():
    import time
    import tracemalloc

    first, second = scores(1, 10_000), scores(2, 10_000)
    tracemalloc.start()
    started = time.perf_counter()
    bootstrap_interval(first, seed=0)
    paired_test(first, second, seed=0)
    seconds = time.perf_counter() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000
    assert seconds < 20
