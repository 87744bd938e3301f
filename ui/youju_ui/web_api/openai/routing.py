"""Routers of endpoints that answer with JSON as OpenAI's clients expect it."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

Route = tuple[str, Callable[..., Any], str]
"""Path below the prefix, endpoint, method."""


def stores_router(prefix: str, routes: Sequence[Route]) -> APIRouter:
    """The endpoints of vector stores below a prefix."""
    made = APIRouter(prefix=prefix, tags=["vector stores"])
    for path, endpoint, method in routes:
        made.add_api_route(path, endpoint, methods=[method], response_class=JSONResponse)
    return made
