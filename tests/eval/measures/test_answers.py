"""Each measure of an answer on the cases its definition speaks of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.measures.cases import prediction, question, refused, unanswerable

from youju_eval.measures.answer_hit import answer_hit
from youju_eval.measures.char_f1 import char_f1
from youju_eval.measures.cmrc_f1 import cmrc_f1, longest_common_run
from youju_eval.measures.em import exact_match
from youju_eval.measures.length import answer_length
from youju_eval.measures.list_recall import list_recall
from youju_eval.predictions import RANKED, missing

MEASURES = (exact_match, char_f1, cmrc_f1, answer_hit)


def answered(measure, gold, text, kind="figure"):
    golds = (gold,) if isinstance(gold, str) else gold
    return measure(question(answers=golds, kind=kind), prediction(answer=text))


@pytest.mark.parametrize(
    ("gold", "text", "value"),
    [
        ("光荣和ω-force", "光荣和Ω-FORCE[1]", 1),
        ("“村雨城”", " 村雨城。", 1),
        (("十天", "10天"), "10天", 1),
        ("10天", "10 天", 0),  # the script takes white space off the ends only
        ("10天", "年假10天", 0),
        ("a.b", "ab", 0),  # the ASCII full stop is none of its signs
    ],
)
def test_em_is_equality_but_for_case_and_the_scripts_signs(gold, text, value):
    assert answered(exact_match, gold, text) == value


@pytest.mark.parametrize(
    ("gold", "text", "run", "bag"),
    [
        ("10天", "10天", 1, 1),
        ("10天", "年假10天[1]", 2 * 2 / (4 + 2), 2 * 2 / (4 + 2)),
        ("北京上海", "上海北京", 2 * 2 / 8, 1),
        ("甲乙丙丁", "甲乙，丙丁", 1, 1),
        ("甲乙丙丁", "甲乙和丙丁", 2 * 2 / 9, 2 * 4 / 9),
        ("World Cup", "the world cup", 2 * 2 / 5, 2 * 2 / 5),
        ("1990年", "1991年", 2 * 1 / 4, 2 * 1 / 4),
        (("三", "丁"), "丁戊", 2 / 3, 2 / 3),
        ("甲", "乙", 0, 0),
        ("，", "，", 0, 0),
        ("甲甲", "甲", 2 / 3, 2 / 3),
    ],
)
def test_cmrc_f1_counts_one_run_and_char_f1_a_bag(gold, text, run, bag):
    assert answered(cmrc_f1, gold, text) == pytest.approx(run)
    assert answered(char_f1, gold, text) == pytest.approx(bag)


def longest_by_table(first, second):
    """The script's own way: a table of the runs that end at each pair."""
    best, row = 0, [0] * (len(second) + 1)
    for token in first:
        row = [0, *(row[at] + 1 if token == other else 0 for at, other in enumerate(second))]
        best = max(best, *row)
    return best


@settings(deadline=None)
@given(*[st.lists(st.sampled_from(["甲", "乙", "the", "10"]), max_size=12)] * 2)
def test_the_longest_run_is_that_of_the_full_table(first, second):
    assert longest_common_run(first, second) == longest_by_table(first, second)


@settings(deadline=None)
@given(st.text("甲乙丙ab1 ，", max_size=12), st.text("甲乙丙ab1 ，", max_size=12))
def test_f1s_are_shares_and_a_run_is_never_more_than_a_bag(gold, text):
    run, bag = answered(cmrc_f1, gold, text), answered(char_f1, gold, text)
    assert 0 <= run <= bag <= 1
    assert answered(exact_match, gold, text) <= answered(exact_match, text, gold) <= 1


@pytest.mark.parametrize(
    ("gold", "kind", "text", "hit"),
    [
        ("10天", "figure", "年假 10 天[1]", 1),
        (("10天", "十天"), "figure", "十天[1]", 1),
        (("甲", "乙"), "list", "甲[1]、乙[2]", 1),
        (("甲", "乙"), "list", "甲[1]", 0),
        ("101天", "figure", "10[1]1天", 1),
        ("10天", "figure", "5天", 0),
        ("5%", "figure", "增长15%", 0),
        ("5%", "figure", "增长1.5%", 0),
        ("5%", "figure", "增长15%，其中出口5%", 1),
        ("10", "figure", "101", 0),
        ("10", "figure", "10.5", 0),
        ("10", "figure", "共10。", 1),
        ("2023年", "figure", "1.2023年完成", 1),
        ("10天", "figure", "表2 10天", 1),
    ],
)
def test_an_answer_is_a_hit_when_it_holds_the_gold(gold, kind, text, hit):
    assert answered(answer_hit, gold, text, kind) == hit


def test_list_recall_is_the_share_of_a_list_that_was_given():
    assert answered(list_recall, ("甲", "乙", "丙"), "甲 和 乙[1]", "list") == pytest.approx(2 / 3)
    assert list_recall(question(kind="list"), refused()) == 0
    assert answered(list_recall, ("甲", "乙"), "甲", "figure") is None


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    "given",
    [refused(), refused(answer="10天"), prediction(answer="10天", status="error"), missing("q1")],
)
def test_what_was_not_answered_has_nothing(measure, given):
    assert measure(question(), given) == 0


@pytest.mark.parametrize("measure", [*MEASURES, list_recall])
def test_nothing_is_measured_without_gold_or_of_a_ranking_alone(measure):
    assert measure(unanswerable(), prediction()) is None
    assert measure(question(answers=(), kind="list"), prediction()) is None
    assert measure(question(kind="list"), prediction(answer="", status=RANKED)) is None


def test_length_leaves_out_marks_and_white_space():
    assert answer_length(question(), prediction(answer="年假 10天[1][12]")) == 5
    assert answer_length(question(), refused()) is None
    assert answer_length(unanswerable(), prediction()) is None
