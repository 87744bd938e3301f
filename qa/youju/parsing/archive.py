"""Looks into a ZIP container before anything unpacks it: size, ratio, members, hostile XML.

It trusts neither the directory nor the data: both are counted. What the members mean is the parser's.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from youju.parsing import failures
from youju.parsing.base import Limits

_CHUNK: Final = 1 << 20
_RATIO_FROM: Final = 16 * 1024 * 1024
"""Below this many unpacked bytes a high ratio is harmless (blank pictures, empty styles)."""
_ENCRYPTED: Final = 0x1
_FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY")
_OVERLAP: Final = 16
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)


def open_archive(data: bytes, *, name: str, what: str) -> zipfile.ZipFile:
    """The directory of a ZIP file.

    Raises:
        UnreadableDocumentError: truncated or damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise failures.broken(name, what) from error


def check_archive(data: bytes, *, name: str, what: str, limits: Limits) -> None:
    """Refuse what must not be unpacked, first by the directory, then by reading every member once.

    Raises:
        DocumentTooLargeError: too many members, too many bytes, or too high a ratio.
        EncryptedDocumentError: a member needs a password.
        UnreadableDocumentError: a member is damaged, or XML declares a document type or entities.
    """
    with open_archive(data, name=name, what=what) as archive:
        _check_directory(archive, len(data), name=name, what=what, limits=limits)
        budget = _budget(len(data), limits)
        for member in archive.infolist():
            budget -= _read_through(archive, member, budget, name=name, what=what)


def _budget(size: int, limits: Limits) -> int:
    return min(limits.expanded_bytes, max(_RATIO_FROM, size * limits.expansion_ratio))


def _check_directory(
    archive: zipfile.ZipFile, size: int, *, name: str, what: str, limits: Limits
) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise failures.expands_too_far(
            name,
            f"内有 {len(members)} 个成员，上限是 {limits.members} 个",
            f"it has {len(members)} members, the limit is {limits.members}",
        )
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise failures.encrypted(name, what)
    if sum(member.file_size for member in members) > _budget(size, limits):
        raise _too_far(name, sum(member.file_size for member in members), size)


def _too_far(name: str, expanded: int, size: int) -> Exception:
    shown, packed = failures.megabytes(expanded), failures.megabytes(size)
    return failures.expands_too_far(
        name, f"{packed} 的文件会展开到至少 {shown}", f"{packed} would unpack to at least {shown}"
    )


def _read_through(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int, *, name: str, what: str
) -> int:
    """Unpack one member in pieces, keeping none; returns its true size."""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    total, tail = 0, b""
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > budget:
                    raise _too_far(name, total, archive.start_dir)
                if is_xml:
                    tail = _refuse_entities(tail + chunk, name)
    except _BROKEN as error:
        raise failures.broken(name, what, detail=member.filename[:60]) from error
    return total


def _refuse_entities(piece: bytes, name: str) -> bytes:
    """Office files never declare document types; one that does wants to expand or fetch something."""
    plain = piece.replace(b"\0", b"")
    if any(word in plain for word in _FORBIDDEN):
        raise failures.hostile_xml(name)
    return piece[-_OVERLAP * 4 :]
