"""``/healthz``, ``/readyz`` and ``/metrics``: at the root of the server and under ``/api/v1`` alike."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from youju_ui.access.values import Access
from youju_ui.messages import web_api as texts
from youju_ui.web_api.asking import Reader, Served
from youju_ui.web_api.job import JobState
from youju_ui.web_api.metrics import CONTENT_TYPE
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import problems
from youju_ui.web_api.service import Service


async def healthz(request: Request, service: Served) -> JSONResponse:
    """Whether the process serves."""
    preparing = service.preparing() is not None
    content: dict[str, object] = {"status": "ok", "preparing": preparing}
    found = request.scope["state"].get("access")
    if isinstance(found, Access) and found.readable is None:
        stats = await run_in_threadpool(service.library.stats)
        content |= {"documents": stats.documents, "passages": stats.passages}
    return JSONResponse(content)


async def readyz(service: Served) -> JSONResponse:
    """Whether questions are answered at once: the model is loaded."""
    if not service.ready.is_set():
        raise ProblemError(Problem(503, "not_ready", texts.NOT_READY, {"retry-after": "2"}))
    return JSONResponse({"status": "ready"})


async def metrics(reader: Reader, service: Served) -> Response:
    """Counts and times in Prometheus' text format, for whoever may read everything."""
    if reader.readable is not None:
        raise ProblemError(Problem(403, "forbidden", texts.ONLY_ALL))
    written = await run_in_threadpool(_written, service)
    return Response(written, media_type=CONTENT_TYPE)


def _written(service: Service) -> str:
    stats, jobs = service.library.stats(), service.jobs.all()
    gauges = {
        "youju_documents": ("Documents in the library.", stats.documents),
        "youju_passages": ("Passages in the library.", stats.passages),
        "youju_bytes": ("Bytes of the library on disk.", stats.bytes_on_disk),
        "youju_generation": ("Changes the library has seen.", stats.generation),
        "youju_ready": ("Whether the model is loaded.", float(service.ready.is_set())),
        "youju_questions": ("Questions being answered or waiting.", service.desk.inside),
        "youju_jobs_queued": (
            "Jobs that wait.",
            sum(job.state is JobState.QUEUED for job in jobs),
        ),
        "youju_jobs_running": (
            "Jobs that run.",
            sum(job.state is JobState.RUNNING for job in jobs),
        ),
        "youju_jobs_failed": (
            "Jobs that failed, of those remembered.",
            sum(job.state is JobState.FAILED for job in jobs),
        ),
    }
    return service.metrics.render(gauges)


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(tags=["operation"])
    made.add_api_route(
        "/healthz", healthz, methods=["GET"], response_model=models.Health, summary="Alive"
    )
    not_ready: dict[int | str, dict[str, Any]] = {503: problems(503)[503]}
    made.add_api_route(
        "/readyz",
        readyz,
        methods=["GET"],
        response_model=models.Readiness,
        responses=not_ready,
        summary="Ready",
    )
    made.add_api_route(
        "/metrics",
        metrics,
        methods=["GET"],
        response_class=Response,
        responses={
            200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
            **problems(),
        },
        summary="Metrics",
    )
    return made
