"""The kinds of files that nobody here reads, how to know them, and what to do with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file by name, and how its text can be brought in, in both languages."""

    zh: str
    en: str
    next_zh: str
    next_en: str


def _office(zh: str, en: str, target: str) -> Foreign:
    return Foreign(
        zh,
        en,
        f"请用 Word/WPS 等打开后另存为 {target} 再添加。",
        f"Save it as {target} and add that.",
    )


def _media(zh: str, en: str) -> Foreign:
    return Foreign(zh, en, "请添加它的文字稿。", "Add its transcript instead.")


_OLD_WORD: Final = _office("旧版 Word 文件（.doc）", "an old Word file (.doc)", "DOCX")
_OLD_EXCEL: Final = _office("旧版 Excel 文件（.xls）", "an old Excel file (.xls)", "PDF")
_OLD_SLIDES: Final = _office("旧版 PowerPoint 文件（.ppt）", "an old PowerPoint file (.ppt)", "PDF")
_EXCEL: Final = _office("Excel 表格（.xlsx）", "an Excel workbook (.xlsx)", "PDF")
_SLIDES: Final = _office("PowerPoint 演示文稿（.pptx）", "a PowerPoint presentation (.pptx)", "PDF")
_OPEN_DOCUMENT: Final = _office("OpenDocument 文件", "an OpenDocument file", "DOCX")
_RTF: Final = _office("RTF 文件", "an RTF file", "DOCX")
_EPUB: Final = _office("EPUB 电子书", "an EPUB book", "PDF")
_OFD: Final = _office("OFD 版式文件", "an OFD file", "PDF")
_CAJ: Final = _office("CAJ 文献", "a CAJ paper", "PDF")
_MHTML: Final = _office("网页存档（MHTML）", "a web archive (MHTML)", "HTML")
_TABLE: Final = Foreign(
    "表格数据文件（CSV/TSV）",
    "a table of data (CSV/TSV)",
    "请用表格软件打开后另存为 PDF 或网页（HTML）再添加。",
    "Save it as PDF or HTML from a spreadsheet program and add that.",
)
_SUBTITLES: Final = Foreign(
    "字幕文件", "a subtitle file", "请转成 TXT 再添加。", "Convert it to TXT and add that."
)
_DATA: Final = Foreign(
    "数据文件（JSON/XML）",
    "a data file (JSON/XML)",
    "请把其中的文字导出为 TXT、Markdown 或 HTML 再添加。",
    "Export its text as TXT, Markdown or HTML and add that.",
)
_IMAGE: Final = Foreign(
    "图片",
    "a picture",
    "请先用文字识别（OCR）软件转成文字或可搜索的 PDF 再添加。",
    "Turn it into text or a searchable PDF with OCR and add that.",
)
_ARCHIVE: Final = Foreign(
    "压缩包", "an archive", "请解压后添加里面的文件。", "Unpack it and add the files inside."
)
_PROGRAM: Final = Foreign(
    "可执行程序", "an executable program", "程序不是文档，请不要添加。", "A program is no document."
)
_AUDIO: Final = _media("音频", "an audio file")
_VIDEO: Final = _media("视频", "a video file")
_DATABASE: Final = Foreign(
    "数据库文件", "a database file", "请导出其中的文字再添加。", "Export its text and add that."
)

FOREIGN_SIGNATURES: Final[tuple[tuple[bytes, int, Foreign], ...]] = (
    (b"\x89PNG\r\n\x1a\n", 0, _IMAGE),
    (b"\xff\xd8\xff", 0, _IMAGE),
    (b"GIF87a", 0, _IMAGE),
    (b"GIF89a", 0, _IMAGE),
    (b"BM", 0, _IMAGE),
    (b"II*\0", 0, _IMAGE),
    (b"MM\0*", 0, _IMAGE),
    (b"WEBP", 8, _IMAGE),
    (b"ftypheic", 4, _IMAGE),
    (b"ftypavif", 4, _IMAGE),
    (b"ftyp", 4, _VIDEO),
    (b"\x1aE\xdf\xa3", 0, _VIDEO),
    (b"AVI ", 8, _VIDEO),
    (b"WAVE", 8, _AUDIO),
    (b"ID3", 0, _AUDIO),
    (b"fLaC", 0, _AUDIO),
    (b"OggS", 0, _AUDIO),
    (b"MZ", 0, _PROGRAM),
    (b"\x7fELF", 0, _PROGRAM),
    (b"\xcf\xfa\xed\xfe", 0, _PROGRAM),
    (b"\xca\xfe\xba\xbe", 0, _PROGRAM),
    (b"7z\xbc\xaf\x27\x1c", 0, _ARCHIVE),
    (b"Rar!\x1a\x07", 0, _ARCHIVE),
    (b"\x1f\x8b", 0, _ARCHIVE),
    (b"1AY&SY", 4, _ARCHIVE),
    (b"\xfd7zXZ\0", 0, _ARCHIVE),
    (b"ustar", 257, _ARCHIVE),
    (b"SQLite format 3\0", 0, _DATABASE),
    (b"{\\rtf", 0, _RTF),
    (b"CAJ\0", 0, _CAJ),
    (b"HN\0", 0, _CAJ),
)
"""Signature, its offset, and the kind; the first that fits counts."""

ZIP_KINDS: Final[tuple[tuple[str, Foreign], ...]] = (
    ("xl/", _EXCEL),
    ("ppt/", _SLIDES),
    ("epub", _EPUB),
    ("opendocument", _OPEN_DOCUMENT),
    ("OFD.xml", _OFD),
)
"""The start of a member's name, or a container kind."""

OLE_KINDS: Final[tuple[tuple[str, Foreign], ...]] = (
    ("WordDocument", _OLD_WORD),
    ("Workbook", _OLD_EXCEL),
    ("PowerPoint Document", _OLD_SLIDES),
)
"""Stream names inside the old office container."""

FOREIGN_SUFFIXES: Final[dict[str, Foreign]] = {
    ".doc": _OLD_WORD,
    ".wps": _OLD_WORD,
    ".xls": _OLD_EXCEL,
    ".xlsx": _EXCEL,
    ".ppt": _OLD_SLIDES,
    ".pptx": _SLIDES,
    ".odt": _OPEN_DOCUMENT,
    ".rtf": _RTF,
    ".epub": _EPUB,
    ".ofd": _OFD,
    ".caj": _CAJ,
    ".mht": _MHTML,
    ".mhtml": _MHTML,
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".srt": _SUBTITLES,
    ".vtt": _SUBTITLES,
    ".ass": _SUBTITLES,
    ".json": _DATA,
    ".jsonl": _DATA,
    ".xml": _DATA,
    ".yaml": _DATA,
    ".zip": _ARCHIVE,
}
