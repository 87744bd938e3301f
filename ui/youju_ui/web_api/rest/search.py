"""``POST /search``: the best passages for a query."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from youju.records import ranked_record
from youju.schema import Scope
from youju_ui.web_api.asking import Reader, Served
from youju_ui.web_api.rest.answers import problems
from youju_ui.web_api.rest.models import AskRequest, SearchRequest, SearchResponse


async def search(body: SearchRequest, reader: Reader, service: Served) -> JSONResponse:
    """The passages that may answer, best first; none is a result, not an error."""
    view, scope = service.view(reader), scope_of(body)
    found = await service.desk.run(lambda: view.search(body.query, k=body.k, scope=scope))
    service.audit(reader, "search", content=body.query, found=len(found))
    return JSONResponse(
        {
            "query": body.query,
            "passages": [ranked_record(one) for one in found if one.score >= body.threshold],
        }
    )


def scope_of(body: SearchRequest | AskRequest) -> Scope:
    """Where a request looks."""
    return Scope(
        collections=None if body.collections is None else frozenset(body.collections),
        documents=None if body.documents is None else frozenset(body.documents),
    )


def router() -> APIRouter:
    """The endpoint."""
    made = APIRouter(tags=["questions"])
    made.add_api_route(
        "/search",
        search,
        methods=["POST"],
        response_model=SearchResponse,
        responses=problems(413, 503),
        summary="Search",
    )
    return made
