"""The text of a Word paragraph as it is shown: insertions in, deletions, codes and hidden runs out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

Element: TypeAlias = Any
"""An lxml element of a Word file; lxml comes without types."""

NAMESPACE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W: Final = NAMESPACE
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}rt",
        f"{_W}txbxContent",
        f"{_W}pPr",
        _FALLBACK,
    }
)
_TEXT: Final = frozenset({f"{_W}t", f"{_M}t"})
_SINGLE: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_MOST_DIGITS: Final = 10
_OFF: Final = frozenset({"0", "false", "off"})


def is_on(properties: Element, tag: str) -> bool:
    """Whether a switch such as ``vanish`` stands in run or row properties and is not turned off."""
    if properties is None:
        return False
    switch = properties.find(f"{_W}{tag}")
    return switch is not None and switch.get(f"{_W}val", "1") not in _OFF


def whole_number(text: str) -> int | None:
    """A number as a file states it; None for anything that a sane file would not state."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None


def paragraph_text(paragraph: Element) -> str:
    """The shown text of a ``w:p`` element; text boxes in it are not part of it."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _TEXT:
            pieces.append(element.text or "")
        elif tag in _SINGLE:
            pieces.append(
                _SINGLE[tag] if element.get(f"{_W}type") in {None, "textWrapping"} else ""
            )
        elif tag not in _SKIPPED and not (
            tag == f"{_W}r" and is_on(element.find(f"{_W}rPr"), "vanish")
        ):
            stack.extend(reversed(element))
    return "".join(pieces)


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The ``w:txbxContent`` elements drawn at a paragraph, each once."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        inside_other = any(
            parent.tag in {_FALLBACK, f"{_W}txbxContent"} for parent in _up(box, paragraph)
        )
        if not inside_other:
            yield box


def _up(element: Element, top: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()
