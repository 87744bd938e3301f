"""The chat's work on the server: it takes its turn at the desk and stands in the log, as that of the APIs does.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_ui.access.gate import access_of

if TYPE_CHECKING:
    from collections.abc import Generator

    import gradio as gr

    from youju.schema import Document
    from youju_ui.access.values import Access
    from youju_ui.web_api.service import Service


@dataclass(frozen=True, slots=True)
class ServedConduct:
    """A ``youju_ui.chat.conduct.Conduct`` over the service of one server."""

    service: Service

    @contextmanager
    def asking(self, request: gr.Request, action: str, content: str, /) -> Generator[None]:
        """One question or search; Gradio's own queue has admitted it."""
        self.service.audit(_access(request), action, content=content)
        with self.service.desk.turn():
            yield

    def changed(self, request: gr.Request, action: str, document: Document, /) -> None:
        """A document was added, renamed, removed or put back."""
        self.service.audit(
            _access(request),
            action,
            document=document.id,
            name=document.name,
            collection=document.collection,
        )


def _access(request: gr.Request) -> Access:
    inner = request.request
    return access_of({} if inner is None else inner.scope)
