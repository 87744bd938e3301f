"""``GET /v1/models``: ``youju`` asks everything one may read, ``youju/NAME`` one collection."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from youju.errors import Message
from youju.schema import Scope
from youju_ui.access.values import Access
from youju_ui.identity import name_of
from youju_ui.messages import web_api as texts
from youju_ui.web_api.asking import Reader, Served
from youju_ui.web_api.collecting import collections_of
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.service import Service

MODEL = "youju"
_SEPARATOR = "/"


async def listed(reader: Reader, service: Served) -> JSONResponse:
    """The models: the chat's, one for each collection, and the encoder."""
    names = await run_in_threadpool(_names, service, reader)
    return JSONResponse({"object": "list", "data": [_record(name) for name in names]})


async def shown(
    model: Annotated[str, Path(max_length=500)], reader: Reader, service: Served
) -> JSONResponse:
    """One model."""
    names = await run_in_threadpool(_names, service, reader)
    if model not in names:
        raise ProblemError(no_model(model))
    return JSONResponse(_record(model))


def _names(service: Service, access: Access) -> list[str]:
    collections = [f"{MODEL}{_SEPARATOR}{name}" for name in collections_of(service, access)]
    return [MODEL, *collections, embedding_model(service)]


def embedding_model(service: Service) -> str:
    """The name of the encoder."""
    return service.library.encoder.fingerprint.model


def _record(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "youju"}


def scope_of_model(
    service: Service, access: Access, model: str, collections: list[str] | None
) -> Scope:
    """Where a model looks. A name that is none of ours asks everything: clients send what they are set to.

    Raises:
        ProblemError: it names a collection that is not there, or not his (404).
    """
    wanted = None if collections is None else frozenset(collections)
    prefix, separator, name = model.partition(_SEPARATOR)
    if prefix == MODEL and separator:
        name = name_of(name)
        if name not in collections_of(service, access):
            raise ProblemError(no_model(model))
        wanted = frozenset({name})
    return Scope(collections=wanted)


def no_model(model: str) -> Problem:
    """The problem of a model that is not there."""
    detail = Message(
        zh=texts.NO_MODEL.zh.format(model=model), en=texts.NO_MODEL.en.format(model=model)
    )
    return Problem(404, "not_found", detail)


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/models", tags=["models"])
    made.add_api_route("", listed, methods=["GET"], response_class=JSONResponse)
    made.add_api_route("/{model:path}", shown, methods=["GET"], response_class=JSONResponse)
    return made
