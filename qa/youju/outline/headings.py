"""Which blocks are headings, and which paragraphs carry one in their first words.

Each block is judged by its numbering, its length and what stands around it; lists are told from
headings by ``enumerations``, how the headings nest is for ``outline``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from youju.outline.contents import Contents
from youju.outline.enumerations import with_lists, with_single_leads, with_topic_sentences
from youju.outline.masthead import begins_with_salutation, is_salutation
from youju.outline.numbering import ENUMERATING, STRUCTURAL, Marker, Style
from youju.outline.readings import (
    PLAIN,
    PLAIN_FRAME,
    PLAIN_QUESTION,
    PLAIN_YEAR,
    Reading,
    Role,
    label,
)
from youju.outline.surroundings import (
    ENDED,
    ENDS_INSIDE,
    LONGEST_HEADING,
    SENTENCE_END,
    STARTS_INSIDE,
    Surroundings,
)
from youju.schema import Block, BlockKind
from youju.sentences import split_sentences

_LONGEST_PLAIN = 32
_LONGEST_TERSE = 25
_OPEN_END = re.compile(r"[，,、；;]$")
_CLOSING = re.compile(
    r"^(?:在(?:充分)?肯定成绩的同时|(?:同时，?)?(?:我们)?(?:也|更|还|同时)?(?:必须|要|应当)?清醒(?:地)?(?:认识|看)到)"
)
_TURNING = re.compile(
    r"^(?:过去[一五]年|[三五十]年来|一年来|这[一三五]年|今年|去年|当前|综合(?:考虑|分析))[，,]?"
)
_WORK = "回顾|任务|安排|要求|目标|工作|重点|情况|计划|打算|思路|总结|成就"
_YEAR_WORK = re.compile(
    rf"(?:(?:19|20)\d{{2}}|[一二]\S{{3}})年.{{0,12}}(?:{_WORK})"
    r"|^(?:今年|去年|过去[一五]年|今后[一五]年|未来[一五]年|上一年|明年|新的一年|下一步|"
    rf"[“\"]?十[一二三四五六][”\"]?五[”\"]?).{{0,16}}(?:{_WORK})"
)
_FRAME = re.compile(
    r"^(?:前\s*言|序\s*言|序|引\s*言|导\s*言|导\s*语|概\s*述|摘\s*要|结\s*语|结束语|后\s*记|附\s*则|参考文献|"
    r"致\s*谢|名词(?:解释|注释)|注\s*释|Abstract|Introduction|Conclusions?|References)$"
    r"|^(?:首先|最后|先说|再说|其次|接着)"
)
_NEXT_POINT = re.compile(r"[。；;：:，,](?:[二三四五六七八九]是|第[二三四五六七八九][，,、])")
_CAPTION = re.compile(r"^(?:图|表|Figure|Fig\.|Table)\s*\d")
_ASKS = re.compile(r"^(?:问|Q|Question)\s*\d*\s*[:：.、]")
_ANSWERS = re.compile(r"^(?:答|A|Answer)\s*\d*\s*[:：.、]")
_FIELD = re.compile(r"^[^：:（(]{1,8}[：:]")
_ANNOUNCES = re.compile(
    r"以下|如下|下面|下列|^现在|^我代表|予以|^注[:：]|^来源|^责任编辑|^编辑|^附[:：]"
)


def read_headings(
    blocks: Sequence[Block], contents: Contents, masthead: Collection[int]
) -> tuple[Reading, ...]:
    """Read each block, in order; ``masthead`` holds the indices of title lines and the like."""
    around = Surroundings(blocks, contents, masthead)
    found = [_reading(around, index) for index in range(len(blocks))]
    return tuple(with_single_leads(with_lists(with_topic_sentences(around, found))))


def _reading(around: Surroundings, index: int) -> Reading:
    """Read one block, before lists and topic sentences are looked at as groups."""
    block, text, found = around.blocks[index], around.texts[index], around.markers[index]
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
    if index in around.aside or not text:
        reading = Reading(Role.ASIDE)
    elif block.kind is BlockKind.HEADING and len(text) <= 2 * LONGEST_HEADING:
        level = max(1, block.level)
        reading = Reading(Role.HEADING, label(text), f"level{level}", level=level)
    elif block.kind not in kinds or (found is None and block.kind is BlockKind.LIST_ITEM):
        reading = Reading(Role.BODY)
    elif found is not None:
        reading = _numbered(around, index, found)
    elif begins_with_salutation(text) or is_salutation(text) or _CLOSING.match(text):
        reading = Reading(Role.CLOSING)
    elif _TURNING.match(text) and SENTENCE_END.search(text):
        reading = Reading(Role.TURNING)
    elif _is_answered(around, index):
        reading = Reading(Role.HEADING, label(text), PLAIN_QUESTION)
    elif _is_plain_heading(around, index):
        reading = Reading(Role.HEADING, label(text), _plain_style(text))
    else:
        reading = Reading(Role.BODY)
    return reading


def _numbered(around: Surroundings, index: int, found: Marker) -> Reading:
    text, style = around.texts[index], found.style
    if style is Style.ARTICLE:
        return _article(text, found)
    if not text[found.length :].strip() and style not in (*STRUCTURAL, Style.ANNEX):
        return Reading(Role.BODY)
    if _stands_alone(around, index, found):
        return Reading(Role.HEADING, label(text), style, found.number)
    lead = _lead(text, found)
    if style in ENUMERATING or (style is Style.ORDINAL and lead):
        if _NEXT_POINT.search(text, found.length):
            return Reading(Role.BODY)
        return Reading(Role.OWN_LEAD, label(lead)) if lead else Reading(Role.BODY)
    return Reading(Role.LEAD if lead else Role.ITEM, label(lead), style, found.number)


def _stands_alone(around: Surroundings, index: int, found: Marker) -> bool:
    """Whether a numbered block is nothing but a heading."""
    text = around.texts[index]
    if found.style in ENUMERATING or len(text) > LONGEST_HEADING or _OPEN_END.search(text):
        return False
    if found.style in STRUCTURAL or found.style is Style.ANNEX:
        return not SENTENCE_END.search(text)
    inner, last = text[:-1], text[-1]
    is_talk = SENTENCE_END.search(inner) or (last in "。；" and re.search("[：:]", inner))
    if is_talk or (last in "：:" and len(text) > _LONGEST_TERSE):
        return around.contents.confirms(text)
    if last in "。！？!?" or found.style in (Style.ORDINAL, Style.CIRCLED, Style.LETTER):
        return around.before_inner(index) or around.contents.confirms(text)
    return True


def _is_answered(around: Surroundings, index: int) -> bool:
    """Whether the block is a question and the next one says that it is the answer."""
    after = around.next.get(index)
    text = around.texts[index]
    if after is None or len(text) > LONGEST_HEADING or not _ASKS.match(text):
        return False
    return _ANSWERS.match(around.texts[after]) is not None


def _is_plain_heading(around: Surroundings, index: int) -> bool:
    """Whether a block without a number is short, no sentence, after an end and before text."""
    text = around.texts[index]
    if around.contents.confirms(text) and len(text) <= LONGEST_HEADING:
        return True
    is_sentence = ENDED.search(text.rstrip("）)")) or SENTENCE_END.search(text)
    is_torn = STARTS_INSIDE.match(text) or ENDS_INSIDE.search(text) or _OPEN_END.search(text)
    if len(text) > _LONGEST_PLAIN or is_sentence or is_torn:
        return False
    if _CAPTION.match(text) or _FIELD.match(text) or _ANNOUNCES.search(text):
        return False
    is_talk = re.search("[，,]", text) and len(text) > _LONGEST_TERSE
    if is_talk and _plain_style(text) == PLAIN:
        return False
    worded = re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}", text) is not None
    return worded and around.after_an_end(index) and around.before_text(index)


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
    if len(rest) <= _LONGEST_TERSE and not ENDED.search(rest):
        return Reading(Role.HEADING, label(text), Style.ARTICLE, found.number)
    return Reading(Role.LEAD, number, Style.ARTICLE, found.number)


def _lead(text: str, found: Marker) -> str:
    """The first sentence of a paragraph when it is short enough to head the rest; else empty."""
    first = split_sentences(text[: 3 * LONGEST_HEADING])[0].of(text)
    short = len(first) <= LONGEST_HEADING and first[-1] in "。！？"
    if short and len(text) - len(first) >= 8:
        return first
    introduced = re.match(r"[^，。；,;]{2,25}?[：:]", text[found.length :])
    if introduced and len(text) - found.length - introduced.end() >= 8:
        return text[: found.length + introduced.end()]
    return ""
