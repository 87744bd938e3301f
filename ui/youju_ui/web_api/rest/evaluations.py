"""``POST /evaluations``: a set of questions asked and measured in the background, within your rights."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from youju_ui.web_api.asking import Editor, Language, Served
from youju_ui.web_api.evaluating import evaluated
from youju_ui.web_api.job import Job
from youju_ui.web_api.rest import models
from youju_ui.web_api.rest.answers import problems
from youju_ui.web_api.rest.jobs import job_record, place_of


async def evaluate(
    body: models.EvaluationRequest,
    request: Request,
    editor: Editor,
    service: Served,
    language: Language,
) -> JSONResponse:
    """Begin an evaluation; its job's result holds every measure with its interval, and every question's values."""
    lines = [
        {key: value for key, value in one.model_dump().items() if value not in ("", None, [])}
        for one in body.questions
    ]
    label = body.label or "api"
    work = evaluated(service.view(editor), lines, label=label, language=language)

    def submitted() -> Job:
        return service.jobs.submit("evaluation", owner=editor.name, subject=label, work=work)

    job = await run_in_threadpool(submitted)
    service.audit(editor, "evaluation", questions=len(lines), job=job.id)
    headers = {"location": place_of(request, job)}
    return JSONResponse(job_record(job, language), status_code=202, headers=headers)


def router() -> APIRouter:
    """The endpoint."""
    made = APIRouter(prefix="/evaluations", tags=["evaluation"])
    made.add_api_route(
        "",
        evaluate,
        methods=["POST"],
        status_code=202,
        response_model=models.Job,
        responses=problems(413, 503),
        summary="Run an evaluation",
    )
    return made
