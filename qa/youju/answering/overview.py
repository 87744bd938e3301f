"""What a document as a whole is about, read off its heading tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords, plain_text, short_name
from youju.schema import Block, BlockKind, Document, Passage, ScoredPassage, Span
from youju.segmentation import is_content, tags
from youju.sentences import split_sentences

MOST = 16
"""Entries of an overview; a second level is left out where it makes more."""
OPENINGS = 3
"""Passages whose first sentence stands for a document without headings."""
_NAMED = 0.5
"""Share of what a question names that the title of its document has at least."""
_THIS = re.compile(r"[这那本该此][一]?[份篇个本部]?")
_ASKING = frozenset(
    "这份 这个 这篇 这本 本 该 此 总结 概括 归纳 概述 一下 介绍 说说 主要 核心 大致 大概 内容 讲 讲了 讲述 写 部分 "
    "章 节 方面 概要 摘要 大意 结构 目录 提纲 什么 文件 文档 文章 资料 材料 全文 东西 你们 我们 公司 单位 里 中 "
    "about summarize summarise overview outline document file give".split()
)
"""Words of such a question that name no document."""
_KINDS = frozenset(
    "报告 手册 合同 协议 规定 办法 条例 通知 方案 规划 制度 指南 说明书 书 法".split()
)
"""What a document may be called that one points at."""
_PLACES = ("ns", "nt")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the document, and the passage that is cited for it."""

    span: Span
    passage: Passage
    nested: bool = False
    """Whether it stands under the entry before it."""


def asks_overview(wanted: Wanted) -> bool:
    """Whether a question is about a document as a whole: 这份报告讲了什么, 手册分几个部分."""
    return wanted.asks is Asks.SECTION and wanted.ordinal is None


def document_meant(words: WeightedWords, ranking: Sequence[ScoredPassage]) -> Document | None:
    """The document an overview is asked of: the one whose title is named best, or the only one found.

    None where several are meant equally, or the question names what no title has.
    """
    found = {one.passage.document.id: one.passage.document for one in ranking}
    pointed = bool(_THIS.search(words.text))
    named = {
        word: weight
        for word, weight in words.weights.items()
        if len(word) > 1
        and is_content(word)
        and word not in _ASKING
        and not (pointed and word in _KINDS)
    }
    if not named:
        return next(iter(found.values())) if len(found) == 1 else None
    places = {word for word, tag in tags(words.text) if tag in _PLACES and word in named}
    shares: list[tuple[float, Document]] = []
    for document in found.values():
        title = plain_text(f"{document.title}\n{document.name}")
        held = {word for word in named if word in title or short_name(word) in title}
        if places <= held:
            share = sum(named[word] for word in held) / sum(named.values())
            shares.append((share, document))
    shares.sort(key=lambda one: -one[0])
    if not shares or shares[0][0] < _NAMED:
        return None
    return None if len(shares) > 1 and shares[1][0] == shares[0][0] else shares[0][1]


def overview(blocks: Sequence[Block], passages: Sequence[Passage]) -> tuple[Entry, ...]:
    """The outermost headings that several parts of a document have, in order; else how it begins."""
    headings = [
        (len(one.heading_path), one.span, below)
        for one in blocks
        if one.kind is BlockKind.HEADING
        and not _is_title(one, passages)
        and (below := _under(one, passages))
    ]
    for outermost in sorted({depth for depth, _, _ in headings}):
        # A single outermost heading is the document's title.
        if sum(depth == outermost for depth, _, _ in headings) > 1:
            levels = [one for one in headings if one[0] <= outermost + 1]
            deepest = outermost + (len(levels) <= MOST)
            entries = (Entry(*one[1:], one[0] > outermost) for one in levels if one[0] <= deepest)
            return tuple(entries)[:MOST]
    return tuple(
        Entry(Span(one.span.start + first.start, one.span.start + first.end), one)
        for one in passages[:OPENINGS]
        if (first := next(iter(split_sentences(one.span.of(one.document.text))), None))
    )


def _is_title(heading: Block, passages: Sequence[Passage]) -> bool:
    """Whether a heading only says the title again, as 云溪区政府工作报告 says 云溪区2025年政府工作报告."""
    title = iter(passages[0].document.title if passages else "")
    return all(character in title for character in "".join(heading.text.split()))


def _under(heading: Block, passages: Sequence[Passage]) -> Passage | None:
    path = (*heading.heading_path, heading.text)
    return next(
        (
            one
            for one in passages
            if one.heading_path[: len(path)] == path and one.span.start >= heading.span.start
        ),
        None,
    )
