"""The answer as a reader found it, where reading is the better judge; else the clause stays.

Lists, instructions and table cells have machinery of their own, which knows items, marks and heads.
A figure is taken only where it fits what is asked for as well as the one the clause was chosen for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.answering.asked import name_ending
from youju.answering.clauses import readable, trim
from youju.answering.cut import cut, named_so
from youju.answering.extract import Contender, Extract, in_a_row, of_the_same_kind
from youju.figures import find_figures
from youju.question import LONGER, Asks, Wanted
from youju.retrieval.rerank import figure_fit, figure_match
from youju.retrieval.retriever import Retrieved
from youju.schema import ScoredPassage, Span
from youju.segmentation import asked_kinds, plain_words, tags

_NAMING = ("n", "vn")
"""Parts of speech that make one name with what stands before them."""
_STUMP, _NAME_REACH = 2, 8
"""Characters of a name that is looked at for more, and how far."""
_NAMES = frozenset({Asks.ENTITY, Asks.PERSON})
_CALLED = re.compile("(.{2,8})(?:叫做?|名称是|名字是)(?:什么|啥)")
_WEEKDAY = re.compile("(?:周|星期|礼拜)几")
_WORD_START, _WORD_END = re.compile(r"[A-Za-z0-9]+"), re.compile(r"[A-Za-z0-9]+$")
_WORD_REACH = 40
_ENDS = " \t\r\n　。，、；：,;:"


def read_answer(
    retrieved: Retrieved, found: Extract | None, ranking: Sequence[ScoredPassage]
) -> Extract | None:
    """What the reader answers with, from the first passage of the ranking that it read.

    None where the stretch ``found`` without it should stay.
    """
    if found is None or _is_own(retrieved.wanted, found):
        return None
    for scored in of_the_same_kind(ranking):
        reading = retrieved.readings.get(scored.passage.id)
        if reading is not None and reading.span is not None:
            return _taken(retrieved, found, scored, reading.span)
    return None


def _is_own(wanted: Wanted, found: Extract) -> bool:
    """Whether other machinery than the reader knows this kind of answer better."""
    if wanted.asks in LONGER or len(found.quotes) > 1:
        return True
    return wanted.asks is Asks.LIST and in_a_row(found.text)


def _taken(
    retrieved: Retrieved, found: Extract, scored: ScoredPassage, span: Span
) -> Extract | None:
    wanted = retrieved.wanted
    text = scored.passage.document.text
    span = _whole_words(text, trim(text, span, _ENDS))
    if wanted.asks is Asks.FIGURE:
        span = _whole_figure(scored, span)
    elif wanted.asks is Asks.ENTITY and len(span) <= _STUMP:
        placed = cut(retrieved.words, wanted, found)
        if placed is not found and span.of(text) in placed.text:
            return placed  # 变态(过敏)反应诊疗中心 for 什么诊疗中心, not its first word
        span = _whole_name(scored, span)
    if wanted.asks in _NAMES or wanted.asks is Asks.PLACE:
        span = _to_its_kind(retrieved.words.text, scored, span)
        span = _of_its_kind(retrieved, scored, span)
    answer = readable(span.of(text))
    if not answer or (wanted.asks in _NAMES and _repeats(retrieved.words.text, answer)):
        return None
    fit = figure_match(wanted, answer)
    if wanted.asks is Asks.FIGURE and found.figure > 0 and not _weekday(retrieved):
        inside = found.scored.passage.id == scored.passage.id and found.quotes[0].contains(span)
        if fit < found.figure or not inside:
            return _figure_alone(wanted, found)
    return Extract(scored, (_proof(found, scored, span),), answer, fit)


def _repeats(question: str, answer: str) -> bool:
    """Whether an answer is but a thing the question names: 中国证监会 for 哪家公司通过了证监会注册."""
    told = [word for word in plain_words(answer) if len(word) > 1]
    held = sum(len(word) for word in told if word in question)
    return any(len(word) > 2 and word in question for word in told) and 2 * held > len(answer)


def _weekday(retrieved: Retrieved) -> bool:
    """Whether a day of the week is asked for, which no figure names."""
    return _WEEKDAY.search(retrieved.words.text) is not None


def _whole_words(text: str, span: Span) -> Span:
    """The span with the rest of an alphabetic word or a number it begins or ends in."""
    if not len(span):
        return span
    before = _WORD_END.search(text[max(0, span.start - _WORD_REACH) : span.start])
    behind = _WORD_START.match(text, span.end)
    start = (
        span.start - len(before[0])
        if before and _WORD_START.match(text, span.start)
        else span.start
    )
    end = behind.end() if behind and _WORD_END.search(text[span.end - 1 : span.end]) else span.end
    return Span(start, end)


def _whole_figure(scored: ScoredPassage, span: Span) -> Span:
    """The span with the unit and qualifier of the figure it is a part of: 6% of 6%左右."""
    figures = find_figures(scored.passage.text, offset=scored.passage.span.start)
    return next((one.span for one in figures if one.span.contains(span)), span)


def _whole_name(scored: ScoredPassage, span: Span) -> Span:
    """A stump of a name with the nouns that go on behind it: 冰上 of 冰上运动中心."""
    passage = scored.passage
    end = span.end
    for word, tag in tags(passage.document.text[end : passage.span.end][:_NAME_REACH]):
        if not tag.startswith(_NAMING):
            break
        end += len(word)
    return Span(span.start, end)


def _to_its_kind(question: str, scored: ScoredPassage, span: Span) -> Span:
    """The span with the noun behind it that the question names: 海淀 of 海淀教师进修学校 for 哪家教师进修学校."""
    passage = scored.passage
    called = _CALLED.search(question)
    kinds = asked_kinds(question) | set(plain_words(called[1])[-1:] if called else ())
    end, kept = span.end, span.end
    for word, tag in tags(passage.document.text[end : passage.span.end][:_NAME_REACH]):
        if not tag.startswith((*_NAMING, "v")):
            break
        end += len(word)
        if word in kinds:
            kept = end
    return Span(span.start, kept)


def _of_its_kind(retrieved: Retrieved, scored: ScoredPassage, span: Span) -> Span:
    """Another name of the sentence, that ends in what the question asks for: 庙城镇 for 哪个镇, not 北京市."""
    passage = scored.passage
    ending = name_ending(retrieved.words.text)
    if not ending or ending in span.of(passage.document.text):
        return span
    sentence = next((one for one in passage.sentences if one.contains(span)), None)
    if sentence is None:
        return span
    at = Contender(0.0, scored, sentence)
    return named_so(retrieved.words, retrieved.wanted, at, ending) or span


def _figure_alone(wanted: Wanted, found: Extract) -> Extract | None:
    """The clause's one figure of the kind asked for; None when there are several."""
    clause = found.quotes[0]
    fitting = [
        figure
        for figure in find_figures(found.text)
        if figure_fit(wanted, figure) >= found.figure - 1e-9
    ]
    if len(fitting) != 1:
        return None
    return Extract(found.scored, (clause,), fitting[0].span.of(found.text), found.figure)


def _proof(found: Extract, scored: ScoredPassage, span: Span) -> Span:
    """The clause around the answer where there is one, else its sentences."""
    if found.scored.passage.id == scored.passage.id and found.quotes[0].contains(span):
        return found.quotes[0]
    around = [
        one for one in scored.passage.sentences if one.start < span.end and span.start < one.end
    ]
    if not around:
        return span
    return trim(scored.passage.document.text, Span(around[0].start, around[-1].end))
