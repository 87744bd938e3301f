"""Whole numbers written the ways Word numbers its lists; figures in running text are others' work."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
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
    if number < 1:
        return str(number)
    if form in _COUNTING:
        return chinese(number)
    match form:
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(number))
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            return chinese(number, digits=_FORMAL, units="拾佰仟万")
        case "ideographTraditional":
            return _STEMS[(number - 1) % len(_STEMS)]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return chr(0x2460 + number - 1) if number <= 20 else str(number)
        case "decimalZero":
            return f"{number:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(number).upper() if form == "upperRoman" else _roman(number)
        case _:
            return str(number)


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
