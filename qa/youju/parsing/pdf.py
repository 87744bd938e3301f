"""PDF: text in reading order with pages, paragraphs over line breaks, headings, ruled tables.

A scan has no text: it is reported, never silently empty. Recognising characters is not done here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from youju.errors import UnreadableDocumentError
from youju.parsing import failures
from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.builder import TextBuilder, tidy_title
from youju.parsing.pdf_furniture import find_furniture
from youju.parsing.pdf_glyphs import Glyph, Handle, read_glyphs, unreadable_share
from youju.parsing.pdf_lines import Line, build_lines
from youju.parsing.pdf_order import reading_order
from youju.parsing.pdf_tables import Table, TableFinder, suggests_table
from youju.parsing.pdf_writer import PdfWriter
from youju.parsing.titles import confirmed_title
from youju_embeddings.errors import Message

_TAIL: Final = 2048
_GARBLED: Final = 0.3
_DATES: Final = {"CreationDate": "created", "ModDate": "modified"}
_LEAST_DATE: Final = 10
_NAMED_PAGES: Final = 10


@dataclass(slots=True)
class PdfPage:
    """One page as read: lines and tables in reading order, and the height in points."""

    height: float
    items: list[Line | Table] = field(default_factory=list["Line | Table"])
    has_content: bool = True
    garbled: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines alone."""
        return [item for item in self.items if isinstance(item, Line)]


class PdfParser:
    """Reads PDF files that hold text."""

    name = "pdf"
    version = "1"
    media_type = "application/pdf"
    suffixes = frozenset({".pdf"})

    def parse(self, data: bytes, *, name: str, limits: Limits) -> ParsedDocument:
        """Read every page.

        Raises:
            EncryptedDocumentError: it needs a password.
            UnreadableDocumentError: broken, or a scan without any text.
            DocumentTooLargeError: more characters than ``limits.characters``.
        """
        document = _open(data, name)
        try:
            pages = _read_pages(document, data, name, limits)
            contents = _contents(document)
            properties: dict[str, str] = document.get_metadata_dict()
        finally:
            document.close()
        warnings = _warnings(pages, data, name)
        builder = TextBuilder(name=name, limits=limits)
        furniture = find_furniture([(page.lines, page.height) for page in pages])
        writer = PdfWriter(builder, contents)
        spans = writer.write([page.items for page in pages], furniture)
        opening = "".join(block.text for block in builder.blocks if (block.page or 0) <= 2)
        return builder.finish(
            self,
            title=confirmed_title(properties.get("Title"), opening) or writer.title,
            pages=spans,
            metadata=_metadata(properties),
            warnings=warnings,
        )


def _open(data: bytes, name: str) -> Handle:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) == 0:
            raise failures.broken(name, "PDF")
    except pypdfium2.PdfiumError as error:
        # One class for both: only the message tells a password from damage.
        if "password" in str(error).lower():
            raise failures.encrypted(name, "PDF") from error
        raise failures.broken(name, "PDF") from error
    return document


def _read_pages(document: Handle, data: bytes, name: str, limits: Limits) -> list[PdfPage]:
    import pypdfium2

    finder = TableFinder(data)
    pages: list[PdfPage] = []
    characters = 0
    try:
        for index in range(len(document)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                pages.append(PdfPage(1.0, garbled=True))
                continue
            pages.append(_read_page(page, index, finder))
            characters += sum(len(line.text) for line in pages[-1].lines)
            page.close()
            if characters > limits.characters:
                raise failures.text_too_long(name, limits.characters)
    finally:
        finder.close()
    return pages


def _read_page(page: Handle, index: int, finder: TableFinder) -> PdfPage:
    glyphs, frame = read_glyphs(page)
    if not glyphs:
        return PdfPage(frame.height, has_content=next(page.get_objects(), None) is not None)
    text = "\n".join(line.text for line in build_lines(glyphs))
    ruled = frame.turn == page.get_rotation() and suggests_table(page, text)
    tables = finder.find(index, glyphs) if ruled else []
    return PdfPage(
        frame.height,
        reading_order(_in_order(glyphs, tables)),
        garbled=unreadable_share(glyphs) > _GARBLED,
    )


def _in_order(glyphs: tuple[Glyph, ...], tables: list[Table]) -> list[Line | Table]:
    """Lines outside the tables, and each table where its first character stands."""
    owner = {index: table for table in tables for index in table.glyphs}
    items: list[Line | Table] = []
    run: list[Glyph] = []
    placed: set[int] = set()
    for index, glyph in enumerate(glyphs):
        table = owner.get(index)
        if table is None:
            run.append(glyph)
        elif id(table) not in placed:
            placed.add(id(table))
            items.extend(build_lines(run))
            run.clear()
            items.append(table)
    items.extend(build_lines(run))
    return items


def _contents(document: Handle) -> dict[str, int]:
    """The file's own outline: each title, white space removed, with its 1-based level."""
    import pypdfium2

    found: dict[str, int] = {}
    try:
        for entry in document.get_toc(max_depth=6):
            title = "".join((entry.get_title() or "").split())
            if title:
                found.setdefault(title, entry.level + 1)
    except (pypdfium2.PdfiumError, UnicodeError):
        return found
    return found


def _metadata(properties: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    author = tidy_title(properties.get("Author"))
    if author and author.lower() not in {"administrator", "user", "admin", "unknown", "微软用户"}:
        found["author"] = author
    for key, name in _DATES.items():
        digits = (properties.get(key) or "").removeprefix("D:")
        if len(digits) >= _LEAST_DATE - 2 and digits[:8].isdigit():
            found[name] = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return found


def _warnings(pages: list[PdfPage], data: bytes, name: str) -> list[Message]:
    scans = [number for number, page in enumerate(pages, 1) if not page.items and page.has_content]
    if not any(page.items for page in pages):
        raise _scan(name, len(pages)) if scans else failures.empty(name)
    warnings: list[Message] = []
    if scans:
        shown = "、".join(map(str, scans[:_NAMED_PAGES])) + (
            "…" if len(scans) > _NAMED_PAGES else ""
        )
        warnings.append(
            Message(
                zh=f"有 {len(scans)} 页没有文字（第 {shown} 页），可能是扫描图片；这些页的内容没有读到，需要先做文字识别（OCR）。",
                en=f"{len(scans)} pages hold no text (page {shown}), probably scans; what they show was "
                "not read. Run OCR on them first.",
            )
        )
    garbled = [number for number, page in enumerate(pages, 1) if page.garbled]
    if garbled:
        warnings.append(
            Message(
                zh=f"第 {garbled[0]} 页等 {len(garbled)} 页的字体没有文字编码或页面已损坏，文字可能是乱码。",
                en=f"{len(garbled)} pages (first {garbled[0]}) are damaged or their fonts do not say "
                "which characters they draw; the text may be garbled.",
            )
        )
    if b"%%EOF" not in data[-_TAIL:]:
        warnings.append(
            Message(
                zh="PDF 文件末尾不完整，可能没有下载完；只读到了能恢复的页面。",
                en="The end of the PDF is missing, it may be truncated; only what could be recovered was read.",
            )
        )
    return warnings


def _scan(name: str, pages: int) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        zh=f"“{failures.shown(name)}”的 {pages} 页里没有一个文字，是扫描件。请先用文字识别（OCR）软件转成可搜索的 PDF，再添加。",
        en=f"“{failures.shown(name)}” is a scan: its {pages} pages hold no text. "
        "Turn it into a searchable PDF with OCR, then add it.",
    )
