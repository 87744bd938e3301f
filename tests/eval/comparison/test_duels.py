"""Who won which question, and the texts to see why."""

import pytest
from tests.support.evaluation import make_result, make_run

from youju.errors import EvaluationError
from youju_eval.comparison import won_and_lost
from youju_eval.predictions import RankedPassage
from youju_eval.sets.values import EvaluationQuestion

QUESTIONS = (
    EvaluationQuestion("a", "figure", "年假几天?", ("10天",), (("10天年假",),), "手册.md"),
    EvaluationQuestion("b", "structure", "第二章讲什么?", ("请假",), (("第二章 请假",),)),
    EvaluationQuestion("c", "figure", "病假几天?", ("5天",), (("5天病假",),)),
    EvaluationQuestion("d", "topic", "哪篇讲报销?", relevant={"报销.md": 2}),
)


def passage(text, document="手册.md", *headings):
    return RankedPassage(document, text, headings)


@pytest.fixture
def two_runs():
    first = make_run(
        make_result({"a": {"em": 0.0}, "b": {"em": 0.5}, "c": {"em": 1.0}, "d": {"em": 0.0}}),
        QUESTIONS,
        {
            "a": ("", [passage("另一段"), passage("享有 10天年假")]),
            "b": ("请假", [passage("正文", "手册.md", "第二章 请假")]),
            "c": ("5天", [passage("5天病假")]),
        },
    )
    second = make_run(
        make_result({"a": {"em": 1.0}, "b": {"em": 0.4}, "c": {"em": 1.0}, "d": {"em": 0.2}}),
        QUESTIONS,
        {
            "a": ("10天", [passage("享有10天\n年假")]),
            "b": ("不知", [passage("10天年假", "别的.md")]),
            "c": ("5天", [passage("5天病假")]),
            "d": ("报销制度", [passage("全文", "报销.md")]),
        },
    )
    return first, second


def test_questions_won_and_lost_biggest_change_first(two_runs):
    duels = won_and_lost(*two_runs, "em")
    assert [(one.id, one.won) for one in duels] == [("a", True), ("d", True), ("b", False)]
    a, d, b = duels
    assert (a.question, a.answers, a.difference) == ("年假几天?", ("10天",), 1.0)
    assert (a.first.status, a.first.answer, a.first.evidence_rank) == ("answered", "", 2)
    assert not a.first.passage.holds_evidence
    assert (a.second.answer, a.second.evidence_rank) == ("10天", 1)
    assert b.first.passage.holds_evidence, "a heading is evidence for a question on structure"
    assert not b.second.passage.holds_evidence
    assert d.first.passage is None
    assert d.second.passage.holds_evidence, "its document was judged relevant"


def test_no_question_is_won_in_a_measure_of_the_whole_set(two_runs):
    result = make_result({"a": {"em": 1.0}}, set_values={"aurc": 0.1})
    runs = [make_run(result, QUESTIONS, {})] * 2
    with pytest.raises(EvaluationError, match="whole set"):
        won_and_lost(*runs, "aurc")
    with pytest.raises(EvaluationError, match="no measure"):
        won_and_lost(*two_runs, "nDCG@10")


def test_where_less_is_better_the_lower_side_won():
    runs = [
        make_run(make_result({"a": {"false_refusals": value}}), QUESTIONS, {})
        for value in (1.0, 0.0)
    ]
    (duel,) = won_and_lost(*runs, "false_refusals")
    assert (duel.won, duel.difference) == (True, -1.0)
