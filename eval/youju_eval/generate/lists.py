"""Questions that want every item: lists with a lead-in, 一是…二是…, and enumerations behind 包括."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from youju.answering.clauses import mark_length, without_mark
from youju.schema import Block, BlockKind, Span
from youju_eval.generate.phrases import has_loose_ends, is_subject, opened
from youju_eval.generate.spots import Spot, sentences
from youju_eval.generate.topics import Context, Kind, fact_year, is_plan
from youju_eval.generate.values import Candidate, Slots
from youju_eval.sets.values import LIST
from youju_eval.text import squeezed

_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]")
_ONE_OF = re.compile(r"^(?:有|具有)(?:下列|以下)(?:情形|行为)之一的?，(?P<then>[^，。；]{3,30})$")
_NO_AGENT = re.compile(r"应当|必须|并|不得|可以")
_ANNOUNCES = re.compile(r"^(?P<subject>[^，。；：]{3,24}?)(?:主要)?(?:包括|包含|有|分为|是)$")
_LONGEST_HEAD = 60
_FEWEST, _MOST, _LONGEST_ITEM = 2, 12, 120
_FOLLOWING = re.compile(
    r"(?:下列|以下|如下|下述)(?P<number>几?[一二三四五六七八九十\d]*(?:[个项种类]|条(?!件))*)(?:的)?(?P<what>[^，。；：]{0,16})$"
)
_INCLUDES = re.compile(
    r"^(?P<subject>[^，。；：]{2,24}?)(?:主要)?(?:包括|包含|分为|分成|涵盖|由(?=[^，]{4,60}组成$))(?P<items>[^，。；：]*、[^。；：]*?)(?:组成)?$"
)
_PRINCIPLES = re.compile(
    r"^(?P<subject>[^，。；：]{2,24}?)(?:应当|必须)?(?:坚持|遵循|贯彻)(?P<items>[^。；：]{4,50}?)的(?P<kind>原则|方针)$"
)
_HALF = re.compile(r"^自治区$|^直辖市|省$|的方向|^各|^其他|^其它|^并|^也|^还")
"""Items that show that the marks between them do not all part items of one list."""
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零\d]+条\s*")


def list_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on the lists of one document."""
    yield from _led_in(context)
    for sentence in sentences(context, longest=300):
        for clause in sentence.clauses():
            spot = clause.unmarked()
            found = _enumerated(context, spot.plain)
            if found is not None:
                yield from _asked(spot, sentence.plain, *found)


def _asked(spot: Spot, sentence: str, ask: str, items: tuple[str, ...]) -> Iterator[Candidate]:
    """An enumeration as a question: in a report with year and region, else with the document's name."""
    context = spot.context
    if context.topic.kind is not Kind.REPORT:
        yield spot.asked(LIST, context.lead() + ask, items)
        return
    year = fact_year(spot.passage, "", sentence)
    if year is not None and not is_plan(spot.passage):
        yield spot.asked(LIST, f"{year}年{context.region_for(ask)}{ask}", items)


def _led_in(context: Context) -> Iterator[Candidate]:
    """Lists whose items are blocks of their own, with the words that lead in to them."""
    blocks = [
        one
        for one in context.source.blocks
        if one.kind not in (BlockKind.TOC, BlockKind.FURNITURE, BlockKind.TABLE_ROW)
    ]
    for (head, path), group in itertools.groupby(
        blocks, key=lambda one: (one.head, one.heading_path)
    ):
        items = _first_level(list(group))
        if not head or not _FEWEST <= len(items) <= _MOST:
            continue
        texts = [_item(context, one) for one in items]
        if any(not 2 <= len(one) <= _LONGEST_ITEM or has_loose_ends(one[:4]) for one in texts):
            continue
        ask = _ask_head(context, squeezed(head))
        if ask is None:
            continue
        question, quality = ask
        yield Candidate(
            type=LIST,
            question=question + ("？" if context.topic.chinese else "?"),
            answers=tuple(texts),
            evidence=tuple((context.quote(_body(context, one)),) for one in items),
            document=context.source.document.name,
            section="\n".join(path) or f"@{items[0].span.start // 3000}",
            quality=quality,
            slots=Slots(squeezed(head)[:16]),
        )


def _first_level(blocks: Sequence[Block]) -> Sequence[Block]:
    """The numbered blocks of one style: what stands between them belongs to one of them."""
    if not blocks:
        return ()
    styles = [_style(one.text) for one in blocks]
    first = styles[0]
    return [one for one, style in zip(blocks, styles, strict=True) if style == first]


def _style(text: str) -> str:
    """The mark of an item with its number taken out."""
    mark = text.strip()[: mark_length(text.strip())]
    return re.sub(r"[一二三四五六七八九十百零\d①-⑳]+", "n", squeezed(mark))


def _body(context: Context, block: Block) -> Span:
    text = context.source.document.text
    span = without_mark(text, block.span)
    end = span.end
    while end > span.start and text[end - 1] in "；;。,， \n\r\t":
        end -= 1
    return Span(span.start, end)


def _item(context: Context, block: Block) -> str:
    return (
        squeezed(context.quote(_body(context, block)))
        if context.topic.chinese
        else " ".join(context.quote(_body(context, block)).split())
    )


def _ask_head(context: Context, head: str) -> tuple[str, float] | None:
    """The question a lead-in answers, with the quality of its pattern."""
    head = _NUMBER.sub("", _ARTICLE.sub("", head).rstrip("：:"))
    clause = head[head.rfind("。") + 1 :]
    topic = context.topic
    if not topic.chinese or topic.kind is Kind.REPORT or len(clause) > _LONGEST_HEAD:
        return None
    if has_loose_ends(re.sub(r"下列|以下|如下", "", clause)):
        return None
    lead = context.lead()
    one_of = _ONE_OF.search(clause)
    if one_of and not re.match(r"由|处|依照|给予|责令|可以|应当", one_of["then"]):
        return f"{lead}哪些情形下{one_of['then']}", 1.4
    match = _FOLLOWING.search(clause)
    bare = re.match(r"[^，]{1,2}(?:应当|必须|可以|不得|有权)", clause)
    if match and match.start() >= 3 and not bare and not _NO_AGENT.match(clause):
        what = match["what"] or "内容"
        odd = re.search(r"之一|规定|处罚|行使|实行|办理", what)
        return None if odd else (f"{lead}{clause[: match.start()]}哪些{what}", 1.5)
    match = _ANNOUNCES.search(clause)
    if match and is_subject(match["subject"]):
        asked = context.choice("包括哪些", "有哪些", "都包括什么")
        return f"{lead}{match['subject']}{asked}", 1.3
    return None


def _enumerated(context: Context, clause: str) -> tuple[str, tuple[str, ...]] | None:
    """The question and the items of 包括甲、乙和丙, and of the principles of a kind of work."""
    rest = opened(clause)
    match = _INCLUDES.match(rest)
    if match and is_subject(match["subject"]):
        items = split_items(match["items"])
        if items and len(match["subject"]) > 2:
            verb = (
                "由哪些部分组成"
                if rest.endswith("组成")
                else context.choice("包括哪些", "包括什么", "都有哪些")
            )
            return f"{match['subject']}{verb}", items
    match = _PRINCIPLES.match(rest)
    named = match and len(match["subject"]) > 3 and is_subject(match["subject"])
    if match and named and context.topic.kind is not Kind.REPORT:
        items = split_items(match["items"])
        if items:
            return f"{match['subject']}应当坚持哪些{match['kind']}", items
    return None


def split_items(text: str) -> tuple[str, ...]:
    """The items of an enumeration 甲、乙、丙和丁等; empty when it does not come apart cleanly."""
    text = re.sub(
        r"(?<!等)(?:这)?[\d两三四五六七八九十]+[个家项件种类地市县][^、，等]{0,6}$", "", text
    )
    if re.search(r"等\d*[^、，]{0,8}$", text):
        return ()  # not every item is said
    depth, items, last = 0, [""], ""
    for character in text:
        depth += (character in "（(“《") - (character in "）)”》")
        if character in "、，" and depth == 0:
            items.append("")
        else:
            items[-1] += character
    last = items.pop()
    parts = re.split(r"(?<=.{2})(?:以及|和|及|与)(?=.{2})", last)
    items.extend(parts if len(parts) == 2 and items else [last])
    clean = [one.strip() for one in items]
    if not 3 <= len(clean) <= _MOST or any(not 2 <= len(one) <= 20 for one in clean):
        return ()
    if any(_HALF.search(one) for one in clean) or any(
        re.search("以及|和|及", one) for one in clean[:-1]
    ):
        return ()
    return tuple(clean)
