"""The answers to the parts of one question as one answer with one numbering."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from youju.errors import Message
from youju.schema import Answer, Citation, Question, ScoredPassage, Status, Trace

_MARK = re.compile(r"\[\d+\]")


def combine(question: Question, answers: Sequence[Answer], *, k: int) -> Answer:
    """One answer out of those to its parts, in their order.

    Parts that the documents do not answer are left out, and the reason says why; when none is
    answered nothing is. The confidence is that of the weakest part answered.
    """
    found = [answer for answer in answers if answer.status is Status.ANSWERED]
    missing = [answer for answer in answers if answer.status is Status.NOT_FOUND]
    if not found:
        return replace(answers[0], question=question, trace=_trace(answers))
    citations: dict[str, Citation] = {}
    texts: list[str] = []
    for answer in found:
        numbers: dict[str, str] = {}
        for citation in answer.citations:
            known = citations.get(citation.passage.id)
            number = known.number if known else len(citations) + 1
            quotes = (*known.quotes, *citation.quotes) if known else citation.quotes
            citations[citation.passage.id] = replace(
                citation, number=number, quotes=tuple(dict.fromkeys(quotes))
            )
            numbers[f"[{citation.number}]"] = f"[{number}]"
        text = _renumbered(answer.text, numbers)
        if text not in texts:
            texts.append(text)
    return Answer(
        question=question,
        status=Status.ANSWERED,
        text="；".join(texts),
        citations=tuple(citations.values()),
        confidence=min(answer.confidence for answer in found),
        reason=_left_out(missing),
        retrieved=_merged([answer.retrieved for answer in answers])[:k],
        trace=_trace(answers),
    )


def _renumbered(text: str, numbers: Mapping[str, str]) -> str:
    """The text with other marks, all at once: one by one, a [1] made [2] would be taken for the second."""
    return _MARK.sub(lambda mark: numbers.get(mark[0], mark[0]), text)


def _left_out(missing: Sequence[Answer]) -> Message | None:
    if not missing:
        return None
    asked = "；".join(answer.question.standalone.rstrip("？?") for answer in missing)
    return Message(zh=f"没有找到“{asked}”的答案。", en=f"No answer was found to: {asked}")


def _merged(rankings: Sequence[Sequence[ScoredPassage]]) -> tuple[ScoredPassage, ...]:
    """The rankings in turn, rank by rank, each passage once."""
    longest = max(len(ranking) for ranking in rankings)
    in_turn = (
        ranking[rank] for rank in range(longest) for ranking in rankings if rank < len(ranking)
    )
    return tuple({one.passage.id: one for one in reversed(list(in_turn))}.values())[::-1]


def _trace(answers: Sequence[Answer]) -> Trace:
    timings: dict[str, float] = {}
    for answer in answers:
        for stage, milliseconds in answer.trace.timings_ms.items():
            timings[stage] = timings.get(stage, 0.0) + milliseconds
    return Trace(MappingProxyType(timings), answers[0].trace.counts)
