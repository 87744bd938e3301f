"""``POST /ask``: one question to one answer with citations, whole or as server-sent events."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from youju.records import AnswerRecord, answer_record
from youju.schema import Answer, Role, Turn
from youju_ui.web_api.asking import Language, Reader, Served
from youju_ui.web_api.pieces import pieces
from youju_ui.web_api.problems import failure_of
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import problems
from youju_ui.web_api.rest.search import scope_of
from youju_ui.web_api.service import Service

EVENTS = "text/event-stream"


async def ask(
    body: models.AskRequest, request: Request, reader: Reader, service: Served, language: Language
) -> Response:
    """The answer, or an honest ``not_found`` with its reason and the nearest passages."""
    view, scope = service.view(reader), scope_of(body)
    history = [
        one if isinstance(one, str) else Turn(Role(one.role), one.content) for one in body.history
    ]

    def answered() -> Answer:
        return view.ask(body.question, history=history, scope=scope, threshold=body.threshold)

    service.audit(reader, "ask", content=body.question)
    wants_events = body.stream or EVENTS in request.headers.get("accept", "")
    if not wants_events:
        answer = await service.desk.run(answered)
        return JSONResponse(answer_record(answer, language=language))
    # Begun here, so that a full desk is a 503 and not a broken stream.
    events = _events(service, answered, body.question, language)
    first = await anext(events)
    return StreamingResponse(
        _with_first(first, events),
        media_type=EVENTS,
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _with_first(first: str, rest: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for event in rest:
        yield event


async def _events(
    service: Service, answered: Callable[[], Answer], question: str, language: str
) -> AsyncIterator[str]:
    """The events of one question; a failure is the last one.

    Raises:
        ProblemError: at the first event, when there is no place for the question.
    """
    async with service.desk.place():
        yield _event("started", {"question": question})
        try:
            answer = await service.desk.work(answered)
        except Exception as error:  # noqa: BLE001 - the stream has begun: its last event must say so
            problem = failure_of(error)
            detail = problem.detail.localized(language)
            yield _event("error", {"code": problem.code, "detail": detail})
            return
        record = answer_record(answer, language=language)
        for piece in pieces(record["answer"]):
            yield _event("delta", {"text": piece})
        for citation in record["citations"]:
            yield _event("citation", citation)
        yield _event("answer", record)
        yield _event("done", {"status": record["status"]})


def _event(name: str, data: AnswerRecord | Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


_STREAM = {
    "description": "The answer; with `stream` or `Accept: text/event-stream` as server-sent events.",
    "content": {
        EVENTS: {
            "schema": {
                "type": "object",
                "description": "One event; its data is JSON.",
                "properties": {
                    "event": {"enum": ["started", "delta", "citation", "answer", "done", "error"]},
                    "data": {"type": "string"},
                },
                "required": ["event", "data"],
            }
        }
    },
}


def router() -> APIRouter:
    """The endpoint."""
    made = APIRouter(tags=["questions"])
    made.add_api_route(
        "/ask",
        ask,
        methods=["POST"],
        response_model=models.Answer,
        responses={200: _STREAM, **problems(413, 503)},
        summary="Ask",
    )
    return made
