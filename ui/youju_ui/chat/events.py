"""What the browser sent with an event, which is not trusted to have any shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

LONGEST_COLLECTION = 60
"""Characters of a collection's name that is made on the page."""


def data_of(event: gr.EventData) -> dict[str, object]:
    """What the browser sent with an event; anything but an object counts as nothing."""
    sent: object = vars(event).get("_data")
    return {str(key): value for key, value in sent.items()} if isinstance(sent, dict) else {}


def session_of(request: gr.Request) -> str:
    """The page in a browser that an event came from."""
    return str(getattr(request, "session_hash", "") or "")


def whole_number(event: gr.EventData, name: str) -> int:
    """A number the browser sent, 0 when it is missing or none."""
    sent = str(data_of(event).get(name, ""))
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0


def text_of(event: gr.EventData, name: str) -> str:
    """A text the browser sent without the blanks around it, empty when it is missing or none."""
    sent = data_of(event).get(name)
    return sent.strip()[:20_000] if isinstance(sent, str) else ""


def text_held(sent: object) -> str:
    """A short text that a page holds, empty when it sends anything else."""
    return sent[:1000] if isinstance(sent, str) else ""


def collection_held(sent: object) -> str:
    """The name of a collection that a page holds, as it can be shown; empty for none."""
    return " ".join(text_held(sent).split())[:LONGEST_COLLECTION]
