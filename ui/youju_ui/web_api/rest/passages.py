"""``/passages/{id}``: what a citation's id stands for."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from youju_ui.access.passes import MINUTES, PARAMETER, make_pass
from youju_ui.web_api.asking import Reader, Served
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import NOT_MODIFIED, problems, tagged
from youju_ui.web_api.rest.documents import stored_passage

PassageId = Annotated[str, Path(max_length=300, examples=["d7e7971d3c6db-9e3648a5"])]


async def passage(
    passage_id: PassageId,
    request: Request,
    reader: Reader,
    service: Served,
) -> Response:
    """One passage by its id, of a document you may read."""
    found = await run_in_threadpool(service.view(reader).passage, passage_id)
    return tagged(request, stored_passage(found))


async def link(passage_id: PassageId, reader: Reader, service: Served) -> JSONResponse:
    """A link to the passage's page. For the bearer of a key it opens without a login, for ten minutes."""
    found = await run_in_threadpool(service.view(reader).passage, passage_id)
    made = await run_in_threadpool(make_pass, service.registry, reader, found.id)
    url = f"/passages/{found.id}" + (f"?{PARAMETER}={made}" if made else "")
    service.audit(reader, "passage.link", passage=found.id)
    answer = {"url": url, "seconds": MINUTES * 60 if made else None}
    return JSONResponse(answer, headers={"cache-control": "no-store"})


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/passages", tags=["documents"])
    made.add_api_route(
        "/{passage_id}",
        passage,
        methods=["GET"],
        response_model=models.StoredPassage,
        responses={**NOT_MODIFIED, **problems(404)},
        summary="Show a passage",
    )
    made.add_api_route(
        "/{passage_id}/link",
        link,
        methods=["POST"],
        response_model=models.PassageLink,
        responses=problems(404),
        summary="Link to a passage",
    )
    return made
