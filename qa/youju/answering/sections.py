"""Questions about the structure of a document ("第六部分讲什么"), answered from its heading tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from youju.figures import number_value
from youju.question import LAST, Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.schema import Block, BlockKind, Passage
from youju.segmentation import is_content, plain_words

_NAMED = 0.8
"""Share of a heading's characters that a question has to say to name it."""

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


def marker_only(heading: str) -> bool:
    """Whether a heading is nothing but its number."""
    return not any(character.isalnum() for character in _MARKER.sub("", heading))


def find_section(question: WeightedWords, wanted: Wanted, blocks: Sequence[Block]) -> Block | None:
    """The heading a question about structure means, None when the document has no such part.

    Below the heading that the question names, if it names one. Among several sixth parts (one in the
    review, one in the plan) the one whose path shares most with the question wins, then the
    outermost, then the first.
    """
    if wanted.asks is not Asks.SECTION or wanted.ordinal is None:
        return None
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    named = named_heading(question, headings)
    steps = (*wanted.within, (wanted.ordinal, wanted.ordinal_kind))
    return _descend(question, steps, headings if named is None else below(named, headings))


def named_heading(question: WeightedWords, blocks: Sequence[Block]) -> Block | None:
    """The heading that a question names by (nearly) all of its words: 2023年重点任务."""
    shares = [
        (_named_share(question.text, block.text), block)
        for block in blocks
        if block.kind is BlockKind.HEADING
    ]
    named = [one for one in shares if one[0] >= _NAMED]
    return max(named, key=lambda one: (one[0], -len(one[1].heading_path)))[1] if named else None


def below(heading: Block, blocks: Sequence[Block]) -> list[Block]:
    """The blocks under a heading, at any depth."""
    path = (*heading.heading_path, heading.text)
    return [
        block
        for block in blocks
        if block.heading_path[: len(path)] == path and block.span.start >= heading.span.start
    ]


def parts_of(heading: Block, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The headings next below one."""
    return tuple(
        block
        for block in below(heading, blocks)
        if block.kind is BlockKind.HEADING
        and len(block.heading_path) == len(heading.heading_path) + 1
    )


def _descend(
    question: WeightedWords, steps: Sequence[tuple[int, str]], headings: Sequence[Block]
) -> Block | None:
    """The heading at the end of a way down: of the third part the second point."""
    fitting = sorted(
        _fitting(steps[0], headings),
        key=lambda block: (
            -question.coverage("\n".join(block.heading_path)),
            len(block.heading_path),
            block.span.start,
        ),
    )
    if len(steps) == 1:
        return fitting[0] if fitting else None
    deeper = (_descend(question, steps[1:], below(block, headings)) for block in fitting)
    return next((block for block in deeper if block is not None), None)


def _fitting(step: tuple[int, str], headings: Sequence[Block]) -> Sequence[Block]:
    """The headings of one number and kind; of the last one, the last of the outermost."""
    if step[0] != LAST:
        return [block for block in headings if _fits(step, marker(block.text))]
    numbered = [
        block
        for block in headings
        if (found := marker(block.text)) and _of_kind(step[1], found.kind)
    ]
    outermost = min((len(block.heading_path) for block in numbered), default=0)
    return [block for block in numbered if len(block.heading_path) == outermost][-1:]


def contents_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The entries of a table of contents as headings, for parts that the text itself breaks off before.

    Numbering that begins again is the next of the outermost headings, where there are as many.
    """
    entries = [
        (block, found)
        for block in blocks
        if block.kind is BlockKind.TOC and (found := marker(block.text)) is not None
    ]
    if not entries:
        return ()
    first_kind = entries[0][1].kind
    begins = [found.number == 1 and found.kind == first_kind for _, found in entries]
    outermost = [
        block for block in blocks if block.kind is BlockKind.HEADING and not block.heading_path
    ]
    firsts = [block for (block, _), begun in zip(entries, begins, strict=True) if begun]
    above = [
        replace(heading, span=first.span)
        for heading, first in zip(outermost, firsts, strict=False)
        if len(outermost) == len(firsts)
    ]
    group, outer = -1, ""
    headings: list[Block] = []
    for (block, found), begun in zip(entries, begins, strict=True):
        group += begun
        path = (above[group].text,) if above and group >= 0 else ()
        if found.kind == first_kind:
            outer = block.text
        elif outer:
            path = (*path, outer)
        headings.append(replace(block, kind=BlockKind.HEADING, heading_path=path))
    return (*above, *headings)


def _named_share(question: str, heading: str) -> float:
    """Share of a heading's words that stand in a question; none of a heading of one word."""
    told = [word for word in plain_words(_MARKER.sub("", heading)) if is_content(word)]
    if len(told) < 2:
        return 0.0
    return sum(len(word) for word in told if word in question) / sum(len(word) for word in told)


def find_article(wanted: Wanted, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of the article asked for: in statutes its number heads the path of its text."""
    if wanted.asks is not Asks.SECTION or wanted.ordinal is None or wanted.ordinal_kind != "条":
        return ()
    asked = (wanted.ordinal, wanted.ordinal_kind)
    return tuple(
        passage
        for passage in passages
        if passage.heading_path and _fits(asked, marker(passage.heading_path[-1]))
    )


def _fits(asked: tuple[int, str], found: Marker | None) -> bool:
    return found is not None and found.number == asked[0] and _of_kind(asked[1], found.kind)


def _of_kind(asked: str, found: str) -> bool:
    if asked in ("部分", "大点", "方面", "段", "点", "款", "项"):
        return found in ("部分", "点", "章", "编")
    return found == asked
