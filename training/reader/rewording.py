"""The same question in other words, and one that its window does not answer any more; both by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from youju.figures import Quantity, find_figures, find_years
from youju.segmentation import tags

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:是)?(?:在)?(?:什么时候|何时)", ("何时", "什么时间", "哪年", "是什么时候")),
    (r"(?:在)?哪一年", ("哪年", "何年", "什么时候")),
    (r"(?:是)?(?:在)?(?:哪里|什么地方)", ("哪儿", "何处", "什么地方")),
    (r"有多少", ("有几", "共有多少")),
    (r"为什么", ("为何", "因为什么", "什么原因")),
    (r"(?:是)?什么原因", ("为什么", "因为什么")),
    (r"(?:都)?有哪些", ("包括哪些", "有什么", "都有哪些")),
    (r"是什么", ("是啥", "指什么", "为何物")),
    (r"叫什么(?:名字)?", ("名称是什么", "名字是什么")),
    (r"是谁", ("是哪位", "是什么人", "系何人")),
    (r"(?:是)?由谁", ("是哪位", "由何人")),
    (r"位于", ("在", "坐落于")),
    (r"什么", ("哪种", "何种")),
    (r"如何", ("怎么", "怎样")),
    (r"多久", ("多长时间",)),
)  # fmt: skip
_SEARCHED: tuple[tuple[str, str], ...] = (
    (r"(?:是)?(?:在)?(?:什么时候|何时|哪一年|哪年)", "时间"),
    (r"(?:是)?(?:在|位于)?(?:哪里|哪儿|何处|什么地方)", "位置"),
    (r"(?:分别|都)?(?:有|包括)哪些", "有哪些"),
    (r"(?:被称为|叫做|叫|称作)什么(?:名字)?", "叫什么"),
    (r"是什么|是指什么|指的是什么", ""),
    (r"的?原因是什么|(?:是)?什么原因", "原因"),
    (r"的是谁|是谁", "谁"),
)
"""Forms of search boxes, which leave out what is no keyword."""
_OPENINGS = ("请问", "想知道", "我想问一下，", "")
_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?![\d.%])")
_NAMED = {"ns", "nr", "nt", "nz"}


def reworded(question: str, chance: Random) -> str:
    """Other words for the question word, the end or the beginning, as the list has some."""
    text = question.strip()
    order = list(_WORDS)
    chance.shuffle(order)
    for pattern, others in order[: len(order) // 2 + 1]:
        changed = re.sub(pattern, chance.choice(others), text, count=1)
        if changed != text:
            text = changed
            break
    if chance.random() < 0.4:
        text = text.rstrip("？?。 ")
    if chance.random() < 0.2:
        text = chance.choice(_OPENINGS) + text
    return text or question


def searched(question: str, chance: Random) -> str:
    """As it is typed into a search box: without the mark, particles and some question words."""
    text = question.strip().rstrip("？?。 ")
    for pattern, other in _SEARCHED:
        changed = re.sub(pattern, other, text, count=1)
        if changed != text and len(changed) >= 4:
            text = changed
            break
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?:的|了)(?=[\u4e00-\u9fff]{2})", "", text, count=1)
    return text if chance.random() < 0.7 else f"{text}?"


_FIRM = 14
"""Characters up to which an answer to who, when, where or how many is taken as it is."""
_WHO = re.compile(r"谁|哪位|何人|什么人|哪个人")
_WHEN = re.compile(r"哪一?年|何年|什么时候|何时|哪一天|几月几日")
_HOW_MANY = re.compile(r"多少|几[个人位名座年岁次条种部家天]")
_WHERE = re.compile(r"哪里|哪儿|何处|什么地方|哪个(?:国家|城市|省|地方)")


def sharpened(question: str, answers: Sequence[str]) -> tuple[str, ...]:
    """The answers to who, when, where or how many, cut to the date or figure; none where one is loose.

    CMRC 2018 often answers such a question with the whole clause, which teaches a reader to give
    clauses where a name was asked for.
    """
    kept: list[str] = []
    for answer in answers:
        if len(answer) <= _FIRM:
            kept.append(answer)
            continue
        when, many = _WHEN.search(question), _HOW_MANY.search(question)
        if when or many:
            found = [
                one.text
                for one in find_figures(answer)
                if (one.quantity is Quantity.DATE) == bool(when) and one.unit
            ]
            if len(found) == 1:
                kept.append(found[0])
        elif "、" in answer or not (_WHO.search(question) or _WHERE.search(question)):
            kept.append(answer)
    return tuple(kept)


def names_of(text: str) -> list[str]:
    """Names of places, persons, organisations and works, of two characters or more."""
    return [word for word, tag in tags(text) if tag in _NAMED and len(word) > 1]


def exchanged(question: str, window: str, names: Sequence[str], chance: Random) -> str | None:
    """The question about another name, year or number, which the window does not hold."""
    ways: list[Callable[[], str | None]] = [
        lambda: _other_year(question, window, chance),
        lambda: _other_name(question, window, names, chance),
        lambda: _other_number(question, window, chance),
    ]
    chance.shuffle(ways)
    return next((found for way in ways if (found := way())), None)


def _other_year(question: str, window: str, chance: Random) -> str | None:
    years = find_years(question)
    if not years or str(years[0]) not in question:
        return None
    other = str(years[0] + chance.choice((-20, -10, -5, -3, -2, -1, 1, 2, 3, 5, 10)))
    return None if other in window else question.replace(str(years[0]), other)


def _other_name(question: str, window: str, names: Sequence[str], chance: Random) -> str | None:
    own = [name for name in names_of(question) if name in window]
    other = chance.choice(names)
    return question.replace(chance.choice(own), other) if own and other not in window else None


def _other_number(question: str, window: str, chance: Random) -> str | None:
    found = _NUMBER.search(question)
    if not found or found[0] not in window:
        return None
    other = str(max(1, int(found[0]) + chance.choice((-3, -2, -1, 1, 2, 3, 7))))
    return None if other in window else question[: found.start()] + other + question[found.end() :]
