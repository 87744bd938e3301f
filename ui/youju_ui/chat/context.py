"""What every handler of the chat works with: the library as a person sees it, his name, his language.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import gradio as gr

from youju_embeddings.errors import YoujuError
from youju_ui.chat.conduct import Conduct, Unwatched
from youju_ui.chat.language import language_of
from youju_ui.chat.reader import Reader
from youju_ui.chat.scopes import collection_name
from youju_ui.messages import chat_documents as words
from youju_ui.messages.access import READERS_ONLY_READ

if TYPE_CHECKING:
    from youju.library import Library
    from youju.schema import Document
    from youju_embeddings.errors import Message
    from youju_ui.chat.history import History
    from youju_ui.chat.originals import Originals

Rights = Callable[[gr.Request], frozenset[str] | None]
"""The collections the person behind a request may read, None when all."""
UserName = Callable[[gr.Request], str]
Editing = Callable[[gr.Request], bool]
"""Whether the person behind a request may change documents of the collections he reads."""

LOCAL_USER = "local"
"""Who asks where nobody logs in."""


def everything(_request: gr.Request) -> frozenset[str] | None:
    """The rights of a server on loopback: all collections."""
    return None


def everybody(_request: gr.Request) -> bool:
    """On a server on loopback who asks may also change."""
    return True


class NotAllowedError(YoujuError):
    """The person may look at this, not change it."""


def user_name(request: gr.Request) -> str:
    """The name Gradio's login knows, or the one of a server without login."""
    name = getattr(request, "username", None)
    return name if isinstance(name, str) and name else LOCAL_USER


class Examples(Protocol):
    """Where the questions of the empty state come from."""

    def questions(self, language: str, reader: Reader) -> tuple[str, ...]:
        """A few questions to begin with, answered by what the reader may see."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """The library behind the chat and what else its handlers share.

    ``preparing`` says what is being added since the server started, None when nothing is;
    ``default_language`` is spoken where the browser names none of ours; ``conduct`` is told of every
    question and change.
    """

    library: Library
    history: History
    originals: Originals
    examples: Examples
    preparing: Callable[[], Message | None]
    default_language: str
    conduct: Conduct = field(default_factory=Unwatched)
    rights: Rights = everything
    user_name: UserName = user_name
    edits: Editing = everybody

    def require_editor(self, request: gr.Request, *collections: str) -> None:
        """Refuse whoever may not change documents of these collections; every handler that does asks here.

        Raises:
            NotAllowedError: he is a reader, or one of the collections is not his.
        """
        if not self.edits(request):
            raise NotAllowedError(zh=READERS_ONLY_READ.zh, en=READERS_ONLY_READ.en)
        readable = self.rights(request)
        for collection in collections:
            if readable is not None and collection not in readable:
                called = collection_name(collection)
                raise NotAllowedError(
                    zh=words.NOT_YOURS.zh.format(collection=called.zh),
                    en=words.NOT_YOURS.en.format(collection=called.en),
                )

    def own(self, request: gr.Request, identifier: str) -> Document:
        """A document, for who may change it.

        Raises:
            NotInLibraryError: it is not there, or not his.
            NotAllowedError: he may not change it.
        """
        found = self.reader(request).head(identifier)
        self.require_editor(request, found.collection)
        return found

    def reader(self, request: gr.Request) -> Reader:
        """The library as the person behind a request may see it."""
        return Reader(self.library, self.rights(request))

    def user(self, request: gr.Request) -> str:
        """Under whose name conversations are kept."""
        return self.user_name(request)

    def language(self, request: gr.Request) -> str:
        """The language of the browser's request."""
        query: Mapping[str, str] = dict(request.query_params)
        return language_of(
            query=query,
            cookies=dict(request.cookies),
            headers=request.headers,
            default=self.default_language,
        )
