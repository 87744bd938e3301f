"""What counts as right: by answer, else by evidence, else by document."""

from dataclasses import replace

from tests.eval.calibration.made import NOW, a_set, drawn, honest, prediction, question

from youju_eval.calibration import (
    RightBy,
    calibrate,
)
from youju_eval.calibration.cases import is_right
from youju_eval.sets.values import SetDocument


def test_right_is_by_answer_else_by_evidence_else_by_document():
    asked = question(1, document="手册.md")
    by_text = prediction(asked, sure=0.5, right=True)
    elsewhere = replace(by_text, answer="别的[1]")
    assert is_right(asked, by_text, by=RightBy.ANSWER)
    assert not is_right(asked, elsewhere, by=RightBy.ANSWER)
    assert is_right(asked, elsewhere, by=RightBy.EVIDENCE)
    assert is_right(replace(asked, answers=()), elsewhere, by=RightBy.ANSWER)
    assert not is_right(
        replace(asked, answers=(), document="别的.md"), elsewhere, by=RightBy.ANSWER
    )
    judged = replace(asked, answers=(), evidence=(), relevant={"手册.md": 1})
    assert is_right(judged, elsewhere, by=RightBy.ANSWER)
    assert not is_right(replace(judged, relevant={"别的.md": 1}), elsewhere, by=RightBy.ANSWER)


def test_nothing_is_right_for_an_unanswerable_question():
    asked = question(1, answerable=False)
    assert not is_right(asked, prediction(asked, sure=0.9, right=True), by=RightBy.ANSWER)


def test_documents_may_be_called_by_file_name():
    documents = (SetDocument("d1", "手册.md", text="年假十天"),)
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    by_evidence = [
        replace(one, answers=(), document="d1" if one.answerable else None)
        for one in asked.questions
    ]
    found = calibrate(a_set(by_evidence, documents=documents), given_back, current=NOW)
    assert sum(one.right for one in found.questions) > 15
