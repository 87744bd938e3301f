"""Lists as OpenAI's clients ask for them and expect them: after and before an id, in an order, so many."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from youju.errors import Message
from youju_ui.messages import web_api as texts
from youju_ui.web_api.problems import Problem, ProblemError

Order = Literal["asc", "desc"]
_Id = Annotated[str | None, Query(max_length=1200)]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is wanted."""

    limit: int
    after: str | None
    before: str | None
    order: Order | None
    """By the time of creation; None leaves the list as it is."""


async def paging(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: _Id = None,
    before: _Id = None,
    order: Annotated[Order | None, Query()] = None,
) -> Paging:
    """As the query says it."""
    return Paging(limit, after, before, order)


async def long_paging(
    limit: Annotated[int, Query(ge=1, le=10_000)] = 10_000,
    after: _Id = None,
    before: _Id = None,
    order: Annotated[Order | None, Query()] = None,
) -> Paging:
    """The same for files, which come in longer pages."""
    return Paging(limit, after, before, order)


Paged = Annotated[Paging, Depends(paging)]
LongPaged = Annotated[Paging, Depends(long_paging)]


def page_of(data: list[dict[str, Any]], wanted: Paging) -> dict[str, Any]:
    """A page of a list.

    Raises:
        ProblemError: there is nothing of the id ``after`` or ``before`` (404): from the start again, a
            client that goes through all pages would never come to an end.
    """
    if wanted.order is not None:
        data = sorted(data, key=lambda one: one["created_at"], reverse=wanted.order == "desc")
    ids = [one["id"] for one in data]
    end = len(data) if wanted.before is None else _place(ids, wanted.before)
    begin = 0 if wanted.after is None else _place(ids, wanted.after) + 1
    if wanted.after is None and wanted.before is not None:
        begin = max(0, end - wanted.limit)
    shown = data[begin : min(end, begin + wanted.limit)]
    more = begin > 0 if wanted.before is not None else begin + wanted.limit < end
    return {
        "object": "list",
        "data": shown,
        "first_id": shown[0]["id"] if shown else None,
        "last_id": shown[-1]["id"] if shown else None,
        "has_more": more,
    }


def _place(ids: list[str], wanted: str) -> int:
    if wanted not in ids:
        raise ProblemError(nothing(wanted))
    return ids.index(wanted)


def nothing(identity: str) -> Problem:
    """The problem of a file, store or batch that is not there."""
    detail = Message(
        zh=texts.NO_FILE.zh.format(file=identity), en=texts.NO_FILE.en.format(file=identity)
    )
    return Problem(404, "not_found", detail)
