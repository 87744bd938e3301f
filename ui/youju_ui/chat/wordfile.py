"""A conversation with its sources as a Word document; pure but for python-docx."""

from __future__ import annotations

import io
from typing import Any

from youju_ui.chat.session import Exchange
from youju_ui.chat.transcript import (
    Transcript,
    citations_of,
    place_of_citation,
    quoted,
    reply_of,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Microsoft YaHei"


def as_docx(transcript: Transcript) -> bytes:
    """The bytes of the document."""
    import docx
    from docx.oxml.ns import qn

    document: Any = docx.Document()
    for name in ("Normal", "Title", "Heading 1", "Quote"):
        style = document.styles[name]
        style.font.name = _FONT
        # Word takes the font of Chinese characters from an attribute of its own.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.core_properties.title = _clean(transcript.title)
    document.core_properties.author = "youju"
    document.add_heading(_clean(transcript.title), level=0)
    document.add_paragraph(_clean(transcript.told()))
    for exchange in transcript.exchanges:
        _add(document, exchange, transcript.language)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: Any, exchange: Exchange, language: str) -> None:  # noqa: ANN401 - python-docx is untyped
    document.add_heading(_clean(exchange.question), level=1)
    document.add_paragraph(_clean(reply_of(exchange, language)))
    for citation in citations_of(exchange):
        place = document.add_paragraph()
        place.add_run(
            _clean(f"[{citation.number}] {place_of_citation(citation, language)}")
        ).bold = True
        document.add_paragraph(_clean(quoted(citation)), style="Quote")


def _clean(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 32)
