"""``/v1/vector_stores``: a collection under its name, made, listed, changed, searched."""

from collections import Counter
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from youju.schema import Scope, ScoredPassage
from youju_ui.access.values import Access
from youju_ui.identity import id_of
from youju_ui.web_api.asking import Editor, Reader, Served, require_collection
from youju_ui.web_api.collecting import collections_of, drop_collection, require_known
from youju_ui.web_api.filters import attributes_of, ids_where, openai_filter
from youju_ui.web_api.openai import models
from youju_ui.web_api.openai.files import file_id_of
from youju_ui.web_api.openai.paging import Paged, page_of
from youju_ui.web_api.openai.routing import stores_router
from youju_ui.web_api.openai.store_files import StoreId
from youju_ui.web_api.openai.store_records import as_sent, attach, records_of, require_upload
from youju_ui.web_api.service import Service


async def create(body: models.NewStore, editor: Editor, service: Served) -> JSONResponse:
    """Make a collection; its id follows from its name. One that is there already is given back."""
    name = body.name or f"vs_{uuid4().hex[:12]}"
    require_collection(editor, name)

    def made() -> dict[str, Any]:
        for file_id in body.file_ids:
            require_upload(service, editor, file_id)
        _keep(service, name, body.metadata)
        for file_id in body.file_ids:
            attach(service, editor, name, file_id)
        return store_record(service, editor, name)

    record = await service.desk.aside(made)
    service.audit(editor, "collection.create", collection=name, files=len(body.file_ids))
    return JSONResponse(record)


async def listed(reader: Reader, service: Served, paging: Paged) -> JSONResponse:
    """Your collections."""

    def found() -> list[dict[str, Any]]:
        return [store_record(service, reader, name) for name in collections_of(service, reader)]

    return JSONResponse(page_of(await service.desk.aside(found), paging))


async def shown(store_id: StoreId, reader: Reader, service: Served) -> JSONResponse:
    """One collection."""
    return JSONResponse(await service.desk.aside(lambda: store_record(service, reader, store_id)))


async def change(
    store_id: StoreId, body: models.ChangedStore, editor: Editor, service: Served
) -> JSONResponse:
    """Give a collection other metadata; its name is its id and stays."""

    def changed() -> dict[str, Any]:
        require_known(service, editor, store_id)
        _keep(service, store_id, body.metadata)
        return store_record(service, editor, store_id)

    record = await service.desk.aside(changed)
    service.audit(editor, "collection.change", collection=store_id)
    return JSONResponse(record)


def _keep(service: Service, name: str, metadata: dict[str, str] | None) -> None:
    """Keep a collection's name; its metadata stay as they are where none are given."""
    known = service.shelf.collection(name)
    if known is None or metadata is not None:
        service.shelf.put_collection(name, metadata)


async def remove(store_id: StoreId, editor: Editor, service: Served) -> JSONResponse:
    """Take a collection away with its documents; uploads stay until they are removed themselves."""
    documents = await service.desk.aside(lambda: drop_collection(service, editor, store_id))
    service.audit(editor, "collection.remove", collection=store_id, documents=documents)
    deleted = {"id": id_of(store_id), "object": "vector_store.deleted", "deleted": True}
    return JSONResponse(deleted)


async def search(
    store_id: StoreId, body: models.StoreSearchRequest, reader: Reader, service: Served
) -> JSONResponse:
    """The best passages of one collection, one result a passage; several queries are asked as one."""
    queries = [body.query] if isinstance(body.query, str) else body.query
    least = 0.0 if body.ranking_options is None else body.ranking_options.score_threshold
    condition = None if not body.filters else openai_filter(body.filters)
    view = service.view(reader)

    def found() -> tuple[ScoredPassage, ...]:
        require_known(service, reader, store_id)
        scope = Scope(collections=frozenset({store_id}))
        if condition is not None:
            documents = ids_where(view.documents(scope=scope), condition)
            scope = Scope(collections=scope.collections, documents=documents)
        return view.search("\n".join(queries), k=body.max_num_results, scope=scope)

    passages = await service.desk.run(found)
    service.audit(reader, "search", content="\n".join(queries), found=len(passages))
    return JSONResponse(
        {
            "object": "vector_store.search_results.page",
            "search_query": queries,
            "data": [_result(one) for one in passages if one.score >= least],
            "has_more": False,
            "next_page": None,
        }
    )


def _result(scored: ScoredPassage) -> dict[str, Any]:
    passage = scored.passage
    attributes: dict[str, Any] = {
        **as_sent(attributes_of(passage.document)),
        "passage_id": passage.id,
        "document_id": passage.document.id,
        "start": passage.span.start,
        "end": passage.span.end,
        "heading_path": " > ".join(passage.heading_path),
    }
    if passage.page is not None:
        attributes["page"] = passage.page
    return {
        "file_id": file_id_of(passage.document),
        "filename": passage.document.name,
        "score": round(scored.score, 6),
        "attributes": attributes,
        "content": [{"type": "text", "text": passage.text}],
    }


def store_record(service: Service, access: Access, name: str) -> dict[str, Any]:
    """A collection as OpenAI's clients expect a vector store.

    Raises:
        ProblemError: it is not there, or not his (404).
    """
    require_known(service, access, name)
    kept = service.shelf.collection(name)
    files = records_of(service, access, name).values()
    states = Counter(str(one["status"]) for one in files)
    counts = {state: states[state] for state in ("in_progress", "completed", "failed", "cancelled")}
    created = 0 if kept is None else kept.created
    return {
        "id": id_of(name),
        "object": "vector_store",
        "name": name,
        "created_at": created,
        "last_active_at": created,
        "usage_bytes": sum(int(one["usage_bytes"]) for one in files),
        "status": "in_progress" if counts["in_progress"] else "completed",
        "file_counts": {**counts, "total": len(files)},
        "metadata": {} if kept is None else dict(kept.metadata),
        "expires_after": None,
        "expires_at": None,
    }


def router() -> APIRouter:
    """The endpoints."""
    routes = (
        ("", create, "POST"),
        ("", listed, "GET"),
        ("/{store_id}", shown, "GET"),
        ("/{store_id}", change, "POST"),
        ("/{store_id}", remove, "DELETE"),
        ("/{store_id}/search", search, "POST"),
    )
    return stores_router("/vector_stores", routes)
