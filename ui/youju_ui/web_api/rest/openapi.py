"""The OpenAPI document of ``/api/v1``: what FastAPI derives from the endpoints, and what it cannot know."""

from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

_ABOUT = """Questions about your own documents, answered with the passages that prove it.

Offsets count code points of the document's text. Send `Accept-Language: zh-CN` or `en` to choose the
language of reasons and problems. On loopback no key is asked until one was made; afterwards send
`Authorization: Bearer KEY` (`youju keys create`)."""
_OPEN = {"/healthz", "/readyz"}


def describe(app: FastAPI) -> None:
    """Have the application describe itself in full."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title="youju 有据",
        version=version("youju"),
        description=_ABOUT,
        routes=app.routes,
        servers=[{"url": "/api/v1"}],
    )
    components = document.setdefault("components", {})
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key of `youju keys create`."}
    }
    schemas = components.get("schemas", {})
    # FastAPI's own description of a 422, which is never sent: ours is a Problem.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            if path not in _OPEN:
                operation["security"] = [{"key": []}]
            _name_request_id(operation)
            _only_problems(operation)
    return document


def _name_request_id(operation: dict[str, Any]) -> None:
    """Every answer carries the id of its request."""
    for response in operation["responses"].values():
        response.setdefault("headers", {})["X-Request-Id"] = {
            "description": "The request's id, yours if you sent one.",
            "schema": {"type": "string"},
        }


def _only_problems(operation: dict[str, Any]) -> None:
    """Failures are problems, never plain JSON; FastAPI lists both."""
    for status, response in operation["responses"].items():
        if status.startswith(("4", "5")):
            response.get("content", {}).pop("application/json", None)
