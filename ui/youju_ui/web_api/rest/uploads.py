"""``POST /documents``: a file becomes a job that adds it; sending it twice is sending it once."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, Request, UploadFile
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from youju.errors import YoujuError
from youju.schema import DEFAULT_COLLECTION
from youju_ui.access.values import Access
from youju_ui.identity import name_of
from youju_ui.messages import web_api as texts
from youju_ui.web_api.adding import added, clean_name, spooled
from youju_ui.web_api.asking import Editor, Language, Served, require_collection
from youju_ui.web_api.job import Job
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import problems
from youju_ui.web_api.rest.jobs import job_record, place_of
from youju_ui.web_api.service import Service

Pair = Annotated[str, Form(max_length=1200, pattern="^[^=]+=")]


async def upload(
    request: Request,
    editor: Editor,
    service: Served,
    language: Language,
    file: Annotated[UploadFile, File(description="TXT, Markdown, DOCX, PDF or HTML.")],
    metadata: Annotated[
        list[Pair],
        Form(default_factory=list, max_length=50, description="`name=value`, repeatable."),
    ],
    collection: Annotated[
        str, Form(max_length=200, description="`default` when left out or blank.")
    ] = DEFAULT_COLLECTION,
    source: Annotated[
        str, Form(max_length=1000, description="What it is known by; its name when left out.")
    ] = "",
    idempotency_key: Annotated[
        str, Header(max_length=200, description="The same key is the same upload.")
    ] = "",
) -> JSONResponse:
    """Add a document in the background.

    The same collection and source are the same document: sent again it is updated, and left alone
    when it has not changed.
    """
    collection = name_of(collection.strip()) or DEFAULT_COLLECTION
    require_collection(editor, collection)
    name = clean_name(file.filename or "")
    parted = [pair.partition("=") for pair in metadata]
    pairs = {key: value for key, _, value in parted}
    path, digest = await run_in_threadpool(spooled, file.file)
    upload = _Upload(path, name, source or name, collection, pairs)

    def begun() -> tuple[Job, bool]:
        return _begun(service, editor, upload, idempotency_key, digest)

    job, replayed = await run_in_threadpool(begun)
    if not replayed:
        service.audit(editor, "document.add", name=name, collection=collection, job=job.id)
    return _accepted(request, job, language, replayed=replayed)


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file that was sent, in its temporary folder, and what it is to become."""

    path: Path
    name: str
    source: str
    collection: str
    metadata: Mapping[str, str]

    def fingerprint(self, digest: str) -> str:
        """The same for the same upload."""
        what = [self.name, self.collection, self.source, sorted(self.metadata.items()), digest]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()

    def discard(self) -> None:
        """Forget the file."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def _begun(
    service: Service, editor: Access, upload: _Upload, key: str, digest: str
) -> tuple[Job, bool]:
    """The job that adds an upload, and whether it was begun under its key before."""
    fingerprint = upload.fingerprint(digest)
    try:
        known = _known(service, editor, key, fingerprint)
    except YoujuError:
        upload.discard()
        raise
    if known is not None:
        upload.discard()
        return known, True
    work = added(
        service.library,
        upload.path,
        upload.name,
        source=upload.source,
        collection=upload.collection,
        metadata=upload.metadata,
    )
    job = service.jobs.submit(
        "document", owner=editor.name, subject=upload.name, work=work, discard=upload.discard
    )
    if key:
        service.ledger.put_key(editor.name, key, fingerprint, job.id)
    return job, False


def _known(service: Service, access: Access, key: str, fingerprint: str) -> Job | None:
    """The job of the same upload sent before."""
    found = None if not key else service.ledger.find_key(access.name, key)
    if found is None:
        return None
    before, job_id = found
    if before != fingerprint:
        raise ProblemError(Problem(409, "conflict", texts.KEY_REUSED))
    return service.jobs.get(job_id)


def _accepted(request: Request, job: Job, language: str, *, replayed: bool) -> JSONResponse:
    headers = {"location": place_of(request, job)}
    if replayed:
        headers["idempotent-replayed"] = "true"
    return JSONResponse(job_record(job, language), status_code=202, headers=headers)


def router() -> APIRouter:
    """The endpoint."""
    made = APIRouter(prefix="/documents", tags=["documents"])
    made.add_api_route(
        "",
        upload,
        methods=["POST"],
        status_code=202,
        response_model=models.Job,
        responses=problems(409, 413, 503),
        summary="Add a document",
    )
    return made
