"""Each measure on the cases its definition speaks of."""

import pytest

from youju_eval import EvaluationQuestion, Prediction, RankedPassage
from youju_eval.measures import (
    answer_hit,
    answer_length,
    evidence_at,
    falsely_refused,
    rightly_refused,
)
from youju_eval.predictions import missing


def question(*, answers=("10天",), evidence=(("享有10天年假",),), kind="figure", document=None):
    return EvaluationQuestion("q1", kind, "年假几天?", answers, evidence, document)


def prediction(*passages, answer="年假10天[1]", status="answered"):
    return Prediction("q1", status, answer, passages)


def passage(text, *, document="手册.docx", path=()):
    return RankedPassage(document, text, path)


HIT = passage("员工每年享有\n10天 年假。")
OTHER = passage("病假另算。")


def test_evidence_counts_to_the_depth_asked_for():
    ranked = prediction(OTHER, OTHER, HIT)
    assert [evidence_at(question(), ranked, k) for k in (1, 2, 3, 10)] == [False, False, True, True]


def test_evidence_ignores_white_space_on_both_sides():
    assert evidence_at(question(evidence=(("享有10天　年假",),)), prediction(HIT), 1)


def test_evidence_must_come_from_the_document_named():
    ranked = prediction(passage(HIT.text, document="旧手册.docx"), HIT)
    assert not evidence_at(question(document="手册.docx"), ranked, 1)
    assert evidence_at(question(document="手册.docx"), ranked, 2)


def test_one_text_of_a_group_is_enough_and_every_group_is_needed():
    both = (("没有的", "享有10天年假"), ("病假另算",))
    assert not evidence_at(question(evidence=both), prediction(HIT), 10)
    assert evidence_at(question(evidence=both), prediction(HIT, OTHER), 2)


def test_the_heading_path_counts_for_questions_on_structure_only():
    headed = prediction(passage("正文", path=("五、绿色 发展",)))
    evidence = (("五、绿色发展",),)
    assert evidence_at(question(kind="structure", evidence=evidence), headed, 1)
    assert not evidence_at(question(evidence=evidence), headed, 1)


def test_evidence_does_not_run_over_two_passages_or_headings():
    split = prediction(passage("享有10"), passage("天年假"))
    assert not evidence_at(question(), split, 2)


def test_a_question_without_evidence_is_no_hit():
    assert not evidence_at(question(evidence=()), prediction(HIT), 10)


@pytest.mark.parametrize(
    ("answers", "kind", "given", "hit"),
    [
        (("10天",), "figure", "年假 10 天[1]", True),
        (("10天", "十天"), "figure", "十天[1]", True),
        (("甲", "乙"), "list", "甲[1]、乙[2]", True),
        (("甲", "乙"), "list", "甲[1]", False),
        (("101天",), "figure", "10[1]1天", True),
        (("10天",), "figure", "5天", False),
    ],
)
def test_an_answer_is_a_hit_when_it_holds_the_gold(answers, kind, given, hit):
    asked = question(answers=answers, kind=kind)
    assert answer_hit(asked, prediction(answer=given)) is hit


def test_what_was_not_answered_is_no_hit():
    assert not answer_hit(question(), prediction(answer="10天", status="not_found"))
    assert not answer_hit(question(), missing("q1"))


def test_length_leaves_out_marks_and_white_space():
    assert answer_length(prediction(answer="年假 10天[1][12]")) == 5
    assert answer_length(prediction(status="not_found")) is None


def test_only_a_spoken_refusal_is_right_and_anything_but_an_answer_is_a_false_one():
    refused, failed = prediction(status="not_found"), prediction(status="error")
    unanswerable = question(answers=(), evidence=())
    assert rightly_refused(unanswerable, refused)
    assert not rightly_refused(unanswerable, failed)
    assert not rightly_refused(unanswerable, missing("q1"))
    assert not rightly_refused(question(), refused)
    assert [falsely_refused(question(), one) for one in (refused, failed, missing("q1"))] == [
        True
    ] * 3
    assert not falsely_refused(question(), prediction())
    assert not falsely_refused(unanswerable, refused)
