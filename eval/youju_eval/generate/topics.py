"""What a document is about as a question names it: its short title, region and year, and a fact's year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from youju.figures import find_years
from youju.question import Aim
from youju.retrieval.slots import document_year, heading_years, passage_aim
from youju.schema import BlockKind, Passage, Span
from youju_eval.generate.regions import find_region, short_name
from youju_eval.generate.values import GenerationDocument
from youju_eval.text import squeezed

_RULES = re.compile(
    r"(?:法|条例|办法|规定|细则|章程|制度|规程|准则|守则|公约|总则|规则)(?:（[^）]*）)?$"
)
_REPORT = re.compile(r"报告|公报|总结")
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零\d]+条")
_PERIOD = re.compile(
    r"五年来|[三四五六]年|[“\"]?十[一二三四五][”\"]?五|期间|本届|年均|以来|历年|近年|连续|到20|至20|末"
)
_RELATIVE = ((-1, ("去年", "上年", "过去一年")), (0, ("今年", "本年")), (1, ("明年",)))
_HAN = re.compile(r"[\u3400-\u9fff]")


class Kind(StrEnum):
    """How questions on a document must be led in."""

    REPORT = "report"
    """Of one region and year: a fact needs both."""
    RULES = "rules"
    """Articles: a question names the law or the regulation."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a document is about."""

    kind: Kind
    name: str
    """As a question names it, without quotation marks."""
    region: str = ""
    year: int | None = None
    chinese: bool = True

    @property
    def quoted(self) -> str:
        """The name as a title: 《导游人员管理条例》, 2023年怀柔区政府工作报告."""
        if not self.chinese:
            return f"“{self.name}”"
        return self.name if self.kind is Kind.REPORT else f"《{self.name.strip('《》')}》"


@dataclass(frozen=True, slots=True)
class Context:
    """One document with its topic, and the chance that chooses between wordings."""

    source: GenerationDocument
    topic: Topic
    chance: Random
    alone: bool
    """Whether it is the only document: its name need not be said."""

    def sentences(self) -> Iterator[tuple[Passage, Span, str]]:
        """Each sentence with its passage and its text without white space, in order."""
        text = self.source.document.text
        for passage in self.source.passages:
            for sentence in passage.sentences:
                yield passage, sentence, squeezed(sentence.of(text))

    def quote(self, span: Span) -> str:
        """The exact stretch of the document."""
        return span.of(self.source.document.text)

    def choice(self, *wordings: str) -> str:
        """One of the wordings."""
        return self.chance.choice(wordings)

    def region_for(self, text: str) -> str:
        """The region as a question on a fact must name it; empty when the fact names it."""
        region = self.topic.region
        return "" if short_name(region) in text else region

    def lead(self) -> str:
        """How a question on rules or another named document begins; empty where none is needed."""
        if self.topic.kind is Kind.REPORT or (self.alone and self.topic.kind is Kind.OTHER):
            return ""
        name = self.topic.quoted
        if self.topic.kind is Kind.RULES:
            return self.choice(f"根据{name}，", f"{name}规定，", f"按照{name}，")
        return self.choice(f"{name}中，", f"根据{name}，")


def topic_of(source: GenerationDocument) -> Topic:
    """The topic of a document by its title and its blocks."""
    document = source.document
    title = " ".join(document.title.split())
    name = re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", title)
    name = re.sub(r"^中华人民共和国(?=.{2,})", "", name)
    region, years = find_region(title), find_years(title)
    articles = sum(
        block.kind is not BlockKind.TOC and _ARTICLE.match(block.text) is not None
        for block in source.blocks
    )
    kind = Kind.OTHER
    if articles >= 3 and _RULES.search(re.sub(r"[（(].*", "", title)):
        kind = Kind.RULES
    elif region and _REPORT.search(title) and (years or document_year(document)):
        kind = Kind.REPORT
    year = years[-1] if years else document_year(document)
    if kind is Kind.REPORT and year and not years:
        name = f"{year}年{name}"
    sample = document.text[:20_000]
    chinese = len(_HAN.findall(sample)) * 10 >= len(squeezed(sample))
    return Topic(kind, name, region, year, chinese)


def fact_year(passage: Passage, before: str, clause: str) -> int | None:
    """The year a clause speaks of, ``before`` being its sentence up to it; None when it is not sure.

    Its own year counts first, then that of the sentence, 去年 and 今年, then the heading's.
    """
    if _PERIOD.search(re.sub(r"^.*年来，", "", before[-30:]) + clause):
        return None
    for text in (clause, before):
        years = find_years(text)
        if years:
            return years[0] if len(years) == 1 else None
    named = document_year(passage.document)
    for shift, words in _RELATIVE:
        if named and any(word in before + clause for word in words):
            return named + shift
    found = heading_years(passage)
    if len(found) == 1:
        return found[0]
    return None


def is_plan(passage: Passage) -> bool:
    """Whether a passage stands in a plan."""
    return passage_aim(passage) is Aim.PLAN


def contexts(sources: Sequence[GenerationDocument], seed: int) -> tuple[Context, ...]:
    """Each document with its topic; the chance of each depends on the seed and its name alone."""
    return tuple(
        Context(
            source,
            topic_of(source),
            Random(f"{seed}\0{source.document.name}"),  # noqa: S311  wordings, no secret
            alone=len(sources) == 1,
        )
        for source in sources
    )
