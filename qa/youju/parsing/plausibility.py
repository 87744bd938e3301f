"""How likely a decoded text is real text: the judge between encodings that both decode.

Common characters are those of the first planes of GB 2312 (3,755) and of Big5 (5,401): the codes
themselves order characters by frequency, so no table is needed.
"""

from __future__ import annotations

from typing import Final

_SAMPLE: Final = 20_000
_PUNCTUATION: Final = frozenset(
    "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·～　％￥〔〕○●■◆→×÷±°①②③④⑤⑥⑦⑧⑨⑩"
)
_FREQUENT: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机"
    "当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心"
    "這個來為會國時們說對發經過進實現機應開關還學業點動區長無與從後產種樣兩體當麼電話問題見東車書"
)


def plausibility(text: str) -> float:
    """A number in [0, 2]: the share of common characters plus that of the most frequent ones.

    Only characters beyond ASCII count; a text without any is fully plausible.
    """
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not foreign:
        return 2.0
    common = sum(1 for character in foreign if _is_common(character))
    frequent = sum(
        1 for character in foreign if character in _FREQUENT or character in _PUNCTUATION
    )
    return common / len(foreign) + frequent / len(foreign)


def common_share(text: str) -> float:
    """The share of common characters among those beyond ASCII, in [0, 1]."""
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not foreign:
        return 1.0
    return sum(1 for character in foreign if _is_common(character)) / len(foreign)


def readable_share(text: str) -> float:
    """Share of characters that are printable ASCII, line ends or common Chinese."""
    sample = text[:_SAMPLE]
    ascii_ = sum(1 for c in sample if " " <= c <= "~" or c in "\t\n\r")
    foreign = [c for c in sample if c > "\x7f"]
    return (ascii_ + common_share("".join(foreign)) * len(foreign)) / max(1, len(sample))


def _is_common(character: str) -> bool:
    if character in _PUNCTUATION or "\uff01" <= character <= "\uff5e":
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    return _lead(character, "gb2312", 0xB0, 0xD7) or _lead(character, "big5", 0xA4, 0xC6)


def _lead(character: str, encoding: str, first: int, last: int) -> bool:
    try:
        code = character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return first <= code[0] <= last
