"""What a library was made with: kept in the database, compared when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw

from youju.errors import LibraryMismatchError, StoreError
from youju.store.base import Manifest
from youju.store.connections import damaged, select, translated
from youju.store.places import DATABASE_NAME
from youju.store.schema_sql import APPLICATION_ID, SCHEMA_VERSION
from youju_embeddings.protocols import Fingerprint

if TYPE_CHECKING:
    from pathlib import Path


def read_manifest(path: Path) -> Manifest | None:
    """What the library in the folder ``path`` was made with, None when there is no library.

    Opens nothing but the database, so that the caller knows which model to load.

    Raises:
        LibraryDamagedError: the file is no database, or damaged.
        LibraryMismatchError: a newer version of youju made it.
        StoreError: the database belongs to another program.
    """
    folder = path.expanduser().resolve()
    file = folder / DATABASE_NAME
    if not file.exists():
        return None
    with translated(folder):
        connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            return load_manifest(connection, folder) if is_library(connection, folder) else None
        finally:
            connection.close()


def is_library(connection: apsw.Connection, folder: Path) -> bool:
    """Whether the tables are there; False for a database with nothing in it yet.

    Raises:
        LibraryMismatchError: a newer version of youju made it.
        StoreError: the database belongs to another program.
    """
    application = int(connection.pragma("application_id") or 0)
    version = int(connection.pragma("user_version") or 0)
    if application == 0 and version == 0 and not connection.pragma("schema_version"):
        return False
    if application != APPLICATION_ID:
        raise StoreError(
            zh=f"“{folder / DATABASE_NAME}”不是有据的数据库。请换一个文件夹。",
            en=f"{folder / DATABASE_NAME} is not a database of youju. Choose another folder.",
        )
    if version > SCHEMA_VERSION:
        raise LibraryMismatchError(
            zh=f"资料库“{folder}”由更新版本的有据建立（数据库版本 {version}，"
            f"本版本只认识到 {SCHEMA_VERSION}）。请升级：pip install -U youju",
            en=f"The library {folder} was made by a newer youju (database version {version}; this "
            f"one knows {SCHEMA_VERSION}). Upgrade: pip install -U youju",
        )
    return True


def save_manifest(connection: apsw.Connection, manifest: Manifest) -> None:
    """Write the manifest of a new database."""
    fingerprint = manifest.fingerprint
    values = {
        "model": fingerprint.model,
        "weights": fingerprint.weights,
        "dimension": str(fingerprint.dimension),
        "prompts": fingerprint.prompts,
        "runtime": fingerprint.runtime,
        "segmenter": manifest.segmenter,
        "chunker": manifest.chunker,
    }
    connection.executemany("INSERT INTO manifest VALUES (?, ?)", list(values.items()))


def load_manifest(connection: apsw.Connection, folder: Path) -> Manifest:
    """The manifest of a database with tables."""
    values: dict[str, str] = dict(select(connection, "SELECT name, value FROM manifest"))
    try:
        return Manifest(
            fingerprint=Fingerprint(
                model=values["model"],
                weights=values["weights"],
                dimension=int(values["dimension"]),
                prompts=values["prompts"],
                runtime=values["runtime"],
            ),
            segmenter=values["segmenter"],
            chunker=values["chunker"],
        )
    except (KeyError, ValueError) as error:
        raise damaged(folder, f"manifest: {error}") from error


def require_same(stored: Manifest, wanted: Manifest, folder: Path) -> None:
    """Refuse a library whose vectors or words cannot be searched with what is at hand.

    Raises:
        LibraryMismatchError: naming both sides and the command that mends it.
    """
    if not stored.fingerprint.compatible(wanted.fingerprint):
        built, present = _described(stored.fingerprint), _described(wanted.fingerprint)
        raise LibraryMismatchError(
            zh=f"资料库“{folder}”是用模型 {built} 建立的，现在的模型是 {present}，两者的向量不能"
            f"混用。请用 --model {stored.fingerprint.model} 打开，"
            "或运行 youju repair --reindex 用现在的模型重建索引。",
            en=f"The library {folder} was built with the model {built}, and the model at hand is "
            f"{present}; their vectors do not mix. Open it with --model "
            f"{stored.fingerprint.model}, or rebuild its index with the model at hand: "
            "youju repair --reindex",
        )
    if stored.segmenter != wanted.segmenter:
        raise LibraryMismatchError(
            zh=f"资料库“{folder}”是用分词器 {stored.segmenter} 建立的，"
            f"现在的分词器是 {wanted.segmenter}。请运行 youju repair --reindex 重建索引。",
            en=f"The library {folder} was built with the segmenter {stored.segmenter}, and the one "
            f"at hand is {wanted.segmenter}. Rebuild its index: youju repair --reindex",
        )


def _described(fingerprint: Fingerprint) -> str:
    return f"{fingerprint.model} ({fingerprint.weights[:12]}, {fingerprint.dimension})"
