"""Comparisons and duels a person can read in a terminal of 100 columns, in both languages."""

import pytest
from tests.eval.presentation.made import LANGUAGES, chinese, lines_of, result
from tests.support.evaluation import make_result, make_run

from youju_eval.comparison import (
    compare,
    comparison_markdown,
    comparison_table,
    duels_text,
    won_and_lost,
)
from youju_eval.predictions import RankedPassage
from youju_eval.presentation.layout import WIDTH, width
from youju_eval.sets.values import EvaluationQuestion


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_fits_the_terminal(language):
    runs = [
        result(label="retriever=lexical", settings={"retriever": "lexical"}),
        result(shift=1, label="retriever=hybrid", settings={"retriever": "hybrid"}),
        result(shift=2, count=50, label="只用向量检索", settings={"retriever": "dense" * 20}),
    ]
    text = comparison_table(compare(runs), language=language)
    assert max(map(width, lines_of(text))) <= WIDTH
    for name in ("retriever=lexical", "只用向量检索", "answer_hit", "latency_p95", "own_measure"):
        assert name in text


def test_a_comparison_says_what_is_shown_and_what_is_not():
    def run(hits, count=40):
        return make_result({f"q{n}": {"R@5": float(n < hits)} for n in range(count)})

    def verdict(first, second, language):
        text = comparison_table(compare([first, second]), language=language)
        (row,) = (line for line in lines_of(text) if line.startswith("R@5"))
        return row.split()[-1]

    assert verdict(run(10), run(30), "zh-CN") == "更好"
    assert verdict(run(30), run(10), "en") == "worse"
    assert verdict(run(20), run(20), "zh-CN") == "相同"
    assert verdict(run(20), run(24), "en") == "unclear"
    assert verdict(run(0, 10), run(9, 10), "zh-CN") == "题太少"
    assert verdict(run(300, 400), run(303, 400), "zh-CN") == "相近"


def test_an_interval_that_contradicts_p_is_explained():
    runs = [
        make_result({f"q{n}": {"R@5": float(n < hits)} for n in range(60)}) for hits in (50, 54)
    ]
    assert "go by p" in comparison_table(compare(runs), language="en")


def test_a_comparison_as_markdown_keeps_the_same_figures():
    comparison = compare([result(label="a|b"), result(shift=1)])
    text = comparison_markdown(comparison, language="en")
    table = lines_of(comparison_table(comparison, language="en"))
    row = next(line for line in table if line.startswith("answer_hit"))
    marked = next(line for line in lines_of(text) if line.startswith("| answer_hit"))
    assert [cell.strip() for cell in marked.strip("|").split("|")][:4] == row.split()[:4]
    assert "a\\|b" in text


def test_an_english_comparison_holds_no_chinese():
    named = result(label="hybrid", set_name="manual")
    assert not chinese(comparison_table(compare([named] * 2), language="en"))


QUESTION = EvaluationQuestion(
    "hr-1", "figure", "年假有几天?" * 30, ("10天",), (("享有10天年假",),), "手册.md"
)
LONG = RankedPassage("手册.md", "前言。" * 60 + "员工享有10天年假。" + "后语。" * 60, ("第一章",))


def duels():
    first = make_run(
        make_result({"hr-1": {"em": 0.0}, "hr-2": {"em": 1.0}}),
        (QUESTION, EvaluationQuestion("hr-2", "list", "列出部门。")),
        {"hr-1": ("", [LONG]), "hr-2": ("甲、乙", [])},
    )
    second = make_run(
        make_result({"hr-1": {"em": 1.0}, "hr-2": {"em": 0.0}}),
        first.questions,
        {"hr-1": ("10天[1]", [LONG]), "hr-2": ("甲", [RankedPassage("手册.md", "乙")])},
    )
    return won_and_lost(first, second, "em")


@pytest.mark.parametrize("language", LANGUAGES)
def test_duels_show_both_sides_and_the_evidence_in_the_passage(language):
    text = duels_text(duels(), language=language, limit=5, labels=("旧版", "新版"))
    assert max(map(width, lines_of(text))) <= WIDTH + 2
    assert "员工享有10天年假" in "".join(line.strip() for line in lines_of(text))
    assert "10天[1]" in text
    assert ("[有依据]" in text) is (language == "zh-CN")
    assert ("同上" in text) is (language == "zh-CN")
    assert text.index("hr-2") < text.index("hr-1"), "what was lost comes first"


def test_as_many_duels_as_asked_for_and_a_word_when_there_are_none():
    text = duels_text(duels() * 3, language="en", limit=2)
    assert "(3 questions, the first 2)" in text
    assert text.count("hr-1") == 2
    assert duels_text((), language="en") == "No question was won or lost."
