"""Questions about the structure of a document ("第六部分讲什么"), answered from its heading tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.figures import number_value
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.schema import Block, BlockKind, Passage

_MARKER = re.compile(
    r"^\s*(?:第(?P<named>[0-9一二三四五六七八九十百零两]+)(?P<kind>编|分编|章|节|条|部分)"
    r"|(?P<chinese>[一二三四五六七八九十百]+)\s*[、.．]"
    r"|[（(](?P<bracketed>[0-9一二三四五六七八九十]+)[)）]"
    r"|(?P<digits>\d+)\s*[、.．](?!\d))"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number a heading carries and the kind of its mark."""

    number: int
    kind: str


def marker(heading: str) -> Marker | None:
    """The mark of a heading: 第三章 → (3, 章), 六、 → (6, 部分), （二） → (2, 点)."""
    match = _MARKER.match(heading)
    if match is None:
        return None
    for group, kind in (
        ("named", match["kind"]),
        ("chinese", "部分"),
        ("bracketed", "点"),
        ("digits", "条"),
    ):
        if match[group]:
            value = number_value(match[group])
            return Marker(int(value), kind) if value is not None else None
    return None


def find_section(question: WeightedWords, wanted: Wanted, blocks: Sequence[Block]) -> Block | None:
    """The heading a question about structure means, None when the document has no such part.

    Among several sixth parts (one in the review, one in the plan) the one whose path shares most
    with the question wins, then the outermost, then the first.
    """
    if wanted.asks is not Asks.SECTION or wanted.ordinal is None:
        return None
    fitting = [
        block
        for block in blocks
        if block.kind is BlockKind.HEADING and _fits(wanted, marker(block.text))
    ]
    if not fitting:
        return None
    return max(
        fitting,
        key=lambda block: (
            question.coverage("\n".join(block.heading_path)),
            -len(block.heading_path),
            -block.span.start,
        ),
    )


def find_article(wanted: Wanted, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of the article asked for: in statutes its number heads the path of its text."""
    if wanted.asks is not Asks.SECTION or wanted.ordinal is None:
        return ()
    return tuple(
        passage
        for passage in passages
        if passage.heading_path and _fits(wanted, marker(passage.heading_path[-1]))
    )


def _fits(wanted: Wanted, found: Marker | None) -> bool:
    if found is None or found.number != wanted.ordinal:
        return False
    if wanted.ordinal_kind in ("部分", "大点", "方面", "段", "点", "款", "项"):
        return found.kind in ("部分", "点", "章", "编")
    return found.kind == wanted.ordinal_kind
