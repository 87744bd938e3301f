"""Blocks to passages: exact spans, even lengths, nothing lost, ids that last."""

from __future__ import annotations

import itertools
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.chunking import CHUNKER, chunk, weight
from youju.outline import outline
from youju.parsing.base import ParsedDocument
from youju.schema import Block, BlockKind, Document, Passage, Span

SENTENCE = "全区完成固定资产投资二百二十四亿元，比上年增长百分之五。"
Line = tuple[BlockKind, str, tuple[str, ...], str]


def laid_out(lines: Sequence[Line]) -> tuple[Document, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, line, path, head in lines:
        start = len(text)
        text += line + "\n"
        if line.strip():
            level = len(path) + 1 if kind is BlockKind.HEADING else 0
            span = Span(start, start + len(line))
            blocks.append(Block(kind, line, span, level=level, heading_path=path, head=head))
    return Document("d1", "", "源.txt", "源.txt", "标题", text), tuple(blocks)


def paragraphs(*texts: str, path: tuple[str, ...] = ("一、总述",)) -> tuple[Passage, ...]:
    return chunk(*laid_out([(BlockKind.PARAGRAPH, text, path, "") for text in texts]))


def test_a_paragraph_of_fitting_length_is_one_passage() -> None:
    text = SENTENCE * 6
    (passage,) = paragraphs(text)
    assert passage.text == text
    assert [span.of(text) for span in passage.sentences] == [SENTENCE] * 6


def test_a_long_paragraph_is_cut_evenly_at_sentence_ends() -> None:
    passages = paragraphs(SENTENCE * 25)
    lengths = [len(passage.text) for passage in passages]
    assert sum(lengths) == len(SENTENCE * 25)
    assert max(lengths) <= 400
    assert max(lengths) - min(lengths) <= 2 * len(SENTENCE)
    assert all(passage.text.endswith("。") for passage in passages)


def test_a_sentence_longer_than_a_passage_is_cut_at_a_clause() -> None:
    clause = "全区完成固定资产投资二百二十四亿元，"
    passages = paragraphs(clause * 60)
    assert all(len(passage.text) <= 400 for passage in passages)
    assert all(passage.text.endswith("，") for passage in passages)


def test_text_without_any_mark_is_cut_hard() -> None:
    passages = paragraphs("数" * 1000)
    assert "".join(passage.text for passage in passages) == "数" * 1000
    assert all(len(passage.text) <= 400 for passage in passages)


def test_western_text_may_be_longer() -> None:
    text = "The committee agreed on the plan and asked the office to report back. " * 30
    passages = paragraphs(text.strip())
    assert all(weight(passage.text) <= 400 for passage in passages)
    assert max(len(passage.text) for passage in passages) > 400


def test_short_neighbours_under_one_heading_are_joined_with_the_break_between_them() -> None:
    (passage,) = paragraphs("第一段很短。", "第二段也短。", "第三段同样。")
    assert passage.text == "第一段很短。\n第二段也短。\n第三段同样。"
    assert len(passage.sentences) == 3


def test_passages_never_cross_headings() -> None:
    document, blocks = laid_out(
        [
            (BlockKind.HEADING, "一、甲", (), ""),
            (BlockKind.PARAGRAPH, "甲的内容。", ("一、甲",), ""),
            (BlockKind.HEADING, "二、乙", (), ""),
            (BlockKind.PARAGRAPH, "乙的内容。", ("二、乙",), ""),
        ]
    )
    assert [p.text for p in chunk(document, blocks)] == ["甲的内容。", "乙的内容。"]


def test_a_heading_without_text_below_it_becomes_a_passage() -> None:
    document, blocks = laid_out(
        [
            (BlockKind.HEADING, "一、甲", (), ""),
            (BlockKind.HEADING, "二、乙", (), ""),
            (BlockKind.HEADING, "（一）丙", ("二、乙",), ""),
            (BlockKind.PARAGRAPH, "丙的内容。", ("二、乙", "（一）丙"), ""),
            (BlockKind.HEADING, "三、被切断的标", (), ""),
        ]
    )
    assert [p.text for p in chunk(document, blocks)] == ["一、甲", "丙的内容。", "三、被切断的标"]


def test_title_date_and_salutation_stay_together_and_apart_from_the_first_paragraph() -> None:
    lines = [
        "2031年青禾区政府工作报告",
        "2031年1月8日",
        "区长 王平",
        "各位代表：",
        "现在，我代表区人民政府，向大会报告工作，请予审议。",
    ]
    body = "过去一年，全区生产总值增长百分之六，城镇新增就业一万人。"
    passages = paragraphs(*lines, body, path=())
    assert [p.text for p in passages] == ["\n".join(lines), body]


def test_tables_of_contents_and_furniture_are_no_evidence_and_part_what_stands_around_them() -> (
    None
):
    document, blocks = laid_out(
        [
            (BlockKind.TOC, "一、甲……1", (), ""),
            (BlockKind.PARAGRAPH, "前一页的话。", ("一、甲",), ""),
            (BlockKind.FURNITURE, "第 1 页", (), ""),
            (BlockKind.PARAGRAPH, "后一页的话。", ("一、甲",), ""),
        ]
    )
    assert [p.text for p in chunk(document, blocks)] == ["前一页的话。", "后一页的话。"]


def test_rows_are_joined_by_table_and_carry_the_head() -> None:
    rows = [
        (BlockKind.TABLE_ROW, f"项目{n} | {n}万元", ("一、甲",), "名称 | 金额") for n in range(40)
    ]
    other = [(BlockKind.TABLE_ROW, "张三 | 经理", ("一、甲",), "姓名 | 职务")]
    passages = chunk(*laid_out(rows + other))
    assert all(passage.head == "名称 | 金额" for passage in passages[:-1])
    assert (passages[-1].text, passages[-1].head) == ("张三 | 经理", "姓名 | 职务")
    assert all(len(passage.text) <= 400 for passage in passages)
    assert sum(len(passage.sentences) for passage in passages) == 41


def test_a_list_stays_with_its_lead_in_and_its_later_part_carries_it_as_head() -> None:
    lead = "申请人应当提交下列材料："
    items = [
        f"（{n}）第{n}类材料的原件和复印件，复印件须加盖公章并注明日期；"
        for n in "一二三四五六七八九十"
    ]
    head = lead.rstrip("：")
    lines = [(BlockKind.PARAGRAPH, lead, ("一、甲",), "")]
    lines += [(BlockKind.LIST_ITEM, item, ("一、甲",), head) for item in items]
    first, *later = chunk(*laid_out(lines))
    assert first.text.startswith(lead + "\n（一）")
    assert first.head == ""
    assert later
    assert all(passage.head == head for passage in later)


def test_a_sentence_torn_apart_by_line_breaks_is_one_sentence() -> None:
    (passage,) = paragraphs(
        "会议通过了《", "青禾市停车条例", "》，自七月一日起施行。", "会议还听取了汇报。"
    )
    assert len(passage.sentences) == 2


def test_ids_outlive_edits_elsewhere_and_tell_repeats_apart() -> None:
    before = {p.text: p.id for p in paragraphs(SENTENCE * 8, "甲" * 300 + "。", SENTENCE * 9)}
    after = {p.text: p.id for p in paragraphs("新增的段落。" * 40, SENTENCE * 8, SENTENCE * 9)}
    assert before[SENTENCE * 8] == after[SENTENCE * 8]
    assert before[SENTENCE * 9] == after[SENTENCE * 9]
    twins = paragraphs(SENTENCE * 8, SENTENCE * 8)
    assert [p.id.count("-") for p in twins] == [1, 2]
    assert twins[0].id.startswith("d1-")


def test_the_version_is_recorded_in_one_word() -> None:
    assert CHUNKER.startswith("chunking/")


KIND = st.sampled_from(list(BlockKind))
TEXT = st.one_of(
    st.text(alphabet="甲乙丙，。；：！“”（）1.5 ab\n", max_size=40),
    st.sampled_from(
        [SENTENCE * 3, SENTENCE * 30, "长" * 900, "word " * 400, "。" * 450, "各位代表："]
    ),
)
PATH = st.sampled_from([(), ("一、甲",), ("一、甲", "（一）乙"), ("二、丙",)])
BLOCKS = st.lists(st.tuples(KIND, TEXT, PATH, st.sampled_from(["", "名称 | 金额"])), max_size=14)


@settings(max_examples=300, deadline=None)
@given(BLOCKS)
def test_passages_are_exact_fit_and_cover_all_evidence(lines: list[Line]) -> None:
    document, blocks = laid_out(lines)
    passages = chunk(document, blocks)
    covered = bytearray(len(document.text))
    for passage in passages:
        assert passage.span.of(document.text) == passage.text
        assert weight(passage.text) <= 400
        assert passage.sentences[0].start == passage.span.start
        assert passage.sentences[-1].end == passage.span.end
        inside = "".join(span.of(document.text) for span in passage.sentences)
        assert "".join(inside.split()) == "".join(passage.text.split())
        covered[passage.span.start : passage.span.end] = b"\1" * len(passage.span)
    labels = {label for passage in passages for label in passage.heading_path}
    for block in blocks:
        if block.kind in (BlockKind.TOC, BlockKind.FURNITURE):
            assert not any(covered[block.span.start : block.span.end])
        elif block.kind is not BlockKind.HEADING or block.text.strip() not in labels:
            stretch = zip(block.text, covered[block.span.start : block.span.end], strict=True)
            assert all(seen or character.isspace() for character, seen in stretch)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(passages))
    assert len({passage.id for passage in passages}) == len(passages)


DATA = Path(os.environ.get("YOUJU_DATA", "no-data"))


@pytest.mark.skipif(not DATA.is_dir(), reason="YOUJU_DATA names no folder with the evaluation data")
def test_passages_of_real_reports_have_the_length_that_is_promised() -> None:
    paths = [
        DATA / "huairou" / "report-2023.txt",
        *sorted((DATA / "govreports" / "txt").glob("*.txt"))[::10],
    ]
    lengths: list[int] = []
    for path in paths:
        document, blocks = laid_out(
            [(BlockKind.PARAGRAPH, line, (), "") for line in path.read_text("utf-8").splitlines()]
        )
        source = ParsedDocument(document.text, blocks, "text/plain", "test/1")
        result = outline(source, name=path.name)
        lengths += [len(passage.text) for passage in chunk(document, result.blocks)]
    assert 120 <= statistics.median(lengths) <= 250
    assert max(lengths) <= 400


@pytest.mark.parametrize("unit", ["数", "。 ", "“好。”他说，", "word ", "……"])
def test_huge_paragraphs_are_cut_in_time_that_grows_with_their_length(unit: str) -> None:
    begin = time.process_time()
    passages = paragraphs(unit * (100_000 // len(unit)))
    assert all(weight(passage.text) <= 400 for passage in passages)
    assert time.process_time() - begin < 15
