"""Which blocks are headings, which carry one in their first words, and which only list something.

Each block is judged by its numbering, its length and what stands around it; how the headings nest
is for ``outline``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from youju.contents import Contents
from youju.masthead import begins_with_salutation, is_salutation
from youju.numbering import ENUMERATING, STRUCTURAL, Marker, Style, marker
from youju.schema import Block, BlockKind
from youju.sentences import split_sentences


class Role(StrEnum):
    """What a block does for the tree of headings."""

    HEADING = "heading"
    LEAD = "lead"
    """A paragraph whose numbered first sentence heads it and what follows."""
    OWN_LEAD = "own_lead"
    """A paragraph whose first sentence heads only itself."""
    ITEM = "item"
    """A numbered paragraph without a heading of its own."""
    TURNING = "turning"
    """A paragraph that takes up a stretch of time anew (五年来，…): it ends headings that are sentences."""
    CLOSING = "closing"
    """A paragraph that turns from the last point back to the whole part."""
    BODY = "body"
    ASIDE = "aside"
    """Masthead, table of contents, furniture: no part of the tree."""


PLAIN, PLAIN_YEAR, PLAIN_SENTENCE, PLAIN_FRAME = (
    "plain",
    "plain_year",
    "plain_sentence",
    "plain_frame",
)
"""Styles of headings without a number: any, one that names a year's work, a sentence, 前言 and the like."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one block is read: its role, the heading it gives and the style that ranks it."""

    role: Role
    label: str = ""
    style: str = ""
    number: int = 0
    level: int = 0
    """The level that the format itself states, 0 when it states none."""
    single: bool = False
    """Whether the heading of a paragraph heads that paragraph alone."""


_LONGEST_HEADING = 60
_LONGEST_PLAIN = 32
_LONGEST_SENTENCE = 25
_LONGEST_SHARED = 48
_SENTENCE_END = re.compile(r"[。！？!?；;]")
_OPEN_END = re.compile(r"[，,、；;]$")
_ENDED = re.compile(r"[。！？!?；;：:…”’」』）)】》.]$")
_STARTS_INSIDE = re.compile(r"^[，。、；：）)”’」』》！？,;:!]")
_ENDS_INSIDE = re.compile(r"[“‘「『《（(]$")
_CLOSING = re.compile(
    r"^(?:在(?:充分)?肯定成绩的同时|(?:同时，?)?(?:我们)?(?:也|更|还|同时)?(?:必须|要|应当)?清醒(?:地)?(?:认识|看)到)"
)
_TURNING = re.compile(
    r"^(?:过去[一五]年|[三五十]年来|一年来|这[一三五]年|今年|去年|当前|综合(?:考虑|分析))[，,]?"
)
_YEAR_WORK = re.compile(
    r"(?:(?:19|20)\d{2}|[一二]\S{3})年.{0,12}(?:回顾|任务|安排|要求|目标|工作|重点|情况|计划|打算|思路|总结|成就)"
    r"|^(?:今年|去年|过去[一五]年|今后[一五]年|未来[一五]年|上一年|明年|新的一年|下一步|[“\"]?十[一二三四五六][”\"]?五[”\"]?).{0,16}(?:回顾|任务|安排|要求|目标|工作|情况|计划)"
)
_FRAME = re.compile(
    r"^(?:前\s*言|序\s*言|序|引\s*言|导\s*言|导\s*语|概\s*述|摘\s*要|结\s*语|结束语|后\s*记|附\s*则|参考文献|致\s*谢|名词(?:解释|注释)|注\s*释|Abstract|Introduction|Conclusions?|References)$|^(?:首先|最后|先说|再说|其次|接着)"
)
_CAPTION = re.compile(r"^(?:图|表|Figure|Fig\.|Table)\s*\d")
_ANNOUNCES = re.compile(
    r"以下|如下|下面|下列|^现在|^我代表|予以|^注[:：]|^来源|^责任编辑|^编辑|^附[:：]"
)
_PRONOUN = re.compile(r"[我你您他她它这那此其该]")


def read_headings(
    blocks: Sequence[Block], contents: Contents, masthead: Collection[int]
) -> tuple[Reading, ...]:
    """One reading for each block, in order."""
    readings = _Readings(blocks, contents, masthead)
    found = [readings.read(index) for index in range(len(blocks))]
    found = _without_bare_lists(readings.with_sentence_headings(found))
    return tuple(_with_single_leads(found))


class _Readings:
    """The blocks with what stands before and after each."""

    def __init__(
        self, blocks: Sequence[Block], contents: Contents, masthead: Collection[int]
    ) -> None:
        self.blocks = blocks
        self.contents = contents
        self.aside = frozenset(
            index
            for index, block in enumerate(blocks)
            if index in contents.indices or index in masthead or block.kind is BlockKind.FURNITURE
        )
        self.masthead = masthead
        self.texts = [block.text.strip() for block in blocks]
        self.markers = [marker(text) for text in self.texts]
        shown = [index for index in range(len(blocks)) if index not in self.aside]
        self.next = dict(zip(shown, shown[1:], strict=False))
        self.previous = dict(zip(shown[1:], shown, strict=False))

    def read(self, index: int) -> Reading:
        """The reading of one block, before lists and sentence headings are looked at as groups."""
        block, text, found = self.blocks[index], self.texts[index], self.markers[index]
        if index in self.aside or not text:
            return Reading(Role.ASIDE)
        if block.kind is BlockKind.HEADING and len(text) <= 2 * _LONGEST_HEADING:
            return Reading(
                Role.HEADING, label(text), f"level{block.level}", level=max(1, block.level)
            )
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM):
            return Reading(Role.BODY)
        if found is not None:
            return self._numbered(index, text, found)
        if block.kind is BlockKind.LIST_ITEM:
            return Reading(Role.BODY)
        if begins_with_salutation(text) or is_salutation(text) or _CLOSING.match(text):
            return Reading(Role.CLOSING)
        if _TURNING.match(text) and _SENTENCE_END.search(text):
            return Reading(Role.TURNING)
        return self._plain(index, text)

    def _numbered(self, index: int, text: str, found: Marker) -> Reading:
        style, rest = found.style, text[found.length :].strip()
        if style is Style.ARTICLE:
            return _article(text, found)
        if not rest and style not in (*STRUCTURAL, Style.ANNEX):
            return Reading(Role.BODY)
        if self._stands_alone(index, text, found):
            return Reading(Role.HEADING, label(text), style, found.number)
        lead = _lead(text, found)
        if style in ENUMERATING or (style is Style.ORDINAL and lead):
            return Reading(Role.OWN_LEAD, label(lead)) if lead else Reading(Role.BODY)
        if lead:
            return Reading(Role.LEAD, label(lead), style, found.number)
        return Reading(Role.ITEM, "", style, found.number)

    def _stands_alone(self, index: int, text: str, found: Marker) -> bool:
        """Whether a numbered block is nothing but a heading."""
        if found.style in ENUMERATING or len(text) > _LONGEST_HEADING or _OPEN_END.search(text):
            return False
        if found.style in STRUCTURAL or found.style is Style.ANNEX:
            return not _SENTENCE_END.search(text)
        if self.contents.confirms(text):
            return True
        if text.endswith(("：", ":")) and len(text) > _LONGEST_SENTENCE:
            return False
        inner = text[:-1]
        if _SENTENCE_END.search(inner) or (text[-1] in "。；" and re.search("[：:]", inner)):
            return False
        if text[-1] in "。！？!?" or found.style in (Style.ORDINAL, Style.CIRCLED, Style.LETTER):
            return self._heads_body(index)
        return True

    def _heads_body(self, index: int) -> bool:
        """Whether what follows is a paragraph or an inner numbering, not the next of the same kind."""
        follower = self.next.get(index)
        if follower is None or _STARTS_INSIDE.match(self.texts[follower]):
            return False
        found, own = self.markers[follower], self.markers[index]
        if found is None:
            return len(self.texts[follower]) > len(self.texts[index])
        return own is None or found.style.rank > own.style.rank

    def _plain(self, index: int, text: str) -> Reading:
        """A heading without a number is short, unfinished as a sentence, and stands before text."""
        if self.contents.confirms(text) and len(text) <= _LONGEST_HEADING:
            return Reading(Role.HEADING, label(text), _plain_style(text))
        named = _plain_style(text)
        if (
            len(text) > _LONGEST_PLAIN
            or _ENDED.search(text.rstrip("）)"))
            or _OPEN_END.search(text)
            or _SENTENCE_END.search(text)
            or _STARTS_INSIDE.match(text)
            or _ENDS_INSIDE.search(text)
            or _CAPTION.match(text)
            or _ANNOUNCES.search(text)
            or not re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}", text)
            or not self._after_an_end(index)
            or not self._before_text(index)
        ):
            return Reading(Role.BODY)
        if named == PLAIN and re.search(r"[，,]", text) and len(text) > _LONGEST_SENTENCE:
            return Reading(Role.BODY)
        return Reading(Role.HEADING, label(text), named)

    def _after_an_end(self, index: int) -> bool:
        before = self.previous.get(index)
        if before is None or self.blocks[before].kind is not BlockKind.PARAGRAPH:
            return True
        text = self.texts[before]
        return (
            bool(_ENDED.search(text))
            and not _ENDS_INSIDE.search(text)
            or (
                self.markers[before] is not None
                and len(text) <= _LONGEST_HEADING
                and not _SENTENCE_END.search(text)
            )
        )

    def _before_text(self, index: int) -> bool:
        after = self.next.get(index)
        if after is None:
            return False
        text, found = self.texts[after], self.markers[after]
        if _STARTS_INSIDE.match(text) or self.blocks[after].kind is BlockKind.HEADING:
            return False
        if found is None and text.startswith(("（", "(")):
            return False
        if self.blocks[after].kind is not BlockKind.PARAGRAPH:
            return True
        if found is not None:
            return found.number <= 1
        return len(text) >= 25 and bool(_SENTENCE_END.search(text))

    def with_sentence_headings(self, found: Sequence[Reading]) -> list[Reading]:
        """Short one-sentence lines that stand before longer text, two or more in one part."""
        readings = list(found)
        group: list[int] = []
        for index in (*range(len(found)), len(found)):
            ends = index == len(found) or (
                found[index].role in (Role.HEADING, Role.LEAD) and found[index].style != PLAIN
            )
            if not ends:
                if found[index].role in (Role.BODY, Role.TURNING) and self._is_topic_sentence(
                    index
                ):
                    group.append(index)
                continue
            for place in self._topics(group):
                readings[place] = Reading(Role.HEADING, label(self.texts[place]), PLAIN_SENTENCE)
            group = []
        return readings

    def _is_topic_sentence(self, index: int) -> bool:
        text, after = self.texts[index], self.next.get(index)
        if self.blocks[index].kind is not BlockKind.PARAGRAPH or self.markers[index] is not None:
            return False
        if not 5 <= len(text) <= _LONGEST_SHARED or text[-1] not in "。？?":
            return False
        if _SENTENCE_END.search(text[:-1]) or _ANNOUNCES.search(text) or after is None:
            return False
        if _STARTS_INSIDE.match(text) or not self._after_an_end(index):
            return False
        follows = self.texts[after]
        return (
            self.markers[after] is None
            and self.blocks[after].kind is BlockKind.PARAGRAPH
            and len(follows) >= max(60, 2 * len(text))
            and not begins_with_salutation(follows)
        )

    def _topics(self, group: Sequence[int]) -> list[int]:
        """Of the candidates of one part those that are alike enough to be headings."""
        openings = [self.texts[place][:3] for place in group]
        chosen = [
            place
            for place, opening in zip(group, openings, strict=True)
            if openings.count(opening) >= 3
            or (
                len(self.texts[place]) <= _LONGEST_SENTENCE
                and not _PRONOUN.search(self.texts[place])
            )
        ]
        return chosen if len(chosen) >= 2 else []


def label(text: str) -> str:
    """A heading as it stands in a path: one line, no mark at its end."""
    return re.sub(r"\s+", " ", text).strip().rstrip("。：:；; ")


def _plain_style(text: str) -> str:
    if _FRAME.match(text):
        return PLAIN_FRAME
    return PLAIN_YEAR if _YEAR_WORK.search(text) else PLAIN


def _article(text: str, found: Marker) -> Reading:
    """第三条 and its name, if it has one in brackets or stands alone before its text."""
    number, rest = text[: found.length].strip(), text[found.length :].strip()
    named = re.match(r"[【\[（(][^】\]）)]{1,30}[】\]）)]", rest)
    if named:
        return Reading(Role.LEAD, number + " " + named.group(), Style.ARTICLE, found.number)
    if rest and len(rest) <= _LONGEST_SENTENCE and not _ENDED.search(rest):
        return Reading(Role.HEADING, label(text), Style.ARTICLE, found.number)
    return Reading(Role.LEAD, number, Style.ARTICLE, found.number)


def _lead(text: str, found: Marker) -> str:
    """The first sentence of a paragraph when it is short enough to head the rest; else empty."""
    first = split_sentences(text[: 3 * _LONGEST_HEADING])[0].of(text)
    if text[found.length : found.length + 40].strip().startswith(("第", "《")) and "；" in first:
        return ""
    short = len(first) <= _LONGEST_HEADING and first[-1] in "。！？"
    if short and len(text) - len(first) >= 8:
        return first
    introduced = re.match(r"[^，。；,;]{2,25}?[：:]", text[found.length :])
    if introduced and len(text) - found.length - introduced.end() >= 8:
        return text[: found.length + introduced.end()]
    return ""


def _without_bare_lists(readings: Sequence[Reading]) -> list[Reading]:
    """Numbered lines of which most have nothing below them are items of a list, not headings."""
    result = list(readings)
    shown = [index for index, reading in enumerate(readings) if reading.role is not Role.ASIDE]
    for group in _sibling_groups(readings, shown, (Role.HEADING, Role.ITEM)):
        headings = [place for place in group if readings[shown[place]].role is Role.HEADING]
        bare = [place for place in group if place + 1 in group or place not in headings]
        if len(group) >= 3 and len(bare) * 2 > len(group):
            for place in headings:
                old = readings[shown[place]]
                result[shown[place]] = Reading(Role.ITEM, "", old.style, old.number)
    return result


def _with_single_leads(readings: Sequence[Reading]) -> list[Reading]:
    """When each point of a count is one paragraph, the last one is no longer than the others."""
    result = list(readings)
    shown = [index for index, reading in enumerate(readings) if reading.role is not Role.ASIDE]
    for group in _sibling_groups(readings, shown, (Role.LEAD, Role.ITEM)):
        if len(group) >= 3 and group[-1] - group[0] == len(group) - 1:
            for place in group:
                old = readings[shown[place]]
                result[shown[place]] = dataclasses.replace(old, single=True)
    return result


_NEVER_LISTED = frozenset(str(style) for style in (*STRUCTURAL, Style.ANNEX, Style.ARTICLE))


def _sibling_groups(
    readings: Sequence[Reading], shown: Sequence[int], roles: Collection[Role]
) -> list[list[int]]:
    """Places in ``shown`` of readings of one numbering that count on from each other."""
    groups: list[list[int]] = []
    open_groups: dict[str, list[int]] = {}
    for place, index in enumerate(shown):
        reading = readings[index]
        counted = reading.role in roles and reading.number and not reading.level
        if not counted or reading.style in _NEVER_LISTED:
            continue
        group = open_groups.get(reading.style)
        if group is None or reading.number != readings[shown[group[-1]]].number + 1:
            group = open_groups[reading.style] = []
            groups.append(group)
        group.append(place)
    return groups
