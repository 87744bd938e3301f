"""Questions on who, where and when of Chinese text: speakers, places, honours, agents, events with a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.segmentation import tags
from youju_eval.generate.dates import dated, opening_date
from youju_eval.generate.lists import split_items
from youju_eval.generate.phrases import has_loose_ends, is_event, is_subject, opened
from youju_eval.generate.spots import Spot, sentences
from youju_eval.generate.topics import Context, Kind, fact_year, is_plan
from youju_eval.generate.values import DATE, ENTITY, PARAPHRASE, Candidate
from youju_eval.sets.values import LIST
from youju_eval.text import squeezed

_SPEAKER = re.compile(
    r"(?P<office>(?:[\u4e00-\u9fff]{0,12})(?:省长|市长|区长|县长|主席|总理|州长|旗长|院长|检察长|主任))(?P<name>[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff·]{5,14}?)(?=同志|在|$|于|作|所)"
)
_DAY = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_HONOUR = re.compile(
    r"^(?P<who>[^，。；：]{2,40}?)(?:成功|再次|首次|连续[^，]{0,4}年|双双|先后|被)*(?P<verb>入选|获评|荣获|评为|获批|荣膺|获得(?!感)|列入|跻身|当选|认定为)(?P<what>[^，。；：、]{5,30})$"
)
_PLACE = re.compile(
    r"^(?P<event>[^，。；：]{4,30}?)(?:将|成功|隆重|正式)?在(?P<place>[^，。；：在]{2,16}?)(?:成功|顺利|隆重|正式)?(?P<verb>召开|举办|举行|开幕|揭牌|成立|落户|落成|开业|挂牌|出生|设立)$"
)
_LIES = re.compile(
    r"^(?P<thing>[^，。；：]{2,20}?)(?P<verb>位于|坐落于|地处|毗邻|建于|成立于|创建于|始建于|出生于|毕业于|隶属于|总部设在|注册地为)(?P<where>[^，。；：]{2,30})$"
)
_TITLE_OF = re.compile(
    r"^(?P<of>[^，。；：]{2,20}的(?:首都|省会|首府|法定代表人|注册地址|作者|创始人|负责人|主任|主席|校长|董事长|总部|别名|简称|全称|前身|主要成分|原产地|发明人|住所|办公地址|邮政编码|官网))(?:是|为|：|:)(?P<what>[^，。；]{2,40})$"
)
_BY = re.compile(
    r"^(?P<thing>[^，。；由]{4,24}?)由(?P<agent>[^，。；由]{2,30}?)(?P<verb>主办|承办|建设|投资建设|设计|发起|创办|创立|发明|提出|导演|执导|创作|出版|编写|开发|生产|运营|管理|组成|领衔|牵头)(?P<rest>)$"
)


def entity_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on the names, places and days of one document."""
    yield from _speaker(context)
    for sentence in sentences(context):
        yield from opening_date(sentence, sentence.plain)
        for clause in sentence.clauses():
            spot = clause.unmarked()
            if 8 <= len(spot.plain) <= 70:
                yield from _in_clause(spot, _before(sentence, clause))


def _before(sentence: Spot, clause: Spot) -> str:
    """The sentence up to a clause, without white space."""
    text = sentence.context.source.document.text
    return squeezed(text[sentence.span.start : clause.span.start])


def _speaker(context: Context) -> Iterator[Candidate]:
    """Who gave a report, and on which day, from the lines above the text."""
    if context.topic.kind is not Kind.REPORT or not context.source.passages:
        return
    for block in context.source.blocks[:12]:
        line = squeezed(block.text).strip("—-（）()")
        day = _DAY.search(line)
        who = _SPEAKER.search(_DAY.sub("", line))
        if len(line) > 90 or not (day and who) or "代表" in who["name"]:
            continue
        name = context.topic.quoted
        spot = Spot(context, context.source.passages[0], block.span)
        asked = context.choice(f"{name}是谁作的", f"谁作了{name}", f"作{name}的是谁")
        yield spot.asked(
            ENTITY,
            asked,
            (who["name"],),
            quality=1.6,
            tags=(PARAPHRASE,),
            pattern="speaker",
        )
        asked = context.choice(f"{name}是哪一天作的", f"{name}是什么时候作的")
        yield spot.asked(
            DATE,
            asked,
            (day.group(),),
            quality=1.5,
            tags=(PARAPHRASE,),
            pattern="day",
        )
        return


def _in_clause(spot: Spot, before: str) -> Iterator[Candidate]:
    """Patterns of one clause; a report's facts are asked with year and region."""
    rest = opened(spot.plain)
    lead = _lead(spot, before, spot.plain)
    if lead is None:
        return
    yield from _honours(spot, rest, lead)
    yield from _takes_place(spot, rest, lead)
    if spot.context.topic.kind is not Kind.REPORT:
        yield from _lies(spot, rest, lead)
        yield from _named(spot, rest, lead)
        yield from dated(spot, rest, lead)


def _takes_place(spot: Spot, clause: str, lead: str) -> Iterator[Candidate]:
    """Where something was held or founded."""
    match = _PLACE.match(clause)
    if match is None or is_plan(spot.passage) or has_loose_ends(match["place"]):
        return
    if is_subject(match["event"], longest=30) and _is_place(match["place"]):
        where = spot.context.choice("是在哪里", "在哪里", "在什么地方")
        ask = f"{lead}{match['event']}{where}{match['verb']}的"
        yield spot.asked(ENTITY, ask, (match["place"],), subject=match["event"], quality=1.3)


def _lies(spot: Spot, clause: str, lead: str) -> Iterator[Candidate]:
    """Where something lies, or since when it is there."""
    match = _LIES.match(clause)
    if match is None or not is_subject(match["thing"]) or is_event(match["thing"]):
        return
    thing, verb = match["thing"], match["verb"]
    when = re.match(r"(?:1[89]|20)\d{2}年", match["where"])
    kind = DATE if when else ENTITY
    ask = f"{thing}是什么时候{verb.removesuffix('于')}的" if when else f"{thing}{verb}哪里"
    yield spot.asked(kind, lead + ask, (match["where"],), subject=thing, quality=1.3)


def _named(spot: Spot, clause: str, lead: str) -> Iterator[Candidate]:
    """Who or what holds an office of something, and by whom something was made."""
    match = _TITLE_OF.match(clause)
    if match and not has_loose_ends(match["of"]) and not is_event(match["of"]):
        who = "谁" if re.search(r"人|作者|主任|主席|长$", match["of"]) else "什么"
        ask = f"{lead}{match['of']}是{who}"
        yield spot.asked(ENTITY, ask, (match["what"],), subject=match["of"], quality=1.3)
    match = _BY.match(clause)
    if match and is_subject(match["thing"]) and is_subject(match["agent"], longest=30):
        ask = f"{lead}{match['thing']}由谁{match['verb']}"
        yield spot.asked(ENTITY, ask, (match["agent"],), subject=match["thing"], quality=1.2)


def _honours(spot: Spot, clause: str, lead: str) -> Iterator[Candidate]:
    """Who was named what, asked from whichever side is one name."""
    match = _HONOUR.match(clause)
    if (
        match is None
        or is_plan(spot.passage)
        or has_loose_ends(clause)
        or re.match(r"人数|数量|总数|比例", match["what"])
        or re.search(r"\d", match["what"])
    ):
        return
    who, verb, what = match["who"], match["verb"], match["what"]
    if verb == "列入" and not what.endswith(("名录", "名单", "目录", "规划", "清单", "试点")):
        return
    many = split_items(who)
    if many and not is_event(who):
        ask = f"{lead}{spot.context.choice('有哪些', '都有哪些')}{verb}了{what}"
        yield spot.asked(LIST, ask, many, quality=1.1)
    elif is_subject(who) and "、" not in who and not is_event(who) and len(who) > 2:
        passive = "被" if verb in ("评为", "认定为") else ""
        ask = f"{lead}{who}{passive}{verb}{'了' if not passive else ''}什么"
        yield spot.asked(ENTITY, ask, (what,), subject=who, quality=1.1)


def _lead(spot: Spot, before: str, clause: str) -> str | None:
    """What must stand before a question on a clause; None when its year is not known."""
    context = spot.context
    if context.topic.kind is not Kind.REPORT:
        return context.lead()
    year = fact_year(spot.passage, before, clause)
    if year is None:
        return None
    return f"{year}年{context.region_for(clause)}"


def _is_place(text: str) -> bool:
    found = tags(text)
    return any(tag in ("ns", "nt", "s") for _, tag in found) or bool(
        re.search(
            r"(?:市|省|区|县|镇|村|馆|中心|大厦|酒店|大学|学院|基地|园|岛|山|湖|路|街)$", text
        )
    )
