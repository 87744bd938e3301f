"""How a request and its result cross the pipe between the sandbox and its child: JSON, never code.

A child that a hostile file took over can send wrong text, but nothing that the parent would run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from youju import errors
from youju.errors import DocumentError, UnreadableDocumentError
from youju.parsing.base import Limits, ParsedDocument
from youju.schema import Block, BlockKind, Span
from youju_embeddings.errors import Message

_LENGTH: Final = 8
_ERRORS: Final[Mapping[str, type[DocumentError]]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            errors.DocumentError,
            errors.UnsupportedFormatError,
            errors.UnreadableDocumentError,
            errors.EncryptedDocumentError,
            errors.DocumentTooLargeError,
        )
    }
)


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """Send one length-prefixed stretch of bytes."""
    stream.write(len(payload).to_bytes(_LENGTH, "big"))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """Receive one; None when the other side is gone or broke off."""
    head = _read_exactly(stream, _LENGTH)
    return None if head is None else _read_exactly(stream, int.from_bytes(head, "big"))


def _read_exactly(stream: BinaryIO, size: int) -> bytes | None:
    pieces: list[bytes] = []
    while size > 0:
        piece = stream.read(min(size, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def encode_request(name: str, limits: Limits) -> bytes:
    """What to parse; the file's bytes follow in a frame of their own."""
    return json.dumps({"name": name, "limits": asdict(limits)}).encode("ascii")


def decode_request(payload: bytes) -> tuple[str, Limits]:
    """The reverse of ``encode_request``."""
    request = json.loads(payload)
    return request["name"], Limits(**request["limits"])


def encode_document(document: ParsedDocument) -> bytes:
    """A parsed document; block texts are not sent, their spans hold them."""
    blocks = [
        (str(b.kind), b.span.start, b.span.end, b.level, list(b.heading_path), b.head, b.page)
        for b in document.blocks
    ]
    record = {
        "text": document.text,
        "blocks": blocks,
        "media_type": document.media_type,
        "parser": document.parser,
        "title": document.title,
        "pages": [(page.start, page.end) for page in document.pages],
        "metadata": dict(document.metadata),
        "warnings": [(warning.zh, warning.en) for warning in document.warnings],
    }
    return json.dumps({"document": record}).encode("ascii")


def encode_error(error: DocumentError, *, last: bool = False) -> bytes:
    """An error with its class and both its sentences; ``last`` says that the child ends with it."""
    message = error.message
    raised = {"kind": type(error).__name__, "zh": message.zh, "en": message.en}
    return json.dumps({"error": raised, "last": last}).encode("ascii")


def decode_result(payload: bytes) -> tuple[ParsedDocument | DocumentError, bool]:
    """The document or the error that came back, and whether the child ends with it.

    Raises:
        ValueError: no valid result.
    """
    try:
        result: dict[str, Any] = json.loads(payload)
        last = bool(result.get("last"))
        if "error" in result:
            raised = result["error"]
            kind = _ERRORS.get(raised["kind"], UnreadableDocumentError)
            return kind(zh=raised["zh"], en=raised["en"]), last
        return _document(result["document"]), last
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("no valid result") from error


def _document(record: dict[str, Any]) -> ParsedDocument:
    text: str = record["text"]
    return ParsedDocument(
        text=text,
        blocks=tuple(_block(text, fields) for fields in record["blocks"]),
        media_type=record["media_type"],
        parser=record["parser"],
        title=record["title"],
        pages=tuple(Span(start, end) for start, end in record["pages"]),
        metadata=MappingProxyType(dict(record["metadata"])),
        warnings=tuple(Message(zh=zh, en=en) for zh, en in record["warnings"]),
    )


def _block(text: str, fields: list[Any]) -> Block:
    kind, start, end, level, heading_path, head, page = fields
    span = Span(start, end)
    return Block(BlockKind(kind), span.of(text), span, level, tuple(heading_path), head, page)
