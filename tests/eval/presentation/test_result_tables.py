"""A result a person can read in a terminal of 100 columns, in both languages, aligned and complete."""

import re

import pytest
from tests.eval.presentation.made import LANGUAGES, MEASURES, TYPES, chinese, lines_of, result
from tests.support.evaluation import make_result

from youju_eval.presentation import result_markdown, result_table
from youju_eval.presentation.layout import WIDTH, width


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
    text = result_table(result(label="hybrid", set_name="manual"), language="en")
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
