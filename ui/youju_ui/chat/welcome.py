"""The empty state of the chat as HTML; pure."""

from __future__ import annotations

from collections.abc import Sequence

from youju_embeddings.errors import Message
from youju_ui.chat.markup import attributes, escape, icon
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled


def render_welcome(
    documents: int, examples: Sequence[str], language: str, *, preparing: Message | None = None
) -> str:
    """What to do first: ask an example when there are documents, add some when there are none."""
    if not documents and preparing is None:
        return (
            f'<section class="yj-welcome"><span class="yj-logo yj-large">{icon("files")}</span>'
            f"<h2>{escape(texts.WELCOME_EMPTY.localized(language))}</h2><p>{escape(texts.WELCOME_EMPTY_HINT.localized(language))}</p>"
            f'<button type="button" class="yj-button yj-primary" data-act="add">{icon("plus")}'
            f"<span>{escape(texts.ADD_DOCUMENTS.localized(language))}</span></button></section>"
        )
    shown = "".join(
        f"<li><button {attributes(type='button', data_act='example', data_question=example)}>{icon('search')}<span>{escape(example)}</span></button></li>"
        for example in examples
    )
    listed = (
        f'<h3 class="yj-label">{escape(texts.EXAMPLES.localized(language))}</h3><ul class="yj-examples">{shown}</ul>'
        if shown
        else ""
    )
    counted = texts.LOADED_ONE if documents == 1 else filled(texts.LOADED, documents=documents)
    if preparing is None:
        state = f'<p class="yj-loaded">{icon("check")}{escape(counted.localized(language))}</p>'
    else:
        dots = '<span class="yj-dots" aria-hidden="true"><i></i><i></i><i></i></span>'
        state = (
            f'<p class="yj-loaded" role="status">{dots}{escape(preparing.localized(language))}</p>'
        )
    return (
        f'<section class="yj-welcome">{state}'
        f"<h2>{escape(texts.WELCOME.localized(language))}</h2><p>{escape(texts.WELCOME_HINT.localized(language))}</p>{listed}</section>"
    )
