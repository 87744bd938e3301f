"""``/collections``: which there are, making one by name, taking one away with its documents."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator
from starlette.concurrency import run_in_threadpool

from youju.errors import Message
from youju_ui.identity import id_of, name_of
from youju_ui.messages import web_api as texts
from youju_ui.web_api.asking import Editor, Reader, Served, require_collection
from youju_ui.web_api.collecting import collections_of, drop_collection, require_known
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import NOT_MODIFIED, problems, tagged

CollectionPath = Annotated[
    str, Path(max_length=1200, examples=["default"]), AfterValidator(name_of)
]
"""By its id; a name with a slash in it will do as well."""


async def collections(request: Request, reader: Reader, service: Served) -> Response:
    """The collections you may read, with the number of their documents."""
    found = await run_in_threadpool(collections_of, service, reader)
    listed = [_record(name, count) for name, count in found.items()]
    return tagged(request, {"collections": listed})


async def create(body: models.NewCollection, editor: Editor, service: Served) -> JSONResponse:
    """Make a collection that holds nothing yet; adding a document to a new name makes one too."""
    require_collection(editor, body.name)
    if body.name in await run_in_threadpool(collections_of, service, editor):
        detail = Message(
            zh=texts.COLLECTION_THERE.zh.format(collection=body.name),
            en=texts.COLLECTION_THERE.en.format(collection=body.name),
        )
        raise ProblemError(Problem(409, "conflict", detail))
    await run_in_threadpool(service.shelf.put_collection, body.name)
    service.audit(editor, "collection.create", collection=body.name)
    return JSONResponse(_record(body.name, 0), status_code=201)


def _record(name: str, documents: int) -> dict[str, object]:
    return {"id": id_of(name), "name": name, "documents": documents}


async def shown(
    name: CollectionPath, request: Request, reader: Reader, service: Served
) -> Response:
    """One collection with the number of its documents."""
    count = await run_in_threadpool(require_known, service, reader, name)
    return tagged(request, _record(name, count))


async def remove(
    name: CollectionPath,
    editor: Editor,
    service: Served,
) -> Response:
    """Take a collection away with all its documents."""
    documents = await run_in_threadpool(drop_collection, service, editor, name)
    service.audit(editor, "collection.remove", collection=name, documents=documents)
    return Response(status_code=204)


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/collections", tags=["collections"])
    made.add_api_route(
        "",
        collections,
        methods=["GET"],
        response_model=models.CollectionList,
        responses={**NOT_MODIFIED, **problems()},
        summary="List collections",
    )
    made.add_api_route(
        "",
        create,
        methods=["POST"],
        status_code=201,
        response_model=models.Collection,
        responses=problems(409, 413),
        summary="Make a collection",
    )
    made.add_api_route(
        "/{name:path}",
        shown,
        methods=["GET"],
        response_model=models.Collection,
        responses={**NOT_MODIFIED, **problems(404)},
        summary="Show a collection",
    )
    made.add_api_route(
        "/{name:path}",
        remove,
        methods=["DELETE"],
        status_code=204,
        response_class=Response,
        responses=problems(404, 503),
        summary="Remove a collection",
    )
    return made
