"""The index copy of a text: width, variants, case and numerals made alike, with a map back to the source.

What is quoted is always the source; words are cut by ``segmentation``, values compared by ``figures``.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from youju.numerals import NUMERALS, decimal, integer
from youju.schema import Span

NORMALIZER = "normalize/1"


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalised text; ``offsets[i]`` is where in the source its ``i``-th code point comes from.

    ``offsets`` has ``len(text) + 1`` entries, never falls, starts at 0 or later and ends with the
    length of the source.
    """

    text: str
    offsets: Sequence[int] = field(repr=False)

    def source_span(self, start: int, end: int) -> Span:
        """The shortest stretch of the source that made ``text[start:end]``.

        Where one source unit became several characters (``㎡``, ``百分之五``) it is taken whole.

        Raises:
            ValueError: when ``start`` and ``end`` are no stretch of the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"not a span of the normalised text: [{start}, {end})")
        if start == end:
            return Span(self.offsets[start], self.offsets[start])
        first, last = self.offsets[start], self.offsets[end - 1]
        while self.offsets[end] == last:
            end += 1
        return Span(first, self.offsets[end])


def normalize(text: str) -> Normalized:
    """The index copy of ``text``: NFKC, simplified characters, lower case, plain numerals.

    Source of the character forms: Unicode NFKC and OpenCC ``t2s``.
    """
    characters = _characters()
    present = set(text)
    if any(_joins(character) for character in present if character > "\u02ff"):
        copied, offsets = _composed(text, characters)
    else:
        copied = text.translate(characters)
        offsets = _offsets(text, present, characters)
    copied = _simplified(copied)
    return _rewritten(Normalized(copied, offsets))


_RADICALS = str.maketrans(
    dict(
        zip(
            "⺁⺇⺋⺎⺏⺐⺒⺓⺟⺠⺢⺩⺬⺮⺯⺰⺱⺲⺳⺶⺷⺸⺻⺼⺾⻁⻄⻅⻆⻉⻋⻌⻍⻎⻐⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
            "厂几㔾兀尣尢巳幺母民水王示竹糸纟罓罒网羊羊羊聿肉艸虎西见角贝车辶辶辶钅长门阜阝雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜龟龟",
            strict=True,
        )
    )
)
"""Radicals that PDF fonts write for whole characters and NFKC leaves alone."""


class _Characters(dict[int, str]):
    """Code point → its normalised form, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.category(character) == "Cf":
            form = ""
        else:
            form = unicodedata.normalize("NFKC", character).translate(_RADICALS).lower()
            form = unicodedata.normalize("NFKC", form)
        self[code] = form
        return form


@functools.cache
def _characters() -> _Characters:
    return _Characters()


@functools.cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@functools.cache
def _is_traditional(character: str) -> bool:
    return _converter()(character) != character


@functools.cache
def _joins(character: str) -> bool:
    """Whether a character may melt into the one before it: marks, Hangul vowels and finals."""
    if "\u1160" <= character <= "\u11ff" or unicodedata.combining(character):
        return True
    return bool(unicodedata.combining(unicodedata.normalize("NFKC", character)[0]))


def _offsets(text: str, present: set[str], characters: _Characters) -> Sequence[int]:
    if all(len(characters[ord(character)]) == 1 for character in present):
        return range(len(text) + 1)
    lengths = (len(characters[ord(character)]) for character in text)
    repeated = itertools.chain.from_iterable(
        itertools.repeat(place, length) for place, length in enumerate(lengths)
    )
    return (*repeated, len(text))


def _composed(text: str, characters: _Characters) -> tuple[str, Sequence[int]]:
    parts: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        cluster = unicodedata.normalize("NFKC", text[start:end])
        form = unicodedata.normalize("NFKC", cluster.translate(characters))
        parts.append(form)
        offsets.extend([start] * len(form))
    return "".join(parts), (*offsets, len(text))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _joins(text[place]):
            yield start, place
            start = place


def _simplified(text: str) -> str:
    """The text in simplified characters, of the same length, so that offsets stay."""
    if not any(_is_traditional(character) for character in set(text) if character > "\u2e7f"):
        return text
    convert = _converter()
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(_same_length(character, convert(character)) for character in text)


def _same_length(character: str, converted: str) -> str:
    return converted if len(converted) == 1 else character


_DIGIT = "〇○零一二三四五六七八九"
_NUMBER = f"[{NUMERALS}]"
_MEASURES = (
    "亩|吨|公斤|千克|斤|公里|里|平方公里|平方米|立方米|米|公顷|顷|元|美元|人次|人|户|家|个百分点|个|项|件|次|"
    "名|所|座|台|辆|套|千瓦时|千瓦|度|岁|年|天|小时|分钟|倍|位|张|处|种|类|批|条|门|艘|架|头|只|棵|株|升|套|户次|担|石|尺|丈"
)
_PHYSICAL = "亩|吨|公斤|千克|公里|平方公里|平方米|立方米|公顷|元|美元|倍|岁|千瓦时|千瓦|个百分点"
_REWRITES = re.compile(
    rf"(?P<year>(?<![{_DIGIT}0-9])[一二][{_DIGIT}0o]{{3}}(?=年))"
    rf"|(?P<percent>百分之(?P<share>[{NUMERALS}]+(?:点[{_DIGIT}]+)?))"
    rf"|(?P<month>(?<=年)[一二三四五六七八九十]{{1,2}}(?=月))"
    rf"|(?P<day>(?<=月)[一二三四五六七八九十]{{1,3}}(?=日))"
    rf"|(?P<both>(?<![{NUMERALS}])[一二三四五六七八九十]{{1,2}}(?=月[一二三四五六七八九十]{{1,3}}日))"
    rf"|(?P<article>(?<=第)[{NUMERALS}]+(?=[条章节编款届]))"
    rf"|(?P<amount>(?<![第{NUMERALS}点分]){_NUMBER}{{2,}}(?:点[{_DIGIT}]+)?(?=[多余]?[万亿]?(?:{_MEASURES})))"
    rf"|(?P<small>(?<![第{NUMERALS}点分之])[二三四五六七八九两十](?:点[{_DIGIT}]+)?(?=[万亿]?(?:{_PHYSICAL})))"
    r"|(?P<point>(?<=[0-9])·(?=[0-9]))"
    r"|(?P<comma>(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))"
)
_NEEDED = re.compile(rf"[{NUMERALS}·]|[0-9],[0-9]{{3}}")


def _rewritten(copy: Normalized) -> Normalized:
    """The copy with numerals and decimal points in one form."""
    if not _NEEDED.search(copy.text):
        return copy
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _REWRITES.finditer(copy.text):
        form = _form(match)
        if form == match.group():
            continue
        parts += (copy.text[done : match.start()], form)
        offsets.extend(copy.offsets[done : match.start()])
        if len(form) == len(match.group()):
            offsets.extend(copy.offsets[match.start() : match.end()])
        else:
            offsets.extend([copy.offsets[match.start()]] * len(form))
        done = match.end()
    if not parts:
        return copy
    offsets.extend(copy.offsets[done:])
    return Normalized("".join(parts) + copy.text[done:], tuple(offsets))


def _form(match: re.Match[str]) -> str:
    """How one found numeral is written in the index copy; itself when it is no number after all."""
    found = match.group()
    try:
        match match.lastgroup:
            case "point":
                form = "."
            case "comma":
                form = found.replace(",", "")
            case "year":
                form = str(integer(found.replace("0", "〇").replace("o", "〇")))
            case "percent" | "share":
                form = decimal(match.group("share")) + "%"
            case "amount" | "small":
                form = _amount(found)
            case _:
                form = str(integer(found))
    except ValueError:
        return found
    return form


def _amount(numeral: str) -> str:
    """``三千四百`` → ``3400``; round 万 and 亿 stay as people write them: ``六千万`` → ``6000万``."""
    stem = numeral.rstrip("万亿")
    if stem and stem != numeral and not set(stem) & {"万", "亿"}:
        return decimal(stem) + numeral[len(stem) :]
    if len(numeral) > 1 and all(character in _DIGIT for character in numeral):
        return numeral
    return decimal(numeral)
