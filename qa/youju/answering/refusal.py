"""Whether the evidence is good enough, and in words why it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from youju.answering.extract import Extract
from youju.answering.verdict import unstated
from youju.errors import Message
from youju.normalize import normalize
from youju.question import LAST, Asks, Wanted
from youju.retrieval.coverage import WeightedWords, plain_text, short_name
from youju.retrieval.slots import asked_years, year_match
from youju.retrieval.titles import other_place
from youju.schema import Document, ScoredPassage
from youju.segmentation import asked_kinds, tags
from youju.segmentation import words as segmented

_NAMES = ("ns", "nr", "nt", "nz")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLACES = ("ns", "nt")


_AS_VERB = r"(?:多少|几[个人家户名项次]|[了过着\d])"
"""What follows no place, whatever the dictionary takes the word for: 惠及多少人, 时隔20年."""
_NO_NAME = re.compile(r"[几哪两某各该]|第[一二三四五六七八九十]|东西$|国人$")
"""What the tagger takes for a place and is none: 几省, 两国, 第一座."""
_LEFT = 0.2
"""What one contradiction leaves of a passage's score."""
_TRANSLATED = 0.8
"""What the score is worth when the words of the question were looked up one by one."""
_FITTING = 0.25
_SHORTEST_NAME = 2


def confidence(words: WeightedWords, wanted: Wanted, found: Extract | None) -> float:
    """How likely the stretch answers: its passage's score, less for each fact that speaks against it.

    The stretch lacks the unit or quantity asked for (何时 names none: 秋季 may answer it); the document
    never mentions a place of the question, or is of another place of its kind; the passage stands
    under another year; the question has no word of two characters (你能做什么), so that anything matches it;
    the sentence lacks a noun of a yes-or-no question. A question whose words were looked up in a
    dictionary is less sure in any case.
    """
    if found is None:
        return 0.0
    against = (
        wanted.asks is Asks.FIGURE and wanted.quantity is not None and found.figure < _FITTING,
        bool(unknown_places(words.text, words, found))
        or other_place(words.text, found.scored.passage)
        or found.scored.parts.adjustments.get("place", 0.0) < 0,
        year_match(wanted, found.scored.passage) < 0,
        all(len(word) < _SHORTEST_NAME for word in words.weights),
        wanted.asks is Asks.WHETHER and bool(unstated(words, found)),
    )
    likely = found.scored.score * (_TRANSLATED if words.foreign else 1.0)
    return likely * _LEFT ** sum(against)


def unknown_places(question: str, words: WeightedWords, found: Extract) -> tuple[str, ...]:
    """Places and organisations of the question that title and text of the document never mention.

    Nor what stands for them.
    """
    document = found.scored.passage.document
    kinds = asked_kinds(question)
    named = [
        word
        for word, tag in tags(question)
        if word not in kinds
        and tag in _PLACES
        and len(word) > 1
        and not _NO_NAME.match(word)
        and not re.search(f"{re.escape(word)}{_AS_VERB}", question)
    ]
    if not named:
        return ()
    known = plain_text(f"{document.title}\n{document.name}")
    absent = (
        name
        for name in named
        if not all(part in known or part in document.text for part in _parts_of(name))
    )
    # Only what the source itself does not have needs the index copy of all of it.
    return tuple(name for name in absent if not _mentioned(name, words, known, document))


def _mentioned(name: str, words: WeightedWords, known: str, document: Document) -> bool:
    """Whether a document, as it is indexed, mentions a name or what stands for it."""
    whole = known + _whole(document.text)
    return all(part in whole for part in _parts_of(name)) or words.replaced(name, whole)


def _parts_of(name: str) -> tuple[str, ...]:
    """What of a name has to be mentioned: the place without its kind, 北京 and 地铁 of 北京地铁."""
    short = short_name(name)
    parts = tuple(part for part in segmented(short) if len(part) > 1 and part != short)
    return (
        parts if parts and "".join(sorted(short)) == "".join(sorted("".join(parts))) else (short,)
    )


@lru_cache(maxsize=32)
def _whole(text: str) -> str:
    return normalize(text).text


def reason(
    question: str,
    words: WeightedWords,
    wanted: Wanted,
    found: Extract | None,
    ranking: Sequence[ScoredPassage],
) -> Message:
    """Why nothing was answered: what the question names and the documents do not."""
    if found is None:
        return Message(
            zh="资料库里还没有可检索的内容。请先添加文档。",
            en="There is nothing to search yet. Add documents first.",
        )
    if not _HAN.search(question) and _HAN.search(found.scored.passage.text):
        return Message(
            zh="文档是中文的，按词典逐词对照没有找到可靠的回答。请用中文再问一次；下面是最接近的段落。",
            en="The documents are in Chinese, and looking the words up in a dictionary found no reliable answer. Ask in Chinese; the nearest passages follow.",
        )
    other_year = year_match(wanted, found.scored.passage) < 0
    absent = unknown_places(question, words, found)
    if not absent and not other_year:
        absent = missing_words(question, words, ranking)
    if absent:
        named = "、".join(f"“{word}”" for word in absent[:3])
        listed = ", ".join(f'"{word}"' for word in absent[:3])
        return Message(
            zh=f"最接近的段落里没有提到{named}。",
            en=f"The nearest passages do not mention {listed}.",
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


def which_document(ranking: Sequence[ScoredPassage]) -> Message:
    """Why a question about a document as a whole was not answered: it is not clear about which."""
    if not ranking:
        return Message(
            zh="资料库里还没有可检索的内容。请先添加文档。",
            en="There is nothing to search yet. Add documents first.",
        )
    title = ranking[0].passage.document.title
    return Message(
        zh=f"不清楚问的是哪一份文件。请写出它的名字，例如：《{title}》讲了什么？",
        en=f"It is not clear which document is meant. Name it, for example: What is {title} about?",
    )


def no_such_part(heading: str, wanted: Wanted) -> Message:
    """Why a part was not found: the heading that is named has none of that number."""
    number = "最后一" if wanted.ordinal == LAST else f"第{wanted.ordinal}"
    return Message(
        zh=f"“{heading}”下面没有{number}{wanted.ordinal_kind}。",
        en=f"There is no such part under “{heading}”.",
    )


def missing_words(
    question: str, words: WeightedWords, ranking: Sequence[ScoredPassage]
) -> tuple[str, ...]:
    """The question's words that none of the retrieved passages holds, names first."""
    plain = "\n".join(plain_text(f"{one.passage.context}\n{one.passage.text}") for one in ranking)
    absent = [
        word
        for word in words.weights
        if len(word) > 1 and word not in plain and not words.replaced(word, plain)
    ]
    names = {word for word, tag in tags(question) if tag.startswith(_NAMES)}
    return tuple(sorted(absent, key=lambda word: (word not in names, -words.weights[word])))
