"""Questions on figures of Chinese text: what is how much, grew by how much, stands in which place.

``readings`` reads the words of a clause; here the year, the evidence and what would make a question
ambiguous are settled: where a subject has two values in one year, nothing is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from youju.figures import Figure, Quantity, find_figures
from youju.schema import Passage, Span
from youju_eval.generate.phrases import is_event, is_measure, is_subject, opened
from youju_eval.generate.readings import FigureReader, FigureReading
from youju_eval.generate.spots import Spot, sentences
from youju_eval.generate.topics import Context, Kind, fact_year, is_plan
from youju_eval.generate.values import FIGURE, PARAPHRASE, Candidate, Slots
from youju_eval.text import squeezed

_RANK = re.compile(
    r"^(?P<subject>.+?)(?:稳|均|继续|持续|连续[^，]{0,4}年)*(?:稳居|位居|居|位列|排名|排在|列)"
    r"(?P<among>全国|全市|全省|全区|全球|世界|[\u4e00-\u9fff]{2,5})(?:的)?(?P<place>第[一二三四五六七八九十\d]+[位名]?)$"
)
_TAIL = re.compile(r"^(?:左右|以上|以内|以下|大关|的目标|）|\))?$")
_OTHERS = re.compile(
    r"高于|低于|快于|好于|优于|相差|每|分别|不足|完成率|其中|增速|除|余|从|由|比(?![重例率])|各|一批|新一轮|完成目标|不得|最长|最多|至少"
)
"""Words of comparisons and enumerations: the figure may not be the subject's own."""
_NEAR = 16
"""Characters behind a subject in which another figure would be its rival."""
_SMALLEST_BARE = 1000


@dataclass(frozen=True, slots=True)
class _Fact:
    """One reading of a clause."""

    spot: Spot
    reading: FigureReading
    answer: str
    figure: Figure
    year: int | None
    plan: bool


def figure_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on the figures of one document."""
    by_subject: dict[tuple[object, ...], list[_Fact]] = defaultdict(list)
    for sentence in sentences(context):
        for fact in _facts(sentence):
            key = (fact.reading.subject, fact.year, fact.plan, fact.reading.growth)
            by_subject[key].append(fact)
    for same in by_subject.values():
        agree = all(same[0].figure.agrees(other.figure) for other in same)
        if agree and not _has_rivals(context, same):
            yield _candidate(context, same)


def _facts(sentence: Spot) -> Iterator[_Fact]:
    """The facts of a sentence's clauses; 增长 5% takes the subject of the clause before."""
    context = sentence.context
    text = context.source.document.text
    before: _Fact | None = None
    for spot in sentence.clauses():
        said = squeezed(text[sentence.span.start : spot.span.start])
        year = fact_year(spot.passage, said, spot.plain)
        if context.topic.kind is Kind.REPORT and year is None:
            before = None
            continue
        fact = _read(spot, year, before)
        if fact is not None:
            yield fact
        before = None if fact is None or fact.reading.growth else fact


def _read(spot: Spot, year: int | None, before: _Fact | None) -> _Fact | None:
    """The clause as a fact, None when it says none that can be asked about."""
    plan = _is_plan(spot.context, spot.passage, year)
    rest = opened(spot.plain)
    ranked = _RANK.match(rest)
    if ranked:
        return _ranking(spot, ranked, year, plan=plan)
    figures = [one for one in find_figures(rest) if one.quantity is not Quantity.DATE]
    if len(figures) != 1 or _OTHERS.search(rest):
        return None
    figure = figures[0]
    head, tail = rest[: figure.span.start], rest[figure.span.end :]
    reader = FigureReader(spot.context, plan)
    if not _TAIL.match(tail) or (not figure.unit and figure.value < _SMALLEST_BARE):
        reading = reader.count(head, figure, tail.removeprefix("的"))
        return _Fact(spot, reading, figure.text, figure, year, plan) if reading else None
    reading = reader.read(head, figure, before.reading.subject if before else "")
    if reading is None:
        return None
    kept = tail if tail in ("左右", "以上", "以内", "以下") else ""
    if reading.takes_over and before:
        spot = replace(spot, span=Span(before.spot.span.start, spot.span.end))
    return _Fact(spot, reading, figure.text + kept, figure, year, plan)


def _ranking(spot: Spot, match: re.Match[str], year: int | None, *, plan: bool) -> _Fact | None:
    """新能源装机居全国第 1 位."""
    subject, among, place = match["subject"], match["among"], match["place"]
    clear = is_subject(subject) and "、" not in subject and not is_event(subject)
    if not clear or among in ("行业", "前列") or not (is_measure(subject) or len(subject) > 3):
        return None
    figure = Figure(place, Span(0, len(place)), 0.0, "rank", Quantity.NUMBER)
    reading = FigureReading(
        f"{subject}{among}排名", f"{subject}在{among}排第几", 1.2, paraphrase=True
    )
    return _Fact(spot, reading, place, figure, year, plan)


def _is_plan(context: Context, passage: Passage, year: int | None) -> bool:
    """Whether a fact is an aim: a work report is given at the start of its year and plans it."""
    topic = context.topic
    if topic.kind is Kind.REPORT and topic.year and year and "工作报告" in topic.name:
        return year >= topic.year
    return is_plan(passage)


def _has_rivals(context: Context, same: Sequence[_Fact]) -> bool:
    """Whether the document says another figure of the same unit right behind the same words."""
    fact = same[0]
    own = [one.spot.span for one in same]
    if fact.figure.unit == "rank" or fact.reading.growth:
        return False
    subject = fact.reading.subject
    for spot in sentences(context):
        text = spot.plain
        at = text.find(subject)
        if at < 0 or any(spot.span.contains(one) or one.contains(spot.span) for one in own):
            continue
        year = fact_year(spot.passage, text[:at], subject)
        if year != fact.year or _is_plan(context, spot.passage, year) != fact.plan:
            continue
        for figure in find_figures(text[at + len(subject) :][:_NEAR]):
            if figure.unit == fact.figure.unit and not figure.agrees(fact.figure):
                return True
    return False


def _candidate(context: Context, same: Sequence[_Fact]) -> Candidate:
    """The fact as a question with year and region, or led in by the document's name."""
    fact, topic = same[0], context.topic
    reading, reported = fact.reading, topic.kind is Kind.REPORT
    lead = _reported(context, fact) if reported else _named(context, fact)
    plain = re.sub("(?:左右|以上|以下|以内|上下)$", "", fact.figure.text)
    return Candidate(
        type=FIGURE,
        question=f"{lead}{reading.ask}？",
        answers=tuple(dict.fromkeys((fact.answer, fact.figure.text, plain))),
        evidence=(tuple(dict.fromkeys(one.spot.quote for one in same)),),
        document=context.source.document.name,
        section=fact.spot.section,
        quality=reading.quality * (1.0 if reported else 0.9),
        tags=(PARAPHRASE,) if reading.paraphrase else (),
        slots=Slots(reading.subject, fact.year, topic.region if reported else ""),
    )


def _reported(context: Context, fact: _Fact) -> str:
    """Year and region before a fact of a report."""
    ask = fact.reading.ask
    region = context.region_for(ask)
    if region and region != "全国" and ask[0] == region[-1]:
        region = region[:-1]  # 河北省 省重点建设项目
    year = f"{fact.year}年" if fact.year else ""
    turned = f"{year}{region}" if region in ("全国", "") else f"{region}{year}"
    lead = context.choice(f"{year}{region}", f"{year}{region}", turned)
    return f"{year}{region}" if lead.endswith("年") and ask[0] == "省" else lead


def _named(context: Context, fact: _Fact) -> str:
    """The document's name and, where the question lacks it, the year."""
    year = f"{fact.year}年" if fact.year and str(fact.year) not in fact.reading.ask else ""
    return context.lead() + year
