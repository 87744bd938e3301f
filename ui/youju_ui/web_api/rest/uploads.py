"""``POST /documents``: a file becomes a job that adds it; sending it twice is sending it once."""

import hashlib
import json
import shutil
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, Request, UploadFile
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from youju.schema import DEFAULT_COLLECTION
from youju_ui.access.values import Access
from youju_ui.messages import web_api as texts
from youju_ui.web_api.adding import added, clean_name, spooled
from youju_ui.web_api.asking import Editor, Language, Served, require_collection
from youju_ui.web_api.jobs import Job
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
    collection = collection.strip() or DEFAULT_COLLECTION
    require_collection(editor, collection)
    name = clean_name(file.filename or "")
    parted = [pair.partition("=") for pair in metadata]
    pairs = {key: value for key, _, value in parted}
    path, digest = await run_in_threadpool(spooled, file.file)
    what = json.dumps([name, collection, source, sorted(pairs.items()), digest])
    fingerprint = hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        known = _known(service, editor, idempotency_key, fingerprint)
    except ProblemError:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    if known is not None:
        shutil.rmtree(path.parent, ignore_errors=True)
        return _accepted(request, known, language, replayed=True)
    work = added(
        service.library, path, name, source=source or name, collection=collection, metadata=pairs
    )
    job = service.jobs.submit(
        "document",
        owner=editor.name,
        subject=name,
        work=work,
        discard=lambda: shutil.rmtree(path.parent, ignore_errors=True),
    )
    if idempotency_key:
        service.repeats.remember(editor.name, idempotency_key, fingerprint, job.id)
    service.audit(editor, "document.add", name=name, collection=collection, job=job.id)
    return _accepted(request, job, language, replayed=False)


def _known(service: Service, access: Access, key: str, fingerprint: str) -> Job | None:
    """The job of the same upload sent before."""
    found = None if not key else service.repeats.find(access.name, key)
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
