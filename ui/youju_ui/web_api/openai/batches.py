"""``/v1/vector_stores/{id}/file_batches``: many uploads put into a collection at once, followed by one id."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse

from youju_ui.access.values import Access
from youju_ui.identity import id_of
from youju_ui.web_api.asking import Editor, Reader, Served, require_collection
from youju_ui.web_api.collecting import require_known
from youju_ui.web_api.job import JobState
from youju_ui.web_api.openai import models
from youju_ui.web_api.openai.paging import Paged, nothing, page_of
from youju_ui.web_api.openai.routing import stores_router
from youju_ui.web_api.openai.store_files import POLLED, Filter, StoreId
from youju_ui.web_api.openai.store_records import (
    attach,
    of_job,
    records_of,
    require_upload,
)
from youju_ui.web_api.problems import ProblemError
from youju_ui.web_api.service import Service
from youju_ui.web_api.shelf import ShelvedBatch

BatchId = Annotated[str, Path(max_length=100)]


async def create(
    store_id: StoreId, body: models.NewBatch, editor: Editor, service: Served
) -> JSONResponse:
    """Put uploads into a collection; ask again until none is in progress."""
    require_collection(editor, store_id)
    wanted = dict.fromkeys(body.file_ids, body.attributes)
    wanted |= {one.file_id: one.attributes for one in body.files}

    def begun() -> dict[str, Any]:
        require_known(service, editor, store_id)
        for file_id in wanted:
            require_upload(service, editor, file_id)
        service.jobs.require_room("document", len(wanted))
        jobs = {
            file_id: attach(service, editor, store_id, file_id, attributes).id
            for file_id, attributes in wanted.items()
        }
        kept = service.shelf.put_batch(store_id, jobs)
        return _record(kept, _files(service, editor, kept))

    record = await service.desk.aside(begun)
    service.audit(
        editor, "document.add", batch=record["id"], files=len(wanted), collection=store_id
    )
    return JSONResponse(record, headers=POLLED)


async def shown(
    store_id: StoreId, batch_id: BatchId, reader: Reader, service: Served
) -> JSONResponse:
    """One batch as it stands."""

    def found() -> dict[str, Any]:
        kept = _batch(service, reader, store_id, batch_id)
        return _record(kept, _files(service, reader, kept))

    return JSONResponse(await service.desk.aside(found), headers=POLLED)


async def files(
    store_id: StoreId,
    batch_id: BatchId,
    reader: Reader,
    service: Served,
    paging: Paged,
    filter: Filter = None,  # noqa: A002 (the contract's name)
) -> JSONResponse:
    """The files of a batch, each with what became of it."""

    def found() -> list[dict[str, Any]]:
        kept = _batch(service, reader, store_id, batch_id)
        records = _files(service, reader, kept)
        return [one for one in records if filter in {None, one["status"]}]

    return JSONResponse(page_of(await service.desk.aside(found), paging))


async def cancel(
    store_id: StoreId, batch_id: BatchId, editor: Editor, service: Served
) -> JSONResponse:
    """Leave out the files that have not begun; one in hand is finished."""

    def cancelled() -> dict[str, Any]:
        kept = _batch(service, editor, store_id, batch_id)
        for job_id in kept.jobs.values():
            service.jobs.cancel(job_id)
        return _record(kept, _files(service, editor, kept))

    record = await service.desk.aside(cancelled)
    service.audit(editor, "job.cancel", batch=batch_id)
    return JSONResponse(record)


def _batch(service: Service, access: Access, collection: str, batch_id: str) -> ShelvedBatch:
    """One batch of a collection.

    Raises:
        ProblemError: the collection or the batch is not there, or not his (404).
    """
    require_known(service, access, collection)
    kept = service.shelf.batch(batch_id)
    if kept is None or kept.collection != collection:
        raise ProblemError(nothing(batch_id))
    return kept


def _files(service: Service, access: Access, batch: ShelvedBatch) -> list[dict[str, Any]]:
    """What became of each file; one that was taken out of the collection since is left out."""
    inside = records_of(service, access, batch.collection)
    found: list[dict[str, Any]] = []
    for file_id, job_id in batch.jobs.items():
        job = service.jobs.get(job_id)
        if job is not None and job.state is not JobState.DONE:
            found += [of_job(job)] if job.about else []
        elif file_id in inside:
            found.append(inside[file_id])
    return found


def _record(batch: ShelvedBatch, found: list[dict[str, Any]]) -> dict[str, Any]:
    counted = Counter(str(one["status"]) for one in found)
    counts = {
        state: counted[state] for state in ("in_progress", "completed", "failed", "cancelled")
    }
    return {
        "id": batch.id,
        "object": "vector_store.files_batch",
        "vector_store_id": id_of(batch.collection),
        "created_at": batch.created,
        "status": _status(counts, len(found)),
        "file_counts": {**counts, "total": len(found)},
    }


def _status(counts: dict[str, int], total: int) -> str:
    if counts["in_progress"]:
        return "in_progress"
    if counts["cancelled"]:
        return "cancelled"
    return "failed" if total and counts["failed"] == total else "completed"


def router() -> APIRouter:
    """The endpoints."""
    routes = (
        ("", create, "POST"),
        ("/{batch_id}", shown, "GET"),
        ("/{batch_id}/files", files, "GET"),
        ("/{batch_id}/cancel", cancel, "POST"),
    )
    return stores_router("/vector_stores/{store_id}/file_batches", routes)
