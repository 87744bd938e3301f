"""Citations in words: numbering, one-line references, links and offsets for browsers.

Choosing the evidence is the work of ``answering``; drawing it is the faces'.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from youju.schema import Citation, Passage, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK = re.compile(r"\[(\d+)\]")
"""A citation mark in an answer's text; the group is its number."""

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


class CitationFormat(StrEnum):
    """How a reference is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


def number_citations(
    passages: Sequence[Passage], quotes: Sequence[Sequence[Quote]], *, scores: Sequence[float] = ()
) -> tuple[Citation, ...]:
    """Citations numbered from 1 in the order in which their passages first appear.

    ``quotes[i]`` are the quotes taken from ``passages[i]``. A passage that appears again keeps its
    first number and gathers the new quotes, each of them once.

    Raises:
        ValueError: the lists differ in length.

    """
    gathered: dict[str, tuple[Passage, dict[Quote, None], float]] = {}
    marks = tuple(scores) or (0.0,) * len(passages)
    for passage, found, score in zip(passages, quotes, marks, strict=True):
        _, held, _ = gathered.setdefault(passage.id, (passage, {}, score))
        held.update(dict.fromkeys(found))
    return tuple(
        Citation(number=number, passage=passage, quotes=tuple(held), score=score)
        for number, (passage, held, score) in enumerate(gathered.values(), start=1)
    )


def cited_numbers(text: str) -> tuple[int, ...]:
    """The numbers of the marks in a text, each once, in order of appearance."""
    return tuple(dict.fromkeys(int(match[1]) for match in MARK.finditer(text)))


def without_marks(text: str) -> str:
    """The text of an answer without its ``[n]``."""
    return MARK.sub("", text)


def location(passage: Passage, language: str, *, page: int | None = None) -> str:
    """``文件.pdf › 第一章 › 第三条（第5页）``: the file's name, the heading path, the page if any."""
    number = passage.page if page is None else page
    path = " › ".join((passage.document.name, *passage.heading_path))
    if number is None:
        return path
    return f"{path}（第{number}页）" if _is_chinese(language) else f"{path} (p. {number})"


def citation_text(
    citation: Citation, language: str, *, form: CitationFormat = CitationFormat.PLAIN
) -> str:
    """One reference to copy: ``《标题》“路径 › 路径”，第5页`` or ``Title, “path › path”, p. 5``.

    As Markdown, the title links to the passage and every special character is escaped.
    """
    passage = citation.passage
    title, path = passage.document.title or passage.document.name, " › ".join(passage.heading_path)
    if form is CitationFormat.MARKDOWN:
        title, path = _escaped(title), _escaped(path)
    name = f"《{title}》" if _is_chinese(language) else title
    if form is CitationFormat.MARKDOWN:
        name = f"[{name}]({deep_link(passage)})"
    page = citation.quotes[0].page if citation.quotes else passage.page
    if _is_chinese(language):
        where = f"“{path}”" if path else ""
        return name + where + (f"，第{page}页" if page is not None else "")
    parts = [name, f"“{path}”" if path else "", f"p. {page}" if page is not None else ""]
    return ", ".join(part for part in parts if part)


def deep_link(passage: Passage) -> str:
    """The path on our server that shows the passage in its document."""
    return f"/passages/{passage.id}"


def utf16_span(text: str, span: Span) -> tuple[int, int]:
    """A span in code points as half-open offsets in UTF-16 units, as a browser counts.

    A character beyond the Basic Multilingual Plane (𬭎) is one code point and two units.

    Raises:
        ValueError: the span reaches beyond the text.

    """
    if span.end > len(text):
        raise ValueError(f"[{span.start}, {span.end}) is beyond a text of {len(text)} characters")
    start = span.start + _astral(text[: span.start])
    return start, start + len(span) + _astral(span.of(text))


def _astral(text: str) -> int:
    """How many characters take two UTF-16 units."""
    if text.isascii():
        return 0
    return sum(character > "\uffff" for character in text)


def _is_chinese(language: str) -> bool:
    """Whether a language tag is Chinese."""
    return language.lower().startswith("zh")


def _escaped(text: str) -> str:
    """The text with Markdown's special characters made plain, on one line."""
    return _MARKDOWN_SPECIAL.sub(r"\\\1", " ".join(text.split()))
