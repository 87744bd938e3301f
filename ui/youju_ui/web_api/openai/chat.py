"""``POST /v1/chat/completions``: the last message is the question, those before it its history."""

import json
from collections.abc import AsyncIterator, Callable
from time import time
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from youju.errors import Message
from youju.schema import Role, Turn
from youju.segmentation import words
from youju_ui.messages import web_api as texts
from youju_ui.web_api.asking import Reader, Served, asked_language
from youju_ui.web_api.languages import language_of_text
from youju_ui.web_api.openai import models
from youju_ui.web_api.openai.names import scope_of_model
from youju_ui.web_api.openai.rendering import Rendered, rendered
from youju_ui.web_api.pieces import pieces
from youju_ui.web_api.problems import Problem, ProblemError, failure_of
from youju_ui.web_api.service import Service

_DONE = "data: [DONE]\n\n"
_ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT}


async def complete(
    body: models.ChatRequest, request: Request, reader: Reader, service: Served
) -> Response:
    """An answer from the documents, as a completion."""
    turns = turns_of(body.messages)
    question = turns[-1].text
    scope = await service.desk.aside(
        lambda: scope_of_model(service, reader, body.model, body.collections)
    )
    language = asked_language(request) or language_of_text(question)
    base, view = str(request.base_url).rstrip("/").removesuffix("/v1"), service.view(reader)

    def answered() -> Rendered:
        return rendered(
            view.ask(question, history=turns[:-1], scope=scope), language=language, base=base
        )

    service.audit(reader, "chat", content=question)
    head = {"id": f"chatcmpl-{uuid4().hex}", "created": int(time()), "model": body.model}
    if not body.stream:
        answer = await service.desk.run(answered)
        return JSONResponse(_completion(head, answer, usage_of(turns, answer.text)))
    wants_usage = body.stream_options is not None and body.stream_options.include_usage
    events = _chunks(service, answered, head, turns if wants_usage else None, language)
    first = await anext(events)
    return StreamingResponse(
        _with_first(first, events),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


def turns_of(messages: list[models.Message]) -> list[Turn]:
    """The conversation in text, the question last.

    Raises:
        ProblemError: the last message is no question, or holds something else than text.
    """
    turns: list[Turn] = []
    for number, message in enumerate(messages):
        if message.role in _ROLES:
            turns.append(Turn(_ROLES[message.role], _text(message, number)))
    if not turns or turns[-1].role is not Role.USER or messages[-1].role != "user":
        raise ProblemError(Problem(400, "bad_request", texts.NO_QUESTION))
    return turns


def _text(message: models.Message, number: int) -> str:
    if message.content is None:
        return ""
    if isinstance(message.content, str):
        return message.content
    if any(part.type not in {"text", "input_text"} for part in message.content):
        where = f"messages.{number}.content"
        detail = Message(
            zh=texts.ONLY_TEXT.zh.format(where=where), en=texts.ONLY_TEXT.en.format(where=where)
        )
        raise ProblemError(Problem(400, "bad_request", detail))
    return "\n".join(part.text or "" for part in message.content)


def usage_of(turns: list[Turn], text: str) -> dict[str, int]:
    """How much was read and written, in words of our segmenter: there is no tokenizer."""
    read, written = sum(len(words(turn.text)) for turn in turns), len(words(text))
    return {
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
    }


def _completion(head: dict[str, Any], answer: Rendered, usage: dict[str, int]) -> dict[str, Any]:
    message = {
        "role": "assistant",
        "content": answer.text,
        "refusal": None,
        "annotations": answer.annotations,
        "sources": answer.sources,
    }
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {
        **head,
        "object": "chat.completion",
        "choices": [choice],
        "usage": usage,
        "sources": answer.sources,
        "youju": answer.record,
    }


async def _chunks(
    service: Service,
    answered: Callable[[], Rendered],
    head: dict[str, Any],
    counted: list[Turn] | None,
    language: str,
) -> AsyncIterator[str]:
    """The chunks of one answer; ``counted`` is the conversation when its usage is asked for.

    Raises:
        ProblemError: at the first chunk, when there is no place for the question.
    """

    def chunk(delta: dict[str, Any], reason: str | None = None, **more: object) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        content = {**head, "object": "chat.completion.chunk", "choices": [choice], **more}
        return f"data: {json.dumps(content, ensure_ascii=False)}\n\n"

    async with service.desk.place():
        yield chunk({"role": "assistant", "content": ""})
        try:
            answer = await service.desk.work(answered)
        except Exception as error:  # noqa: BLE001 - the stream has begun: its last event must say so
            problem = failure_of(error)
            told = {"message": problem.detail.localized(language), "code": problem.code}
            yield f"data: {json.dumps({'error': told}, ensure_ascii=False)}\n\n"
            yield _DONE
            return
        for piece in pieces(answer.text):
            yield chunk({"content": piece})
        last = {"annotations": answer.annotations, "sources": answer.sources}
        yield chunk(last, "stop", sources=answer.sources)
        if counted is not None:
            content = {
                **head,
                "object": "chat.completion.chunk",
                "choices": [],
                "usage": usage_of(counted, answer.text),
            }
            yield f"data: {json.dumps(content, ensure_ascii=False)}\n\n"
        yield _DONE


async def _with_first(first: str, rest: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for event in rest:
        yield event


def router() -> APIRouter:
    """The endpoint."""
    made = APIRouter(tags=["chat"])
    made.add_api_route("/chat/completions", complete, methods=["POST"], response_class=JSONResponse)
    return made
