"""What one browser tab has asked so far: frozen values without the documents' texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from youju.schema import Answer, Citation, Passage, Role, ScoredPassage, Turn
from youju_embeddings.errors import Message

KEPT_EXCHANGES = 200
"""Questions a tab remembers; older ones leave the memory of the server."""
REMEMBERED_TURNS = 12
"""Turns handed to the library to resolve a follow-up question."""
KEPT_RETRIEVED = 6
"""Passages of the ranking kept to explain an answer."""


class Progression(StrEnum):
    """How far one exchange has come."""

    PENDING = "pending"
    ANSWERED = "answered"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what became of it."""

    number: int
    question: str
    progression: Progression = Progression.PENDING
    answer: Answer | None = None
    error: Message | None = None


Conversation = tuple[Exchange, ...]


def slim(answer: Answer) -> Answer:
    """The answer without the texts of its documents: a session must not hold whole documents."""
    return replace(
        answer,
        citations=tuple(_slim_citation(citation) for citation in answer.citations),
        retrieved=tuple(_slim_scored(scored) for scored in answer.retrieved[:KEPT_RETRIEVED]),
    )


def _slim_passage(passage: Passage) -> Passage:
    return replace(passage, document=replace(passage.document, text="", pages=()), sentences=())


def _slim_citation(citation: Citation) -> Citation:
    return replace(citation, passage=_slim_passage(citation.passage))


def _slim_scored(scored: ScoredPassage) -> ScoredPassage:
    return replace(scored, passage=_slim_passage(scored.passage))


def begun(conversation: Conversation, question: str) -> tuple[Conversation, Exchange]:
    """The conversation with one more question that waits for its answer."""
    number = conversation[-1].number + 1 if conversation else 1
    exchange = Exchange(number=number, question=question)
    return (*conversation, exchange)[-KEPT_EXCHANGES:], exchange


def settled(conversation: Conversation, exchange: Exchange) -> Conversation:
    """The conversation with the exchange of the same number replaced."""
    return tuple(exchange if known.number == exchange.number else known for known in conversation)


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """The last answered exchanges as the turns a follow-up question may refer to."""
    turns: list[Turn] = []
    for exchange in conversation:
        if exchange.answer is not None:
            turns.append(Turn(role=Role.USER, text=exchange.question))
            turns.append(Turn(role=Role.ASSISTANT, text=exchange.answer.text))
    return tuple(turns[-REMEMBERED_TURNS:])


def citation_of(conversation: Conversation, exchange: int, number: int) -> Citation | None:
    """The citation shown as ``[number]`` in an exchange, None when it is no longer remembered."""
    for known in conversation:
        if known.number == exchange and known.answer is not None:
            for citation in known.answer.citations:
                if citation.number == number:
                    return citation
    return None
