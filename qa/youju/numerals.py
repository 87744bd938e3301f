"""Chinese numerals as numbers; finding them in running text is left to ``normalize`` and ``numbering``."""

from __future__ import annotations

DIGITS = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
NUMERALS = "".join((*DIGITS, *UNITS, *MYRIADS))


def integer(text: str) -> int:
    """The value of an integer in Chinese numerals: ``三千四百`` → 3400, ``二〇二三`` → 2023.

    Raises:
        ValueError: when the characters do not form a number (``百十千``, ``一二十``, empty).
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    for unit in ("亿", "万"):
        head, found, tail = text.partition(unit)
        if found:
            return _with_myriads(head, tail, MYRIADS[unit], text)
    return _below_myriad(text)


def _with_myriads(head: str, tail: str, unit: int, whole: str) -> int:
    if not head:
        raise ValueError(f"not a number: {whole!r}")
    rest = integer(tail.lstrip("零〇")) if tail.lstrip("零〇") else 0
    if rest >= unit:
        raise ValueError(f"not a number: {whole!r}")
    return integer(head) * unit + rest


def _below_myriad(text: str) -> int:
    total, digit, last = 0, -1, 10_000
    for position, character in enumerate(text):
        if character in UNITS:
            unit = UNITS[character]
            if unit >= last or (digit < 0 and (position or unit != 10)):
                raise ValueError(f"not a number: {text!r}")
            total, digit, last = total + max(digit, 1) * unit, -1, unit
        elif character in DIGITS:
            if digit > 0:
                raise ValueError(f"not a number: {text!r}")
            digit = DIGITS[character]
        else:
            raise ValueError(f"not a number: {text!r}")
    if not text:
        raise ValueError("not a number: empty")
    return total + max(digit, 0)


def decimal(text: str) -> str:
    """The digits of a numeral that may hold 点: ``五点三`` → ``5.3``, ``百`` → ``100``.

    Raises:
        ValueError: when the characters do not form a number.
    """
    whole, point, fraction = text.partition("点")
    value = 100 if whole == "百" else integer(whole)
    if not point:
        return str(value)
    if not fraction or any(character not in DIGITS for character in fraction):
        raise ValueError(f"not a number: {text!r}")
    return f"{value}." + "".join(str(DIGITS[character]) for character in fraction)
