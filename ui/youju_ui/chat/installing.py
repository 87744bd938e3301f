"""What lets a browser install the chat as an application: manifest, icons, a service worker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from youju_ui.assets import static_path, static_text
from youju_ui.messages import chat as texts

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from youju_ui.chat.context import Context

_ICONS = {"icon-192.png": "192x192", "icon-512.png": "512x512"}


def add_installing(app: FastAPI, context: Context) -> None:
    """Put ``/manifest.json``, the icons and ``/worker.js`` on the application."""
    import gradio as gr
    from fastapi import Request, Response

    def webmanifest(request: Request) -> Response:
        language = context.language(gr.Request(request))
        kind = "application/manifest+json"
        return Response(manifest(language), media_type=kind)

    def worker() -> Response:
        return Response(static_text("worker.js"), media_type="text/javascript")

    def picture(name: str) -> Response:
        if name not in _ICONS:
            return Response(status_code=404)
        kept = {"cache-control": "public, max-age=86400"}
        return Response(static_path(name).read_bytes(), media_type="image/png", headers=kept)

    webmanifest.__annotations__["request"] = Request
    app.add_api_route("/manifest.json", webmanifest, methods=["GET"], response_model=None)
    app.add_api_route("/worker.js", worker, methods=["GET"], response_model=None)
    app.add_api_route("/icons/{name}", picture, methods=["GET"], response_model=None)


def manifest(language: str) -> str:
    """The manifest; its addresses are relative, so that it holds behind a proxy too."""
    icons = [
        {"src": f"icons/{name}", "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size in _ICONS.items()
        for purpose in ("any", "maskable")
    ]
    return json.dumps(
        {
            "id": "./",
            "name": texts.NAME.localized(language),
            "short_name": texts.NAME.localized(language),
            "description": texts.PROMISE.localized(language),
            "lang": language,
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": "#f5f7f6",
            "theme_color": "#1f7460",
            "icons": icons,
        },
        ensure_ascii=False,
    )
