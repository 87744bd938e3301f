"""Which kind of file the bytes are: by their signature first, by the file's suffix second.

It names the kind or says why nobody reads it; the reading is the parser's.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from youju.errors import DocumentError
from youju.parsing import failures
from youju.parsing.archive import open_archive
from youju.parsing.foreign import (
    FOREIGN_SIGNATURES,
    FOREIGN_SUFFIXES,
    OLE_KINDS,
    ZIP_KINDS,
    Foreign,
)

_PDF: Final = b"%PDF-"
_PDF_HEAD: Final = 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML: Final = re.compile(
    rb"(?:<\?xml[^>]*\?>|<!--(?:(?!-->).)*-->|\s)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP_HEAD: Final = 2048


def suffix_of(name: str) -> str:
    """The lower-case suffix with its dot, empty when there is none."""
    return PurePath(name.replace("\\", "/")).suffix.lower()


def detect(data: bytes, *, name: str, by_suffix: Mapping[str, str]) -> str:
    """The media type of the parser that should read the bytes.

    Args:
        data: the whole file.
        name: its name.
        by_suffix: media type of each suffix that some parser takes.

    Raises:
        UnsupportedFormatError: a kind that nobody reads.
        EncryptedDocumentError: an office file behind a password.
        UnreadableDocumentError: empty, damaged, or a name that does not go with the content.
    """
    if not data:
        raise failures.empty(name)
    if _is_pdf(data, name):
        return "application/pdf"
    if data.startswith(_ZIP):
        return _in_zip(data, name)
    if data.startswith(_OLE):
        raise _in_ole(data, name)
    for signature, offset, foreign in FOREIGN_SIGNATURES:
        if data.startswith(signature, offset) and _is_binary_mark(signature, data):
            raise _foreign(name, foreign)
    if _HTML.match(data[:_MARKUP_HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return _by_suffix(name, by_suffix)


def _is_pdf(data: bytes, name: str) -> bool:
    """The mark may follow a little junk, but a text about PDF files is no PDF."""
    head = data[:_PDF_HEAD]
    return head.lstrip().startswith(_PDF) or (suffix_of(name) == ".pdf" and _PDF in head)


def _is_binary_mark(signature: bytes, data: bytes) -> bool:
    """A mark made of letters (``BM``, ``MZ``) may open a text, too; binary files hold zeros soon."""
    return not signature.isalnum() or b"\0" in data[:_PDF_HEAD]


def _by_suffix(name: str, by_suffix: Mapping[str, str]) -> str:
    suffix = suffix_of(name)
    if suffix in FOREIGN_SUFFIXES and suffix not in by_suffix:
        raise _foreign(name, FOREIGN_SUFFIXES[suffix])
    media_type = by_suffix.get(suffix, "")
    if media_type.startswith("text/"):
        return media_type
    if media_type or suffix in {".doc", ".docm", ".dotx"}:
        raise failures.broken(name, suffix.removeprefix(".").upper())
    if suffix == "":
        return "text/plain"
    raise failures.unsupported(
        name,
        kind_zh=f" {failures.shown(suffix)} 文件",
        kind_en=f"a {failures.shown(suffix)} file",
        next_zh="请转换为支持的格式后再添加；如果它是纯文本，把后缀改成 .txt 即可。",
        next_en="Convert it to a supported format; if it is plain text, rename it to .txt.",
    )


def _in_zip(data: bytes, name: str) -> str:
    suffix = suffix_of(name)
    what = "DOCX" if suffix in {".docx", ".doc", ".docm"} else "ZIP"
    with open_archive(data, name=name, what=what) as archive:
        names = set(archive.namelist())
        kind = _container_kind(archive, names)
    if "word/document.xml" in names or kind == "word":
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    for marker, foreign in ZIP_KINDS:
        if kind == marker or any(member.startswith(marker) for member in names):
            raise _foreign(name, foreign)
    if what == "DOCX":
        raise failures.broken(name, what)
    raise _foreign(name, FOREIGN_SUFFIXES[".zip"])


def _container_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    """What the content types or the ``mimetype`` member say, for parts under unusual names."""
    for member, words in (
        ("[Content_Types].xml", {b"wordprocessingml.document.main": "word"}),
        ("mimetype", {b"epub": "epub", b"opendocument": "opendocument"}),
    ):
        if member not in names or archive.getinfo(member).flag_bits & 1:
            continue
        try:
            with archive.open(member) as stream:
                head = stream.read(1 << 16)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
            continue
        for word, kind in words.items():
            if word in head:
                return kind
    return ""


def _in_ole(data: bytes, name: str) -> DocumentError:
    """Old office files and encrypted new ones share a container; its stream names tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return failures.encrypted(name, "Office")
    for stream, foreign in OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return _foreign(name, foreign)
    return _foreign(name, FOREIGN_SUFFIXES[".doc"])


def _foreign(name: str, foreign: Foreign) -> DocumentError:
    return failures.unsupported(
        name,
        kind_zh=foreign.zh,
        kind_en=foreign.en,
        next_zh=foreign.next_zh,
        next_en=foreign.next_en,
    )
