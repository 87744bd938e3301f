"""``/jobs``: work in the background, looked at and cancelled by who began it (and by administrators)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from youju.errors import Message
from youju_ui.access.values import Access, Role
from youju_ui.messages import web_api as texts
from youju_ui.web_api.asking import Language, Reader, Served
from youju_ui.web_api.job import Job
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import NOT_MODIFIED, problems, tagged
from youju_ui.web_api.service import Service

JobId = Annotated[str, Path(max_length=100)]


async def jobs(
    request: Request,
    reader: Reader,
    service: Served,
    language: Language,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[
        str, Query(max_length=100, description="`next` of the page before; empty for the first.")
    ] = "",
) -> Response:
    """Your jobs, newest first, a page at a time."""
    mine = [job for job in service.jobs.all() if is_of(job, reader)]
    if cursor:
        # One that is known no more was older than all that are.
        before = next((place for place, one in enumerate(mine) if one.id == cursor), len(mine))
        mine = mine[before + 1 :]
    shown = mine[:limit]
    following = shown[-1].id if len(mine) > limit else None
    headers = {}
    if following:
        url = request.url.include_query_params(cursor=following)
        headers["link"] = f'<{url.path}?{url.query}>; rel="next"'
    page = {"jobs": [job_record(job, language) for job in shown], "next": following}
    return tagged(request, page, headers=headers)


async def job(
    job_id: JobId, request: Request, reader: Reader, service: Served, language: Language
) -> Response:
    """One job as it stands."""
    return tagged(request, job_record(job_of(service, reader, job_id), language))


async def cancel(
    job_id: JobId, reader: Reader, service: Served, language: Language
) -> JSONResponse:
    """Ask a job to end. One that waits ends at once, one that runs at its next step; nothing of it is left."""
    job_of(service, reader, job_id)
    found = await run_in_threadpool(service.jobs.cancel, job_id)
    service.audit(reader, "job.cancel", job=job_id)
    return JSONResponse(job_record(found or job_of(service, reader, job_id), language))


def is_of(job: Job, access: Access) -> bool:
    """Whether someone may see a job: his own, all of them for an administrator of everything."""
    return job.owner == access.name or (access.may(Role.ADMIN) and access.readable is None)


def job_of(service: Service, access: Access, job_id: str) -> Job:
    """One of his jobs.

    Raises:
        ProblemError: it is not there, or not his (404).
    """
    found = service.jobs.get(job_id)
    if found is None or not is_of(found, access):
        detail = Message(
            zh=texts.NO_JOB.zh.format(job=job_id), en=texts.NO_JOB.en.format(job=job_id)
        )
        raise ProblemError(Problem(404, "not_found", detail))
    return found


def place_of(request: Request, job: Job) -> str:
    """Where a job is looked at, below the path a proxy puts before the server."""
    return f"{request.scope['root_path']}/jobs/{job.id}"


def job_record(job: Job, language: str) -> dict[str, object]:
    """A job as JSON, its problem in the caller's language."""
    problem = None
    if job.problem is not None:
        problem = {"code": job.problem.code, "detail": job.problem.detail.localized(language)}
    return {
        "id": job.id,
        "kind": job.kind,
        "subject": job.subject,
        "state": str(job.state),
        "stage": job.stage,
        "progress": job.progress,
        "created": job.created,
        "started": job.started,
        "finished": job.finished,
        "problem": problem,
        "result": job.result,
    }


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(prefix="/jobs", tags=["jobs"])
    made.add_api_route(
        "",
        jobs,
        methods=["GET"],
        response_model=models.JobList,
        responses={**NOT_MODIFIED, **problems()},
        summary="List jobs",
    )
    made.add_api_route(
        "/{job_id}",
        job,
        methods=["GET"],
        response_model=models.Job,
        responses={**NOT_MODIFIED, **problems(404)},
        summary="Show a job",
    )
    made.add_api_route(
        "/{job_id}/cancel",
        cancel,
        methods=["POST"],
        response_model=models.Job,
        responses=problems(404, 409),
        summary="Cancel a job",
    )
    return made
