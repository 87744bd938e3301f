"""One item of an enumerated answer: the second of 一是…；二是…, of （一）…（二）…, of 1. … 2. …"""

from __future__ import annotations

import re
from dataclasses import replace

from youju.figures import number_value
from youju.schema import Answer, Quote, Span, Status

_ITEM = re.compile(r"^(?P<list>.+?)[：:]第(?P<number>[0-9一二三四五六七八九十]+)[个点条项方面]*$")
_ITEM_OF = re.compile(
    r"^(?P<list>.{4,}?)[，,、]?(?:的|里|中)?第(?P<number>[0-9一二三四五六七八九十]+)(?:个|点|项|方面)"
    r"(?:问题|措施|任务|目标|条件|原因|要求|方面|不足|工作)?(?:是|讲|说|写)?的?(?:是?什么|啥|哪些|内容)$"
)
_PART = re.compile(r"第[0-9一二三四五六七八九十百]+(?:部分|编|章|节)")
_ASKS = re.compile(r"哪|什么|几|怎么|如何")
_MARKS = (
    re.compile(r"(?<![第\w])(?P<number>[一二三四五六七八九十])(?:是|要)"),
    re.compile(r"[（(](?P<number>[0-9一二三四五六七八九十]+)[)）]"),
    re.compile(r"(?<!\d)(?P<number>\d{1,2})[.．、](?!\d)"),
    re.compile(r"第(?P<number>[一二三四五六七八九十])[,，、]"),
    re.compile(r"(?<!\w)(?P<number>[一二三四五六七八九十]+)、"),
)
_SENTENCE_END = re.compile(r"[。！？\n]")


def item_asked(question: str) -> tuple[str, int] | None:
    """The question for a list and the number of its item: 有哪些问题：第二点, 存在的问题的第一点是什么.

    None for a point of a part or an article, which are headings (``sections``).
    """
    asked = question.strip().rstrip("?？ ")
    match = _ITEM.match(asked) or _ITEM_OF.match(asked)
    if match is None or _PART.search(match["list"]):
        return None
    value = number_value(match["number"])
    listed = match["list"] if _ASKS.search(match["list"]) else f"{match['list']}有哪些？"
    return (listed, int(value)) if value else None


def find_item(text: str, number: int) -> tuple[int, int] | None:
    """Where the numbered item of an enumeration stands in a text, its mark included."""
    for pattern in _MARKS:
        marks = [(number_value(one["number"]), one.start()) for one in pattern.finditer(text)]
        if [value for value, _ in marks[:2]] != [1, 2]:
            continue
        starts = [start for value, start in marks if value == number]
        if not starts:
            return None
        later = [start for _, start in marks if start > starts[0]]
        if later:
            return starts[0], later[0]
        end = _SENTENCE_END.search(text, starts[0])
        return starts[0], end.start() if end else len(text)
    return None


def narrowed(answer: Answer, number: int) -> Answer | None:
    """The answer cut to one item of the first list it quotes; None where it quotes none, or not so many."""
    if answer.status is not Status.ANSWERED:
        return None
    for citation in answer.citations:
        passage = citation.passage
        text = passage.document.text
        quoted = Span(
            min(quote.span.start for quote in citation.quotes),
            max(*(quote.span.end for quote in citation.quotes), passage.span.end),
        )
        found = find_item(quoted.of(text), number)
        if found:
            stretch = quoted.of(text)[found[0] : found[1]].rstrip("；;，, \n")
            start = quoted.start + found[0]
            span = Span(start, start + len(stretch))
            quote = Quote(stretch, span, passage.document.page_at(start))
            only = replace(citation, number=1, quotes=(quote,))
            return replace(answer, text=f"{stretch}[1]", citations=(only,))
    return None
