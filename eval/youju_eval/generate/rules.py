"""Questions on articles of laws, regulations and house rules: who, within what time, which penalty, since when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.answering.clauses import mark_length
from youju_eval.generate.phrases import has_loose_ends, is_subject
from youju_eval.generate.spots import Spot, sentences
from youju_eval.generate.topics import Context, Kind
from youju_eval.generate.values import DATE, ENTITY, FIGURE, PARAPHRASE, Candidate

_NUMERAL = r"(?:\d+|[一二三四五六七八九十百两]+)"
_WITHIN = re.compile(
    rf"(?P<number>{_NUMERAL})(?P<unit>个工作日|个?工作日|日|天|个月|年|小时)(?P<within>以?内|以?前)"
)
_LONGEST, _SHORTEST_THING = 60, 5
"""Characters of a question asked in place, and of what somebody makes or decides."""
_FINE = re.compile(
    r"(?:处以?|并处|可以处|缴纳|支付)(?P<fine>[^，。；]{0,12}?(?:[\d一二三四五六七八九十百千万]+(?:万?元|倍))[^，。；]{0,20}?)的?(?P<kind>罚款|滞纳金|赔偿金)"
)
_CONDITION = re.compile(r"^(?:.*?违反[^，。；]{2,20}规定，)?(?P<condition>[^，。；：]{4,30})的，")
_CONTINUED = re.compile(
    r"^(?:情节|拒不|逾期|构成|造成|尚不|对|并|有|违反|依照|未按|经|再次|违法|货值|没有|后果|情况|数额|逾)"
)
_PUNISHER = re.compile(
    r"由(?P<agent>[^，。；由]{3,30}?(?:部门|机关|机构|政府|委员会|单位|局|厅))(?:依据职权|按照职责分工|依法)?(?P<does>责令|给予|吊销|没收|处以|予以|处)"
)
_MADE_BY = re.compile(
    r"^(?P<thing>[^，。；由]{3,28}?)，?由(?P<agent>[^，。；由]{2,36}?)(?P<verb>负责制定|制定|规定|批准|审批|负责解释|决定|公布|发布|组织实施|任命|选举产生|颁发|核发|主管(?!部门)|承担|印制|监制|确定|审核|认定)(?P<rest>并公布|并组织实施|[^，。；]{0,6})$"
)
_IN_CHARGE = re.compile(
    r"^(?!经)(?P<agent>[^，。；、应当不得可以]{3,32}(?:部门|机关|机构|政府|委员会|办公室|中心|局|厅|部|单位|协会|学校|医院|组长|主任|经理|所长|处|科))(?:应当)?(?P<verb>负责|主管(?!领导|部门|人员)|主持)(?P<what>[^，。；]{5,36})$"
)
_IN_FORCE = re.compile(
    r"(?P<it>本[\u4e00-\u9fff]{1,4})(?:，)?自(?P<date>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)起(?P<verb>施行|实施|执行|生效)"
)
_LASTS = re.compile(
    rf"^(?P<thing>[^，。；]{{3,24}}?(?:期限|有效期限|有效期|保存期|保管期|时间|周期|试用期|任期|年限))(?:为|是|不得少于|不得超过|不少于|最长不超过|每届)(?P<long>{_NUMERAL}(?:年|个月|日|天|个?工作日|小时|周岁)(?:以上|以内)?)$"
)
_SYSTEM = re.compile(r"^国家对(?P<thing>[^，。；]{2,20})实行(?P<system>[^，。；]{2,20}制度)$")
_PURPOSE = re.compile(
    r"为了?(?P<purpose>[^。；]{6,120}?)，(?:(?:根据|依据|依照|按照)[^。；]{2,60}，)?(?:特)?制定本[\u4e00-\u9fff]{1,4}"
)
_OF_PERSONS = re.compile(r"人|委员|主任|长$|者$|经理|本人")


def rule_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on the articles of one document; most need its name, so other kinds give few."""
    for spot in sentences(context):
        yield from _by_sentence(spot, spot.unmarked().plain)
        for clause in spot.clauses():
            bare = clause.unmarked()
            yield from _by_clause(bare, bare.plain)


def _by_sentence(spot: Spot, text: str) -> Iterator[Candidate]:
    yield from _in_force(spot, text)
    yield from _within(spot, text)
    if spot.context.topic.kind is Kind.RULES:
        yield from _penalty(spot, text)
        match = _PURPOSE.search(text)
        if match and not has_loose_ends(match["purpose"]):
            ask = spot.context.choice(
                f"制定{spot.context.topic.quoted}的目的是什么",
                f"为什么要制定{spot.context.topic.quoted}",
            )
            yield spot.asked(
                "reason", ask, (match["purpose"],), tags=(PARAPHRASE,), pattern="purpose"
            )


def _by_clause(spot: Spot, text: str) -> Iterator[Candidate]:
    yield from _made_by(spot, text)
    yield from _in_charge(spot, text)
    lead = spot.context.lead()
    match = _LASTS.match(text)
    if match and is_subject(match["thing"]):
        asked = spot.context.choice("是多久", "有多长", "是多长时间")
        yield spot.asked(
            FIGURE, f"{lead}{match['thing']}{asked}", (match["long"],),
            subject=match["thing"], quality=1.6, tags=(PARAPHRASE,),
        )  # fmt: skip
    match = _SYSTEM.match(text)
    if match and is_subject(match["thing"]):
        ask = f"{lead}国家对{match['thing']}实行什么制度"
        yield spot.asked(ENTITY, ask, (match["system"],), subject=match["thing"], quality=1.3)


def _made_by(spot: Spot, text: str) -> Iterator[Candidate]:
    """标志式样由国务院公安部门规定."""
    match = _MADE_BY.match(text)
    if match is None or len(match["thing"]) < _SHORTEST_THING:
        return
    thing, agent = match["thing"], match["agent"]
    if not (is_subject(thing, longest=28) and is_subject(agent, longest=36)):
        return
    rest = "" if match["rest"].startswith("并") else match["rest"]
    offices = ("谁",) if _OF_PERSONS.search(agent) else ("谁", "哪个部门", "哪个机构")
    who = spot.context.choice(*offices)
    ask = f"{spot.context.lead()}{thing}由{who}{match['verb']}{rest}"
    yield spot.asked(ENTITY, ask, (agent,), subject=thing, quality=1.4)


def _in_charge(spot: Spot, text: str) -> Iterator[Candidate]:
    """国务院农业主管部门负责全国的农药监督管理工作."""
    match = _IN_CHARGE.match(text)
    if match is None or has_loose_ends(match["what"]):
        return
    agent, what = match["agent"], match["what"]
    if is_subject(agent, longest=32):
        offices = ("由谁",) if _OF_PERSONS.search(agent) else ("由谁", "哪个部门")
        who = spot.context.choice(*offices)
        ask = f"{spot.context.lead()}{who}{match['verb']}{what}"
        yield spot.asked(ENTITY, ask, (agent,), subject=what, quality=1.3)


def _in_force(spot: Spot, text: str) -> Iterator[Candidate]:
    """Since when the rules are in force; only where the clause means the document itself."""
    match = _IN_FORCE.search(text)
    if match and spot.context.topic.kind is Kind.RULES:
        when = spot.context.choice("从什么时候开始", "何时起", "自哪一天起")
        ask = f"{spot.context.topic.quoted}{when}{match['verb']}"
        yield spot.asked(
            DATE, ask, (match["date"],), tags=(PARAPHRASE,), quality=1.5, pattern="in_force"
        )


def _within(spot: Spot, text: str) -> Iterator[Candidate]:
    """应当自受理之日起 15 日内作出决定: asked in place, with the clause that says what is to be done."""
    found = list(_WITHIN.finditer(text))
    if len(found) != 1 or spot.context.topic.kind is Kind.REPORT:
        return
    match = found[0]
    head = text[: match.start()]
    if not re.search(r"应当|必须|应|可以|不得", head) or (
        match["unit"] == "年" and match["within"] == "前"
    ):
        return
    end = re.search(r"[。；]", text[match.end() :])
    rest = text[match.end() : match.end() + end.start()] if end else text[match.end() :]
    parts = rest.lstrip("，").split("，")
    act = parts[0] if parts else ""
    begin = max(head.rfind("；"), head.rfind("。"), head.rfind("：")) + 1
    head = head[begin:]
    head = re.sub(r"(?:还|也|并)(?=应当|可以|必须)", "", head)
    ask = f"{head}多少{match['unit']}{match['within']}{act}"
    odd = has_loose_ends(ask.replace("，", "").replace("以内", "").replace("以上", ""))
    opens = re.match(
        r"应当|必须|可以|不得|自|在|并|但|应|需|对|被|作出|决定|接到|收到|经|对于|审查|批准", head
    )
    opens = opens or re.search(
        r"(?:受理|收到|接到|提出)(?:之|申请|材料|备案|审核|报告|前款|有关|相关)[^，]{0,6}日|申请之日",
        head,
    )
    if len(act) < 2 or len(ask) > _LONGEST or odd or opens:
        return
    answer = f"{match['number']}{match['unit']}"
    yield spot.asked(
        FIGURE,
        spot.context.lead() + ask,
        (answer,),
        subject=head[:12],
        quality=1.4,
    )


def _penalty(spot: Spot, text: str) -> Iterator[Candidate]:
    """What an offence costs, and who punishes it."""
    condition = _CONDITION.match(text)
    if condition is None or not mark_length(spot.quote):
        return
    offence, rest = condition["condition"], text[condition.end() :]
    if _CONTINUED.match(offence) or re.search("情形|行为", offence) or has_loose_ends(offence):
        return
    yield from _fine(spot, offence, rest)
    yield from _punisher(spot, offence, rest)


def _fine(spot: Spot, offence: str, rest: str) -> Iterator[Candidate]:
    fine = _FINE.search(rest)
    if fine is None or "的，" in rest[: fine.start()]:
        return  # another condition comes first
    asked = spot.context.choice(
        f"{offence}，处多少{fine['kind']}",
        f"{offence}会被处多少{fine['kind']}",
        f"{offence}的，{fine['kind']}是多少",
    )
    yield spot.asked(
        FIGURE, spot.context.lead() + asked, (fine["fine"],),
        subject=offence, quality=1.5, tags=(PARAPHRASE,),
    )  # fmt: skip


def _punisher(spot: Spot, offence: str, rest: str) -> Iterator[Candidate]:
    found = _PUNISHER.search(rest)
    if found is None or "的，" in rest[: found.start()] or has_loose_ends(found["agent"]):
        return
    does = "责令改正" if "责令" in found["does"] and "改正" in rest else "处罚"
    asked = spot.context.choice(f"{offence}，由哪个部门处理", f"{offence}的，由谁{does}")
    yield spot.asked(
        ENTITY, spot.context.lead() + asked, (found["agent"],),
        subject=offence, quality=1.2, tags=(PARAPHRASE,),
    )  # fmt: skip
