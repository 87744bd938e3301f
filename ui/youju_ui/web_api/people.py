"""Who sits before the chat, in terms of the gate, the desk and the log; what of the chat changes documents.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_ui.access.gate import access_of
from youju_ui.access.values import Access

if TYPE_CHECKING:
    from collections.abc import Generator

    import gradio as gr

    from youju.schema import Document
    from youju_ui.web_api.service import Service

_CHANGING = "ingestion"
"""The queue of every event of the chat that adds, renames or removes documents (``chat.app.INGESTION``)."""


@dataclass(frozen=True, slots=True)
class ServedConduct:
    """The chat's questions take their turn at the server's desk, and are logged as those of the APIs."""

    service: Service

    @contextmanager
    def asking(self, request: gr.Request, action: str, content: str) -> Generator[None]:
        """One question or search; Gradio's own queue has admitted it."""
        self.service.audit(_access(request), action, content=content)
        with self.service.desk.turn():
            yield

    def changed(self, request: gr.Request, action: str, document: Document) -> None:
        """A document was added, renamed, removed or put back."""
        self.service.audit(
            _access(request),
            action,
            document=document.id,
            name=document.name,
            collection=document.collection,
        )


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
