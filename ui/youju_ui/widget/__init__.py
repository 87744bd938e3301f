"""The chat bubble for pages elsewhere: one script, ``/widget/widget.js``, and where it is served.

The script talks to ``POST /api/v1/ask`` with a read-only key; which pages may do so is the server's
setting ``server.origins``. It holds no data, so that anyone may fetch it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

PATH = "/widget/widget.js"


def widget_script() -> str:
    """The script itself."""
    return files("youju_ui.widget").joinpath("widget.js").read_text("utf-8")


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
