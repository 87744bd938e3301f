"""Who sits before the chat: Gradio's requests in terms of the gate.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_ui.access.gate import access_of
from youju_ui.access.values import Access, Role

if TYPE_CHECKING:
    import gradio as gr


def rights_of(request: gr.Request) -> frozenset[str] | None:
    """The collections the person may read, None for all of them."""
    return _access(request).readable


def name_of(request: gr.Request) -> str:
    """Under which name his conversations are kept."""
    return _access(request).name


def edits_of(request: gr.Request) -> bool:
    """Whether he may change documents and run evaluations."""
    return _access(request).may(Role.EDITOR)


def _access(request: gr.Request) -> Access:
    inner = request.request
    return access_of({} if inner is None else inner.scope)
