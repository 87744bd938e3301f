"""The texts of a set's documents as the parsers make them, which is what a library quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from youju.errors import Message, YoujuError
from youju.parsing.sandbox import Sandbox
from youju_eval.sets.values import EvaluationSet, SetDocument


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """The texts by document id, and why the others have none."""

    texts: Mapping[str, str]
    failed: Mapping[str, Message] = field(default_factory=lambda: MappingProxyType({}))


def read_texts(evaluation_set: EvaluationSet) -> ReadTexts:
    """The text of every document: a file's is parsed in a child process, as a library does."""
    texts: dict[str, str] = {}
    failed: dict[str, Message] = {}
    with Sandbox() as sandbox:
        for document in evaluation_set.documents:
            try:
                texts[document.id] = _text(document, sandbox)
            except YoujuError as error:
                failed[document.id] = error.message
            except OSError as error:
                detail = error.strerror or str(error)
                failed[document.id] = Message(
                    zh=f"无法读取 {document.path}：{detail}。",
                    en=f"{document.path} cannot be read: {detail}.",
                )
    return ReadTexts(texts, failed)


def _text(document: SetDocument, sandbox: Sandbox) -> str:
    """The text of one document."""
    if document.text is not None:
        return f"{document.title}\n{document.text}" if document.title else document.text
    return sandbox.parse(document.content(), name=document.name).text
