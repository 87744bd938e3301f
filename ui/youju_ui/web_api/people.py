"""Who sits before the chat: Gradio's requests in terms of the gate, and what of the chat changes documents.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_ui.access.gate import access_of
from youju_ui.access.values import Access

if TYPE_CHECKING:
    import gradio as gr

_CHANGING = "ingestion"
"""The queue of every event of the chat that adds, renames or removes documents (``chat.app.INGESTION``)."""


def rights_of(request: gr.Request) -> frozenset[str] | None:
    """The collections the person may read, None for all of them."""
    return _access(request).readable


def name_of(request: gr.Request) -> str:
    """Under which name his conversations are kept."""
    return _access(request).name


def changing_events(blocks: gr.Blocks) -> frozenset[int | str]:
    """The numbers and names of the chat's events that only an editor may cause."""
    events = [
        (number, event) for number, event in blocks.fns.items() if event.concurrency_id == _CHANGING
    ]
    names = {event.api_name for _, event in events if isinstance(event.api_name, str)}
    return frozenset(number for number, _ in events) | names


def _access(request: gr.Request) -> Access:
    inner = request.request
    return access_of({} if inner is None else inner.scope)
