"""The tokens of the CMRC 2018 evaluation, on cases worked through its rules by hand."""

import pytest

from youju_eval.measures.answer_tokens import answer_tokens, bare


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("光荣和ω-force", ["光", "荣", "和", "ωforce"]),
        ("《战国无双3》，2009年", ["战", "国", "无", "双", "32009", "年"]),
        ("300-50万年前", ["30050", "万", "年", "前"]),
        ("The Wii U主机", ["the", "wii", "u", "主", "机"]),
        ("1,000人，3.5%", ["1,000", "人", "3.5", "%"]),
        ("a, b.", ["a", ",", "b", "."]),
        ("GDP(国内)", ["gdp", "(", "国", "内", ")"]),
        ("Tesla's don't", ["tesla", "'s", "do", "n't"]),
        ("2008–09 …", ["2008", "–", "09", "…"]),
        ("等等......", ["等", "等", "......"]),
        ("二〇二三", ["二", "〇", "二", "三"]),
        ("カタカナ", ["カタカナ"]),
        ("", []),
        ("，。", []),
    ],
)
def test_chinese_goes_by_the_character_and_the_rest_by_the_word(text, tokens):
    assert list(answer_tokens(text)) == tokens


def test_marks_of_citations_are_no_part_of_an_answer():
    assert answer_tokens("10天[1][12]") == ("10", "天")
    assert bare(" 10天[1] ") == "10天"


def test_only_the_signs_of_the_script_are_left_out():
    assert bare("“A-B”：C，D。") == "abcd"
    assert bare("a,b.c?") == "a,b.c?"
