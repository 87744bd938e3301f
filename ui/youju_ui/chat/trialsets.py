"""Sets of questions as they come from a browser: one file, or a ZIP with the set's own documents.

Kept in a folder, each under its name. An archive is distrusted: its size is counted before anything
is written, nothing leaves its own folder, and a ``set.toml`` in it may name only what it brought.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from youju.errors import EvaluationError
from youju.parsing.archive import check_archive
from youju.parsing.base import Limits

if TYPE_CHECKING:
    from youju_eval.sets import EvaluationSet

LONGEST = 8_000_000
"""Characters of a file of questions."""
LARGEST = 48 * 1024 * 1024
"""Bytes of an archive."""
_LIMITS = Limits(file_bytes=LARGEST, expanded_bytes=256 * 1024 * 1024, members=5_000)
_SUFFIXES = (".jsonl", ".json")
_UNSAFE = re.compile(r"[^\w-]+")
_UTF8_NAMES = 0x800


def set_names(folder: Path) -> tuple[str, ...]:
    """The names of the sets that were added."""
    if not folder.is_dir():
        return ()
    kept = [one for one in folder.iterdir() if one.is_dir() or one.suffix in _SUFFIXES]
    return tuple(sorted(_called(one) for one in kept if not one.name.startswith(".")))


def brings_documents(folder: Path, name: str) -> bool:
    """Whether a set came with documents of its own."""
    return (folder / name).is_dir()


def opened_set(folder: Path, name: str) -> EvaluationSet:
    """One set by name.

    Raises:
        EvaluationError: there is none of this name, or it cannot be read.
    """
    for place in (folder / name, *(folder / f"{name}{suffix}" for suffix in _SUFFIXES)):
        if name in set_names(folder) and place.exists():
            return opened_at(place)
    raise EvaluationError(
        zh="没有这个问题集。请重新选择。", en="There is no such set. Choose another one."
    )


def keep_file(folder: Path, name: str, text: str) -> EvaluationSet:
    """Keep a file of questions in place of what was kept under its name.

    Raises:
        EvaluationError: it is no set of questions, or too long.
    """
    if len(text) > LONGEST:
        raise EvaluationError(
            zh="文件太大，最多八百万个字。请拆成几个问题集。",
            en="The file is too long, at most eight million characters. Split it.",
        )
    suffix = ".json" if name.lower().endswith(".json") else ".jsonl"
    with _arriving(folder, f"{_safe(name)}{suffix}") as place:
        place.write_text(text, encoding="utf-8")
        return opened_at(place)


def keep_archive(folder: Path, name: str, data: bytes) -> EvaluationSet:
    """Keep a set that comes with its documents in place of what was kept under its name.

    Raises:
        EvaluationError: it holds no set, or names what is not in it.
        DocumentError: it is no archive, or expands too far.
    """
    check_archive(data, name=name, what="ZIP", limits=_LIMITS)
    with _arriving(folder, _safe(name)) as place:
        place.mkdir()
        _unpack(data, place)
        _require_own(place)
        return opened_at(place)


def opened_at(place: Path) -> EvaluationSet:
    """The set at a path; no variable of the server's environment stands for anything in it."""
    from youju_eval.sets import open_set

    return open_set(place, environment={})


@contextmanager
def _arriving(folder: Path, name: str) -> Generator[Path]:
    """Where a set is made up before it takes the place of what has its name; gone if that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".coming-", dir=folder) as held:
        place = Path(held) / name
        yield place
        called = _called(place)
        shutil.rmtree(folder / called, ignore_errors=True)
        for suffix in _SUFFIXES:
            (folder / f"{called}{suffix}").unlink(missing_ok=True)
        place.rename(folder / name)


def _unpack(data: bytes, folder: Path) -> None:
    """Write the files of an archive; a folder that holds all of them is left out of their paths."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(one, _path(one)) for one in archive.infolist() if not one.is_dir()]
        members = [(one, path) for one, path in members if not _is_hidden(path)]
        tops = {path.parts[0] for _, path in members if len(path.parts) > 1}
        whole = len(tops) == 1 and all(len(path.parts) > 1 for _, path in members)
        # A folder named so is the set's documents, not a wrapping around the set.
        depth = 1 if whole and tops != {"documents"} else 0
        for member, path in members:
            place = folder.joinpath(*path.parts[depth:])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(member))


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    name = member.filename
    if not member.flag_bits & _UTF8_NAMES:
        # Chinese Windows writes names in its own encoding, which the format has no mark for.
        name = name.encode("cp437", "replace").decode("gb18030", "replace")
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or not path.parts:
        raise EvaluationError(
            zh=f"压缩包里的路径 {name} 指向包外，没有加入。",
            en=f"The path {name} leads out of the archive; it was not taken in.",
        )
    return path


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _require_own(folder: Path) -> None:
    """Refuse a ``set.toml`` that names files beside the archive's own."""
    from youju_eval.sets.manifest import MANIFEST, read_manifest

    for described in folder.rglob("*.toml"):
        if described.name == MANIFEST or described.parent == folder:
            manifest = read_manifest(described, {})
            named = [manifest.questions, *(manifest.documents or ())]
            named += [manifest.qrels] if manifest.qrels is not None else []
            for place in named:
                if not place.resolve().is_relative_to(folder.resolve()):
                    raise EvaluationError(
                        zh=f"{described.name} 里的 {place.name} 不在压缩包里。请把它一起放进来，用相对路径写。",
                        en=f"{place.name}, named in {described.name}, is not in the archive. Put it in, with a relative path.",
                    )


def _called(place: Path) -> str:
    return place.stem if place.suffix in _SUFFIXES else place.name


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", Path(name).stem).strip("-")[:60] or "questions"
