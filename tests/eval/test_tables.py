"""Tables a person can read in a terminal of 100 columns, in both languages, aligned and complete."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.evaluation import make_result, make_run

from youju_eval.comparison import compare
from youju_eval.duels import won_and_lost
from youju_eval.gate import check_gate
from youju_eval.layout import WIDTH, Table, clipped, markdown, plain, width, wrapped
from youju_eval.limits import parse_limits
from youju_eval.predictions import RankedPassage
from youju_eval.sets.values import EvaluationQuestion
from youju_eval.tables import (
    comparison_markdown,
    comparison_table,
    duels_text,
    gate_table,
    result_markdown,
    result_table,
)
from youju_eval.written import written

LANGUAGES = ("zh-CN", "en")
MEASURES = (
    "nDCG@10", "R@5", "evidence@1", "evidence@10", "answer_hit", "cmrc_f1", "citation_precision",
    "numeric_support", "false_refusals", "right_reaction", "own_measure",
)  # fmt: skip
TYPES = ("figure", "entity", "list", "paraphrase", "unanswerable", "structure", "multiturn", "跨文档对比", "generated:definition")  # fmt: skip


def result(*, shift=0, count=60, **settings):
    """Sixty questions of nine types; a shift makes other questions miss."""
    values = {
        f"q{n}": {
            name: float((n * 7 + place + shift) % 5 > 0) for place, name in enumerate(MEASURES)
        }
        | {"length": 20.0 + n % 7}
        for n in range(count)
    }
    types = {f"q{n}": TYPES[n % len(TYPES)] for n in range(count)}
    return make_result(
        values,
        types=types,
        set_values={"aurc": 0.0421, "latency_p50": 27.4, "latency_p95": 1234.6},
        **settings,
    )


def lines_of(text):
    return text.splitlines()


def chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_fits_the_terminal_and_says_everything(language):
    text = result_table(result(label="hybrid", missing=["q3"]), language=language)
    assert max(map(width, lines_of(text))) <= WIDTH
    for name in (*MEASURES, "length", "aurc", "latency_p95", *TYPES, "hybrid", "q3"):
        assert name in text
    assert "1,235" in text
    assert re.search(r"^length +22\.9 +\[22\.\d, 23\.\d\] +60$", text, re.MULTILINE)
    assert ("越低越好：" in text) is (language == "zh-CN")


def test_english_tables_hold_no_chinese_but_the_names_people_gave():
    named = result(label="hybrid", set_name="manual")
    text = result_table(named, language="en") + comparison_table(
        compare([named] * 2), language="en"
    )
    assert not chinese(text.replace("跨文档对比", ""))


def test_measures_stand_in_groups_in_the_order_of_the_report():
    text = result_table(result(), language="zh-CN")
    places = [
        text.index(f"\n{name}\n")
        for name in ("检索", "回答", "引用", "拒答", "延迟（毫秒）", "其他")
    ]
    assert places == sorted(places)
    assert text.index("evidence@1 ") < text.index("nDCG@10 ") < text.index("answer_hit ")


def test_one_type_needs_no_table_by_type():
    one = make_result({"a": {"em": 1.0}, "b": {"em": 0.0}})
    assert "类型" not in result_table(one, language="zh-CN")


def test_a_result_as_markdown_has_whole_tables():
    text = result_markdown(result(), language="zh-CN")
    rows = [line for line in lines_of(text) if line.startswith("|")]
    assert text.startswith("# 评测 手册 · youju\n")
    assert all(line.endswith("|") for line in rows)
    by_type = text[text.index("## 按问题类型") :]
    counts = {line.count("|") for line in lines_of(by_type) if line.startswith("|")}
    assert counts == {len(TYPES) + 2}


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gate_shows_each_check_and_explains_the_failed_ones(language):
    fail_under = parse_limits(["R@5=0.99", "answer_hit=10%", "nothing=0.5"], option="--fail-under")
    max_drop = parse_limits(["latency_p95=10%"], option="--max-drop")
    gate = check_gate(result(), fail_under=fail_under, max_drop=max_drop, baseline=result())
    text = gate_table(gate, language=language)
    assert max(map(width, lines_of(text))) <= WIDTH
    assert "R@5 >= 0.99" in text
    assert "nothing" in text
    last = lines_of(text)[-1]
    assert last == (
        "未通过：4 项检查中有 2 项。" if language == "zh-CN" else "Failed: 2 of 4 checks."
    )


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


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.94545, "", "0.945"),
        (1.0, "", "1.000"),
        (29.24, "characters", "29.2"),
        (1234.5, "ms", "1,234"),
        (None, "", "-"),
        (-0.0001, "", "0.000"),
    ],
)
def test_values_are_written_by_their_unit(value, unit, expected):
    assert written(value, unit) == expected


def test_differences_have_a_sign_unless_they_round_to_nothing():
    assert written(0.05, sign=True) == "+0.050"
    assert written(-12.0, "ms", sign=True) == "-12"
    assert written(-0.0004, sign=True) == "0.000"


def test_columns_line_up_where_characters_are_wide():
    text = plain(Table(("指标", "值"), (("召回率", "0.9"), ("em", "1.25"))))
    assert text == "指标      值\n------  ----\n召回率   0.9\nem      1.25"


def test_columns_that_do_not_fit_go_below_with_the_first_one_repeated():
    table = Table(("m", "aaaa", "bbbb", "cccc"), (("em", "1", "2", "3"),))
    assert plain(table, columns=17).splitlines()[2] == "em    1    2    3"
    blocks = plain(table, columns=12).split("\n\n")
    assert [block.splitlines()[0].split() for block in blocks] == [
        ["m", "aaaa", "bbbb"],
        ["m", "cccc"],
    ]
    assert all(block.splitlines()[2].startswith("em") for block in blocks)


def test_bars_in_markdown_cells_are_escaped():
    assert markdown(Table(("a", "b"), (("x|y\nz", "1"),))).splitlines()[2] == "| x\\|y z | 1 |"


texts = st.text(alphabet=st.sampled_from("ab c，。中文𬭎é\u0301 "), max_size=60)


@given(texts, st.integers(min_value=8, max_value=40))
def test_wrapping_loses_nothing_and_keeps_to_the_edge(text, columns):
    lines = wrapped(text, columns=columns, indent="  ", first="- ").splitlines()
    assert "".join("".join(lines).split()) == "-" + "".join(text.split())
    longest = max((width(word) for word in re.split(r"[\s，。中文𬭎]+", text)), default=0)
    closing = 2 * max((len(run) for run in re.findall("[，。]+", text)), default=0)
    assert all(width(line) <= max(columns, longest + 2) + closing for line in lines)


@given(texts, st.integers(min_value=2, max_value=30))
def test_clipping_keeps_to_the_edge(text, columns):
    short = clipped(text, columns)
    assert width(short) <= columns
    assert short == " ".join(text.split()) or short.endswith("…")
