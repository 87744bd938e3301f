"""Whole numbers written the ways Word numbers its lists; figures in running text are others' work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_MOST: Final = 99_999
_CIRCLED: Final = 20
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTING: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)


def numeral(number: int, form: str) -> str:
    """A positive number in one of Word's number forms; an unknown form counts in decimal."""
    if not 1 <= number <= _MOST:
        return str(number)
    if form in _COUNTING:
        return chinese(number)
    return _FORMS.get(form, str)(number)


def chinese(number: int, *, digits: str = "零一二三四五六七八九", units: str = "十百千万") -> str:
    """A number below a hundred million in words: 12 is 十二, 105 is 一百零五.

    >>> chinese(12), chinese(105), chinese(20)
    ('十二', '一百零五', '二十')
    """
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1_000 else ""
        tail = chinese(low, digits=digits, units=units) if low else ""
        return chinese(high, digits=digits, units=units) + units[3] + gap + tail
    words, pending = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending = pending or bool(words)
            continue
        words += (
            (digits[0] if pending else "") + digits[digit] + (units[power - 1] if power else "")
        )
        pending = False
    ten = digits[1] + units[0]
    return words[1:] if words.startswith(ten) and units[0] == "十" else words


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _formal(number: int) -> str:
    return chinese(number, digits=_FORMAL, units="拾佰仟万")


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= _CIRCLED else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in str(number))


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % len(_STEMS)],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
"""Word's names of number forms (ECMA-376 part 1, §17.18.59)."""
