"""The one process that serves everything: a FastAPI application with Gradio and the APIs mounted, and its start.

What is asked and answered is the library's work; what it looks like is the chat's; who may ask is
told in ``access``, and the APIs are in ``web_api``.
"""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from dataclasses import replace
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from types import FrameType

    from fastapi import FastAPI

    from youju.library import Library
    from youju.settings import Settings
    from youju_embeddings.errors import Message
    from youju_ui.chat.context import Editing, Examples, Rights, UserName

_CLOSING_SECONDS = 3
_SWITCH_SECONDS = 0.001
"""How long a thread may keep the interpreter while others want it; Python's own 5 ms."""


def prepare_environment() -> None:
    """Keep Gradio and the model hub from any outside request; must run before Gradio is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["GRADIO_SHARE"] = "False"
    os.environ["GRADIO_MCP_SERVER"] = "False"


def build(
    library: Library,
    *,
    settings: Settings,
    language: str = "zh-CN",
    examples: Examples | None = None,
    preparing: Callable[[], Message | None] | None = None,
    rights: Rights | None = None,
    user_name: UserName | None = None,
    edits: Editing | None = None,
) -> FastAPI:
    """The application over an open library; whoever opened the library closes it.

    ``language`` is spoken where the browser asks for none of ours. Without ``examples`` the
    questions of the empty state are drawn from the library. ``preparing`` says what is being added
    since the start, None when nothing is. ``rights``, ``edits`` and ``user_name`` say what the
    person behind a request may read, whether he may change it and what he is called; without them
    the keys and users of the library do.
    """
    prepare_environment()
    import gradio as gr

    from youju_ui.assets import static_path
    from youju_ui.chat import context as people
    from youju_ui.chat.app import build_chat
    from youju_ui.chat.downloads import add_downloads
    from youju_ui.chat.examples import DrawnExamples
    from youju_ui.chat.history import FILE, History
    from youju_ui.chat.installing import add_installing
    from youju_ui.chat.listening import is_loopback
    from youju_ui.chat.originals import FOLDER, Originals
    from youju_ui.chat.pages import add_pages
    from youju_ui.chat.theme import build_theme, head, translations
    from youju_ui.mcp_server.server import http_app
    from youju_ui.web_api.assistants import conduct_of, readable_by
    from youju_ui.web_api.conducting import ServedConduct
    from youju_ui.web_api.mounting import build_application, guard
    from youju_ui.web_api.people import edits_of, name_of, rights_of
    from youju_ui.web_api.service import Service
    from youju_ui.widget import add_widget

    context = people.Context(
        library=library,
        history=History(library.path / FILE),
        originals=Originals(library.path / FOLDER),
        examples=examples or DrawnExamples(),
        preparing=preparing or (lambda: None),
        default_language=language,
        rights=rights or rights_of,
        user_name=user_name or name_of,
        edits=edits or edits_of,
    )

    service = Service.over(
        library,
        settings=settings,
        language=language,
        required=not is_loopback(settings.server.host),
        preparing=context.preparing,
    )
    context = replace(context, conduct=ServedConduct(service))
    app = build_application(service, closing=(context.history.close,))
    add_pages(app, context)
    add_downloads(app, context)
    add_installing(app, context)
    add_widget(app)
    # Before Gradio takes every other path; names, origins and rights are the business of the guard.
    http_app(
        library,
        rights=readable_by,
        conduct=conduct_of(service),
        language=language,
        hosts=None,
    ).mount(app)
    blocks = build_chat(
        context,
        language=language,
        concurrency=settings.server.concurrency,
        waiting=settings.server.queue,
    )
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        server_name=settings.server.host,
        server_port=settings.server.port,
        root_path=settings.server.root_path.rstrip("/") or None,
        favicon_path=str(static_path("favicon.svg")),
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size=settings.limits.file_bytes,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        i18n=translations(),
        theme=build_theme(),
        head=head(),
    )
    app.state.blocks = blocks
    guard(app, service)
    return app


def serve(
    library_path: Path,
    *,
    settings: Settings,
    paths: tuple[Path, ...] = (),
    demo: bool = False,
    language: str = "zh-CN",
    open_browser: bool = True,
) -> None:
    """Open the library, add ``paths`` or the sample documents, and serve until interrupted.

    Raises:
        ConfigError: others reach the address and there is neither key nor user, or the port is taken.
        StoreError: the library cannot be opened.
    """
    from youju.library import Library
    from youju_ui.access.address import check_address
    from youju_ui.chat.examples import DemoExamples
    from youju_ui.chat.listening import is_everywhere, listen, url_of
    from youju_ui.chat.opening import Preparation, Teller, demo_path
    from youju_ui.messages import chat as texts
    from youju_ui.messages.chat import filled

    place = demo_path() if demo else library_path
    check_address(settings.server.host, place)
    tell = Teller(language)
    with (
        listen(settings.server.host, settings.server.port) as listener,
        Library.open(place, settings=settings) as library,
    ):
        preparation = Preparation(library, tell, demo=demo, paths=paths)
        app = build(
            library,
            settings=settings,
            language=language,
            examples=DemoExamples() if demo else None,
            preparing=preparation.state,
        )
        url = url_of(settings.server.host, listener)

        def ready() -> None:
            tell(filled(texts.READY, url=url))
            if is_everywhere(settings.server.host):
                tell(filled(texts.READY_FOR_OTHERS, port=listener.getsockname()[1]))
            preparation.start()
            if open_browser:
                webbrowser.open(url)

        try:
            _run(app, listener, settings.server.root_path.rstrip("/"), on_ready=ready)
        except KeyboardInterrupt:
            # The ordinary way to stop; uvicorn has already closed its connections.
            pass
        finally:
            preparation.stop()


def _run(
    app: FastAPI, listener: socket.socket, root_path: str, *, on_ready: Callable[[], None]
) -> None:
    """Serve on the socket with one worker until a signal comes."""
    import uvicorn

    from youju_ui.heaps import share_heaps

    # Questions keep their threads busy; the one that turns away what is too much must not wait for
    # each of them in turn.
    sys.setswitchinterval(_SWITCH_SECONDS)
    share_heaps()

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                on_ready()

    # uvicorn raises the signal again once it has shut down; the default would kill the process
    # before the library is closed.
    if current_thread() is main_thread():
        signal.signal(signal.SIGTERM, _interrupt)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_CLOSING_SECONDS,
        server_header=False,
        root_path=root_path,
        workers=1,
    )
    Server(config).run(sockets=[listener])


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Let SIGTERM end the server as Ctrl+C does."""
    raise KeyboardInterrupt
