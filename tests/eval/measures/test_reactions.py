"""Refusals, the risk–coverage curve and latency."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.measures.cases import prediction, question, refused, unanswerable

from youju_eval.measures import set_measures
from youju_eval.measures.aurc import AURC, aurc, risk_coverage
from youju_eval.measures.latency import LATENCY
from youju_eval.measures.refusal import (
    false_refusal,
    refusal_f1,
    refusal_precision,
    refusal_recall,
)
from youju_eval.measures.right_reaction import right_reaction
from youju_eval.predictions import RANKED, missing

FAILED = prediction(status="error")
RANKING = prediction(answer="", status=RANKED)


def curve(*points):
    """Points to compare with, one by one."""
    return [pytest.approx(point) for point in points]


def surest(right, confidence):
    return question(), prediction(answer="10天" if right else "5天", confidence=confidence)


def test_only_a_spoken_refusal_is_right():
    given = (refused(), FAILED, missing("q1"), prediction(), RANKING)
    assert [refusal_recall(unanswerable(), one) for one in given] == [1, 0, 0, 0, None]
    assert refusal_recall(question(), refused()) is None


def test_anything_but_an_answer_is_a_false_refusal():
    given = (refused(), FAILED, missing("q1"), prediction(), RANKING)
    assert [false_refusal(question(), one) for one in given] == [1, 1, 1, 0, None]
    assert false_refusal(unanswerable(), refused()) is None


def test_precision_and_f1_count_refusals():
    pairs = [
        (unanswerable(), refused()),
        (unanswerable(), refused()),
        (unanswerable(), prediction()),
        (unanswerable(), missing("q1")),
        (question(), refused()),
        (question(), FAILED),
        (question(), prediction()),
    ]
    precision, recall = 2 / 3, 2 / 4
    assert refusal_precision(pairs) == precision
    assert refusal_f1(pairs) == pytest.approx(2 * precision * recall / (precision + recall))


def test_without_unanswerable_questions_refusals_are_not_judged():
    pairs = [(question(), refused()), (question(), prediction())]
    assert refusal_precision(pairs) is None
    assert refusal_f1(pairs) is None
    assert refusal_precision([(unanswerable(), prediction())]) is None
    assert refusal_f1([(unanswerable(), prediction())]) == 0


def test_the_right_reaction_is_a_right_answer_or_a_right_refusal():
    assert right_reaction(question(), prediction(answer="年假10天")) == 1
    assert right_reaction(question(), prediction(answer="年假5天")) == 0
    assert right_reaction(question(answers=()), prediction(answer="年假5天")) == 1
    assert right_reaction(question(), refused()) == 0
    assert right_reaction(unanswerable(), refused()) == 1
    assert right_reaction(unanswerable(), prediction()) == 0
    assert right_reaction(unanswerable(), FAILED) == 0
    assert right_reaction(question(), RANKING) is None


def test_the_area_is_the_mean_risk_over_all_coverages():
    pairs = [surest(True, 0.9), surest(False, 0.8), surest(True, 0.7), surest(False, 0.1)]
    assert aurc(pairs) == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4)
    assert list(risk_coverage(pairs)) == curve(
        (0.25, 0, 0.9), (0.5, 1 / 2, 0.8), (0.75, 1 / 3, 0.7), (1, 1 / 2, 0.1)
    )


def test_questions_of_one_confidence_count_as_the_mean_of_their_orders():
    rights = (True, False, False)
    orders = [
        [surest(right, 0.9 - index / 10) for index, right in enumerate(order)]
        for order in permutations(rights)
    ]
    tied = [surest(right, 0.5) for right in rights]
    assert aurc(tied) == pytest.approx(np.mean([aurc(order) for order in orders]))
    assert list(risk_coverage(tied)) == curve((1, 2 / 3, 0.5))


def test_refusals_are_covered_by_their_confidence_and_what_has_none_comes_last():
    pairs = [
        (unanswerable(), refused(confidence=0.2)),
        (question(), missing("q1")),
        surest(True, 0.9),
        (unanswerable(), prediction(confidence=0.5)),
    ]
    assert list(risk_coverage(pairs)) == curve(
        (0.25, 0, 0.9), (0.5, 1 / 2, 0.5), (0.75, 1 / 3, 0.2), (1, 1 / 2, 0)
    )


def test_without_confidences_there_is_no_curve():
    assert aurc([(question(), prediction())]) is None
    assert risk_coverage([(question(), prediction())]) == ()
    assert aurc([]) is None
    assert not AURC.higher_is_better


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.5, 0.9])), min_size=1), st.data())
def test_the_area_does_not_depend_on_the_order_and_sure_answers_have_none(given_pairs, data):
    pairs = [surest(*one) for one in given_pairs]
    assert aurc(data.draw(st.permutations(pairs))) == pytest.approx(aurc(pairs))
    assert 0 <= aurc(pairs) <= 1
    assert aurc([surest(True, confidence) for _, confidence in given_pairs]) == 0


def test_latency_is_a_percentile_of_the_times_stated():
    pairs = [(question(), prediction(total=float(total))) for total in range(1, 101)]
    pairs.append((question(), missing("q1")))
    found = {one.name: one.of(pairs) for one in LATENCY}
    assert found == pytest.approx({"latency_p50": 50.5, "latency_p95": 95.05, "latency_p99": 99.01})
    assert {one.unit for one in LATENCY} == {"ms"}
    assert LATENCY[0].of([(question(), missing("q1"))]) is None


def test_rankings_alone_are_not_judged_by_their_reactions():
    pairs = [(question(), RANKING), (unanswerable(), RANKING), (question(), missing("q1"))]
    assert set_measures(pairs) == LATENCY
