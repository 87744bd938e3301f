"""``/passages/{id}``: what a citation's id stands for."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from youju_ui.web_api.asking import Reader, Served
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import NOT_MODIFIED, problems, tagged
from youju_ui.web_api.rest.documents import stored_passage


async def passage(
    passage_id: Annotated[str, Path(max_length=300, examples=["d7e7971d3c6db-9e3648a5"])],
    request: Request,
    reader: Reader,
    service: Served,
) -> Response:
    """One passage by its id, of a document you may read."""
    found = await run_in_threadpool(service.view(reader).passage, passage_id)
    return tagged(request, stored_passage(found))


def router() -> APIRouter:
    """The endpoint."""
    made = APIRouter(prefix="/passages", tags=["documents"])
    made.add_api_route(
        "/{passage_id}",
        passage,
        methods=["GET"],
        response_model=models.StoredPassage,
        responses={**NOT_MODIFIED, **problems(404)},
        summary="Show a passage",
    )
    return made
