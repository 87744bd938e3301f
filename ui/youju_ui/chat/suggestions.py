"""Questions to ask next: after the headings and figures beside what was just cited.

Only questions the library answers from the same document are shown; each is asked to find out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from threading import Lock

from youju.errors import YoujuError
from youju.schema import Answer, Passage, Status
from youju_ui.chat.english import english_topic, is_english
from youju_ui.chat.examples import candidates
from youju_ui.chat.markup import attributes, escape, icon
from youju_ui.chat.reader import Reader
from youju_ui.chat.session import Exchange
from youju_ui.messages import chat_answers as texts

_WANTED = 3
_TRIED = 6
"""Questions asked of the library at most after one answer."""
_AROUND = 6
"""Passages before and after the cited one that are looked at."""
_LEAST_CONFIDENCE = 0.5
_NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[编章节条部分]+|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)*[.、．]?)\s*"
)
_LEANING = re.compile(r"^(?:占|增|减|达|约|其|该|此|比|较|每|各|可|须|应)")
"""How a subject begins that means little without the words before it."""
_QUESTION = re.compile(r"[?？]$")
_TOPIC = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:办法|标准|要求|条件|流程|范围|期限|时间|职责|原则|费用|待遇|方式)$"
)


@dataclass(slots=True)
class Suggestions:
    """Looks for the next questions, for one person at a time: others go without, nobody waits."""

    _lock: Lock = field(default_factory=Lock)

    def after(self, exchange: Exchange, asked: Collection[str], reader: Reader) -> tuple[str, ...]:
        """At most three questions that the document just cited answers; often none."""
        answer = exchange.answer
        if answer is None or answer.status is not Status.ANSWERED or not answer.citations:
            return ()
        if not self._lock.acquire(blocking=False):
            return ()
        try:
            return tuple(_answerable(answer, set(asked), reader))
        except YoujuError:
            # The document was removed meanwhile.
            return ()
        finally:
            self._lock.release()


def _answerable(known: Answer, asked: set[str], reader: Reader) -> Iterator[str]:
    found = 0
    cited = known.citations[0].passage
    said = {known.text}
    tried: list[str] = []
    for question in neighbouring(cited, reader.passages(cited.document.id)):
        if question in asked or question in tried:
            continue
        if found >= _WANTED or len(tried) >= _TRIED:
            return
        tried.append(question)
        answer = reader.ask(question)
        if answer.status is not Status.ANSWERED or answer.confidence < _LEAST_CONFIDENCE:
            continue
        if answer.text in said:
            continue
        said.add(answer.text)
        sources = {citation.passage.document.id for citation in answer.citations}
        if cited.document.id in sources:
            found += 1
            yield question


def neighbouring(cited: Passage, passages: Collection[Passage]) -> Iterator[str]:
    """Questions about what stands near a passage, nearest first; it answered one itself already."""
    ordered = list(passages)
    place = next((index for index, one in enumerate(ordered) if one.id == cited.id), 0)
    near = sorted(
        range(max(0, place - _AROUND), min(len(ordered), place + _AROUND + 1)),
        key=lambda index: abs(index - place),
    )
    headings: list[str] = []
    for index in near:
        passage = ordered[index]
        if passage.heading_path and passage.heading_path != cited.heading_path:
            headings += asked_by(passage.heading_path[-1])
        yield from (one for one in candidates(passage) if not _LEANING.match(one))
        yield from headings
        headings.clear()


def asked_by(heading: str) -> tuple[str, ...]:
    """The question a heading asks or stands for; none for most."""
    plain = _NUMBERING.sub("", heading).strip()
    if _QUESTION.search(plain) and 4 <= len(plain) <= (80 if is_english(plain) else 40):
        return (plain,)
    topic = english_topic(plain)
    if topic:
        return (topic,)
    return (f"{plain}是什么？",) if _TOPIC.fullmatch(plain) else ()


def render_suggestions(questions: Collection[str], language: str) -> str:
    """The questions as buttons that ask them."""
    buttons = "".join(
        f"<li><button {attributes(type='button', class_='yj-next', data_act='example', data_question=question)}>"
        f"{icon('right')}<span>{escape(question)}</span></button></li>"
        for question in questions
    )
    return (
        f'<nav class="yj-suggestions" aria-label="{escape(texts.NEXT.localized(language))}">'
        f'<h4 class="yj-label">{escape(texts.NEXT.localized(language))}</h4><ul>{buttons}</ul></nav>'
    )
