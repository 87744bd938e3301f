"""What programs call through ``gradio_client``: stable names, plain values (docs/chat.md).

The page's own events are private and may change; these do not. Imports Gradio.
"""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from youju.errors import YoujuError
from youju.records import answer_record, passage_record
from youju.schema import Role, Turn
from youju_ui.chat.choices import MOST_PASSAGES, choices_of
from youju_ui.chat.context import Context


def add_programs(context: Context, *, concurrency: int) -> None:
    """Register ``/ask``, ``/search``, ``/documents`` and ``/passage``; called inside the page."""

    def ask(
        question: str,
        history: list[str] | None = None,
        documents: list[str] | None = None,
        collections: list[str] | None = None,
        k: int | None = None,
        retriever: str | None = None,
        threshold: float | None = None,
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> dict[str, Any]:
        """Answer a question; the record of docs/records.md. ``history`` are earlier questions."""
        sent = {"k": k, "retriever": retriever, "threshold": threshold}
        chosen = choices_of({**sent, "documents": documents, "collections": collections})
        turns = tuple(Turn(Role.USER, str(text)) for text in history or ())
        language = context.language(request)
        try:
            with context.conduct.asking(request, "chat.ask", question):
                answer = context.reader(request).ask(question, history=turns, choices=chosen)
        except YoujuError as error:
            raise _told(error, language) from error
        return dict(answer_record(answer, language=language))

    def search(
        query: str,
        k: int = 10,
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> list[dict[str, Any]]:
        """The best passages for a query, best first."""
        try:
            with context.conduct.asking(request, "chat.search", query):
                found = context.reader(request).search(query, k=min(max(1, k), MOST_PASSAGES))
        except YoujuError as error:
            raise _told(error, context.language(request)) from error
        return [dict(passage_record(one.passage, score=one.score)) for one in found]

    def documents(
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> list[dict[str, Any]]:
        """The documents one may read."""
        return [
            {
                "id": one.id,
                "name": one.name,
                "title": one.title,
                "collection": one.collection,
                "size": one.size,
                "pages": len(one.pages),
                "added": one.added,
            }
            for one in context.reader(request).documents()
        ]

    def passage(
        passage_id: str,
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> dict[str, Any]:
        """One passage by its id."""
        try:
            found = context.reader(request).passage(passage_id)
        except YoujuError as error:
            raise _told(error, context.language(request)) from error
        return dict(passage_record(found, score=0.0))

    for function in (ask, search, documents, passage):
        api(
            function,
            api_name=function.__name__,
            concurrency_id="questions",
            concurrency_limit=concurrency,
        )


def _told(error: YoujuError, language: str) -> gr.Error:
    return gr.Error(error.message.localized(language), print_exception=False)
