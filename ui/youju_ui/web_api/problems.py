"""What went wrong with a request, as one value; each face writes it in the form its clients expect."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from youju import errors
from youju.errors import Message, YoujuError
from youju_ui.access.values import AccessError
from youju_ui.messages import web_api as texts

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure: HTTP status, a stable code, words in both languages, and what headers go with it."""

    status: int
    code: str
    detail: Message
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    places: tuple[tuple[str, Message], ...] = ()
    """Of a request that does not fit: where, and what is wrong there."""

    @property
    def title(self) -> Message:
        """The kind of failure in a few words."""
        return texts.TITLES.get(self.code, texts.TITLES["failed"])


class ProblemError(YoujuError):
    """Ends a request with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(zh=problem.detail.zh, en=problem.detail.en)
        self.problem = problem


_KINDS: tuple[tuple[type[YoujuError], int, str], ...] = (
    (errors.QuestionError, 400, "bad_question"),
    (errors.NotInLibraryError, 404, "not_found"),
    (errors.DocumentTooLargeError, 413, "too_large"),
    (errors.UnsupportedFormatError, 415, "unsupported_format"),
    (errors.DocumentError, 422, "unreadable"),
    (errors.EvaluationError, 422, "bad_evaluation"),
    (errors.LibraryLockedError, 503, "busy"),
    (errors.LibraryFullError, 507, "disk_full"),
    (errors.StoreError, 500, "failed"),
    (errors.ModelError, 503, "model_unavailable"),
    (errors.ConfigError, 400, "bad_request"),
    (AccessError, 500, "failed"),
)
_BY_STATUS = {
    400: "bad_request",
    401: "key_needed",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_format",
    422: "bad_request",
}
_BUSY_SECONDS = "5"
_LIMITS = frozenset({"ge", "le", "gt", "lt", "min_length", "max_length", "expected", "pattern"})


def problem_of(error: YoujuError) -> Problem:
    """An error of ours as a problem."""
    if isinstance(error, ProblemError):
        return error.problem
    for kind, status, code in _KINDS:
        if isinstance(error, kind):
            headers = {"retry-after": _BUSY_SECONDS} if status == 503 else {}
            return Problem(status, code, error.message, headers)
    return Problem(500, "failed", error.message)


def failure_of(error: Exception) -> Problem:
    """Any error as a problem: of what is none of ours the log has the details, the caller general words."""
    if isinstance(error, YoujuError):
        return problem_of(error)
    _LOG.error("a request failed", exc_info=error)
    return Problem(500, "failed", texts.UNEXPECTED)


def http_problem(status: int, headers: Mapping[str, str] | None) -> Problem:
    """What the web framework refuses by itself: no such path, not this method, no such body."""
    code = _BY_STATUS.get(status, "failed" if status >= 500 else "bad_request")
    return Problem(status, code, texts.DETAILS.get(status, texts.TITLES[code]), headers or {})


def methods_of(request: Request) -> list[str]:
    """Every method of the path that was asked for; the web framework names those of one route."""
    from starlette.routing import compile_path

    root = str(request.scope.get("root_path", ""))
    asked, found = str(request.scope["path"]).removeprefix(root), set[str]()
    for pattern, methods in request.app.openapi()["paths"].items():
        if compile_path(pattern)[0].match(asked):
            found |= {method.upper() for method in methods}
    return sorted(found)


def _place(error: Mapping[str, Any]) -> tuple[str, Message]:
    """Where a request does not fit and what is wrong there; pydantic itself speaks English only."""
    where = ".".join(str(part) for part in error.get("loc", ()))
    english = str(error.get("msg", ""))
    zh = texts.MISFITS.get(str(error.get("type")), texts.MISFITS["other"])
    limits = {key: value for key, value in error.get("ctx", {}).items() if key in _LIMITS}
    limit = next((str(value) for value in limits.values()), "")
    return where, Message(zh=zh.format(limit=limit, message=english), en=english)


Render = Callable[["Request", Problem], "Response"]
"""Writes a problem as one face's clients expect it."""


def install_problems(app: FastAPI, render: Render) -> None:
    """Have every failure of an application written by ``render``."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    async def ours(request: Request, error: Exception) -> Response:
        problem = (
            problem_of(error)
            if isinstance(error, YoujuError)
            else Problem(500, "failed", texts.UNEXPECTED)
        )
        if problem.status == 500:
            _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return render(request, problem)

    async def http(request: Request, error: Exception) -> Response:
        status, headers = 500, None
        if isinstance(error, HTTPException):
            status, headers = error.status_code, error.headers
        if status == 405:
            headers = {"allow": ", ".join(methods_of(request))}
        return render(request, http_problem(status, headers))

    async def invalid(request: Request, error: Exception) -> Response:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        places = tuple(_place(one) for one in found)
        where = ", ".join(dict.fromkeys(place for place, _ in places))
        detail = Message(
            zh=texts.INVALID.zh.format(where=where), en=texts.INVALID.en.format(where=where)
        )
        return render(request, Problem(422, "bad_request", detail, places=places))

    handlers: tuple[
        tuple[type[Exception], Callable[[Request, Exception], Awaitable[Response]]], ...
    ] = (
        (YoujuError, ours),
        (HTTPException, http),
        (RequestValidationError, invalid),
        (Exception, ours),
    )
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
