"""What other versions of a document say otherwise: two handbooks, a report and the next year's.

Only where the question names none of them: a year, place or title of the question has already chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from youju.answering.extract import Extract, of_the_same_kind
from youju.answering.verdict import denies
from youju.errors import Message
from youju.figures import Figure, find_figures
from youju.question import Asks, Wanted
from youju.retrieval.coverage import plain_text
from youju.retrieval.rerank import figure_fit
from youju.retrieval.slots import document_year
from youju.retrieval.titles import title_places
from youju.schema import Document, ScoredPassage

MOST = 3
"""Versions shown side by side."""
_SAME_TITLE, _OTHER_TITLE = 0.5, 0.75
"""Share of their pairs of characters, figures aside, that two sentences have in common at least: of two
versions of a document, and of two documents of different names."""
_VERSION = re.compile(
    r"(?:19|20)\d{2}(?:[-.年/]\d{1,2}(?:[-.月/]\d{1,2}日?)?)?年?度?|[vV]?\d+(?:\.\d+)*|"
    r"第[一二三四五六七八九十]+[版届次]|[新旧老]版|最新|修[订正改]版?|试行|暂行|征求意见稿|草案|定稿|终稿|副本|版本?|copy|final|draft|"
    r"[\s_\-—·()（）\[\]【】《》.]",
    re.IGNORECASE,
)
"""What tells versions of one document apart in its title."""
_NUMBER = re.compile(r"[\d.,%％零一二三四五六七八九十百千万亿两]+")

_FIGURES = frozenset({Asks.FIGURE, Asks.DATE})
_NAMES = frozenset({Asks.PERSON, Asks.PLACE, Asks.ENTITY})

Cut = Callable[[ScoredPassage], Extract | None]
"""What of one passage answers, None where it does not answer well enough."""


def otherwise(
    found: Extract, wanted: Wanted, ranking: Sequence[ScoredPassage], cut: Cut
) -> tuple[Extract, ...]:
    """What other versions answer otherwise, best first; empty where nothing disagrees."""
    if wanted.asks not in (*_FIGURES, *_NAMES, Asks.WHETHER) or not ranking:
        return ()
    told: dict[str, Extract] = {found.scored.passage.document.id: found}
    for scored in _beside(found.scored, ranking):
        document = scored.passage.document
        if document.id in told or len(told) == MOST:
            continue
        other = cut(scored)
        if other is not None and _disagree(found, other, wanted):
            told[document.id] = other
    return tuple(told.values())[1:]


def newest_first(extracts: Iterable[Extract]) -> tuple[Extract, ...]:
    """Versions by the date of their document; those without one last, in their order."""
    return tuple(sorted(extracts, key=lambda one: _date(one.scored.passage.document), reverse=True))


def dated(document: Document) -> Message:
    """A document with its date, as it stands beside what it says."""
    when = _date(document)
    return Message(
        zh=f"（《{document.title}》{f'，{when}' if when else ''}）",
        en=f" ({document.title}{f', {when}' if when else ''})",
    )


def disagreement(versions: Sequence[Extract]) -> Message:
    """What is said beside versions that disagree."""
    if len({_date(one.scored.passage.document) for one in versions}) == 1:
        return Message(
            zh="这几份文件的说法不同，请核对以哪一份为准。",
            en="These documents say different things; check which one holds.",
        )
    return Message(
        zh="这几份文件的说法不同，日期较新的在前。",
        en="These documents say different things; the newest comes first.",
    )


def _beside(first: ScoredPassage, ranking: Sequence[ScoredPassage]) -> Iterable[ScoredPassage]:
    """Passages of other documents that the question fits no less, of the same subject."""
    others = (first, *(one for one in ranking if one.passage.id != first.passage.id))
    return (
        one
        for one in of_the_same_kind(others)
        if one.passage.document.id != first.passage.document.id
        and title_places(one.passage.document) == title_places(first.passage.document)
    )


def _disagree(found: Extract, other: Extract, wanted: Wanted) -> bool:
    """Whether two passages say the same of a thing but for the answer.

    Names and yes or no disagree only between versions of one document: two documents of different names
    may well be about two things.
    """
    titles = [_name(one.scored.passage.document.title) for one in (found, other)]
    same = titles[0] == titles[1]
    if wanted.asks in _FIGURES:
        first, second = _figure(found, wanted), _figure(other, wanted)
        if first is None or second is None or first.unit != second.unit or first.agrees(second):
            return False
    elif not same or not (_other_name if wanted.asks in _NAMES else _other_verdict)(found, other):
        return False
    least = _SAME_TITLE if same else _OTHER_TITLE
    around = _sentence if wanted.asks is Asks.WHETHER else _around_answer
    return _likeness(around(found), around(other)) >= least


def _other_name(found: Extract, other: Extract) -> bool:
    """Whether two names are neither equal nor the one a part of the other."""
    first, second = plain_text(found.text), plain_text(other.text)
    return first not in second and second not in first


def _other_verdict(found: Extract, other: Extract) -> bool:
    """Whether one of two sentences denies what the other states."""
    return denies(_sentence(found)) != denies(_sentence(other))


def _around_answer(extract: Extract) -> str:
    """The clause around an answer without it."""
    said = _sentence(extract)
    return said.replace(extract.text, "") or said


def _figure(extract: Extract, wanted: Wanted) -> Figure | None:
    """The figure of an answer that fits what is asked best."""
    figures = find_figures(extract.text)
    return max(figures, key=lambda one: figure_fit(wanted, one), default=None)


def _sentence(extract: Extract) -> str:
    """The clause around the figure: what it is said of."""
    passage = extract.scored.passage
    quote = extract.quotes[0]
    held = [one for one in passage.sentences if one.start < quote.end and quote.start < one.end]
    whole = passage.document.text[held[0].start : held[-1].end] if held else extract.text
    clauses = [one for one in re.split(r"[，,；;。]", whole) if extract.text.strip() in one]
    return clauses[0] if clauses and len(clauses[0]) > len(extract.text) + 2 else whole


@lru_cache(maxsize=2_000)
def _name(title: str) -> str:
    """A title without what tells versions apart."""
    return _VERSION.sub("", plain_text(title))


def _likeness(first: str, second: str) -> float:
    """Jaccard share of the pairs of characters of two sentences, figures aside."""
    one, other = _pairs(first), _pairs(second)
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def _pairs(text: str) -> frozenset[str]:
    plain = _NUMBER.sub("", "".join(plain_text(text).split()))
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def _date(document: Document) -> str:
    """ISO date, month or year of a document, empty when nothing tells it."""
    year = document_year(document)
    return document.date or (str(year) if year else "")
