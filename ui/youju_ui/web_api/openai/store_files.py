"""``/v1/vector_stores/{id}/files``: an upload becomes a document of a collection, in the background."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import AfterValidator

from youju.schema import Document, Scope
from youju_ui.access.values import Access
from youju_ui.identity import id_of, name_of
from youju_ui.web_api.adding import added_data
from youju_ui.web_api.asking import Editor, Reader, Served, require_collection
from youju_ui.web_api.collecting import require_known
from youju_ui.web_api.job import Job, JobState
from youju_ui.web_api.openai import models
from youju_ui.web_api.openai.files import (
    FILE_ID,
    FileId,
    documents_of,
    file_id_of,
    is_of,
    no_file,
    page_of,
    seconds_of,
)
from youju_ui.web_api.problems import ProblemError
from youju_ui.web_api.service import Service
from youju_ui.web_api.shelf import ShelvedFile

StoreId = Annotated[str, Path(max_length=1200), AfterValidator(name_of)]
"""A collection by its id; handlers get its name."""
Status = Literal["in_progress", "completed", "failed", "cancelled"]
_STATES = {
    JobState.QUEUED: "in_progress",
    JobState.RUNNING: "in_progress",
    JobState.DONE: "completed",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}
_CODES = {"unsupported_format": "unsupported_file"}
"""What of our codes has a name of its own there."""


async def create(
    store_id: StoreId, body: models.NewStoreFile, editor: Editor, service: Served
) -> JSONResponse:
    """Put an upload into a collection; ask again until its status is ``completed``."""
    require_collection(editor, store_id)
    attributes = {key: str(value) for key, value in (body.attributes or {}).items()}

    def begun() -> dict[str, Any]:
        require_known(service, editor, store_id)
        return _of_job(attach(service, editor, store_id, body.file_id, attributes), store_id)

    record = await service.desk.aside(begun)
    service.audit(editor, "document.add", file=body.file_id, collection=store_id)
    return JSONResponse(record)


def attach(
    service: Service, access: Access, store_id: str, file_id: str, attributes: Mapping[str, str]
) -> Job:
    """Begin to make a document of an upload.

    Raises:
        ProblemError: there is no such upload of his (404), or too many jobs wait (503).
    """
    file = require_upload(service, access, file_id)
    work = added_data(
        service.library,
        lambda: service.shelf.data(file_id),
        file.name,
        source=file_id,
        collection=store_id,
        metadata={**attributes, FILE_ID: file_id},
    )
    return service.jobs.submit(
        "document", owner=access.name, subject=file.name, work=work, place=store_id, about=file_id
    )


def require_upload(service: Service, access: Access, file_id: str) -> ShelvedFile:
    """One of his uploads.

    Raises:
        ProblemError: there is no such upload, or it is not his (404).
    """
    file = service.shelf.file(file_id)
    if file is None or not is_of(file, access):
        raise ProblemError(no_file(file_id))
    return file


async def listed(
    store_id: StoreId,
    reader: Reader,
    service: Served,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: Annotated[str | None, Query(max_length=200)] = None,
    filter: Annotated[Status | None, Query()] = None,  # noqa: A002 (the contract's name)
) -> JSONResponse:
    """The files of a collection: those that are in it, on their way, or could not be read."""

    def found() -> list[dict[str, Any]]:
        require_known(service, reader, store_id)
        records = records_of(service, reader, store_id).values()
        return [one for one in records if filter in {None, one["status"]}]

    return JSONResponse(page_of(await service.desk.aside(found), limit=limit, after=after))


async def shown(
    store_id: StoreId, file_id: FileId, reader: Reader, service: Served
) -> JSONResponse:
    """One file of a collection, with the state of its job."""
    return JSONResponse(
        await service.desk.aside(lambda: _record(service, reader, store_id, file_id))
    )


async def remove(
    store_id: StoreId, file_id: FileId, editor: Editor, service: Served
) -> JSONResponse:
    """Take a file out of a collection; the upload stays."""

    def removed() -> None:
        found = [
            one for one in documents_of(service, editor, file_id) if one.collection == store_id
        ]
        if not found:
            raise ProblemError(no_file(file_id))
        for document in found:
            service.view(editor).remove(document.id)

    await service.desk.aside(removed)
    service.audit(editor, "document.remove", file=file_id, collection=store_id)
    return JSONResponse({"id": file_id, "object": "vector_store.file.deleted", "deleted": True})


def _record(service: Service, access: Access, store_id: str, file_id: str) -> dict[str, Any]:
    """One file of a collection as it stands.

    Raises:
        ProblemError: the collection or the file is not there, or not his (404).
    """
    require_known(service, access, store_id)
    found = records_of(service, access, store_id)
    # A document can also be asked for by its own id.
    ids = [file_id, *(file_id_of(one) for one in documents_of(service, access, file_id))]
    for one in ids:
        if one in found:
            return found[one]
    raise ProblemError(no_file(file_id))


def records_of(service: Service, access: Access, store_id: str) -> dict[str, dict[str, Any]]:
    """The files of a collection by id: the newest job of each, where it did not end well, else the document."""
    scope = Scope(collections=frozenset({store_id}))
    documents = service.view(access).documents(scope=scope)
    records = {file_id_of(one): _of_document(one, store_id) for one in documents}
    for file_id, job in _newest_jobs(service, store_id).items():
        if job.state is not JobState.DONE:
            records[file_id] = _of_job(job, store_id)
    return records


def _newest_jobs(service: Service, store_id: str) -> dict[str, Job]:
    """The last job that put each upload into a collection, of the uploads that are still there."""
    found: dict[str, Job] = {}
    for job in service.jobs.all():
        if job.place == store_id and job.about:
            found.setdefault(job.about, job)
    return {file: job for file, job in found.items() if service.shelf.file(file) is not None}


def _of_document(document: Document, store_id: str) -> dict[str, Any]:
    return {
        **_fields(file_id_of(document), store_id),
        "created_at": seconds_of(document.added),
        "usage_bytes": document.size,
        "status": "completed",
        "last_error": None,
        "attributes": dict(document.metadata),
    }


def _of_job(job: Job, store_id: str) -> dict[str, Any]:
    error = None
    if job.problem is not None:
        code = _CODES.get(job.problem.code, "invalid_file")
        code = "server_error" if job.problem.status >= 500 else code
        error = {"code": code, "message": job.problem.detail.en}
    return {
        **_fields(job.about, store_id),
        "created_at": seconds_of(job.created),
        "usage_bytes": 0,
        "status": _STATES[job.state],
        "last_error": error,
        "attributes": {},
    }


def _fields(file_id: str, store_id: str) -> dict[str, Any]:
    return {
        "id": file_id,
        "object": "vector_store.file",
        "vector_store_id": id_of(store_id),
        "chunking_strategy": {"type": "other"},
    }


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/vector_stores/{store_id}/files", tags=["vector stores"])
    routes = (
        ("", create, "POST"),
        ("", listed, "GET"),
        ("/{file_id}", shown, "GET"),
        ("/{file_id}", remove, "DELETE"),
    )
    for path, endpoint, method in routes:
        made.add_api_route(path, endpoint, methods=[method], response_class=JSONResponse)
    return made
