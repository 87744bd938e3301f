"""The answer inside its clause, without a model: where the question has its question word.

A Chinese question keeps the order of the sentence that answers it: in 研发投入占比达到多少 the words
before the question word and those behind it stand around the answer. Used where no reader has read, and
where a reader gives but two characters of a name.
"""

from __future__ import annotations

import re

from youju.answering.clauses import readable, trim
from youju.answering.extract import Extract
from youju.figures import find_figures
from youju.question import Asks, Wanted
from youju.retrieval.coverage import plain_text
from youju.retrieval.rerank import figure_fit
from youju.schema import Span
from youju.segmentation import bigrams, is_content, tags

_ASKED = re.compile(
    r"什么时候|什么地方|什么人|什么|哪一?[个位家种项部支座所条款年天]|哪里|哪儿|何时|何处|何地|何人|何种|谁|多少|几|哪"
)
_LINK = r"(?:分别|大约|共计|一共|总共|主要|就|则|便|也|都|约|共|是|为|系|乃|即|叫做|叫|称作|称为|称|名为|在|于|由|被|达到?|至)"
_LINKS = re.compile(rf"^{_LINK}+(?=.)")
_CLOSE = re.compile(rf"(?:的|了|过|有|{_LINK})+$")
_RESPECTIVELY = "分别"
_AND = re.compile(r"[、和与及]")
_TAIL = re.compile(
    r"(?:\s*[—–~～至到-]\s*|零)\d[\d.,]*(?:%|个?[\u4e00-\u9fff]{0,2})|年?代(?:[初末]|中期)?|[年月]?[初底末]|晚上|[上下中]午|凌晨|/小时"
)
"""What belongs to a figure behind it: the end of a range, 晚上, 年代."""
_HEAD = re.compile(r"(?:公元)?前?\d{1,4}年$")
"""And before it: 476年 of 476年9月4日."""
_REACH = 8
"""Characters of the question on either side that are looked for."""
_LONGEST, _LONGEST_BEFORE = 40, 15
"""Characters of an answer, and of one that stands before the words behind the question word."""
_NAMED = {Asks.PERSON: ("nr",), Asks.PLACE: ("ns", "nt", "nr")}
_NAMED_FROM = 6
_ENDS = " \t\r\n　。，、；：,;:！!的"
_KINDS = frozenset({Asks.FIGURE, Asks.DATE, Asks.PERSON, Asks.PLACE, Asks.ENTITY})


def aligned(question: str, wanted: Wanted, found: Extract) -> Extract:
    """``found`` with the part of its text that stands where the question asks.

    As it is where that cannot be told: a question of another kind, several quotes, no words around.
    """
    if wanted.asks not in _KINDS or len(found.quotes) != 1:
        return found
    text = found.scored.passage.document.text
    quote = found.quotes[0]
    asked, told = plain_text(question), plain_text(quote.of(text))
    if len(told) != len(quote):
        return found
    if wanted.asks in (Asks.FIGURE, Asks.DATE):
        place = _figure(asked, wanted, told)
    else:
        place = _between(asked, wanted, told)
    if place is None:
        return found
    span = trim(text, Span(quote.start + place.start, quote.start + place.end), _ENDS)
    answer = readable(span.of(text))
    if not answer or all(character in question for character in answer):
        return found
    return Extract(found.scored, found.quotes, answer, found.figure)


def _figure(asked: str, wanted: Wanted, told: str) -> Span | None:
    """The figure or date of the kind asked for, by the words between it and the one before."""
    figures = [one for one in find_figures(told) if one.text not in asked]
    best = max((figure_fit(wanted, one) for one in figures), default=0.0)
    if best <= 0:
        return None
    fitting = [one for one in figures if figure_fit(wanted, one) >= best - 1e-9]
    place = told.find(_RESPECTIVELY)
    items = _AND.split(told[:place])
    row = [one.span for one in fitting if one.span.start > place >= 0]
    if 1 < len(items) == len(row):
        return row[max(range(len(items)), key=lambda number: _share(asked, items[number]))]
    ends = [0, *(one.span.end for one in find_figures(told))]
    led = [
        _shared(asked, told[max(end for end in ends if end <= one.span.start) : one.span.start])
        for one in fitting
    ]
    span = fitting[led.index(max(led))].span
    head, tail = _HEAD.search(told[: span.start]), _TAIL.match(told, span.end)
    return Span(head.start() if head else span.start, tail.end() if tail else span.end)


def _shared(asked: str, told: str) -> float:
    """How many pairs of characters of a stretch the question has too; its last ones weigh double."""
    there = set(bigrams(told))
    pairs = bigrams(asked)
    return sum(1 + place / len(pairs) for place, pair in enumerate(pairs) if pair in there)


def _share(asked: str, item: str) -> float:
    """How much of an item the question names."""
    return _shared(asked, item) / max(1, len(bigrams(item)))


def _between(asked: str, wanted: Wanted, told: str) -> Span | None:
    """What stands between the words around the question word, or beside those of one side."""
    word = _ASKED.search(asked)
    if word is None:
        return None
    left = asked[: word.start()].rstrip("，, ")
    right = asked[word.end() :].rstrip("？?。 ")
    noun = _noun(right)
    start = _behind(told, left)
    end = _before(told, right, start or 0, least=max(2, len(noun)))
    if end is not None:
        end += len(noun)  # 哪个镇获评…: 杨宋镇, not 杨宋
    elif noun:
        end = _before(told, right[len(noun) :], start or 0)
    if start is None and (end is None or end > _LONGEST_BEFORE or _shared(left, told)):
        return None
    span = Span(start or 0, len(told) if end is None else end)
    span = _named(wanted, told, span) or span
    return span if 0 < len(span) <= _LONGEST else None


def _noun(right: str) -> str:
    """The noun that the question word asks for: 镇 of 哪个镇获评…, 运动场馆 of 什么运动场馆."""
    found = tags(right)
    if len(found) > 1 and found[0][1] == "v" and found[1][1].startswith("n"):
        # 诊疗中心: a verb that belongs to the one noun behind it
        return right[: len(found[0][0]) + len(found[1][0])]
    length = 0
    for word, tag in found:
        if not tag.startswith(("n", "vn", "b", "k")):
            break
        length += len(word)
    return right[:length]


def _behind(told: str, left: str) -> int | None:
    """Where the answer begins: behind the longest end of ``left`` that stands in the clause.

    Behind a noun only where a link follows (首都 是 …): else what follows belongs to the noun.
    """
    whole, bare = left, _CLOSE.sub("", left)
    for piece_of in dict.fromkeys((whole, bare)):
        for length in range(min(_REACH, len(piece_of)), 1, -1):
            piece = piece_of[-length:]
            place = told.rfind(piece)
            if place < 0 or not _carries(piece):
                continue
            end = place + length
            link = _LINKS.match(told[end:])
            if link:
                return end + link.end()
            last = tags(piece)[-1][1]
            return end if last.startswith(("v", "p", "q", "m", "a", "b")) else None
    return None


def _before(told: str, right: str, start: int, *, least: int = 2) -> int | None:
    """Where the answer ends: before the longest beginning of ``right`` that stands behind ``start``."""
    right = right.lstrip("的是")
    for length in range(min(_REACH, len(right)), least - 1, -1):
        piece = right[:length]
        place = told.find(piece, start)
        if place > start and _carries(piece):
            return place
    return None


def _carries(piece: str) -> bool:
    """Whether there is a word of content in a piece of a question."""
    return any(is_content(word) for word, _ in tags(piece))


def _named(wanted: Wanted, told: str, span: Span) -> Span | None:
    """The names of the kind asked for, from the first to the last that follow each other."""
    kinds = _NAMED.get(wanted.asks)
    if kinds is None or len(span) <= _NAMED_FROM:
        return None
    place, first, last = span.start, None, span.start
    for word, tag in tags(told[span.start : span.end]):
        end = place + len(word)
        joins = first is not None and (word in "、和与及·" or tag.startswith("n"))
        if tag.startswith(kinds) or joins:
            first, last = place if first is None else first, end
        elif first is not None:
            break
        place = end
    return None if first is None else trim(told, Span(first, last), "、和与及")
