"""Where a library may live: finds or makes its folder and refuses what cannot keep a promise.

Knows paths and mount tables only; the database in the folder is the business of ``connections``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from youju.errors import LibraryNotFoundError, StoreError

DATABASE_NAME = "library.sqlite"
WRITE_LOCK_NAME = "write.lock"

MOUNT_TABLE = Path("/proc/mounts")
NETWORK_FILE_SYSTEMS = frozenset(
    {
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def network_file_system(path: Path, mounts: str) -> str | None:
    """The kind of network file system ``path`` lies on, None when it is a local one.

    Args:
        path: an absolute path without links in it.
        mounts: the text of ``/proc/mounts``; a later line hides an earlier one at the same place.
    """
    kind, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_without_escapes(fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = fields[2], len(point.parts)
    return kind if kind in NETWORK_FILE_SYSTEMS else None


def prepare_folder(path: Path, *, create: bool) -> Path:
    """The folder of a library, absolute and without links, made when it may be.

    Raises:
        LibraryNotFoundError: nothing is there and ``create`` is False.
        StoreError: it is a file, cannot be made or written to, or lies on a network file system.
    """
    folder = path.expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise StoreError(
            zh=f"“{folder}”是一个文件，不是文件夹。资料库需要一个文件夹，请换一个位置。",
            en=f"{folder} is a file; a library is a folder. Choose another place.",
        )
    if not (folder / DATABASE_NAME).exists() and not create:
        raise not_found(folder)
    _refuse_network(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            zh=f"无法建立文件夹“{folder}”：{error.strerror}。请换一个您有权写入的位置。",
            en=f"The folder {folder} cannot be made: {error.strerror}. "
            "Choose a place you may write to.",
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise not_writable(folder)
    return folder


def not_found(folder: Path) -> LibraryNotFoundError:
    """The error for a folder that holds no library."""
    return LibraryNotFoundError(
        zh=f"“{folder}”里没有资料库。请检查路径，或先用 youju add 添加文档来建立资料库。",
        en=f"There is no library in {folder}. Check the path, or make one with `youju add`.",
    )


def not_writable(folder: Path) -> StoreError:
    """The error for a folder that cannot be written to."""
    return StoreError(
        zh=f"没有写入“{folder}”的权限（即使只查询也需要写入日志文件）。"
        "请修改文件夹权限，或把资料库复制到可写的位置。",
        en=f"{folder} cannot be written to (reading needs it too, for the database's log files). "
        "Change its permissions, or copy the library to a place you may write to.",
    )


def _refuse_network(folder: Path) -> None:
    """SQLite's write-ahead log needs shared memory, which no network file system gives safely."""
    try:
        mounts = MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    kind = network_file_system(folder, mounts)
    if kind is not None:
        raise StoreError(
            zh=f"“{folder}”在网络文件系统（{kind}）上，数据库在那里可能损坏。"
            "请把资料库放在本机磁盘上。",
            en=f"{folder} lies on a network file system ({kind}), where the database may be "
            "damaged. Put the library on a local disk.",
        )


def _without_escapes(field: str) -> str:
    r"""A mount point as it is; the table writes blanks as ``\040``."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)
