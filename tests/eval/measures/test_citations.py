"""Each measure of citations on the cases its definition speaks of."""

import pytest
from tests.eval.measures.cases import (
    LEAVE,
    SICK,
    cited,
    prediction,
    question,
    refused,
    unanswerable,
)

from youju_eval.measures.citation_precision import citation_precision
from youju_eval.measures.citation_recall import citation_recall
from youju_eval.measures.numeric_support import numeric_support
from youju_eval.measures.quote_verbatim import quote_verbatim
from youju_eval.measures.span_iou import span_iou
from youju_eval.predictions import RANKED, missing

BOTH = question(evidence=(("享有10天带薪年假",), ("病假另算",)))
HEADED = question(kind="structure", evidence=(("二、绿色发展",),))


def citing(*citations, answer="年假10天[1]"):
    return prediction(citations=citations, answer=answer)


def test_precision_is_the_share_of_citations_that_hold_evidence():
    given = citing(cited(), cited("无关"), cited(SICK), cited(LEAVE, document="别的.docx"))
    assert citation_precision(BOTH, given) == 3 / 4
    named = question(evidence=BOTH.evidence, document="手册.docx")
    assert citation_precision(named, given) == 2 / 4


def test_recall_is_the_share_of_groups_that_are_cited():
    assert citation_recall(BOTH, citing(cited(), cited())) == 1 / 2
    assert citation_recall(BOTH, citing(cited(LEAVE + SICK))) == 1


def test_a_quote_alone_holds_evidence_too():
    assert citation_recall(question(), citing(cited("", "每年享有 10天带薪年假"))) == 1
    assert citation_precision(question(), citing(cited("", "每年享有10天带薪年假"))) == 1


def test_headings_hold_evidence_for_questions_on_structure():
    given = citing(cited("正文", path=("二、绿色发展",)))
    assert citation_recall(HEADED, given) == 1
    assert citation_recall(question(evidence=HEADED.evidence), given) == 0


def test_an_answer_without_citations_proves_nothing_and_a_refusal_cites_nothing():
    assert citation_precision(question(), citing()) == 0
    assert citation_recall(question(), citing()) == 0
    for silent in (refused(), missing("q1")):
        assert citation_precision(question(), silent) is None
        assert citation_recall(question(), silent) == 0
        assert span_iou(question(), silent) == 0


@pytest.mark.parametrize("measure", [citation_precision, citation_recall, span_iou])
def test_nothing_is_measured_without_evidence_or_of_a_ranking_alone(measure):
    assert measure(unanswerable(), citing(cited())) is None
    assert measure(question(), prediction(answer="", status=RANKED)) is None


@pytest.mark.parametrize(
    ("quote", "start", "value"),
    [
        ("10天", None, 1),
        ("十天", None, 0),
        (("10天", 106), 100, 1),
        (("10天", 105), 100, 0),  # the words are right, the place is not
        (("10天", 99), 100, 0),
        (("带薪年假。", 111), 100, 0),
        ("二、 绿色发展", None, 1),
        ("绿色发展", None, 1),
        (("## 二、绿色发展", 3), 100, 1),
        ("二、绿色发展了", None, 0),
        ("", None, 0),
    ],
)
def test_a_quote_is_verbatim_at_its_place_or_as_a_heading(quote, start, value):
    given = citing(cited(LEAVE, quote, path=("二、绿色发展",), start=start))
    assert quote_verbatim(question(), given) == value
    assert quote_verbatim(unanswerable(), given) == value


def test_without_quotes_there_is_nothing_verbatim():
    assert quote_verbatim(question(), citing(cited())) is None
    assert quote_verbatim(question(), refused()) is None
    assert quote_verbatim(question(), citing(cited(LEAVE, "10天", "20天"))) == 1 / 2


@pytest.mark.parametrize(
    ("quotes", "value"),
    [
        (["享有10天带薪年假"], 1),
        (["享有10天"], 5 / 9),
        ([LEAVE], 9 / len(LEAVE)),
        (["享有10天", "天带薪年假"], 1),
        (["员工每年"], 0),
        ([("享有10天带薪年假", 4)], 1),
        ([("员工每年", 0)], 0),
        ([], 9 / len(LEAVE)),
    ],
)
def test_span_iou_is_the_overlap_of_quotes_with_evidence(quotes, value):
    assert span_iou(question(), citing(cited(LEAVE, *quotes, start=0))) == pytest.approx(value)


def test_span_iou_ignores_white_space_and_takes_the_best_text_and_passage():
    broken = "员工每年享有\n10天 带薪年假。"
    two = question(evidence=(("每年享有10天带薪年假", "享有10天带薪年假"),))
    given = citing(cited(SICK, SICK), cited(broken, ("享有\n10天 带薪年假", 4), start=0))
    assert span_iou(two, given) == 1


def test_what_is_quoted_for_another_group_is_not_held_against_one():
    given = citing(cited(LEAVE + SICK, "享有10天带薪年假", "病假另算"))
    assert span_iou(BOTH, given) == 1
    assert span_iou(BOTH, citing(cited(LEAVE + SICK, "享有10天带薪年假"))) == 1 / 2


def test_span_iou_takes_the_place_quoted_of_several():
    twice = "10天。或者10天。"
    assert (
        span_iou(question(evidence=(("10天",),)), citing(cited(twice, ("10天", 6), start=0))) == 1
    )


def test_span_iou_reads_headings_for_questions_on_structure():
    heading = cited("正文", "二、绿色发展", path=("总则", "二、绿色发展"), start=50)
    assert span_iou(HEADED, citing(heading)) == 1
    half = cited("正文", "二、绿", path=("二、绿色发展",))
    assert span_iou(HEADED, citing(half)) == 1 / 2


def test_span_iou_leaves_out_other_documents():
    named = question(document="手册.docx")
    assert span_iou(named, citing(cited(LEAVE, LEAVE, document="别的.docx"))) == 0


@pytest.mark.parametrize(
    ("answer", "quotes", "value"),
    [
        ("年假10天[1]", ["10天"], 1),
        ("年假12天[1]", ["10天"], 0),
        ("降低5%[1]", ["百分之五"], 1),
        ("12000元", ["1.2万元"], 1),
        ("12000元", ["1.2万人"], 0),
        ("2023年增长3%", ["2023年5月1日起"], 1 / 2),
        ("2023年5月", ["2023年"], 0),
        ("2023年", ["2023年"], 1),
        ("共 447.5", ["447.5亿元"], 0),
        ("共 10", ["10天"], 1),
        ("5%", ["15%"], 0),
        ("1. 年假10天\n2、病假另算", ["10天"], 1),
        ("1.5%", ["5%"], 0),
        ("没有数", ["10天"], None),
        ("10天", [], 1),  # without quotes the passages count
        ("11天", [], 0),
    ],
)
def test_numbers_must_stand_in_what_is_cited(answer, quotes, value):
    given = citing(cited(LEAVE, *quotes), answer=answer)
    assert numeric_support(question(), given) == value
    assert numeric_support(unanswerable(), given) == value


def test_numbers_without_any_citation_are_unsupported_and_refusals_have_none():
    assert numeric_support(question(), citing(answer="10天")) == 0
    assert numeric_support(question(), refused(answer="10天")) is None
