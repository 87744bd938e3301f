"""Failures as the clients of OpenAI's API expect them: ``{"error": {message, type, param, code}}``."""

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from youju_ui.web_api.asking import language_of
from youju_ui.web_api.problems import Problem

_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}


def render_error(request: Request, problem: Problem) -> Response:
    """A problem in that form, in the caller's language."""
    language = language_of(request)
    kind = _TYPES.get(
        problem.status, "server_error" if problem.status >= 500 else "invalid_request_error"
    )
    message = problem.detail.localized(language)
    if problem.places:
        message += " " + "; ".join(
            f"{where}: {misfit.localized(language)}" for where, misfit in problem.places
        )
    content = {
        "error": {
            "message": message,
            "type": kind,
            "param": problem.places[0][0] if problem.places else None,
            "code": problem.code,
        }
    }
    return JSONResponse(content, status_code=problem.status, headers=dict(problem.headers))
