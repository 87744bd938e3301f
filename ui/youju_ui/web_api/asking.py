"""What every endpoint asks of its request: who sends it, in which language, and the shared service."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request

from youju.errors import Message
from youju_ui.access.values import Access, Denial, Role
from youju_ui.chat.language import known, preferred
from youju_ui.messages import web_api as texts
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.service import Service

_DENIALS = {
    Denial.MISSING: ("key_needed", texts.KEY_NEEDED),
    Denial.MALFORMED: ("key_malformed", texts.KEY_MALFORMED),
    Denial.WRONG: ("key_wrong", texts.KEY_WRONG),
}


def service_of(request: Request) -> Service:
    """The service the application was made with."""
    service = request.app.state.service
    if not isinstance(service, Service):
        raise TypeError("the application has no service")
    return service


def language_of(request: Request) -> str:
    """The language of ``?lang=`` or ``Accept-Language``, else the server's."""
    return asked_language(request) or service_of(request).language


def asked_language(request: Request) -> str | None:
    """The language the request asks for; None when it asks for none."""
    return known(request.query_params.get("lang")) or preferred(
        request.headers.get("accept-language")
    )


def needs(role: Role) -> Callable[[Request], Awaitable[Access]]:
    """A dependency that lets through who may do what ``role`` may."""

    async def asker(request: Request) -> Access:
        state = request.scope["state"]
        route = request.scope.get("route")
        root = str(request.scope.get("root_path", ""))
        state["route"] = f"{root}{getattr(route, 'path', '')}"
        found = state["access"]
        if isinstance(found, Denial):
            code, detail = _DENIALS[found]
            raise ProblemError(Problem(401, code, detail, {"www-authenticate": "Bearer"}))
        if not isinstance(found, Access):
            raise TypeError("the gate let a request through without an asker")
        if state["wait"]:
            raise ProblemError(_too_often(service_of(request).rate.per_minute, state["wait"]))
        if not found.may(role):
            values = {"role": str(role), "has": str(found.role)}
            detail = Message(
                zh=texts.FORBIDDEN.zh.format(**values), en=texts.FORBIDDEN.en.format(**values)
            )
            raise ProblemError(Problem(403, "forbidden", detail))
        return found

    return asker


def require_collection(access: Access, collection: str) -> None:
    """Refuse to write where one may not read.

    Raises:
        ProblemError: the collection is not his.
    """
    if not access.reads(collection):
        detail = Message(
            zh=texts.NOT_YOURS.zh.format(collection=collection),
            en=texts.NOT_YOURS.en.format(collection=collection),
        )
        raise ProblemError(Problem(403, "forbidden", detail))


def _too_often(rate: int, wait: float) -> Problem:
    values = {"rate": rate, "seconds": int(wait) + 1}
    detail = Message(zh=texts.TOO_OFTEN.zh.format(**values), en=texts.TOO_OFTEN.en.format(**values))
    return Problem(429, "too_often", detail, {"retry-after": str(values["seconds"])})


async def _service(request: Request) -> Service:
    # Not a plain function: FastAPI would run it in a thread.
    return service_of(request)


async def _language(request: Request) -> str:
    return language_of(request)


Served = Annotated[Service, Depends(_service)]
Language = Annotated[str, Depends(_language)]
Reader = Annotated[Access, Depends(needs(Role.READER))]
Editor = Annotated[Access, Depends(needs(Role.EDITOR))]
Admin = Annotated[Access, Depends(needs(Role.ADMIN))]
