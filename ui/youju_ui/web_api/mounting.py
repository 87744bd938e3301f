"""Puts the APIs, the pages and the gate before them on the server's application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Thread
from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju_ui.access.gate import Gate
from youju_ui.access.login import add_login
from youju_ui.access.origins import Origins, origins_of
from youju_ui.access.uploads import Uploads
from youju_ui.chat.shield import LOOPBACK_NAMES, Shield
from youju_ui.web_api.dify import build_dify
from youju_ui.web_api.openai import build_openai
from youju_ui.web_api.problems import install_problems
from youju_ui.web_api.rest import build_rest, health
from youju_ui.web_api.rest.answers import render_problem
from youju_ui.web_api.trace import Trace

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from fastapi import FastAPI

    from youju_ui.web_api.service import Service


def build_application(service: Service, *, closing: Sequence[Callable[[], None]] = ()) -> FastAPI:
    """The application with everything but the chat; ``guard`` completes it.

    It closes the service when it ends, and calls ``closing``; the library stays its opener's to close.
    """
    from fastapi import FastAPI

    rest = build_rest(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None, None]:
        Thread(target=_warm, args=(service,), name="youju-warm-up", daemon=True).start()
        try:
            yield
        finally:
            service.close()
            for close in closing:
                close()

    app = FastAPI(title="youju", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    _add_faces(app, service, rest)
    return app


def _add_faces(app: FastAPI, service: Service, rest: FastAPI) -> None:
    """Mount the APIs, and put health checks and the login on the application."""
    app.state.service = service
    app.mount("/api/v1", rest)
    app.mount("/v1", build_openai(service))
    app.mount("/dify", build_dify(service))
    app.include_router(health.router())
    install_problems(app, render_problem)
    add_login(app, service.registry, language=service.language, audit=service.audit_log)


def guard(app: FastAPI, service: Service) -> None:
    """Put what every request passes before the application: the last one added is the first passed.

    A request gets its id, then foreign pages are sorted out, then who asks is told, then readers'
    uploads are turned away.
    """
    server = service.settings.server
    hosts = None if service.required else LOOPBACK_NAMES | {server.host}
    app.add_middleware(Uploads)
    app.add_middleware(
        Gate, registry=service.registry, required=service.required, rate=service.rate
    )
    app.add_middleware(Shield, hosts=hosts)
    app.add_middleware(Origins, allowed=origins_of(server.origins))
    app.add_middleware(Trace, metrics=service.metrics)


def _warm(service: Service) -> None:
    """Load what the first question would have to wait for, then say that the server is ready."""
    try:
        service.library.prepare()
        service.library.ask("2024年的目标是多少？")
    except YoujuError:
        # The first question will say the same to the person who asks it.
        pass
    finally:
        service.ready.set()
