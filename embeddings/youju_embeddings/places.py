"""Where files that can be made again are kept on this machine; what is in them is their makers' business."""

from __future__ import annotations

import os
from pathlib import Path


def cache_directory() -> Path:
    """The user's cache directory of this product, or ``$YOUJU_CACHE``; it may not exist yet."""
    override = os.environ.get("YOUJU_CACHE")
    if override:
        return Path(override).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("youju", appauthor=False))
