"""The log of who asked and changed what: one JSON object a line in ``audit.jsonl`` of the library.

What was asked is left out unless ``server.audit_content`` says otherwise. The file is opened for
every line, so that it can be moved away by whatever rotates logs.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from youju_ui.access.values import Access

FILE_NAME = "audit.jsonl"
_LOG = logging.getLogger(__name__)


class Audit:
    """Writes to one file from any thread.

    Args:
        folder: the library's folder.
        content: whether questions and queries are written too.
    """

    def __init__(self, folder: Path, *, content: bool = False) -> None:
        self._path = folder / FILE_NAME
        self._content = content
        self._lock = Lock()

    def record(
        self,
        who: str | Access,
        action: str,
        *,
        content: str = "",
        **facts: str | float | bool | None,
    ) -> None:
        """One line. ``content`` is text that somebody wrote; ``facts`` are always kept.

        A log that cannot be written stops nobody: the server's own log says so.
        """
        name = who if isinstance(who, str) else who.name
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry: dict[str, object] = {"time": time, "who": name, "action": action, **facts}
        if content and self._content:
            entry["content"] = content
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            with self._lock:
                descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    os.write(descriptor, line)
                finally:
                    os.close(descriptor)
        except OSError:
            _LOG.exception("the audit log %s cannot be written", self._path)
