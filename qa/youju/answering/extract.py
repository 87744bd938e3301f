"""The stretch of the evidence that answers: a clause, a sentence, or the items of a list.

Without a model: sentences of the best passages compete by the share of the question they hold, by
the figure they offer, and by the rank of their passage; inside the winner a window of clauses does.
Every stretch is an exact span of the source.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from youju.answering.clauses import clauses, mark_length, readable, trim, without_mark
from youju.answering.tables import CELL_BREAK, column_text, find_cell, find_column, row_value
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords
from youju.retrieval.rerank import figure_match
from youju.retrieval.slots import heading_years
from youju.schema import ScoredPassage, Span

_LENGTH_COST = 0.004
"""What a character more in the answer must bring in share of the question."""
_RANK_WEIGHT = 8.0
"""One hundredth of rank score weighs as much as 8 % of the question's words."""
_FIGURE_WEIGHT = 0.35
_PHRASE_WEIGHT = 0.15
_ORDER_WEIGHT = 0.05
"""Between sentences that hold the same words, those of the question's order come first."""
_NEWS_WEIGHT, _NEWS_ENOUGH = 0.15, 4
"""An answer that only repeats the question is none: so many characters of its own make it one."""
_OTHER_MEASURES = ("人均", "户均", "地均", "日均", "单位")
"""Words that make another measure of the one that follows: 人均地区生产总值, 单位地区生产总值能耗."""
_OTHER_MEASURE_COST = 0.2
_SHORT = frozenset({Asks.FIGURE, Asks.DATE, Asks.ENTITY, Asks.PERSON, Asks.PLACE, Asks.WHETHER})
_LEAD_ENDS = ("：", ":", "主要是", "如下", "包括")
_LISTED = 2
"""So many 、 make a stretch a list, or one ；."""
_LONGEST_LIST, _LONGEST_PROSE = 400, 200
"""Characters of a list with its items, and of sentences that stand for one."""
_ANNOUNCEMENT = 40


@dataclass(frozen=True, slots=True)
class Contender:
    """A sentence that competed, with what it is worth against the others."""

    value: float
    scored: ScoredPassage
    sentence: Span


@dataclass(frozen=True, slots=True)
class Extract:
    """What of one passage answers: exact spans of the source, and the short answer they give."""

    scored: ScoredPassage
    quotes: tuple[Span, ...]
    text: str
    figure: float
    """Fit in [-1, 1] of the figure it holds to the one asked for; 0 when none is asked for."""
    contenders: tuple[Contender, ...] = ()
    """The sentences it was chosen from, best first."""


def extract(
    question: WeightedWords,
    wanted: Wanted,
    ranking: Sequence[ScoredPassage],
    *,
    longest: int,
) -> Extract | None:
    """The best stretch of a ranking, None when the ranking is empty.

    ``longest`` is the most characters of a short answer; a list may take more.
    """
    contenders = contending(question, wanted, ranking)
    if not contenders:
        return None
    scored, sentence = contenders[0].scored, contenders[0].sentence
    text = scored.passage.document.text
    if CELL_BREAK in sentence.of(text):
        cell = find_cell(question, wanted, scored.passage, sentence)
        if cell is not None:
            cells = find_column(question, wanted, scored.passage, cell)
            quotes = tuple(span for one in cells for span in (one.label, one.value))
            return Extract(scored, quotes, column_text(cells, text), cell.figure, contenders)
    span = without_mark(text, _within(question, wanted, scored, sentence, longest=longest))
    quote = span.of(text)
    return Extract(scored, (span,), readable(quote), figure_match(wanted, quote), contenders)


def contending(
    question: WeightedWords, wanted: Wanted, ranking: Sequence[ScoredPassage]
) -> tuple[Contender, ...]:
    """The sentences of a ranking, best first; of equals the one that stands first."""
    found: list[Contender] = []
    for scored in of_the_same_kind(ranking):
        penalty = _RANK_WEIGHT * (ranking[0].rank_score - scored.rank_score)
        for sentence in scored.passage.sentences:
            value = _sentence_value(question, wanted, scored, sentence) - penalty
            found.append(Contender(value, scored, sentence))
    return tuple(sorted(found, key=lambda one: -one.value))


def of_the_same_kind(ranking: Sequence[ScoredPassage]) -> Sequence[ScoredPassage]:
    """A ranking without passages whose document or year fits the question less than the first one's."""
    if not ranking:
        return ranking
    first = ranking[0].parts.adjustments
    return [
        one
        for one in ranking
        if all(
            one.parts.adjustments.get(slot, 0.0) >= first.get(slot, 0.0) - 1e-9
            for slot in ("title", "place", "year")
        )
    ]


def _sentence_value(
    question: WeightedWords, wanted: Wanted, scored: ScoredPassage, sentence: Span
) -> float:
    text = sentence.of(scored.passage.document.text)
    if CELL_BREAK in text:
        cell = find_cell(question, wanted, scored.passage, sentence)
        text = row_value(scored.passage, sentence)
        figure = figure_match(wanted, text) if cell is None else cell.figure
    else:
        figure = figure_match(wanted, text)
    if not text:
        return 0.0
    held = _held(question, text, told=_told(scored))
    # a fitting figure says something only in a sentence about the thing asked for
    return held + _FIGURE_WEIGHT * min(1.0, 2 * max(0.0, held)) * figure


def _told(scored: ScoredPassage) -> str:
    """What is said of every sentence of a passage: whose document it is, and of which year."""
    years = "".join(f" {year}年" for year in heading_years(scored.passage))
    return f"{scored.passage.document.title}{years}\n"


def _held(question: WeightedWords, text: str, *, told: str = "") -> float:
    """What of the question a stretch holds and what it says beyond, less another measure than asked.

    ``told`` stands above the stretch and need not be said again in it.
    """
    others = any(
        f"{measure}{phrase}" in text and measure not in question.text
        for measure in _OTHER_MEASURES
        for phrase in (*question.phrases, *question.weights)
    )
    new = sum(character.isalnum() and character not in question.text for character in text)
    return (
        question.coverage(f"{told}{text}")
        + _PHRASE_WEIGHT * question.phrases_held(text)
        + _NEWS_WEIGHT * min(1.0, new / _NEWS_ENOUGH)
        + _ORDER_WEIGHT * question.in_order(text)
        - _OTHER_MEASURE_COST * others
    )


def _within(
    question: WeightedWords, wanted: Wanted, scored: ScoredPassage, sentence: Span, *, longest: int
) -> Span:
    text = scored.passage.document.text
    if wanted.asks in _SHORT:
        span = _window(question, wanted, text, sentence, longest=longest)
        following = [one for one in scored.passage.sentences if one.start >= span.end]
        announced = text[span.end : span.end + 1] in ("：", ":")
        return _grow(text, [span, *following], longest=longest) if announced else span
    if wanted.asks is Asks.LIST:
        return _items(question, scored, sentence)
    return _sentences(scored, sentence, longest=longest)


def _window(
    question: WeightedWords, wanted: Wanted, text: str, sentence: Span, *, longest: int
) -> Span:
    """The run of clauses that holds most of the question, and the figure asked for, in fewest characters."""
    parts = clauses(text, sentence)
    if not parts:
        return trim(text, sentence)
    figured = wanted.asks in (Asks.FIGURE, Asks.DATE)
    held = [question.coverage(part.of(text)) for part in parts]
    best = (-math.inf, parts[0])
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            window = Span(parts[first].start, parts[last].end)
            if len(window) > longest and last > first:
                break
            value = _held(question, window.of(text)) - _LENGTH_COST * len(window)
            if figured:
                # the subject comes before its figure; a date may open the sentence
                bearer = window if wanted.asks is Asks.DATE else parts[last]
                value += _FIGURE_WEIGHT * figure_match(wanted, bearer.of(text))
                value += 0.1 * held[last]
            if value > best[0] + 1e-9:
                best = (value, window)
    whole = _past_the_condition(text, best[1], parts, longest=longest)
    return _past_the_colon(text, whole, parts, longest=longest)


def _past_the_condition(text: str, window: Span, parts: Sequence[Span], *, longest: int) -> Span:
    """With what follows from a condition: 下落不明满二年的，利害关系人可以申请…"""
    end = window.end
    for part in parts:
        follows = part.start >= end and text[end - 1] == "的"
        if follows and part.end - window.start <= longest:
            end = part.end
    return Span(window.start, end)


def _past_the_colon(text: str, window: Span, parts: Sequence[Span], *, longest: int) -> Span:
    """With what a window only announces: 总体要求是：…"""
    if text[window.end : window.end + 1] not in ("：", ":"):
        return window
    end = window.end
    for part in parts:
        if part.start >= window.end and (end == window.end or part.end - window.start <= longest):
            end = part.end
    return Span(window.start, end)


def _items(question: WeightedWords, scored: ScoredPassage, sentence: Span) -> Span:
    """The clauses from the best one on that list things; the sentences after a lead-in."""
    text = scored.passage.document.text
    marked = marked_items(text, scored.passage.sentences, sentence)
    if marked is not None:
        return marked
    sentences = [one for one in scored.passage.sentences if one.start >= sentence.start]
    body = trim(text, sentence, " \t\r\n　。")
    if (
        body.of(text).endswith(_LEAD_ENDS)
        or body.of(text).count("、") + body.of(text).count("；") < 2
    ):
        return _grow(text, sentences, longest=_LONGEST_PROSE)
    parts = clauses(text, sentence)
    best = max(
        range(len(parts)),
        key=lambda index: (
            question.coverage(parts[index].of(text))
            + 0.1 * (parts[index].of(text).count("、") > 0),
            -index,
        ),
    )
    chosen = parts[best]
    follows = text[chosen.end : chosen.end + 1]
    if follows in ("：", ":") or chosen.of(text).endswith(_LEAD_ENDS):
        return Span(chosen.start, parts[-1].end)  # the clause only announces the items
    end = chosen.end
    for part in parts[best + 1 :]:
        if "、" not in part.of(text):
            break
        end = part.end
    return Span(chosen.start, end)


def in_a_row(text: str) -> bool:
    """Whether a stretch lists things one after the other."""
    return any(mark in text for mark in "；;") or text.count("、") >= _LISTED


def marked_items(text: str, sentences: Sequence[Span], chosen: Span) -> Span | None:
    """All numbered items of the list that the chosen sentence announces or belongs to."""
    items = [one for one in sentences if mark_length(one.of(text))]
    if len(items) < 2 or chosen.start > items[-1].start:
        return None
    # 今年办好十件实事：一是…；二是…: the lead-in holds the first item
    start, end = min(chosen.start, items[0].start), items[0].end
    for following in sentences:
        if start < following.start and following.end - start <= _LONGEST_LIST:
            end = following.end
    return trim(text, Span(start, end))


def _sentences(scored: ScoredPassage, sentence: Span, *, longest: int) -> Span:
    """The sentence and those after it while the answer stays short."""
    text = scored.passage.document.text
    following = [one for one in scored.passage.sentences if one.start >= sentence.start]
    if len(following) > 1 and len(sentence) <= _ANNOUNCEMENT:
        longest = max(longest, following[1].end - sentence.start)  # it may only announce the answer
    return _grow(text, following, longest=longest)


def _grow(text: str, sentences: Sequence[Span], *, longest: int) -> Span:
    start, end = sentences[0].start, sentences[0].end
    for following in sentences[1:]:
        if following.end - start > longest:
            break
        end = following.end
    return trim(text, Span(start, end))
