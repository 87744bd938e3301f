"""Files to text and blocks. The next format is one more file beside these and one more line below."""

from __future__ import annotations

from typing import Final

from youju.parsing import failures
from youju.parsing.base import Limits, ParsedDocument, Parser
from youju.parsing.detection import detect
from youju.parsing.docx import DocxParser
from youju.parsing.html import HtmlParser
from youju.parsing.markdown import MarkdownParser
from youju.parsing.pdf import PdfParser
from youju.parsing.sandbox import Sandbox
from youju.parsing.text import TextParser

PARSERS: Final[tuple[Parser, ...]] = (
    TextParser(),
    MarkdownParser(),
    DocxParser(),
    PdfParser(),
    HtmlParser(),
)


SUFFIXES: Final = frozenset(suffix for parser in PARSERS for suffix in parser.suffixes)
"""The suffixes, lower case with their dot, that some parser takes: what to look for in a folder."""


def parse(
    data: bytes,
    *,
    name: str,
    limits: Limits | None = None,
    parsers: tuple[Parser, ...] = PARSERS,
) -> ParsedDocument:
    """Read a file in this process; ``Sandbox.parse`` does the same in a child with limits.

    Args:
        data: the whole file.
        name: its name; the content decides first, the suffix second.
        limits: what the file may cost.
        parsers: the formats to know; an application may add its own.

    Raises:
        DocumentError: one of its children, saying what is wrong and what to do next.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        raise failures.file_too_large(name, len(data), limits.file_bytes)
    by_suffix = {suffix: parser.media_type for parser in parsers for suffix in parser.suffixes}
    media_type = detect(data, name=name, by_suffix=by_suffix)
    for parser in parsers:
        if parser.media_type == media_type:
            return parser.parse(data, name=name, limits=limits)
    raise failures.unsupported(
        name, kind_zh=f" {media_type} 文件", kind_en=f"of type {media_type}", next_zh="", next_en=""
    )


__all__ = [
    "PARSERS",
    "SUFFIXES",
    "Limits",
    "ParsedDocument",
    "Parser",
    "Sandbox",
    "parse",
]
