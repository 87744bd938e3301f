"""Text from documents made fit for a terminal, and the pieces the other renderers share.

What comes from documents is hostile: control and direction characters are taken out before a
terminal sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table

from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

_CATALOGUE = Catalogue(MESSAGES)
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\n\t")


def safe(text: str) -> str:
    """The text of the same length with characters that steer a terminal replaced by ``·``."""
    return "".join(
        "·" if _steers(character) and character not in _KEPT else character for character in text
    )


def one_line(text: str) -> str:
    """A name or title on one line."""
    return " ".join(safe(text).split())


def readable_size(size: int) -> str:
    """A number of bytes in the unit that suits it, ``1.4 MB``."""
    amount = float(size)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError("the last unit takes everything")


def table(columns: Sequence[str], *, right: Sequence[int] = ()) -> Table:
    """An unboxed table; long words of a column fold instead of being cut."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for number, column in enumerate(columns):
        made.add_column(
            column,
            overflow="fold",
            justify="right" if number in right else "left",
            min_width=cell_len(column),
            no_wrap=number in right,
        )
    return made


def say(key: str, language: str, /, **values: str | float) -> str:
    """A sentence of the command line."""
    return _CATALOGUE.text(key, language, **values)


def _steers(character: str) -> bool:
    """Whether a character moves the cursor, changes colours or the direction of writing."""
    return character < " " or "\x7f" <= character <= "\x9f" or character in _DIRECTION
