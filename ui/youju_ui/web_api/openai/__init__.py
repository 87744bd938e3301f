"""The application under ``/v1`` that clients of OpenAI's API talk to: chat, files, vector stores, vectors."""

from fastapi import FastAPI

from youju_ui.web_api.openai import batches, chat, files, names, store_files, stores, vectors
from youju_ui.web_api.openai.errors import render_error
from youju_ui.web_api.problems import install_problems
from youju_ui.web_api.service import Service
from youju_ui.web_api.trace import BodyLimit

_BODY_BYTES = 16 * 1024 * 1024
_FORM_BYTES = 1024 * 1024


def build_openai(service: Service) -> FastAPI:
    """The application; the gate before it says who asks."""
    app = FastAPI(title="youju /v1", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service = service
    for part in (chat, names, files, store_files, batches, stores, vectors):
        app.include_router(part.router())
    install_problems(app, render_error)
    file_bytes = service.settings.limits.file_bytes + _FORM_BYTES

    def limit_of(path: str) -> int:
        return file_bytes if path.endswith("/v1/files") else _BODY_BYTES

    app.add_middleware(BodyLimit, limit_of=limit_of)
    return app
