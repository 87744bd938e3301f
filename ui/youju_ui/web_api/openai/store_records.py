"""The files of a collection as OpenAI's clients see them: put in, on their way, failed, or in it."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any

from youju.schema import Document, Scope
from youju_ui.identity import id_of
from youju_ui.web_api.adding import added_data
from youju_ui.web_api.filters import number_of
from youju_ui.web_api.job import Job, JobState
from youju_ui.web_api.openai.files import (
    FILE_ID,
    documents_of,
    file_id_of,
    is_of,
    seconds_of,
)
from youju_ui.web_api.openai.paging import nothing
from youju_ui.web_api.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from youju_ui.access.values import Access
    from youju_ui.web_api.service import Service
    from youju_ui.web_api.shelf import ShelvedFile

STATES = {
    JobState.QUEUED: "in_progress",
    JobState.RUNNING: "in_progress",
    JobState.DONE: "completed",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}
_CODES = {"unsupported_format": "unsupported_file"}
"""What of our codes has a name of its own there."""
Attributes = dict[str, str | float | bool]


_KINDS = "attribute_kinds"
"""Metadata are texts; which of the attributes were sent as numbers or truth values stands beside them."""


def metadata_of(attributes: Attributes | None, file_id: str) -> dict[str, str]:
    """Attributes as a document's metadata, with the file it is made of."""
    sent = attributes or {}
    kinds = {
        key: "boolean" if isinstance(value, bool) else "number"
        for key, value in sent.items()
        if not isinstance(value, str) and isfinite(value)
    }
    noted = {_KINDS: json.dumps(kinds, ensure_ascii=False)} if kinds else {}
    return {**{key: _text(value) for key, value in sent.items()}, **noted, FILE_ID: file_id}


def as_sent(metadata: Mapping[str, str]) -> Attributes:
    """Metadata as attributes again, each of the kind it was sent as."""
    try:
        kinds = json.loads(metadata.get(_KINDS, "{}"))
    except (ValueError, RecursionError):
        kinds = {}
    return {
        key: _valued(value, kinds.get(key) if isinstance(kinds, dict) else None)
        for key, value in metadata.items()
        if key != _KINDS
    }


def _valued(text: str, kind: object) -> str | float | bool:
    if kind == "boolean":
        return text == str(True)
    number = number_of(text) if kind == "number" else None
    return text if number is None or not isfinite(number) else number


def _text(value: str | float | bool) -> str:
    """A value as metadata hold it; JSON does not tell 2 from 2.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def attach(
    service: Service,
    access: Access,
    collection: str,
    file_id: str,
    attributes: Attributes | None = None,
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
        collection=collection,
        metadata=metadata_of(attributes, file_id),
    )
    return service.jobs.submit(
        "document", owner=access.name, subject=file.name, work=work, place=collection, about=file_id
    )


def require_upload(service: Service, access: Access, file_id: str) -> ShelvedFile:
    """One of his uploads.

    Raises:
        ProblemError: there is no such upload, or it is not his (404).
    """
    file = service.shelf.file(file_id)
    if file is None or not is_of(file, access):
        raise ProblemError(nothing(file_id))
    return file


def record_of(service: Service, access: Access, collection: str, file_id: str) -> dict[str, Any]:
    """One file of a collection as it stands.

    Raises:
        ProblemError: it is not there, or not his (404).
    """
    found = records_of(service, access, collection)
    # A document can also be asked for by its own id.
    ids = [file_id, *(file_id_of(one) for one in documents_of(service, access, file_id))]
    for one in ids:
        if one in found:
            return found[one]
    raise ProblemError(nothing(file_id))


def records_of(service: Service, access: Access, collection: str) -> dict[str, dict[str, Any]]:
    """The files of a collection by id: the newest job of each, where it did not end well, else the document."""
    scope = Scope(collections=frozenset({collection}))
    documents = service.view(access).documents(scope=scope)
    records = {file_id_of(one): _of_document(one) for one in documents}
    for file_id, job in _newest_jobs(service, collection).items():
        if job.state is not JobState.DONE:
            records[file_id] = of_job(job)
    return records


def _newest_jobs(service: Service, collection: str) -> dict[str, Job]:
    """The last job that put each upload into a collection, of the uploads that are still there."""
    found: dict[str, Job] = {}
    for job in service.jobs.all():
        if job.place == collection and job.about:
            found.setdefault(job.about, job)
    return {file: job for file, job in found.items() if service.shelf.file(file) is not None}


def _of_document(document: Document) -> dict[str, Any]:
    shown = {key: value for key, value in as_sent(document.metadata).items() if key != FILE_ID}
    return {
        **_fields(file_id_of(document), document.collection),
        "created_at": seconds_of(document.added),
        "usage_bytes": document.size,
        "status": "completed",
        "last_error": None,
        "attributes": shown,
    }


def of_job(job: Job) -> dict[str, Any]:
    """A file on its way, or one that did not get there, with the reason."""
    error = None
    if job.problem is not None:
        code = _CODES.get(job.problem.code, "invalid_file")
        code = "server_error" if job.problem.status >= 500 else code
        error = {"code": code, "message": job.problem.detail.en}
    return {
        **_fields(job.about, job.place),
        "created_at": seconds_of(job.created),
        "usage_bytes": 0,
        "status": STATES[job.state],
        "last_error": error,
        "attributes": {},
    }


def _fields(file_id: str, collection: str) -> dict[str, Any]:
    return {
        "id": file_id,
        "object": "vector_store.file",
        "vector_store_id": id_of(collection),
        "chunking_strategy": {"type": "other"},
    }
