"""The chat bubble for pages elsewhere: one script, ``/widget/widget.js``, and where it is served.

The script talks to ``/api/v1`` (``ask``, ``passages``) with a read-only key; which pages may do so is the
server's setting ``server.origins``. It holds no data, so that anyone may fetch it. It is put together of

    about.js     what the page's author reads first
    words.js     attributes and texts
    looks.css    the styles, as the constant CSS
    elements.js  elements, marks, requests
    passage.js   the passage over the conversation
    bubble.js    the conversation and the bubble
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

PATH = "/widget/widget.js"


_ONCE = """  "use strict";
  if (!document.currentScript || document.querySelector("youju-widget")) return;
"""


def widget_script() -> str:
    """The script itself: its parts in a function of their own, so that none of their names is the page's."""
    looks = f"const CSS = {json.dumps(_part('looks.css'))};\n"
    parts = (_part("words.js"), looks, *map(_part, ("elements.js", "passage.js", "bubble.js")))
    return f"{_part('about.js')}(() => {{\n{_ONCE}{''.join(parts)}}})();\n"


def _part(name: str) -> str:
    return files("youju_ui.widget").joinpath(name).read_text("utf-8")


def add_widget(app: FastAPI) -> None:
    """Put the script on an application."""
    from fastapi import Response

    script = widget_script()

    def widget() -> Response:
        return Response(
            script,
            media_type="text/javascript; charset=utf-8",
            headers={
                "cache-control": "public, max-age=3600",
                "cross-origin-resource-policy": "cross-origin",
            },
        )

    app.add_api_route(PATH, widget, methods=["GET"], response_model=None, include_in_schema=False)
