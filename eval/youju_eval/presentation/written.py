"""How a value of a measure is written for people, by its unit: shares, characters, milliseconds."""

from __future__ import annotations

NOTHING = "-"
"""Where there is nothing to measure."""


def written(value: float | None, unit: str = "", *, sign: bool = False) -> str:
    """Three decimals for a share, one for characters, whole milliseconds; ``sign`` for differences.

    A difference that rounds to nothing has no sign.
    """
    if value is None:
        return NOTHING
    decimals = {"": 3, "ms": 0}.get(unit, 1)
    text = f"{value:+,.{decimals}f}" if sign else f"{value:,.{decimals}f}"
    nothing = not any(character in "123456789" for character in text)
    return text.lstrip("+-") if nothing else text
