"""Builds the index of a library anew from the texts it holds: another model, segmenter or chunker."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from youju.chunking import CHUNKER, chunk
from youju.errors import LibraryNotFoundError
from youju.intake import OnProgress, indexed_text, teller, terms_of
from youju.schema import Stage
from youju.segmentation import SEGMENTER
from youju.store.base import Manifest
from youju.store.places import DATABASE_NAME
from youju.store.sqlite import SqliteStore, read_manifest
from youju.store.word_files import WORDS_PREFIX
from youju_embeddings.protocols import Encoder


def reindex(path: Path, encoder: Encoder, *, progress: OnProgress | None = None) -> int:
    """Rebuild passages, words and vectors of every document; returns how many documents there are.

    The new database is made beside the old one and takes its place at the end, in one rename: an
    interruption leaves the library as it was. Documents keep their ids; passages keep theirs where
    the chunker cuts as before.

    Raises:
        LibraryNotFoundError: there is no library at ``path``.
        LibraryDamagedError: its texts cannot be read.
    """
    stored = read_manifest(path)
    if stored is None:
        raise LibraryNotFoundError(
            zh=f"“{path}”里没有资料库。请检查 --library 指的位置。",
            en=f"There is no library in {path}. Check the place that --library names.",
        )
    beside = path / "rebuilding"
    shutil.rmtree(beside, ignore_errors=True)
    wanted = Manifest(encoder.fingerprint, SEGMENTER, CHUNKER)
    with closing(SqliteStore.open(path, manifest=stored, create=False)) as old, old.exclusive():
        with closing(SqliteStore.open(beside, manifest=wanted, create=True)) as new:
            documents = old.documents()
            for number, listed in enumerate(documents, start=1):
                tell = teller(progress, listed.source, number, len(documents))
                document, blocks = old.document(listed.id), old.blocks(listed.id)
                passages = chunk(document, blocks)
                tell(Stage.ENCODE, 0, len(passages))
                vectors = encoder.encode_passages([indexed_text(one) for one in passages])
                new.put(document, blocks, passages, [terms_of(one) for one in passages], vectors)
                tell(Stage.DONE, len(passages), len(passages))
        old.close()
        (beside / DATABASE_NAME).replace(path / DATABASE_NAME)
    shutil.rmtree(beside, ignore_errors=True)
    return len(documents)


def rebuild_derived(path: Path) -> None:
    """Throw away the word index of a library; the next search makes it anew from the database."""
    for folder in path.glob(f"{WORDS_PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)
