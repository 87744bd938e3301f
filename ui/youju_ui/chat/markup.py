"""Small pieces of HTML the chat is built from; everything from outside passes through ``escape``.

Documents, file names and questions are hostile: nothing here ever puts a text into HTML unescaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from youju.schema import Span

_ICONS = {
    "logo": '<path d="M6 4h9l4 4v12H6z"/><path d="M9 12h7M9 16h4"/><path d="M15 4v4h4"/>',
    "copy": '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V5a1 1 0 0 1 1-1h9"/>',
    "retry": '<path d="M20 11a8 8 0 1 0-2.3 6.3"/><path d="M20 5v6h-6"/>',
    "quote": '<path d="M5 7h6v6H5zM5 13c0 3 1 4 3 4M14 7h6v6h-6zM14 13c0 3 1 4 3 4"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "left": '<path d="M15 5l-7 7 7 7"/>',
    "right": '<path d="M9 5l7 7-7 7"/>',
    "file": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/>',
    "files": '<path d="M8 3h8l4 4v11H8z"/><path d="M8 7H4v14h11v-3"/>',
    "trash": '<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"/>',
    "moon": '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1"/><path d="M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "expand": '<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>',
    "check": '<path d="M5 12l5 5 9-10"/>',
    "warning": '<path d="M12 4l9 16H3z"/><path d="M12 10v4M12 17v.5"/>',
    "pen": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/><path d="M14.5 6.5l3 3"/>',
    "undo": '<path d="M4 9h10a5 5 0 0 1 0 10H9"/><path d="M8 5L4 9l4 4"/>',
    "up": '<path d="M7 11v9H4v-9zM7 12l4-8c1.700 0 2.500 1 2.500 2.500L13 10h6l-1.500 8.500A2 2 0 0 1 15.500 20H7"/>',
    "down": '<path d="M17 13V4h3v9zM17 12l-4 8c-1.700 0-2.500-1-2.500-2.500L11 14H5l1.500-8.500A2 2 0 0 1 8.500 4H17"/>',
    "sliders": '<path d="M4 8h9M17 8h3M4 16h3M11 16h9"/><circle cx="15" cy="8" r="2"/><circle cx="9" cy="16" r="2"/>',
    "chat": '<path d="M4 5h16v11H10l-4 4v-4H4z"/>',
    "chart": '<path d="M5 20V10M12 20V4M19 20v-7"/>',
    "folder": '<path d="M3 6h6l2 2h10v11H3z"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "page": '<rect x="5" y="3" width="14" height="18" rx="1.500"/><path d="M9 8h6M9 12h6M9 16h3"/>',
    "leave": '<path d="M14 4H6v16h8M10 12h10M16 8l4 4-4 4"/>',
    "menu": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
}

_HIDDEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]"
)
"""Characters that show nothing but reorder or hide what stands around them."""


def escape(text: str) -> str:
    """Text made inert for HTML content and quoted attributes; hidden and reordering marks dropped."""
    return html.escape(_HIDDEN.sub("", text), quote=True)


def icon(name: str) -> str:
    """A small drawing; purely decorative, so screen readers skip it."""
    return f'<svg class="yj-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{_ICONS[name]}</svg>'


def attributes(**values: str | int | bool | None) -> str:
    """HTML attributes with escaped values, ``data_act`` as ``data-act``; None and False are left out."""
    written: list[str] = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        written.append(key if value is True else f'{key}="{escape(str(value))}"')
    return " ".join(written)


def button(
    label: str, act: str, *, drawing: str | None = None, quiet: bool = True, **data: str | int
) -> str:
    """A button the chat's script hears as ``act``; with a drawing the label is shown beside it."""
    known = attributes(
        type="button", class_="yj-button yj-quiet" if quiet else "yj-button", data_act=act
    )
    extra = attributes(**{f"data_{name}": value for name, value in data.items()})
    drawn = icon(drawing) if drawing else ""
    return f"<button {known} {extra}>{drawn}<span>{escape(label)}</span></button>"


def icon_button(label: str, act: str, *, drawing: str, **data: str | int) -> str:
    """A button with a drawing only; the label is its accessible name and tooltip."""
    known = attributes(
        type="button", class_="yj-icon-button", data_act=act, aria_label=label, title=label
    )
    extra = attributes(**{f"data_{name}": value for name, value in data.items()})
    return f"<button {known} {extra}>{icon(drawing)}</button>"


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping and touching ones joined, empty ones dropped."""
    result: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def marked(text: str, window: Span, marks: Sequence[Span], *, tag: str = "mark") -> str:
    """``text[window]`` escaped, with the parts of ``marks`` inside it wrapped in ``tag``."""
    written: list[str] = []
    position = window.start
    for mark in merged(marks):
        start, end = max(mark.start, position), min(mark.end, window.end)
        if start >= end:
            continue
        written += [escape(text[position:start]), f"<{tag}>", escape(text[start:end]), f"</{tag}>"]
        position = end
    written.append(escape(text[position : window.end]))
    return "".join(written)


def occurrences(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Where the words stand in the text, whatever their case."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return ()
    pattern = re.compile("|".join(re.escape(word) for word in wanted), re.IGNORECASE)
    return tuple(Span(*match.span()) for match in pattern.finditer(text))
