"""``/v1/vector_stores/{id}/files``: an upload becomes a document of a collection, in the background."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import AfterValidator

from youju.schema import Document
from youju_ui.access.values import Access
from youju_ui.chat.holding import describe
from youju_ui.identity import name_of
from youju_ui.web_api.asking import Editor, Reader, Served, require_collection
from youju_ui.web_api.collecting import require_known
from youju_ui.web_api.openai import models
from youju_ui.web_api.openai.files import FileId, documents_of, file_id_of
from youju_ui.web_api.openai.paging import Paged, nothing, page_of
from youju_ui.web_api.openai.routing import stores_router
from youju_ui.web_api.openai.store_records import (
    attach,
    metadata_of,
    of_job,
    record_of,
    records_of,
)
from youju_ui.web_api.problems import ProblemError
from youju_ui.web_api.service import Service

StoreId = Annotated[str, Path(max_length=1200), AfterValidator(name_of)]
"""A collection by its id; handlers get its name."""
Status = Literal["in_progress", "completed", "failed", "cancelled"]
Filter = Annotated[Status | None, Query()]
POLLED = {"openai-poll-after-ms": "300"}
"""How soon a client that waits should ask again; it would wait a second otherwise."""


async def create(
    store_id: StoreId, body: models.NewStoreFile, editor: Editor, service: Served
) -> JSONResponse:
    """Put an upload into a collection; ask again until its status is ``completed``."""
    require_collection(editor, store_id)

    def begun() -> dict[str, Any]:
        require_known(service, editor, store_id)
        return of_job(attach(service, editor, store_id, body.file_id, body.attributes))

    record = await service.desk.aside(begun)
    service.audit(editor, "document.add", file=body.file_id, collection=store_id)
    return JSONResponse(record, headers=POLLED)


async def listed(
    store_id: StoreId,
    reader: Reader,
    service: Served,
    paging: Paged,
    filter: Filter = None,  # noqa: A002 (the contract's name)
) -> JSONResponse:
    """The files of a collection: those that are in it, on their way, or could not be read."""

    def found() -> list[dict[str, Any]]:
        require_known(service, reader, store_id)
        records = records_of(service, reader, store_id).values()
        return [one for one in records if filter in {None, one["status"]}]

    return JSONResponse(page_of(await service.desk.aside(found), paging))


async def shown(
    store_id: StoreId, file_id: FileId, reader: Reader, service: Served
) -> JSONResponse:
    """One file of a collection, with the state of its job."""

    def found() -> dict[str, Any]:
        require_known(service, reader, store_id)
        return record_of(service, reader, store_id, file_id)

    return JSONResponse(await service.desk.aside(found), headers=POLLED)


async def change(
    store_id: StoreId,
    file_id: FileId,
    body: models.ChangedStoreFile,
    editor: Editor,
    service: Served,
) -> JSONResponse:
    """Give a file of a collection other attributes in place of those it has."""

    def changed() -> dict[str, Any]:
        for document in _documents(service, editor, store_id, file_id):
            metadata = metadata_of(body.attributes, file_id_of(document))
            describe(service.library, document.id, metadata)
        return record_of(service, editor, store_id, file_id)

    record = await service.desk.aside(changed)
    service.audit(editor, "document.change", file=file_id, collection=store_id)
    return JSONResponse(record)


async def content(
    store_id: StoreId, file_id: FileId, reader: Reader, service: Served
) -> JSONResponse:
    """The text that was read from a file."""

    def read() -> list[dict[str, str]]:
        found = _documents(service, reader, store_id, file_id)
        texts = [service.view(reader).document(one.id).text for one in found]
        return [{"type": "text", "text": text} for text in texts]

    data = await service.desk.aside(read)
    kind = "vector_store.file_content.page"
    return JSONResponse({"object": kind, "data": data, "has_more": False, "next_page": None})


async def remove(
    store_id: StoreId, file_id: FileId, editor: Editor, service: Served
) -> JSONResponse:
    """Take a file out of a collection, also one that is not in it yet or failed; the upload stays."""

    def removed() -> None:
        require_known(service, editor, store_id)
        record = record_of(service, editor, store_id, file_id)
        service.jobs.detach(record["id"], place=store_id)
        for document in _inside(service, editor, store_id, file_id):
            service.view(editor).remove(document.id)

    await service.desk.aside(removed)
    service.audit(editor, "document.remove", file=file_id, collection=store_id)
    return JSONResponse({"id": file_id, "object": "vector_store.file.deleted", "deleted": True})


def _documents(
    service: Service, access: Access, collection: str, file_id: str
) -> tuple[Document, ...]:
    """What of a collection was made of a file.

    Raises:
        ProblemError: the collection is not there, nothing in it was made of the file, or not his (404).
    """
    require_known(service, access, collection)
    found = _inside(service, access, collection, file_id)
    if not found:
        raise ProblemError(nothing(file_id))
    return found


def _inside(
    service: Service, access: Access, collection: str, file_id: str
) -> tuple[Document, ...]:
    found = documents_of(service, access, file_id)
    return tuple(one for one in found if one.collection == collection)


def router() -> APIRouter:
    """The endpoints."""
    routes = (
        ("", create, "POST"),
        ("", listed, "GET"),
        ("/{file_id}", shown, "GET"),
        ("/{file_id}", change, "POST"),
        ("/{file_id}", remove, "DELETE"),
        ("/{file_id}/content", content, "GET"),
    )
    return stores_router("/vector_stores/{store_id}/files", routes)
