"""Questions on when something happened, from Chinese sentences that give its day, month or year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.segmentation import tags
from youju_eval.generate.phrases import has_loose_ends, is_event, is_subject
from youju_eval.generate.spots import Spot
from youju_eval.generate.topics import Kind
from youju_eval.generate.values import DATE, PARAPHRASE, Candidate

_DATED = re.compile(
    r"^(?P<thing>[^，。；：]{2,24}?)(?:于|在)(?P<date>(?:1[89]|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?)(?P<verb>[\u4e00-\u9fff][^，。；：]{1,20})$"
)
_OPENS = re.compile(
    r"^(?P<date>(?:1[89]|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?)，(?P<what>[^，。；：]{6,40})[，。；]"
)


def opening_date(spot: Spot, text: str) -> Iterator[Candidate]:
    """1998年5月，…成立: the sentence opens with its date and says an event."""
    match = _OPENS.match(text)
    if match is None or spot.context.topic.kind is Kind.RULES:
        return
    what = match["what"]
    found = [tag for _, tag in tags(what)]
    says = bool(found) and found[0].startswith("n") and any(tag[0] == "v" for tag in found[1:])
    if not says or has_loose_ends(what) or re.search(r"\d", what):
        return
    when = spot.context.choice("什么时候", "何时", _precisely(match["date"]))
    lead = "" if spot.context.topic.kind is Kind.REPORT else spot.context.lead()
    ask = f"{lead}{what}是{when}的事"
    yield spot.asked(DATE, ask, (match["date"],), subject=what, quality=0.8)


def dated(spot: Spot, clause: str, lead: str) -> Iterator[Candidate]:
    """公司于2017年9月17日召开董事会会议: the date stands between the subject and what it did."""
    match = _DATED.match(clause)
    if match is None or not is_subject(match["thing"]) or is_event(match["thing"]):
        return
    thing, verb = match["thing"], match["verb"]
    if has_loose_ends(verb):
        return
    when = spot.context.choice("什么时候", "何时", _precisely(match["date"]))
    ask = f"{lead}{thing}是{when}{verb}{'' if verb.endswith('了') else '的'}"
    yield spot.asked(DATE, ask, (match["date"],), subject=thing, quality=1.2, tags=(PARAPHRASE,))


def _precisely(date: str) -> str:
    """The question word as precise as the date."""
    return "在哪一年" if date.endswith("年") else "在哪个月" if date.endswith("月") else "在哪一天"
