"""DOCX: the body in order, as Word shows it: headings by style or outline level, lists, tables.

A DOCX has no pages before it is laid out: citations point to headings and paragraphs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from youju.parsing import failures
from youju.parsing.archive import check_archive
from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.builder import TextBuilder, tidy_title
from youju.parsing.docx_numbering import Numbering
from youju.parsing.docx_styles import Style, Styles
from youju.parsing.docx_tables import add_table
from youju.parsing.docx_text import NAMESPACE, Element, paragraph_text, text_boxes
from youju.parsing.titles import confirmed_title
from youju.schema import BlockKind

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W: Final = NAMESPACE
_CONTAINERS: Final = frozenset(
    {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"}
)
_DEEPEST: Final = 40


class DocxParser:
    """Reads Word's DOCX (and DOCM without its macros)."""

    name = "docx"
    version = "1"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffixes = frozenset({".docx", ".docm"})

    def parse(self, data: bytes, *, name: str, limits: Limits) -> ParsedDocument:
        """Check the container, then walk the body.

        Raises:
            DocumentTooLargeError: a zip bomb, or over a limit.
            EncryptedDocumentError: members behind a password.
            UnreadableDocumentError: damaged, hostile or without text.
        """
        check_archive(data, name=name, what="DOCX", limits=limits)
        document = _open(data, name)
        builder = TextBuilder(name=name, limits=limits)
        title = _Body(document, builder).write()
        properties = _properties(document)
        stated = properties.pop("title", None)
        opening = "".join(block.text for block in builder.blocks[:20])
        return builder.finish(
            self, title=title or confirmed_title(stated, opening), metadata=properties
        )


def _open(data: bytes, name: str) -> WordDocument:
    import docx
    from docx.opc.exceptions import OpcError

    # lxml's errors of broken XML are syntax errors. A macro document differs from a DOCX in one content type only, which python-docx insists on.
    try:
        document = docx.Document(io.BytesIO(_as_plain(data)))
        if document.element.body is None:
            raise failures.broken(name, "DOCX")
    except (
        OpcError,
        SyntaxError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
    ) as error:
        raise failures.broken(name, "DOCX") from error
    return document


def _as_plain(data: bytes) -> bytes:
    """The same file with the main part called a document, when it is a macro document or template."""
    import zipfile

    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    others = (
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        types = (
            source.read("[Content_Types].xml")
            if "[Content_Types].xml" in source.namelist()
            else b""
        )
        if not any(other in types for other in others):
            return data
        for other in others:
            types = types.replace(other, plain)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as copy:
            for member in source.namelist():
                copy.writestr(
                    member, types if member == "[Content_Types].xml" else source.read(member)
                )
    return target.getvalue()


def _properties(document: WordDocument) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        core = document.core_properties
        stated = (("title", core.title), ("author", core.author), ("subject", core.subject))
        moments = (("created", core.created), ("modified", core.modified))
    except AttributeError:
        # The relation leads to a part of another kind; the text does not depend on it.
        return found
    for key, value in stated:
        tidy = tidy_title(value)
        if tidy:
            found[key] = tidy
    for key, moment in moments:
        if moment is not None:
            found[key] = moment.isoformat()
    return found


class _Body:
    """One walk over the body; lists count on while it lasts."""

    def __init__(self, document: WordDocument, builder: TextBuilder) -> None:
        self._element: Element = document.element.body
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        self._builder = builder
        self._title: str | None = None

    def write(self) -> str | None:
        """Add every block; returns the text of the paragraph in the title style."""
        for element in _content(self._element):
            if element.tag == f"{_W}p":
                self._paragraph(element)
            else:
                add_table(self._builder, element, self._nested)
        return self._title

    def _nested(self, element: Element) -> None:
        """The content of a table that only draws a frame."""
        for inner in _content(element):
            if inner.tag == f"{_W}p":
                self._paragraph(inner)
            else:
                add_table(self._builder, inner, self._nested)

    def _paragraph(self, element: Element) -> None:
        text = paragraph_text(element)
        style = self._styles.of(element)
        if text.strip():
            label = self._numbering.label(element, style.numbering)
            self._add(style, label, text)
        for box in text_boxes(element):
            self._nested(box)

    def _add(self, style: Style, label: str | None, text: str) -> None:
        text = f"{label}{text.strip()}" if label else text
        if style.is_title:
            self._title = self._title or text.strip()
        if style.is_title or style.level:
            self._builder.add(BlockKind.HEADING, " ".join(text.split("\n")), level=style.level or 1)
            return
        if label is not None:
            self._builder.add(BlockKind.LIST_ITEM, text)
            return
        # A manual line break (Shift+Enter) is used, and reads, as the end of a paragraph.
        for line in text.split("\n"):
            self._builder.add(style.kind, line)


def _content(element: Element, depth: int = 0) -> Iterator[Element]:
    """Paragraphs and tables in order, looking into content controls and tracked insertions."""
    for child in element:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _CONTAINERS and depth < _DEEPEST:
            yield from _content(child, depth + 1)
