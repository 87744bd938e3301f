"""``POST /dify/retrieval``: Dify's external knowledge API, with its own error codes.

Dify appends ``/retrieval`` to the endpoint it is given, so that is ``http://HOST/dify``; the
``knowledge_id`` is a collection's name.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from youju.schema import Scope, ScoredPassage
from youju_ui.web_api.asking import Reader, Served, asked_language
from youju_ui.web_api.collecting import require_known
from youju_ui.web_api.dify_conditions import dify_condition
from youju_ui.web_api.filters import ids_where
from youju_ui.web_api.problems import Problem, install_problems
from youju_ui.web_api.rest.models import CollectionName
from youju_ui.web_api.service import Service
from youju_ui.web_api.trace import BodyLimit

_BODY_BYTES = 1024 * 1024
_CODES = {"key_needed": 1001, "key_malformed": 1001, "key_wrong": 1002, "not_found": 2001}
"""Dify's codes: 1001 the header is not as it should be, 1002 refused, 2001 no such knowledge."""


class RetrievalSetting(BaseModel):
    """How much is wanted."""

    top_k: int = Field(default=5, ge=1, le=100)
    score_threshold: float | None = Field(default=0, ge=0, le=1)


class Condition(BaseModel):
    """One condition on a document's metadata."""

    name: str | list[str]
    comparison_operator: str
    value: str | float | list[str] | None = None


class MetadataCondition(BaseModel):
    """Conditions that all, or any, must hold."""

    logical_operator: Literal["and", "or"] = "and"
    conditions: Annotated[list[Condition], Field(max_length=50)] | None = None


class RetrievalRequest(BaseModel):
    """What Dify sends."""

    knowledge_id: CollectionName
    query: str = Field(max_length=2000)
    retrieval_setting: RetrievalSetting
    metadata_condition: MetadataCondition | None = None


async def retrieve(body: RetrievalRequest, reader: Reader, service: Served) -> JSONResponse:
    """The best passages of one collection."""
    view, setting = service.view(reader), body.retrieval_setting
    sent = body.metadata_condition
    condition = None
    if sent is not None and sent.conditions:
        conditions = [one.model_dump() for one in sent.conditions]
        condition = dify_condition(conditions, every=sent.logical_operator == "and")

    def found() -> tuple[ScoredPassage, ...]:
        require_known(service, reader, body.knowledge_id)
        scope = Scope(collections=frozenset({body.knowledge_id}))
        if condition is not None:
            documents = ids_where(view.documents(scope=scope), condition)
            scope = Scope(collections=scope.collections, documents=documents)
        return view.search(body.query, k=setting.top_k, scope=scope)

    passages = await service.desk.run(found)
    service.audit(reader, "search", content=body.query, found=len(passages), face="dify")
    least = setting.score_threshold or 0.0
    records = [_record(one) for one in passages if one.score >= least]
    return JSONResponse({"records": records})


def _record(scored: ScoredPassage) -> dict[str, Any]:
    """One passage; Dify fails on metadata that is null, so nothing in it is."""
    passage = scored.passage
    metadata: dict[str, Any] = {
        **passage.document.metadata,
        "document_id": passage.document.id,
        "document": passage.document.name,
        "passage_id": passage.id,
        "collection": passage.document.collection,
        "heading_path": list(passage.heading_path),
        "start": passage.span.start,
        "end": passage.span.end,
        "path": f"/passages/{passage.id}",
        "description": passage.document.title,
    }
    if passage.page is not None:
        metadata["page"] = passage.page
    if passage.document.date is not None:
        metadata["date"] = passage.document.date
    return {
        "content": passage.text,
        "score": round(scored.score, 6),
        "title": passage.document.name,
        "metadata": metadata,
    }


def render_error(request: Request, problem: Problem) -> Response:
    """A problem as ``{error_code, error_msg}``; what Dify has no code for keeps its HTTP status."""
    language = asked_language(request) or request.app.state.service.language
    status = 403 if problem.code in {"key_malformed", "key_wrong", "key_needed"} else problem.status
    code = _CODES.get(problem.code, problem.status)
    content = {"error_code": code, "error_msg": problem.detail.localized(language)}
    return JSONResponse(content, status_code=status, headers=dict(problem.headers))


def build_dify(service: Service) -> FastAPI:
    """The application; the gate before it says who asks."""
    app = FastAPI(title="youju /dify", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service = service
    router = APIRouter()
    router.add_api_route("/retrieval", retrieve, methods=["POST"], response_class=JSONResponse)
    app.include_router(router)
    install_problems(app, render_error)
    app.add_middleware(BodyLimit, limit_of=lambda _: _BODY_BYTES)
    return app
