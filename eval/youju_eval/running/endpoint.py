"""Any chat server as something that answers: its reply read as a record of docs/records.md.

A plain chat server gives a text; what it cites is read from the fields that servers use for it. That
it refused is read from its words, since the protocol has no field for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from time import perf_counter
from typing import cast

from youju.errors import EvaluationError
from youju.schema import Status
from youju_eval.chat_client import ChatClient, ChatReply, ServerFailedError
from youju_eval.running.answering import Answers, Record, failed
from youju_eval.sets.values import EvaluationQuestion

REFUSAL = (
    r"(没有|未|并未|无法|不能)(在[^，。]{0,12})?(找到|提到|提及|说明|回答|确定|给出|包含|涉及|查到)"
    r"|(资料|文档|文中|材料|上下文|知识库)[^，。]{0,10}(没有|未)|不知道|没有相关|无相关"
    r"|(not|n't|cannot|unable to|no)\s+(\w+\s+){0,3}(found|find|mention\w*|answer|contain\w*|provide\w*|information|know|specif\w*|state\w*)"
)
"""What an answer says when it refuses: looked for in its first sentence, in both languages."""

_THINKING = re.compile(r"<think>.*?(</think>|\Z)", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
_SOURCES = ("sources", "citations", "references", "documents")
_NAMES = ("document_name", "filename", "file_name", "title", "name", "document", "document_id")
_TEXTS = ("text", "content", "snippet", "quote")
_MOST_FAILURES = 5
"""Failed questions in a row after which the server is taken to be gone."""


def endpoint_answers(client: ChatClient, *, refusal: str = REFUSAL) -> Answers:
    """A chat server as something that answers; ``refusal`` is a regular expression.

    Raises:
        EvaluationError: the expression is none.

    """
    try:
        refuses = re.compile(refusal, re.IGNORECASE)
    except re.error as error:
        raise EvaluationError(
            zh=f"--refusal 不是有效的正则表达式：{error}。",
            en=f"--refusal is no valid regular expression: {error}.",
        ) from error
    in_a_row = 0

    def answers(question: EvaluationQuestion) -> Record:
        nonlocal in_a_row
        messages = [
            *({"role": str(turn.role), "content": turn.text} for turn in question.history),
            {"role": "user", "content": question.question},
        ]
        begun = perf_counter()
        try:
            reply = client.reply(messages)
        except ServerFailedError as error:
            in_a_row += 1
            if in_a_row >= _MOST_FAILURES:
                raise
            return failed(question, str(error))
        in_a_row = 0
        return record_of_reply(question, reply, refuses, (perf_counter() - begun) * 1000)

    return answers


def record_of_reply(
    question: EvaluationQuestion, reply: ChatReply, refuses: re.Pattern[str], milliseconds: float
) -> Record:
    """A reply as a record; the confidence is null where the server states none."""
    text = _THINKING.sub("", reply.text).strip()
    first = _SENTENCE.match(text)
    refused = not text or bool(first and refuses.search(first.group()))
    sources = _sources(reply)
    confidence = reply.message.get("confidence", reply.fields.get("confidence"))
    return {
        "id": question.id,
        "question": question.question,
        "status": str(Status.NOT_FOUND if refused else Status.ANSWERED),
        "answer": "" if refused else text,
        "confidence": float(confidence) if isinstance(confidence, int | float) else None,
        "reason": text if refused else None,
        "citations": [
            {"number": number, **source}
            for number, source in enumerate([] if refused else sources, start=1)
        ],
        "retrieved": sources,
        "timings_ms": {"total": round(milliseconds, 3)},
    }


def _sources(reply: ChatReply) -> list[dict[str, object]]:
    """The passages a reply names, from the first field that holds any."""
    context = reply.message.get("context")
    holders = [reply.message, reply.fields]
    if isinstance(context, dict):
        holders.append(cast("dict[str, object]", context))
    for holder in holders:
        for name in _SOURCES:
            entries = holder.get(name)
            if isinstance(entries, list) and entries:
                found = (_source(entry) for entry in cast("list[object]", entries))
                return [source for source in found if source]
    return []


def _source(entry: object) -> dict[str, object]:
    """One source as a passage of a record; empty when it is no object."""
    if not isinstance(entry, dict):
        return {}
    fields = cast("dict[str, object]", entry)
    inner = fields.get("source")
    if isinstance(inner, dict):
        fields = {**cast("dict[str, object]", inner), **fields}
    start, end, score = fields.get("start"), fields.get("end"), fields.get("score")
    placed = isinstance(start, int) and isinstance(end, int)
    return {
        "document": _first(fields, *_NAMES),
        "passage_id": _first(fields, "passage_id", "chunk_id", "id"),
        "text": _first(fields, *_TEXTS),
        "start": start if placed else None,
        "end": end if placed else None,
        "score": float(score) if isinstance(score, int | float) else None,
    }


def _first(fields: Mapping[str, object], *names: str) -> str:
    """The first of these fields that is a text."""
    return next((str(fields[name]) for name in names if isinstance(fields.get(name), str)), "")
