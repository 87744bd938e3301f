"""Files to blocks and passages, as a library would cut them, without a store and without encoding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from youju.chunking import chunk
from youju.errors import UnreadableDocumentError, YoujuError
from youju.intake import files_of
from youju.outline import outline
from youju.parsing import SUFFIXES
from youju.parsing.sandbox import Sandbox
from youju.schema import Document
from youju_eval.generate.values import FailedFile, GenerationDocument, Reading


def read_documents(paths: Sequence[Path]) -> Reading:
    """The documents of files and folders, in order.

    A file that cannot be read is in ``failed`` and stops no other; files of a folder that no parser
    reads are passed over. Of files with the same name the later ones get a number (``a-2.txt``).
    """
    documents: list[GenerationDocument] = []
    failed: list[FailedFile] = []
    names: set[str] = set()
    with Sandbox() as sandbox:
        for path, given in _unique(files_of(paths)):
            if not given and path.suffix.lower() not in SUFFIXES:
                continue
            try:
                found = _read(sandbox, path, _free_name(path, names))
            except YoujuError as error:
                failed.append(FailedFile(path, error))
                continue
            names.add(found.document.name)
            documents.append(found)
    return Reading(tuple(documents), tuple(failed))


def _read(sandbox: Sandbox, path: Path, name: str) -> GenerationDocument:
    """One file, parsed, outlined and cut."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableDocumentError(
            zh=f"无法读取 {path}：{reason}。请检查路径和权限。",
            en=f"Cannot read {path}: {reason}. Check the path and its permissions.",
        ) from error
    parsed = sandbox.parse(data, name=path.name)
    outlined = outline(parsed, name=path.name)
    document = Document(
        id="d" + hashlib.sha256(str(path).encode()).hexdigest()[:12],
        sha256=hashlib.sha256(data).hexdigest(),
        source=str(path),
        name=name,
        title=outlined.title,
        text=parsed.text,
        date=outlined.date,
        media_type=parsed.media_type,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        size=len(data),
        pages=parsed.pages,
        metadata=parsed.metadata,
        parser=parsed.parser,
    )
    return GenerationDocument(
        document=document,
        passages=chunk(document, outlined.blocks),
        blocks=tuple(outlined.blocks),
    )


def _unique(files: Iterable[tuple[Path, bool]]) -> Iterable[tuple[Path, bool]]:
    """Each file once, though it was named and its folder too."""
    seen: set[Path] = set()
    for path, given in files:
        if path not in seen:
            seen.add(path)
            yield path, given


def _free_name(path: Path, taken: set[str]) -> str:
    """The file's name, with a number when another file has it."""
    name, number = path.name, 1
    while name in taken:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    return name
