"""One question of a conversation and what became of it: frozen, without the documents' texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from youju.schema import Answer, Citation, Passage, Role, ScoredPassage, Turn
from youju_embeddings.errors import Message
from youju_ui.chat.choices import NO_CHOICES, Choices

if TYPE_CHECKING:
    from youju_ui.chat.reader import Reader

REMEMBERED_EXCHANGES = 6
"""Earlier exchanges handed to the library to resolve a follow-up question."""
KEPT_RETRIEVED = 6
"""Passages of the ranking kept to explain an answer."""


class Progression(StrEnum):
    """How far one exchange has come."""

    PENDING = "pending"
    ANSWERED = "answered"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader thinks of an answer; ``expected`` is the right one, where he knows it."""

    liked: bool
    reason: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what became of it."""

    number: int
    question: str
    progression: Progression = Progression.PENDING
    answer: Answer | None = None
    error: Message | None = None
    choices: Choices = NO_CHOICES
    alone: bool = False
    """Asked as written, without what was said before."""
    verdict: Verdict | None = None


def slim(answer: Answer) -> Answer:
    """The answer without the texts of its documents: a session must not hold whole documents."""
    return replace(
        answer,
        question=replace(answer.question, history=()),
        citations=tuple(_slim_citation(citation) for citation in answer.citations),
        retrieved=tuple(_slim_scored(scored) for scored in answer.retrieved[:KEPT_RETRIEVED]),
    )


def _slim_passage(passage: Passage) -> Passage:
    return replace(passage, document=replace(passage.document, text="", pages=()), sentences=())


def _slim_citation(citation: Citation) -> Citation:
    return replace(citation, passage=_slim_passage(citation.passage))


def _slim_scored(scored: ScoredPassage) -> ScoredPassage:
    return replace(scored, passage=_slim_passage(scored.passage))


def turns_of(exchanges: Iterable[Exchange]) -> tuple[Turn, ...]:
    """The answered exchanges as the turns a follow-up question may refer to."""
    turns: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer is not None:
            turns.append(Turn(role=Role.USER, text=exchange.question))
            turns.append(Turn(role=Role.ASSISTANT, text=exchange.answer.text))
    return tuple(turns)


def citation_of(exchange: Exchange, number: int) -> Citation | None:
    """The citation shown as ``[number]``, None when there is none."""
    if exchange.answer is None:
        return None
    return next((one for one in exchange.answer.citations if one.number == number), None)


def seen_by(exchange: Exchange, reader: Reader) -> Exchange:
    """The exchange as a reader may see it: an answer from what he may no longer read is withheld."""
    if exchange.answer is None:
        return exchange
    held = [citation.passage for citation in exchange.answer.citations]
    held += [scored.passage for scored in exchange.answer.retrieved]
    if reader.reads_all(passage.document for passage in held):
        return exchange
    withheld = Message(
        zh="这个回答出自你现在无权阅读的文档，不再显示。可以重新提问。",
        en="This answer came from documents you may no longer read. You can ask again.",
    )
    return replace(exchange, progression=Progression.FAILED, answer=None, error=withheld)


def settled(exchange: Exchange) -> Exchange:
    """An exchange that nobody is waiting for any more: what was pending counts as stopped."""
    if exchange.progression is Progression.PENDING:
        return replace(exchange, progression=Progression.STOPPED)
    return exchange
