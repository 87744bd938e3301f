"""Year, document and aim of a passage against those of the question.

Near-identical reports differ in little but their title and the heading a sentence stands under:
"2024年工作回顾" against "2025年工作安排". Both are read here, for any document.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from youju.figures import find_years
from youju.question import Aim, Wanted
from youju.schema import Document, Passage
from youju.segmentation import is_content, tags, words

_PLAN = re.compile(
    r"目标|预期|安排|计划|规划|重点任务|主要任务|工作任务|总体要求|下一步|今后|部署|展望|重点工作|建议|要求"
)
_REVIEW = re.compile(r"回顾|总结|成就|成效|成绩|完成情况|工作情况|发展情况|过去|一年来|五年来|取得")
_KIND = re.compile(r"(?:自治区|自治州|自治县|特别行政区|省|市|区|县|州|镇|乡)$")
_RELATIVE = (
    (-1, re.compile(r"去年|上年|过去一年|过去的一年|一年来|上一年")),
    (0, re.compile(r"今年|本年|新的一年")),
)


def document_year(document: Document) -> int | None:
    """The year a document is of: its title says it, else its date."""
    years = find_years(document.title) or find_years(document.name)
    if years:
        return years[-1]
    return int(document.date[:4]) if document.date else None


def asked_years(wanted: Wanted, document: Document) -> tuple[int, ...]:
    """The years a question means for one document, 去年 and 今年 resolved against its date."""
    if wanted.years:
        return wanted.years
    year = document_year(document)
    if wanted.relative_year is None or year is None:
        return ()
    return (year + wanted.relative_year,)


def heading_years(passage: Passage) -> tuple[int, ...]:
    """The years of the innermost heading that names any, explicitly or as 去年/今年."""
    year = document_year(passage.document)
    for heading in reversed(passage.heading_path):
        years = find_years(heading)
        if years:
            return years
        if year is not None:
            for shift, pattern in _RELATIVE:
                if pattern.search(heading):
                    return (year + shift,)
    return ()


def year_match(wanted: Wanted, passage: Passage) -> float:
    """From -1 (another year) over 0 (nothing known) to 1 (the heading names the year asked for)."""
    asked = asked_years(wanted, passage.document)
    if not asked:
        return 0.0
    in_text = 0.5 if set(asked) & set(find_years(passage.text)) else 0.0
    named = heading_years(passage)
    if named:
        lowest, highest = min(named), max(named)
        if any(lowest <= year <= highest for year in asked):
            return 1.0 if len(set(named)) == 1 else 0.7
        return in_text or -1.0
    if in_text:
        return in_text
    year = document_year(passage.document)
    if year is None:
        return 0.0
    return 0.2 if any(asked_year in (year, year - 1) for asked_year in asked) else -1.0


def passage_aim(passage: Passage) -> Aim | None:
    """Whether a passage stands in a review or in a plan, by its headings, innermost first."""
    for heading in reversed(passage.heading_path):
        if _REVIEW.search(heading):
            return Aim.REVIEW
        if _PLAN.search(heading):
            return Aim.PLAN
    return None


def aim_match(wanted: Wanted, passage: Passage) -> float:
    """-1, 0 or 1: whether plan or review of the passage is what the question is about."""
    aim = passage_aim(passage)
    if wanted.aim is None or aim is None:
        return 0.0
    return 1.0 if aim is wanted.aim else -1.0


@dataclass(frozen=True, slots=True)
class Titles:
    """The words that tell documents apart by their titles, and those of them that a question names."""

    asked: frozenset[str]
    weights: Mapping[str, float]

    def match(self, document: Document) -> float:
        """In [0, 1]: the share of the question's title words here times the share of the title asked.

        Both, since a title of many words is hardly meant by a question that shares one of them.
        """
        title, name = _words_of(document.title), _words_of(_file_words(document.name))
        held = self._weight(self.asked & (title | name))
        wanted = self._weight(self.asked)
        whole = self._weight(title) or self._weight(name)
        return held / wanted * min(1.0, held / whole) if held and whole else 0.0

    def _weight(self, chosen: frozenset[str]) -> float:
        return sum(self.weights.get(word, 0.0) for word in chosen)


NO_TITLES = Titles(frozenset(), {})


def titles_asked(
    question: str, documents: Sequence[Document], *, others: Iterable[str] = ()
) -> Titles:
    """The title words of a question; nothing weighs in a library of one document.

    A word in every title weighs nothing, one in a single title most. ``others`` stand for words of it.
    """
    # years have a slot of their own: 2024年 in a title may be the year of the plan or of the review
    told = itertools.chain(words(question), *map(words, others))
    asked = frozenset(word for word in told if _tells(word))
    return Titles(asked, _title_weights(tuple((one.title, one.name) for one in documents)))


@lru_cache(maxsize=8)
def _title_weights(named: tuple[tuple[str, str], ...]) -> Mapping[str, float]:
    size = len(named)
    counts = Counter(
        word for title, name in named for word in _words_of(title) | _words_of(_file_words(name))
    )
    return {word: math.log(size / count) for word, count in counts.items() if _tells(word)}


def _tells(word: str) -> bool:
    return is_content(word) and not word.isdigit()


def _file_words(name: str) -> str:
    return name.rsplit(".", 1)[0].replace("_", " ")


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(words(text))


@lru_cache(maxsize=5_000)
def places(text: str) -> tuple[tuple[str, str], ...]:
    """The places of a text that say what kind they are, as name and kind: (密云, 区) of 密云区."""
    found: list[tuple[str, str]] = []
    before = ""
    for word, tag in tags(text):
        kind = _KIND.search(word)
        if kind and kind.start() > 1 and tag in ("ns", "nr"):
            found.append((word[: kind.start()], kind[0]))
        elif before and kind and not kind.start():
            found.append((before, word))
        before = word if tag == "ns" else ""
    return tuple(dict.fromkeys(found))


def other_place(question: str, passage: Passage) -> bool:
    """Whether a document of another place of the same kind is read: 怀柔区's report for 密云区.

    Not so where passage, headings or title mention the place asked for, whatever else they are about.
    """
    titled = places(passage.document.title)
    near = f"{passage.document.title}\n{passage.context}\n{passage.text}"
    return any(
        name not in near and any(kind == other for _, other in titled)
        for name, kind in places(question)
    )
