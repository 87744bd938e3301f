"""What ``validate`` says, and what it keeps quiet about."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.schema import Role, Turn
from youju_eval.sets import EvaluationQuestion, EvaluationSet, Kind, SetDocument, Severity, validate
from youju_eval.sets.checks_questions import questions_needed, smallest_difference
from youju_eval.sets.occurrences import occurrences
from youju_eval.text import squeezed

LEAVE = SetDocument(
    "leave", "leave.txt", text="员工每年享有10天\n带薪年假。由部门主管批准。", title="休假"
)
SICK = SetDocument("sick", "sick.txt", text="病假最多15天。问:病假工资怎么发放?")
FULL = EvaluationQuestion(
    "q1",
    "figure",
    "年假有几天?",
    ("10天",),
    (("享有10天带薪年假",),),
    "leave",
    relevant={"leave": 1},
)


def problems(*questions, documents=(LEAVE, SICK), texts=None):
    """The problems of questions, without those about how many there are."""
    found = validate(EvaluationSet("s", questions, documents), texts=texts)
    return [one for one in found if one.kind not in (Kind.TOO_FEW, Kind.ONE_SIDED)]


def kinds(*questions, **more):
    return [(str(one.severity), one.where, str(one.kind)) for one in problems(*questions, **more)]


def test_gold_that_stands_in_its_document_is_fine_whatever_the_white_space():
    assert kinds(FULL) == []


def test_the_title_of_a_document_is_part_of_its_text():
    assert kinds(replace(FULL, answers=("休假",), evidence=(("休假",),))) == []


@pytest.mark.parametrize("document", ["leave", None])
def test_evidence_that_stands_nowhere_is_an_error(document):
    lost = replace(FULL, evidence=(("享有11天",),), answers=(), document=document, relevant={})
    assert kinds(lost) == [("error", "q1", "evidence-not-found")]


def test_evidence_in_another_document_than_the_one_named_is_not_found():
    assert kinds(replace(FULL, document="sick", relevant={})) == [
        ("error", "q1", "evidence-not-found"),
        ("warning", "q1", "answer-not-found"),
    ]


def test_one_of_several_alternatives_lost_is_a_warning():
    assert kinds(replace(FULL, evidence=(("享有10天带薪年假", "十天"),))) == [
        ("warning", "q1", "evidence-not-found")
    ]


def test_evidence_on_the_outline_may_be_a_heading_path_and_only_warns():
    question = replace(FULL, type="structure", evidence=(("第一章 > 休假",),), answers=())
    assert kinds(question) == [("warning", "q1", "evidence-not-found")]


def test_answers_none_of_which_stands_there_warn_but_one_is_enough():
    assert kinds(replace(FULL, answers=("十天", "10天"))) == []
    assert kinds(replace(FULL, answers=("十天",), evidence=())) == [
        ("warning", "q1", "answer-not-found")
    ]


def test_a_list_wants_every_answer_there():
    question = replace(FULL, type="list", answers=("10天", "部门主管", "总经理"), evidence=())
    assert kinds(question) == [("warning", "q1", "answer-not-found")]


def test_evidence_that_does_not_hold_the_answer_warns():
    question = replace(FULL, evidence=(("由部门主管批准",),))
    assert kinds(question) == [("warning", "q1", "answer-not-in-evidence")]


def test_a_document_the_set_does_not_have_is_an_error_with_the_nearest():
    found = problems(replace(FULL, document="leav.txt", evidence=(), answers=(), relevant={"x": 1}))
    assert [one.kind for one in found] == [Kind.UNKNOWN_DOCUMENT] * 2
    assert "Did you mean leave?" in found[0].message.en


def test_a_document_may_be_named_by_its_file_name():
    assert kinds(replace(FULL, document="leave.txt", relevant={"leave.txt": 1})) == []


def test_empty_questions_and_documents_are_errors():
    assert kinds(
        replace(FULL, question=" \n"), documents=(LEAVE, SetDocument("x", "x.txt", text=" "))
    ) == [
        ("error", "x", "empty-document"),
        ("error", "q1", "empty-question"),
    ]


@pytest.mark.parametrize("other", ["年假有几天？", "年假 有几天", "年假有几天"])
def test_the_same_question_under_another_id_warns(other):
    assert kinds(FULL, replace(FULL, id="q2", question=other)) == [
        ("warning", "q2", "duplicate-question")
    ]


def test_a_question_that_differs_in_particles_is_nearly_the_same():
    found = problems(FULL, replace(FULL, id="q2", question="请问年假有几天呢?"))
    assert "Nearly the same question as q1" in found[0].message.en


@pytest.mark.parametrize("other", ["病假有几天?", "2024年年假有几天?"])
def test_another_figure_or_name_is_another_question(other):
    assert kinds(FULL, replace(FULL, id="q2", question=other)) == []


def test_the_same_words_after_other_turns_are_another_question():
    assert kinds(FULL, replace(FULL, id="q2", history=(Turn(Role.USER, "2023年呢?"),))) == []


def test_the_same_question_with_and_without_an_answer_is_an_error():
    unanswerable = EvaluationQuestion("q2", "figure", FULL.question)
    assert kinds(FULL, unanswerable) == [("error", "q2", "contradiction")]


def test_the_same_question_about_two_documents_says_that_it_is_ambiguous():
    other = EvaluationQuestion("q2", "figure", FULL.question, ("15天",), (), "sick")
    assert "another document" in problems(FULL, other)[0].message.en


def test_a_question_that_stands_in_a_document_leaks():
    question = EvaluationQuestion("q1", "x", "病假工资 怎么发放？", ("15天",))
    found = problems(question)
    assert [(one.kind, "sick" in one.message.zh) for one in found] == [(Kind.LEAKAGE, True)]


def test_a_short_question_is_no_leak():
    assert kinds(EvaluationQuestion("q1", "x", "病假最多?", ("15天",))) == []


def test_files_are_checked_when_their_text_is_given_and_said_to_be_unchecked_when_not(tmp_path):
    document = SetDocument("a.pdf", "a.pdf", path=tmp_path / "a.pdf")
    lost = replace(FULL, document="a.pdf", relevant={})
    assert kinds(lost, documents=(document,)) == [("warning", "s", "not-checked")]
    text = {"a.pdf": "享有10天带薪年假"}
    assert kinds(lost, documents=(document,), texts=text) == []
    assert kinds(lost, documents=(document,), texts={"a.pdf": "无"})[0][2] == "evidence-not-found"


def test_a_set_without_documents_says_that_gold_was_not_checked():
    assert kinds(FULL, documents=()) == [("warning", "s", "not-checked")]


def test_generated_questions_among_human_ones_warn():
    other = replace(FULL, id="q2", question="谁批准年假?", generated="templates/1")
    assert kinds(FULL, other) == [("warning", "s", "mixed-origin")]
    assert kinds(replace(FULL, generated="x"), other) == []


def test_the_number_of_questions_needed_is_said():
    found = validate(EvaluationSet("s", (FULL,), (LEAVE,)), difference=0.05)
    few = [one.message.en for one in found if one.kind is Kind.TOO_FEW]
    assert "about 628 do" in few[0]
    assert "Only 1 of the questions is answerable" in few[1]


def test_sets_of_one_side_cannot_measure_the_other():
    unanswerable = EvaluationQuestion("q2", "x", "婚假有几天?")
    for questions, words in (
        ([FULL], "refusal cannot be measured"),
        ([unanswerable], "only refusal"),
    ):
        found = validate(EvaluationSet("s", tuple(questions), (LEAVE,)))
        assert any(one.kind is Kind.ONE_SIDED and words in one.message.en for one in found)


@given(st.floats(0.01, 1))
def test_the_questions_needed_show_the_difference_and_one_less_does_not(difference):
    needed = questions_needed(difference)
    assert smallest_difference(needed) <= difference + 1e-9
    assert needed == 1 or smallest_difference(needed - 1) > difference - 1e-9


@pytest.mark.parametrize("difference", [0, -0.1, 1.5])
def test_a_difference_that_is_no_share_is_refused(difference):
    with pytest.raises(ValueError, match=r"\(0, 1\]"):
        validate(EvaluationSet("s", (FULL,), (LEAVE,)), difference=difference)


def test_errors_come_first():
    found = validate(EvaluationSet("s", (FULL, replace(FULL, id="b", question="")), (LEAVE,)))
    severities = [one.severity for one in found]
    assert severities == sorted(severities, key=lambda one: one is not Severity.ERROR)


@given(
    st.lists(st.text("甲乙丙", max_size=12), max_size=6),
    st.lists(st.text("甲乙丙", max_size=30), max_size=4),
)
def test_occurrences_are_those_of_a_plain_search(needles, texts):
    held = {str(number): text for number, text in enumerate(texts)}
    found = occurrences(needles, held)
    assert found.keys() == {one for one in needles if one and any(one in text for text in texts)}
    assert all(needle in held[place] for needle, place in found.items())


def test_ten_thousand_questions_over_two_thousand_documents_take_seconds():
    documents = tuple(
        SetDocument(
            f"d{n}", f"d{n}.txt", text=f"第{n}号文件规定补贴为{n * 7}元，" + f"其余{n}从略。" * 60
        )
        for n in range(2_000)
    )
    questions = tuple(
        EvaluationQuestion(
            f"q{n}", "figure", f"第{n}号文件规定的补贴是多少元?", (f"{n % 2_000 * 7}元",),
            ((f"补贴为{n % 2_000 * 7}元",),), f"d{n % 2_000}" if n % 2 else None,
        )
        for n in range(10_000)
    )  # fmt: skip
    start = time.perf_counter()
    found = validate(EvaluationSet("large", questions, documents))
    assert time.perf_counter() - start < 10
    assert [one.kind for one in found] == [Kind.ONE_SIDED]
    assert squeezed(documents[0].text or "")
