"""The pages beside the chat: one passage in its document under a link of its own, as HTML or JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from youju.schema import Span
from youju_ui.assets import static_text, style
from youju_ui.chat.markup import escape, icon
from youju_ui.chat.paneltools import passage_path
from youju_ui.chat.places import Place, place_of
from youju_ui.chat.sources import render_head, render_text
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_sources as words

if TYPE_CHECKING:
    from fastapi import FastAPI

    from youju_ui.chat.context import Context

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


def add_pages(app: FastAPI, context: Context) -> None:
    """Put ``/passages/{id}`` on the application.

    A program that accepts JSON, or says ``?format=json``, gets the record of ``/api/v1/passages/{id}``.
    """
    import gradio as gr
    from fastapi import Request
    from fastapi.responses import HTMLResponse, Response

    def passage(passage_id: str, request: Request, quotes: str = "") -> Response:
        asking = gr.Request(request)
        if wants_json(request.query_params.get("format"), request.headers.get("accept", "")):
            from youju_ui.web_api.rest.answers import tagged
            from youju_ui.web_api.rest.documents import stored_passage

            return tagged(request, stored_passage(context.reader(asking).passage(passage_id)))
        spoken = context.language(asking)
        root = str(request.scope.get("root_path", "")).rstrip("/")
        place = place_of(context.reader(asking), passage_id, quotes=spans_of(quotes), whole=True)
        if place is None:
            return HTMLResponse(render_missing(spoken, root=root), status_code=404)
        # By a pass one may see this page alone: no link from it leads to a login.
        alone = bool(request.scope.get("state", {}).get("passed"))
        headers = {"cache-control": "no-store"} if alone else {}
        return HTMLResponse(render_page(place, spoken, root=root, alone=alone), headers=headers)

    # The annotation must be the class itself: FastAPI cannot look up a name local to this function.
    passage.__annotations__["request"] = Request
    app.add_api_route(
        "/passages/{passage_id:path}",
        passage,
        methods=["GET"],
        response_class=HTMLResponse,
        response_model=None,
    )


def wants_json(form: str | None, accept: str) -> bool:
    """Whether a passage is wanted as JSON: by ``format=json``, or because HTML is not accepted."""
    if form is not None:
        return form == "json"
    return "application/json" in accept and "text/html" not in accept


def spans_of(written: str) -> tuple[Span, ...]:
    """The spans of ``start-end,start-end``; what is none is left out."""
    found = ((int(match[1]), int(match[2])) for match in _SPAN.finditer(written[:2_000]))
    return tuple(Span(start, end) for start, end in found if start < end)


def render_page(place: Place, language: str, *, root: str = "", alone: bool = False) -> str:
    """A self-contained page with the passage lit in its document; ``alone`` without links to the chat."""
    title = f"{place.document.name} · {texts.NAME.localized(language)}"
    link = escape(
        f"{root}/#{passage_path(place.passage.id, place.quotes)}" if place.passage else ""
    )
    opened = (
        f'<p class="yj-panel-tools"><a class="yj-button" href="{link}">'
        f"{escape(words.OPEN_IN_CHAT.localized(language))}</a></p>"
    )
    main = f"{render_head(place, language)}{'' if alone else opened}{render_text(place, language)}"
    section = f'<section class="yj-panel">{main}</section>'
    return _page(title, section, language, root=None if alone else root)


def render_missing(language: str, *, root: str = "") -> str:
    """The page for a passage that is not there."""
    title = texts.NO_PASSAGE.localized(language)
    main = f"<h2>{escape(title)}</h2><p>{escape(texts.GONE.localized(language))}</p>"
    return _page(
        title, f'<section class="yj-panel yj-missing">{main}</section>', language, root=root
    )


def _page(title: str, main: str, language: str, *, root: str | None) -> str:
    """A whole page; ``root`` is the chat's address, None to leave out what leads there."""
    name = f'<span class="yj-logo">{icon("logo")}</span><b>{escape(texts.NAME.localized(language))}</b>'
    head = f"<span>{name}</span>"
    if root is not None:
        back = escape(texts.BACK_TO_CHAT.localized(language))
        home = escape(root)
        head = f'<a href="{home}/">{name}</a><a class="yj-button" href="{home}/">{back}</a>'
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style()}</style></head>"
        f'<body class="yj-page"><header class="yj-page-head">{head}</header>'
        f"<main>{main}</main><script>{static_text('page.js')}</script></body></html>"
    )
