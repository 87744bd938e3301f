"""What the server around the chat does about its work: where a question queues, and what the log says.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

import gradio as gr

if TYPE_CHECKING:
    from youju.schema import Document


class Conduct(Protocol):
    """Asked around each question and after each change of documents."""

    def asking(
        self, request: gr.Request, action: str, content: str, /
    ) -> AbstractContextManager[None]:
        """One question or search, in a thread of Gradio's, while the body of the ``with`` runs."""
        ...

    def changed(self, request: gr.Request, action: str, document: Document, /) -> None:
        """A document was added, renamed, removed or put back."""
        ...


class Unwatched:
    """The conduct of a chat without a server around it: everything at once, no log."""

    def asking(
        self, _request: gr.Request, _action: str, _content: str, /
    ) -> AbstractContextManager[None]:
        """Nobody waits."""
        return nullcontext()

    def changed(self, _request: gr.Request, _action: str, _document: Document, /) -> None:
        """Nothing is written."""
