"""One page of a PDF as an image with its quotes marked; drawn in a child process with limits.

The child reads the file on its standard input and writes a PNG: PDFs are hostile, and pdfium is
neither safe for threads nor against every file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

_SECONDS = 20
_MEMORY = 1 << 30
_WIDTH = 1_100
"""Pixels; sharp enough at twice the width of the panel."""
_KEPT = 24
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own units."""
_ENTRY = "from youju_ui.chat.drawing import draw_in_child; draw_in_child()"


@dataclass(slots=True)
class Drawer:
    """Draws pages, one at a time, and remembers the last ones."""

    _known: OrderedDict[tuple[str, int, tuple[str, ...]], bytes] = field(
        default_factory=OrderedDict
    )
    _lock: Lock = field(default_factory=Lock)

    def draw(self, data: bytes, digest: str, page: int, quotes: Sequence[str]) -> bytes | None:
        """The page as PNG, None when it cannot be drawn; ``digest`` names the file."""
        key = (digest, page, tuple(quotes))
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            drawn = _drawn(data, page, quotes)
            if drawn is not None:
                self._known[key] = drawn
                if len(self._known) > _KEPT:
                    self._known.popitem(last=False)
            return drawn


def _drawn(data: bytes, page: int, quotes: Sequence[str]) -> bytes | None:
    request = json.dumps({"page": page, "quotes": list(quotes)}).encode()
    command = [sys.executable, "-c", _ENTRY]
    sent = len(request).to_bytes(4, "big") + request + data
    try:
        done = subprocess.run(
            command, input=sent, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else None


def draw_in_child() -> None:
    """Read one request on standard input, write the image on standard output."""
    _limit_memory()
    incoming = sys.stdin.buffer
    request = json.loads(incoming.read(int.from_bytes(incoming.read(4), "big")))
    sys.stdout.buffer.write(_page(incoming.read(), request["page"], request["quotes"]))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _page(data: bytes, number: int, quotes: Sequence[str]) -> bytes:
    import io

    import pypdfium2
    from PIL import Image, ImageChops, ImageDraw

    # Its stubs say that a scale is whole; it is not.
    document: Any = pypdfium2.PdfDocument(data)
    page = document[number - 1]
    scale = min(3.0, _WIDTH / max(page.get_width(), 1))
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    boxes = _boxes(page, quotes)
    if boxes:
        # Multiplying leaves the letters black on the yellow, as a marker pen does.
        marks = Image.new("RGB", image.size, "white")
        pen = ImageDraw.Draw(marks)
        for left, bottom, right, top in boxes:
            height = page.get_height()
            pen.rectangle(
                (
                    *(left * scale - 1, (height - top) * scale - 2),
                    *(right * scale + 1, (height - bottom) * scale + 2),
                ),
                fill=(255, 226, 120),
            )
        image = ImageChops.multiply(image, marks)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=False)
    return written.getvalue()


def _boxes(page: Any, quotes: Sequence[str]) -> list[Box]:  # noqa: ANN401 - pypdfium2 is untyped
    """The boxes of the quotes' characters on the page, however white space and lines fall."""
    text = page.get_textpage()
    count: int = text.count_chars()
    letters = [(index, text.get_text_range(index, 1)) for index in range(count)]
    visible = [(index, letter) for index, letter in letters if letter.strip()]
    joined = "".join(letter[:1] for _, letter in visible)
    boxes: list[Box] = []
    for quote in quotes:
        wanted = "".join(quote.split())
        start = joined.find(wanted) if wanted else -1
        if start >= 0:
            boxes += [text.get_charbox(visible[start + at][0]) for at in range(len(wanted))]
    return boxes
