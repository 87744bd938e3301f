import pytest
from tests.eval.measures.cases import LEAVE, SICK, passage, prediction, question

from youju_eval.measures.evidence import EVIDENCE, evidence_at
from youju_eval.predictions import missing

HIT = passage("员工每年享有\n10天 带薪年假。")
OTHER = passage(SICK)


def test_evidence_counts_to_the_depth_asked_for():
    ranked = prediction(OTHER, OTHER, HIT)
    assert [evidence_at(question(), ranked, k) for k in (1, 2, 3, 10)] == [0, 0, 1, 1]
    assert {one.name: one.of(question(), ranked) for one in EVIDENCE} == {
        "evidence@1": 0, "evidence@3": 1, "evidence@5": 1, "evidence@10": 1,
    }  # fmt: skip


def test_evidence_ignores_white_space_on_both_sides():
    assert evidence_at(question(evidence=(("享有10天　带薪年假",),)), prediction(HIT), 1) == 1


def test_evidence_must_come_from_the_document_named():
    ranked = prediction(passage(document="旧手册.docx"), HIT)
    assert evidence_at(question(document="手册.docx"), ranked, 1) == 0
    assert evidence_at(question(document="手册.docx"), ranked, 2) == 1


def test_one_text_of_a_group_is_enough_and_every_group_is_needed():
    both = (("没有的", "享有10天带薪年假"), ("病假另算",))
    assert evidence_at(question(evidence=both), prediction(HIT), 10) == 0
    assert evidence_at(question(evidence=both), prediction(HIT, OTHER), 2) == 1


def test_the_heading_path_counts_for_questions_on_structure_only():
    headed = prediction(passage("正文", path=("五、绿色 发展",)))
    evidence = (("五、绿色发展",),)
    assert evidence_at(question(kind="structure", evidence=evidence), headed, 1) == 1
    assert evidence_at(question(evidence=evidence), headed, 1) == 0


def test_evidence_does_not_run_over_two_passages_or_headings():
    half = len(LEAVE) // 2
    assert evidence_at(question(), prediction(passage(LEAVE[:half]), passage(LEAVE[half:])), 2) == 0


@pytest.mark.parametrize("given", [missing("q1"), prediction(status="error"), prediction()])
def test_what_has_no_ranking_is_a_miss_and_a_question_without_evidence_is_not_measured(given):
    assert evidence_at(question(), given, 10) == 0
    assert evidence_at(question(evidence=()), given, 10) is None
