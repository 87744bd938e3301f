"""The documents of a set in a library of their own, kept for the next run; the user's is never touched."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from youju.chunking import CHUNKER
from youju.errors import EvaluationError, LibraryDamagedError, LibraryMismatchError
from youju.library import Library
from youju.schema import Change
from youju.settings import Settings
from youju_embeddings import cache_directory
from youju_eval.sets.values import EvaluationSet, SetDocument

OnDocument = Callable[[int, int, str], None]
"""Told after each document: how many are done, of how many, and its name."""

_DONE = "complete.json"
"""Written when every document was tried; holds the reasons of those that failed."""


class OpenLibrary(Protocol):
    """Opens a library; the one seam at which a test puts its own."""

    def __call__(self, path: Path, *, create: bool, settings: Settings) -> Library:
        """The library at a path, made there when ``create`` is set."""
        ...


def open_library(path: Path, *, create: bool, settings: Settings) -> Library:
    """The real one."""
    return Library.open(path, create=create, settings=settings)


@dataclass(frozen=True, slots=True)
class IndexedSet:
    """A library with the documents of a set, and what could not be taken in: ``name: reason``."""

    library: Library
    failed: tuple[str, ...] = ()


def index_folder(evaluation_set: EvaluationSet, settings: Settings) -> Path:
    """Where the library of a set is kept: one for each text of its documents and each model."""
    digest = hashlib.sha256(f"{CHUNKER}\0{settings.embedding.model}\0".encode())
    for document in evaluation_set.documents:
        content = hashlib.sha256(_content(document)).hexdigest()
        digest.update(f"{document.name}\0{content}\0".encode())
    cache = settings.embedding.cache or cache_directory()
    name = "".join(one if one.isalnum() or one in "-_" else "_" for one in evaluation_set.name)
    return cache / "evaluation" / f"{name}-{digest.hexdigest()[:12]}"


def open_indexed(
    evaluation_set: EvaluationSet,
    settings: Settings,
    *,
    opener: OpenLibrary,
    told: OnDocument | None = None,
) -> IndexedSet:
    """The library of a set, built or gone on with where it is not complete; the caller closes it.

    Raises:
        EvaluationError: the set has no documents, or not one of them could be taken in.
        YoujuError: the library or its model cannot be used.

    """
    if not evaluation_set.documents:
        raise EvaluationError(
            zh=f"评测集 {evaluation_set.name} 没有自带文档。请用 --documents 给出文档，或用 --library 指定资料库。",
            en=f"The set {evaluation_set.name} brings no documents. Name them with --documents, or a library with --library.",
        )
    folder = index_folder(evaluation_set, settings)
    library = _opened(folder, settings, opener)
    try:
        failed = _filled(library, evaluation_set.documents, folder / _DONE, told)
    except BaseException:
        library.close()
        raise
    if len(failed) == len(evaluation_set.documents):
        library.close()
        raise EvaluationError(
            zh=f"评测集 {evaluation_set.name} 的文档一个也没有读成。第一个：{failed[0]}",
            en=f"None of the documents of {evaluation_set.name} could be read. The first: {failed[0]}",
        )
    return IndexedSet(library, failed)


def _opened(folder: Path, settings: Settings, opener: OpenLibrary) -> Library:
    """The library there; one that an older version left is only a cache and made anew."""
    place = folder / "library"
    try:
        return opener(place, create=True, settings=settings)
    except (LibraryMismatchError, LibraryDamagedError):
        shutil.rmtree(folder)
        return opener(place, create=True, settings=settings)


def _filled(
    library: Library,
    documents: tuple[SetDocument, ...],
    done: Path,
    told: OnDocument | None,
) -> tuple[str, ...]:
    """Add what is not there yet; the reasons of what could not be added."""
    if done.is_file():
        return tuple(json.loads(done.read_text(encoding="utf-8")))
    failed: list[str] = []
    for number, document in enumerate(documents, start=1):
        outcome = library.add_bytes(_content(document), document.name, source=document.id)
        if outcome.change is Change.FAILED and outcome.error is not None:
            failed.append(f"{document.name}: {outcome.error}")
        if told is not None:
            told(number, len(documents), document.name)
    done.write_text(json.dumps(failed, ensure_ascii=False), encoding="utf-8")
    return tuple(failed)


def _content(document: SetDocument) -> bytes:
    """The bytes of a document.

    Raises:
        EvaluationError: its file cannot be read.

    """
    try:
        return document.content()
    except OSError as error:
        raise EvaluationError(
            zh=f"读不到评测集的文档 {document.path}：{error.strerror}。",
            en=f"The set's document {document.path} cannot be read: {error.strerror}.",
        ) from error
