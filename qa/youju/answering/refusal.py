"""Whether the evidence is good enough, and in words why it is not."""

from __future__ import annotations

from functools import lru_cache

from youju.answering.extract import Extract
from youju.errors import Message
from youju.normalize import normalize
from youju.question import Asks, Wanted
from youju.retrieval.coverage import WeightedWords, plain_text, short_name
from youju.retrieval.slots import asked_years, year_match
from youju.segmentation import tags

_NAMES = ("ns", "nr", "nt", "nz")
_PLACES = ("ns", "nt")


_WITHOUT_FIGURE = 0.3
"""What is left of a passage's score when the stretch lacks the very figure that was asked for."""
_FITTING = 0.25
_OTHER_PLACE = 0.2
"""What is left when the document never mentions a place or organisation of the question."""
_OTHER_YEAR = 0.2
"""What is left when the passage stands under another year than the question's."""


def confidence(question: str, wanted: Wanted, found: Extract | None) -> float:
    """How likely the stretch answers: its passage's score, less for another figure, place or year.

    A figure counts only where the question names a unit or quantity: 何时 may be answered by 秋季.
    """
    if found is None:
        return 0.0
    likely = found.scored.score
    if wanted.asks is Asks.FIGURE and wanted.quantity is not None and found.figure < _FITTING:
        likely *= _WITHOUT_FIGURE
    if unknown_places(question, found):
        likely *= _OTHER_PLACE
    if year_match(wanted, found.scored.passage) < 0:
        likely *= _OTHER_YEAR
    return likely


def unknown_places(question: str, found: Extract) -> tuple[str, ...]:
    """Places and organisations of the question that title and text of the document never mention."""
    document = found.scored.passage.document
    named = [word for word, tag in tags(question) if tag in _PLACES and len(word) > 1]
    if not named:
        return ()
    known = plain_text(f"{document.title}\n{document.name}") + _whole(document.text)
    return tuple(name for name in named if short_name(name) not in known)


@lru_cache(maxsize=32)
def _whole(text: str) -> str:
    return normalize(text).text


def reason(question: str, words: WeightedWords, wanted: Wanted, found: Extract | None) -> Message:
    """Why nothing was answered: what the question names and the documents do not."""
    if found is None:
        return Message(
            zh="资料库里还没有可检索的内容。请先添加文档。",
            en="There is nothing to search yet. Add documents first.",
        )
    other_year = year_match(wanted, found.scored.passage) < 0
    absent = unknown_places(question, found)
    if not absent and not other_year:
        absent = missing_words(question, words, found)
    if absent:
        named = "、".join(f"“{word}”" for word in absent[:3])
        listed = ", ".join(f'"{word}"' for word in absent[:3])
        return Message(
            zh=f"文中没有提到{named}，下面是最接近的段落。",
            en=f"The documents do not mention {listed}; the nearest passages follow.",
        )
    if other_year:
        years = asked_years(wanted, found.scored.passage.document)
        asked = "、".join(f"{year}年" for year in years)
        return Message(
            zh=f"没有找到{asked}的内容，最接近的段落说的是别的年份。",
            en=f"Nothing about {asked.replace('年', '')} was found; the nearest passages are of other years.",
        )
    if wanted.asks is Asks.FIGURE and found.figure < 0:
        return Message(
            zh="相关段落里没有问题所问的数字，下面是最接近的段落。",
            en="The related passages do not hold the figure asked for; the nearest passages follow.",
        )
    return Message(
        zh="没有找到能够直接回答这个问题的段落，下面是最接近的段落。",
        en="No passage answers this question directly; the nearest passages follow.",
    )


def missing_words(question: str, words: WeightedWords, found: Extract) -> tuple[str, ...]:
    """The question's words that the nearest passage and its context lack, names first."""
    passage = found.scored.passage
    plain = plain_text(f"{passage.context}\n{passage.text}")
    absent = [word for word in words.weights if len(word) > 1 and word not in plain]
    names = {word for word, tag in tags(question) if tag.startswith(_NAMES)}
    return tuple(sorted(absent, key=lambda word: (word not in names, -words.weights[word])))
