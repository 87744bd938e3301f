"""``/documents``: list, look at, take out. Putting in is in ``uploads``."""

import base64
import json
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from youju.schema import Document, Passage, Scope
from youju_ui.access.view import LibraryView
from youju_ui.messages import web_api as texts
from youju_ui.records import document_record, outline_record
from youju_ui.web_api.asking import Editor, Reader, Served
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import (
    NOT_MODIFIED,
    encoded,
    etag_of,
    has_tag,
    problems,
    tagged,
)

DocumentId = Annotated[str, Path(max_length=200, examples=["d7e7971d3c6db"])]
Cursor = Annotated[
    str, Query(max_length=2000, description="`next` of the page before; empty for the first.")
]


async def documents(
    request: Request,
    reader: Reader,
    service: Served,
    collection: Annotated[
        list[models.CollectionName],
        Query(default_factory=list, description="Only these, repeatable; all without one."),
    ],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Cursor = "",
) -> Response:
    """Your documents by name, a page at a time."""
    view = service.view(reader)
    scope = Scope(collections=frozenset(collection) or None)
    page = await run_in_threadpool(_page, view, scope, limit, cursor)
    headers = {}
    if page["next"]:
        following = request.url.include_query_params(cursor=page["next"])
        headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
    return tagged(request, page, headers=headers)


def _page(view: LibraryView, scope: Scope, limit: int, cursor: str) -> dict[str, object]:
    found = sorted(view.documents(scope=scope), key=_place)
    after = _decoded(cursor)
    rest = found if after is None else [one for one in found if _place(one) > after]
    shown = rest[:limit]
    counts = view.passage_counts(scope=Scope(documents=frozenset(one.id for one in shown)))
    return {
        "documents": [document_record(one, passages=counts.get(one.id, 0)) for one in shown],
        "total": len(found),
        "next": _encoded(_place(shown[-1])) if len(rest) > limit else None,
    }


def _place(document: Document) -> tuple[str, str]:
    """Where a document stands in the list, also once it is gone."""
    return document.name, document.id


def _encoded(place: tuple[str, str]) -> str:
    packed = json.dumps(place, ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def _decoded(cursor: str) -> tuple[str, str] | None:
    """The place in a cursor; a text that is none stands for the place itself."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        name, identity = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, TypeError):
        return cursor, ""
    return str(name), str(identity)


async def document(
    document_id: DocumentId, request: Request, reader: Reader, service: Served
) -> Response:
    """One document with its outline."""
    record = await run_in_threadpool(_detail, service.view(reader), document_id)
    return tagged(request, record)


def _detail(view: LibraryView, document_id: str) -> dict[str, object]:
    found = view.document(document_id)
    counts = view.passage_counts(scope=Scope(documents=frozenset({found.id})))
    outline = outline_record(view.library.blocks(found.id))
    return {**document_record(found, passages=counts.get(found.id, 0)), "outline": outline}


async def text(
    document_id: DocumentId, request: Request, reader: Reader, service: Served
) -> Response:
    """The document's text, in which all offsets count."""
    found = await run_in_threadpool(service.view(reader).document, document_id)
    tag = f'"{found.sha256[:32]}"'
    if has_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"etag": tag})
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    return Response(found.text, media_type="text/plain; charset=utf-8", headers=headers)


async def passages(
    document_id: DocumentId,
    request: Request,
    reader: Reader,
    service: Served,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """The passages of a document in their order."""
    found = await run_in_threadpool(service.view(reader).passages, document_id)
    end = offset + limit
    page = {
        "passages": [stored_passage(one) for one in found[offset:end]],
        "total": len(found),
        "next": end if end < len(found) else None,
    }
    return tagged(request, page)


def stored_passage(passage: Passage) -> dict[str, object]:
    """A passage outside any ranking, as JSON."""
    return {
        "passage_id": passage.id,
        "document_id": passage.document.id,
        "document": passage.document.name,
        "text": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
        "page": passage.page,
        "heading_path": list(passage.heading_path),
        "url": f"/passages/{passage.id}",
    }


async def remove(
    document_id: DocumentId,
    editor: Editor,
    service: Served,
    if_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """Take a document out; `If-Match` with the ETag of the document guards against removing a newer one."""
    view = service.view(editor)

    def removed() -> Document:
        if if_match is not None:
            _require_same(_detail(view, document_id), if_match)
        return view.remove(document_id)

    gone = await run_in_threadpool(removed)
    service.audit(editor, "document.remove", document=gone.id, name=gone.name)
    return Response(status_code=204)


def _require_same(record: dict[str, object], if_match: str) -> None:
    if not has_tag(if_match, etag_of(encoded(record))):
        raise ProblemError(Problem(412, "changed", texts.CHANGED))


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/documents", tags=["documents"])
    reading = {**NOT_MODIFIED, **problems(404)}
    made.add_api_route(
        "",
        documents,
        methods=["GET"],
        response_model=models.DocumentPage,
        responses={**NOT_MODIFIED, **problems()},
        summary="List documents",
    )
    made.add_api_route(
        "/{document_id}",
        document,
        methods=["GET"],
        response_model=models.DocumentDetail,
        responses=reading,
        summary="Show a document",
    )
    plain: dict[int | str, dict[str, Any]] = {
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}}
    }
    made.add_api_route(
        "/{document_id}/text",
        text,
        methods=["GET"],
        response_class=Response,
        responses={**plain, **reading},
        summary="Text of a document",
    )
    made.add_api_route(
        "/{document_id}/passages",
        passages,
        methods=["GET"],
        response_model=models.PassagePage,
        responses=reading,
        summary="Passages of a document",
    )
    made.add_api_route(
        "/{document_id}",
        remove,
        methods=["DELETE"],
        status_code=204,
        response_class=Response,
        responses=problems(404, 412, 503),
        summary="Remove a document",
    )
    return made
