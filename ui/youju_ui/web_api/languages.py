"""The language for clients that send none: that of the question itself."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


def language_of_text(text: str) -> str:
    """``zh-CN`` for a text with Chinese characters, else ``en``."""
    return "zh-CN" if _CHINESE.search(text) else "en"
