"""How ``/api/v1`` answers: JSON with an ETag, problems as ``application/problem+json``."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from youju_ui.web_api.asking import language_of
from youju_ui.web_api.problems import Problem
from youju_ui.web_api.rest import models

PROBLEM_TYPE = "application/problem+json"


def render_problem(request: Request, problem: Problem) -> Response:
    """A problem in the caller's language."""
    language = language_of(request)
    content: dict[str, object] = {
        "type": "about:blank",
        "title": problem.title.localized(language),
        "status": problem.status,
        "detail": problem.detail.localized(language),
        "code": problem.code,
        "request_id": request.scope["state"].get("request_id", ""),
    }
    if problem.places:
        content["errors"] = [
            {"where": where, "message": message.localized(language)}
            for where, message in problem.places
        ]
    headers = {**problem.headers, "content-language": language}
    return JSONResponse(
        content, status_code=problem.status, headers=headers, media_type=PROBLEM_TYPE
    )


def tagged(
    request: Request, content: object, *, headers: Mapping[str, str] | None = None
) -> Response:
    """JSON with an ETag over it; 304 without a body when the caller has just that."""
    body = encoded(content)
    tag = etag_of(body)
    kept = {"etag": tag, "cache-control": "private, no-cache", **(headers or {})}
    if has_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=kept)
    return Response(body, media_type="application/json", headers=kept)


def encoded(content: object) -> bytes:
    """JSON as it is sent."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def etag_of(body: bytes) -> str:
    """The tag of a body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def has_tag(header: str, tag: str) -> bool:
    """Whether a list of tags, or ``*``, names a tag; weak ones compare as strong ones."""
    named = {one.strip().removeprefix("W/") for one in header.split(",")}
    return tag in named or "*" in named


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of the failures an endpoint may answer with, the usual ones among them."""
    return {
        status: {
            "model": models.Problem,
            "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            "description": _MEANINGS[status],
            **({"headers": _RETRY} if status in {429, 503} else {}),
        }
        for status in sorted({400, 401, 403, 422, 429, *statuses})
    }


_MEANINGS = {
    400: "The question or request cannot be served as it stands.",
    401: "No key, or one that opens nothing.",
    403: "The key may not do this.",
    404: "Not there, or not yours.",
    409: "In conflict with what is there.",
    412: "Changed in the meantime (If-Match).",
    413: "Too large.",
    422: "The request does not fit.",
    429: "Too many requests of this key.",
    503: "Busy: come again after Retry-After.",
}
_RETRY = {
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
}
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "Unchanged (If-None-Match)."}}
