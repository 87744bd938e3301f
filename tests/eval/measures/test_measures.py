"""What holds of all measures together."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.measures.cases import (
    LEAVE,
    cited,
    passage,
    prediction,
    question,
    refused,
    unanswerable,
)

from youju_eval.measures import (
    QUESTION_MEASURES,
    RETRIEVAL_MEASURES,
    SET_MEASURES,
    question_measures,
    retrieval_values,
    set_measures,
)
from youju_eval.predictions import RANKED, missing

NAMES = (
    "evidence@1 evidence@3 evidence@5 evidence@10 em char_f1 cmrc_f1 answer_hit list_recall length "
    "citation_precision citation_recall quote_verbatim span_iou numeric_support refusal_precision "
    "refusal_recall refusal_f1 false_refusals right_reaction aurc latency_p50 latency_p95 latency_p99"
)
EVERYTHING = (*QUESTION_MEASURES, *SET_MEASURES)


def test_the_measures_have_the_names_agreed_on_each_once():
    assert sorted(one.name for one in EVERYTHING) == sorted(NAMES.split())


def test_only_shares_have_no_unit():
    assert {one.name: one.unit for one in EVERYTHING if one.unit} == {
        "length": "characters", "latency_p50": "ms", "latency_p95": "ms", "latency_p99": "ms",
    }  # fmt: skip
    lower = {one.name for one in EVERYTHING if one.higher_is_better is False}
    assert lower == {"false_refusals", "aurc", "latency_p50", "latency_p95", "latency_p99"}


def perfect(number, kind="figure"):
    asked = question(answers=(f"{number}天",), evidence=((f"享有{number}天",),), kind=kind)
    text = LEAVE.replace("10", str(number))
    proof = cited(text, (f"享有{number}天", 4), start=0)
    answer = prediction(
        passage(text),
        passage(),
        answer=f"{number}天[1]",
        citations=[proof],
        confidence=0.9,
        total=5.0,
    )
    return asked, answer


def test_a_perfect_run_has_the_best_value_of_every_measure():
    pairs = [perfect(3), perfect(4, "list"), (unanswerable(), refused(confidence=0.1))]
    for measure in QUESTION_MEASURES:
        found = {value for pair in pairs if (value := measure.of(*pair)) is not None}
        best = {True: {1}, False: {0}, None: {2}}[measure.higher_is_better]
        assert found == best, measure.name
    for measure in SET_MEASURES:
        if not measure.unit:
            assert measure.of(pairs) == (1 if measure.higher_is_better else 0), measure.name
    for name, values in retrieval_values(pairs, RETRIEVAL_MEASURES).items():
        expected = 0.2 if name == "P@5" else 1
        assert values == pytest.approx((expected, expected, None)), name


@pytest.mark.parametrize("given", [missing("q1"), prediction(answer="", status="error")])
@pytest.mark.parametrize("measure", QUESTION_MEASURES, ids=lambda one: one.name)
def test_a_question_skipped_counts_with_the_worst_value(measure, given):
    applies = {
        "length", "citation_precision", "quote_verbatim", "numeric_support", "refusal_recall",
    }  # fmt: skip
    value = measure.of(question(kind="list"), given)
    assert value == (None if measure.name in applies else float(measure.higher_is_better is False))


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_questions_changes_nothing(order):
    pairs = [
        perfect(3),
        (unanswerable(), refused(confidence=0.3)),
        (question(), missing("q1")),
        (question(), refused(confidence=0.3)),
        (unanswerable(), prediction(confidence=0.5, total=3.0)),
        (question(), prediction(answer="5天", confidence=0.5, total=9.0)),
    ]
    mixed = [pairs[index] for index in order]
    for measure in SET_MEASURES:
        assert measure.of(mixed) == pytest.approx(measure.of(pairs)), measure.name


def test_a_run_of_names_alone_is_measured_by_retrieval_only():
    names = prediction(passage("", document="d1"), answer="", status=RANKED)
    pairs = [(question(), names), (unanswerable(), names), (question(), missing("q1"))]
    assert question_measures(pairs) == ()
    assert [one.unit for one in set_measures(pairs)] == ["ms"] * 3
    assert all(one.of(*pairs[0]) is None for one in QUESTION_MEASURES if "@" not in one.name)
    assert all(one.of(pairs[:2]) is None for one in SET_MEASURES)


def test_rankings_with_texts_are_measured_by_evidence_too():
    texts = prediction(passage(), answer="", status=RANKED)
    found = question_measures([(question(), texts), (question(), missing("q1"))])
    assert [one.name for one in found] == ["evidence@1", "evidence@3", "evidence@5", "evidence@10"]


def test_answers_are_measured_by_everything_but_what_a_run_of_names_cannot_show():
    pairs = [(question(), prediction(passage()))]
    assert question_measures(pairs) == QUESTION_MEASURES
    assert set_measures(pairs) == SET_MEASURES
    plain = question_measures([(question(), prediction(passage("")))])
    assert [one.name for one in plain] == [one.name for one in QUESTION_MEASURES[4:]]


def test_measures_are_imported_without_their_heavy_libraries():
    code = (
        "import sys, youju_eval.measures, youju_eval.significance\n"
        "print([name for name in ('ir_measures', 'scipy', 'pytrec_eval') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
