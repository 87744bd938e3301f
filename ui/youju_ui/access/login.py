"""The pages on which people log in and out: plain forms, no script, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_ui.access.gate import COOKIE
from youju_ui.access.rate import RateLimit
from youju_ui.access.registry import SESSION_DAYS, Registry
from youju_ui.chat.language import language_of
from youju_ui.chat.markup import escape
from youju_ui.messages import access as texts

if TYPE_CHECKING:
    from fastapi import FastAPI

    from youju_embeddings.errors import Message
    from youju_ui.access.audit import Audit

_TRIES_A_MINUTE = 10
_AT_ONCE = 2
"""Passwords checked at the same time: each takes 32 MB."""
_STYLE = """
:root{color-scheme:light dark;--ink:#1c1f23;--paper:#fff;--edge:#8a929b;--go:#0b5c4b;--bad:#a11d1d}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#16191c;--edge:#7b838c;--go:#1c7a65;--bad:#ff9d9d}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);
font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{width:min(22rem,calc(100vw - 3rem))}h1{font-size:1.4rem;margin:0 0 1rem}
label{display:block;margin:.9rem 0 .2rem}input{box-sizing:border-box;width:100%;padding:.6rem .7rem;font:inherit;
color:inherit;background:transparent;border:1px solid var(--edge);border-radius:.5rem}
button{margin-top:1.2rem;width:100%;padding:.65rem;font:inherit;color:#fff;background:var(--go);border:0;border-radius:.5rem;cursor:pointer}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}.bad{color:var(--bad)}.hint{font-size:.875rem;margin:.2rem 0 0}
"""


def add_login(
    app: FastAPI, registry: Registry, *, language: str, audit: Audit, secure: bool = False
) -> None:
    """Put ``/login`` and ``/logout`` on the application.

    ``secure`` marks the cookie for HTTPS only, whatever the request says.
    """
    from anyio import CapacityLimiter, to_thread
    from fastapi import Request
    from fastapi.responses import HTMLResponse, RedirectResponse, Response

    by_name, by_address = RateLimit(_TRIES_A_MINUTE), RateLimit(3 * _TRIES_A_MINUTE)
    checking = CapacityLimiter(_AT_ONCE)

    def spoken(request: Request) -> str:
        return language_of(
            query=dict(request.query_params),
            cookies=request.cookies,
            headers=request.headers,
            default=language,
        )

    def root_of(request: Request) -> str:
        return str(request.scope.get("root_path", "")).rstrip("/")

    def form(request: Request) -> HTMLResponse:
        page = render_login(
            spoken(request), root=root_of(request), wanted=request.query_params.get("next", "")
        )
        return HTMLResponse(page, headers={"cache-control": "no-store"})

    async def log_in(request: Request) -> Response:
        sent = await request.form()
        name, password = str(sent.get("name", "")), str(sent.get("password", ""))
        wanted = str(sent.get("next", ""))
        who = name.strip() or "key"
        address = request.client.host if request.client else ""

        def refused(message: Message, status: int, wait: float = 0.0) -> HTMLResponse:
            audit.record(f"user:{who[:64]}", "login.refused", address=address, status=status)
            page = render_login(
                spoken(request), root=root_of(request), wanted=wanted, name=name, problem=message
            )
            headers = {"cache-control": "no-store"}
            if wait:
                headers["retry-after"] = str(int(wait) + 1)
            return HTMLResponse(page, status_code=status, headers=headers)

        wait = by_name.take(who) or by_address.take(address)
        if wait:
            return refused(texts.LOGIN_TOO_OFTEN, 429, wait)
        session = await to_thread.run_sync(registry.log_in, name, password, limiter=checking)
        if session is None:
            return refused(texts.LOGIN_WRONG, 401)
        audit.record(f"user:{who}", "login", address=address)
        root = root_of(request)
        answer = RedirectResponse(f"{root}{local_path(wanted)}", status_code=303)
        answer.set_cookie(
            COOKIE,
            session,
            max_age=SESSION_DAYS * 86_400,
            path=f"{root}/",
            httponly=True,
            samesite="lax",
            secure=secure or request.url.scheme == "https",
        )
        return answer

    def leave(request: Request) -> HTMLResponse:
        return HTMLResponse(render_logout(spoken(request), root=root_of(request)))

    def log_out(request: Request) -> Response:
        root = root_of(request)
        answer = RedirectResponse(f"{root}/login", status_code=303)
        answer.delete_cookie(COOKIE, path=f"{root}/", httponly=True, samesite="lax")
        return answer

    for path, endpoint, method in (
        ("/login", form, "GET"),
        ("/login", log_in, "POST"),
        ("/logout", leave, "GET"),
        ("/logout", log_out, "POST"),
    ):
        # The annotation must be the class itself: FastAPI cannot look up a name local to this function.
        endpoint.__annotations__["request"] = Request
        app.add_api_route(path, endpoint, methods=[method], response_model=None)


def local_path(wanted: str) -> str:
    """Where to go after the login: a path of ours, never another host."""
    plain = wanted.startswith("/") and wanted.isprintable() and wanted.isascii()
    if not plain or wanted.startswith("//") or "\\" in wanted:
        return "/"
    return wanted


def render_login(
    language: str, *, root: str, wanted: str, name: str = "", problem: Message | None = None
) -> str:
    """The page with the form."""
    told = (
        ""
        if problem is None
        else f'<p class="bad" role="alert">{escape(problem.localized(language))}</p>'
    )

    def say(message: Message) -> str:
        return escape(message.localized(language))

    form = (
        f'<form method="post" action="{escape(root)}/login">{told}'
        f'<input type="hidden" name="next" value="{escape(wanted)}">'
        f'<label for="name">{say(texts.LOGIN_NAME)}</label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" aria-describedby="hint" autofocus>'
        f'<p class="hint" id="hint">{say(texts.LOGIN_HINT)}</p>'
        f'<label for="password">{say(texts.LOGIN_PASSWORD)}</label>'
        '<input id="password" name="password" type="password" required autocomplete="current-password">'
        f"<button>{say(texts.LOGIN)}</button></form>"
    )
    return _page(texts.LOGIN_TITLE, form, language)


def render_logout(language: str, *, root: str) -> str:
    """The page with the one button."""
    button = escape(texts.LOGOUT.localized(language))
    form = f'<form method="post" action="{escape(root)}/logout"><button>{button}</button></form>'
    return _page(texts.LOGOUT_TITLE, form, language)


def _page(title: Message, form: str, language: str) -> str:
    heading = escape(title.localized(language))
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{heading}</h1>{form}</main></body></html>"
    )
