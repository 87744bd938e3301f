"""The REST application under ``/api/v1``: one short router a resource, one OpenAPI document over all."""

from fastapi import FastAPI

from youju_ui.web_api.problems import install_problems
from youju_ui.web_api.rest import (
    ask,
    collections,
    documents,
    evaluations,
    health,
    jobs,
    passages,
    search,
    uploads,
)
from youju_ui.web_api.rest.answers import render_problem
from youju_ui.web_api.rest.openapi import describe
from youju_ui.web_api.service import Service
from youju_ui.web_api.trace import BodyLimit

_BODY_BYTES = 8 * 1024 * 1024
_FORM_BYTES = 1024 * 1024


def build_rest(service: Service) -> FastAPI:
    """The application; the gate before it says who asks."""
    app = FastAPI(
        title="youju", docs_url=None, redoc_url=None, openapi_url="/openapi.json", debug=False
    )
    app.state.service = service
    for part in (
        search,
        ask,
        documents,
        uploads,
        passages,
        collections,
        jobs,
        evaluations,
        health,
    ):
        app.include_router(part.router())
    install_problems(app, render_problem)
    describe(app)
    file_bytes = service.settings.limits.file_bytes + _FORM_BYTES

    def limit_of(path: str) -> int:
        return file_bytes if path.endswith("/documents") else _BODY_BYTES

    app.add_middleware(BodyLimit, limit_of=limit_of)
    return app
