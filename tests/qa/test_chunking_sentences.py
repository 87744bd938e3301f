"""Where sentences end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.sentences import LONG_SENTENCE, split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "完成投资。新开工三项！效果如何？很好。",
            ["完成投资。", "新开工三项！", "效果如何？", "很好。"],
        ),
        (
            "增长5.5%，达到3.2亿元。比上年多1.1亿元。",
            ["增长5.5%，达到3.2亿元。", "比上年多1.1亿元。"],
        ),
        ("他说：“先看。再做！”然后走了。", ["他说：“先看。再做！”", "然后走了。"]),
        ("“先看。再做。”的做法值得推广。", ["“先看。再做。”的做法值得推广。"]),
        ("（注：单位是元。）总额见下表。", ["（注：单位是元。）", "总额见下表。"]),
        ("印发《关于……的通知》。请执行。", ["印发《关于……的通知》。", "请执行。"]),
        (
            "It cost $3.50, i.e. little. Dr. Wu agreed. Fine!",
            ["It cost $3.50, i.e. little.", "Dr. Wu agreed.", "Fine!"],
        ),
        ("见www.example.cn/x?y=1。谢谢。", ["见www.example.cn/x?y=1。", "谢谢。"]),
        ("1. 打开设置。2. 点击重置。", ["1. 打开设置。", "2. 点击重置。"]),
        ("姓名\n电话", ["姓名", "电话"]),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_only_a_long_sentence_is_cut_at_its_semicolons() -> None:
    short = "新增就业一千人；培训两千人次；发放补贴三百万元。"
    assert sentences(short) == [short]
    clause = "全区新增就业一千人，完成年度任务的百分之一百二十；"
    assert len(clause * 4) > LONG_SENTENCE
    assert sentences(clause * 4) == [clause] * 4


def test_a_line_wrapped_in_the_middle_of_a_sentence_goes_on() -> None:
    text = "本办法适用于在本市行政区域内从事经营活动的各类企业和个\n体工商户。另有规定的除外。"
    assert len(sentences(text)) == 2


def test_offsets_are_those_of_the_document() -> None:
    text = "前言。\n正文第一句。正文第二句。"
    assert [span.of(text) for span in split_sentences(text[4:], 4)] == [
        "正文第一句。",
        "正文第二句。",
    ]


@given(st.text(alphabet="甲乙丙12.。！？；;!?…“”（）「」《》\n abC，、", max_size=120))
def test_sentences_cover_all_text_in_order_without_blanks_at_their_ends(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
