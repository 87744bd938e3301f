"""Questions to begin with: the curated ones of the demo, or ones drawn from the library's own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from youju.errors import YoujuError
from youju.schema import Passage, Status
from youju_ui.assets import demo_text
from youju_ui.chat.english import english_questions, is_english
from youju_ui.chat.reader import Reader

_WANTED = 4
_DOCUMENTS = 6
_PASSAGES = 80
_TRIED = 12
"""Questions asked of the library at most to find those it can answer."""

_FIGURE = re.compile(
    r"(?:^|[，。；、：\s])(?P<subject>[\u4e00-\u9fff]{4,14}?)(?:达到?|为|完成|实现|不少于|不超过|不低于)(?:约|了)?\s*\d"
)
_NOT_A_SUBJECT = re.compile(
    r"^(?:其中|全年|预计|比上年|同比|力争|以上|以下|合计|总计|分别|均|已|将|还|并|共|不)|(?:分别|均|已|将|同比|的|了)$"
)


@dataclass(frozen=True, slots=True)
class DemoExamples:
    """The curated questions about the sample documents."""

    def questions(self, language: str, reader: Reader) -> tuple[str, ...]:
        """The questions in the language of the interface."""
        del reader
        known: dict[str, list[dict[str, str]]] = json.loads(demo_text("examples.json"))
        entries = known["zh-CN" if language.startswith("zh") else "en"]
        return tuple(entry["question"] for entry in entries if entry.get("start", "yes") == "yes")


@dataclass(slots=True)
class DrawnExamples:
    """Questions after figures the documents state, kept only when the library answers them."""

    _generation: int = -1
    _known: dict[tuple[frozenset[str] | None, bool], tuple[str, ...]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def questions(self, language: str, reader: Reader) -> tuple[str, ...]:
        """At most four, each in its document's language; documents in the interface's come first."""
        english = not language.startswith("zh")
        place = reader.readable, english
        with self._lock:
            generation = reader.library.stats().generation
            if generation != self._generation:
                self._known.clear()
                self._generation = generation
            if place not in self._known:
                self._known[place] = tuple(_drawn(reader, english=english))
            return self._known[place]


def candidates(passage: Passage) -> Iterator[str]:
    """Questions for the figures one passage states."""
    for match in _FIGURE.finditer(passage.text):
        subject = match["subject"]
        if not _NOT_A_SUBJECT.search(subject):
            yield f"{subject}是多少？"
    yield from english_questions(passage.text)


def _drawn(reader: Reader, *, english: bool) -> Iterator[str]:
    found, tried = 0, 0
    ordered = sorted(reader.documents(), key=lambda one: is_english(one.title) is not english)
    for document in ordered[:_DOCUMENTS]:
        for passage in reader.passages(document.id)[:_PASSAGES]:
            question = next(candidates(passage), None)
            if question is None:
                continue
            if found >= _WANTED or tried >= _TRIED:
                return
            tried += 1
            if _is_answered(reader, question, document.id):
                found += 1
                yield question
                break


def _is_answered(reader: Reader, question: str, document_id: str) -> bool:
    try:
        answer = reader.ask(question)
    except YoujuError:
        return False
    return answer.status is Status.ANSWERED and any(
        citation.passage.document.id == document_id for citation in answer.citations
    )
