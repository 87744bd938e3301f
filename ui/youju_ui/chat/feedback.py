"""Judged answers as questions that evaluation reads (docs/evaluation-sets.md); pure.

Gold is only written where the reader said what is right: a liked answer, a disliked one with the
right answer, or one the documents do not hold. The other disliked answers are listed to be judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from youju.citations import without_marks
from youju.schema import Answer, Status
from youju_ui.chat.session import Exchange, Verdict

Judged = Iterable[tuple[str, tuple[Exchange, ...]]]
"""Conversation id, and its exchanges up to the judged one, which is the last."""


def judged_questions(judged: Judged) -> str:
    """``questions.jsonl``: one question a line with its gold."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _with_gold(judged))


def unjudged_answers(judged: Judged) -> str:
    """The disliked answers nobody said the right one for, with what was answered and why not."""
    rows = [
        {
            "id": f"{conversation[:8]}-{exchanges[-1].number}",
            "question": exchanges[-1].question,
            "history": _history(exchanges),
            "answer": answer.text,
            "status": str(answer.status),
            "reason": verdict.reason,
        }
        for conversation, exchanges, answer, verdict in _whole(judged)
        if not _has_gold(verdict)
    ]
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _with_gold(judged: Judged) -> Iterator[dict[str, object]]:
    for conversation, exchanges, answer, verdict in _whole(judged):
        if not _has_gold(verdict):
            continue
        row: dict[str, object] = {
            "id": f"{conversation[:8]}-{exchanges[-1].number}",
            "type": "feedback",
            "question": exchanges[-1].question,
            "history": _history(exchanges),
        }
        yield row | _gold(answer, verdict)


def _has_gold(verdict: Verdict) -> bool:
    return verdict.liked or bool(verdict.expected) or verdict.reason == "absent"


def _gold(answer: Answer, verdict: Verdict) -> dict[str, object]:
    if verdict.expected and not verdict.liked:
        return {"answers": [verdict.expected]}
    if not verdict.liked or answer.status is Status.NOT_FOUND:
        return {"answers": [], "evidence": []}
    evidence = [[quote.text] for citation in answer.citations for quote in citation.quotes]
    gold: dict[str, object] = {
        "answers": [" ".join(without_marks(answer.text).split())],
        "evidence": evidence,
    }
    names = {citation.passage.document.name for citation in answer.citations}
    return gold | {"document": next(iter(names))} if len(names) == 1 else gold


def _history(exchanges: tuple[Exchange, ...]) -> list[str]:
    if exchanges[-1].alone:
        return []
    return [exchange.question for exchange in exchanges[:-1]]


def _whole(judged: Judged) -> Iterator[tuple[str, tuple[Exchange, ...], Answer, Verdict]]:
    for conversation, exchanges in judged:
        last = exchanges[-1]
        if last.answer is not None and last.verdict is not None:
            yield conversation, exchanges, last.answer, last.verdict
