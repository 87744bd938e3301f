"""One question, with its history, to one answer: read on its own, taken apart, asked, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from types import MappingProxyType

from youju.answering.answerer import Answerer
from youju.answering.combine import combine
from youju.answering.compared import compared
from youju.answering.items import item_asked, narrowed
from youju.comparison import between, compares, is_bare, of_each
from youju.conversation import Standalone, asked_before, parts, standalone
from youju.courtesy import courtesy
from youju.errors import QuestionError
from youju.question import Asks, understand
from youju.retrieval.retriever import Retrieved
from youju.retrieval.spelling import respelled
from youju.schema import Answer, Question, Scope, Status, Trace, Turn
from youju.settings import Settings
from youju.store.base import Store
from youju.topics import topic

LONGEST_QUESTION = 2_000
"""Characters; beyond it is a document, not a question."""
_GOES_ON = 16
"""Characters of a question that may lean on the one before without saying so."""
_HELD = 0.5
"""Share of such a question, of what the library knows of it, that the passage before has to hold."""

Retrieve = Callable[[str, int, Scope], Retrieved]
"""A question on its own, how many passages, and the scope, to their ranking."""


class Asker:
    """Asks one library; keeps nothing between questions."""

    def __init__(self, retrieve: Retrieve, store: Store, *, settings: Settings) -> None:
        self._retrieve = retrieve
        self._store = store
        self._settings = settings
        self._answerer = Answerer(store.blocks, store.passages_of, settings=settings.answering)

    def ask(
        self, text: str, history: Sequence[Turn], *, scope: Scope, threshold: float | None
    ) -> Answer:
        """The answer to a question; ``threshold`` in [0, 1] replaces the one of the settings."""
        started = perf_counter()
        reading = _read(text, history)
        asked = Question(text, reading.text, tuple(history), reading.carried, scope)
        said = courtesy(text)
        if said is not None:
            return Answer(asked, Status.NOT_FOUND, "", reason=said)
        answer = (
            self._compared(asked, threshold)
            or self._in_hand(asked, threshold)
            or self._combined(asked, threshold)
        )
        timings = {**answer.trace.timings_ms, "total": (perf_counter() - started) * 1000}
        return replace(answer, trace=Trace(MappingProxyType(timings), answer.trace.counts))

    def _compared(self, asked: Question, threshold: float | None) -> Answer | None:
        """The answer to a comparison; None where nothing is compared, or nothing is found of any."""
        comparison = compares(asked.standalone)
        if comparison is None:
            return None
        answers = self._each(asked, comparison.questions, threshold)
        answer = compared(asked, comparison, answers, k=self._settings.retrieval.k)
        return answer if answer.status is Status.ANSWERED else None

    def _in_hand(self, asked: Question, threshold: float | None) -> Answer | None:
        """The answer from the passages of the answer before, to a question that goes on from it.

        管线建了多长, after the sewage works: it names a thing of its own, and still means that passage.
        Only where the passage holds most of what is asked anew, and the question alone finds nothing.
        """
        earlier = asked_before(asked.history)
        if not earlier or asked.carried or len(asked.text) > _GOES_ON:
            return None
        alone = self._combined(asked, threshold)
        if alone.status is Status.ANSWERED:
            return alone
        before = self._combined(replace(asked, standalone=earlier[-1]), threshold)
        held = {one.passage.id for one in before.citations}
        subject = topic(earlier[-1])
        if not held or not subject or subject in asked.text:
            return alone
        text = f"{subject}{asked.text}"
        found = self._retrieve(text, self._settings.retrieval.k, asked.scope)
        words = self._retrieve(asked.standalone, 1, asked.scope).words
        kept = tuple(
            one
            for one in found.passages
            if one.passage.id in held and words.coverage(one.passage.text) >= _HELD * words.known
        )
        if not kept:
            return alone
        question = replace(asked, standalone=text, carried=(subject,))
        answer = self._answerer.answer(question, replace(found, passages=kept), threshold=threshold)
        return answer if answer.status is Status.ANSWERED else alone

    def _combined(self, asked: Question, threshold: float | None) -> Answer:
        """The answer to what one sentence asks, which may be several questions."""
        each = self._of_each(asked, threshold)
        if each is not None:
            return each
        whole = understand(asked.standalone).asks is Asks.SECTION
        questions = (asked.standalone,) if whole else parts(asked.standalone)
        answers = self._each(asked, questions, threshold)
        return (
            combine(asked, answers, k=self._settings.retrieval.k)
            if len(answers) > 1
            else answers[0]
        )

    def _of_each(self, asked: Question, threshold: float | None) -> Answer | None:
        """The answers for places named together; None where not every one has a document of its own."""
        questions = of_each(asked.standalone)
        if not questions:
            return None
        answers = self._each(asked, questions, threshold)
        told = {one.citations[0].passage.document.id for one in answers if one.citations}
        if len(told) < len(questions):
            return None
        return combine(asked, answers, k=self._settings.retrieval.k)

    def _each(
        self, asked: Question, questions: Sequence[str], threshold: float | None
    ) -> list[Answer]:
        return [
            self._respelled(self._answer(replace(asked, standalone=one), threshold), threshold)
            for one in questions
        ]

    def _answer(self, question: Question, threshold: float | None) -> Answer:
        """The answer to one question on its own; of a list and the number of an item, the item."""
        item = item_asked(question.standalone)
        if item is not None:
            whole = self._found(replace(question, standalone=item[0]), threshold)
            one = narrowed(whole, item[1])
            if one is not None:
                return replace(one, question=question)
        return self._found(question, threshold)

    def _found(self, question: Question, threshold: float | None) -> Answer:
        retrieved = self._retrieve(question.standalone, self._settings.retrieval.k, question.scope)
        begun = perf_counter()
        answer = self._answerer.answer(question, retrieved, threshold=threshold)
        timings = {**retrieved.timings_ms, "answer": (perf_counter() - begun) * 1000}
        return replace(answer, trace=Trace(MappingProxyType(timings), retrieved.counts))

    def _respelled(self, answer: Answer, threshold: float | None) -> Answer:
        """The answer with a wrong character set right, where only that finds one."""
        if answer.status is Status.ANSWERED or not self._settings.answering.respelling:
            return answer
        asked = answer.question
        other = respelled(asked.standalone, self._store, scope=asked.scope)
        if other is None:
            return answer
        again = self._answer(replace(asked, standalone=other.text), threshold)
        return again if again.status is Status.ANSWERED else answer


def _read(text: str, history: Sequence[Turn]) -> Standalone:
    """A question on its own; 哪个更高 alone compares what the last two questions asked for."""
    if is_bare(text) and len(earlier := asked_before(history)) > 1:
        return Standalone(between(earlier[-2], earlier[-1], text), earlier[-2:])
    return standalone(text, history)


def checked(question: str) -> str:
    """The question without blanks around it.

    Raises:
        QuestionError: it is empty or too long.
    """
    text = question.strip()
    if not any(character.isalnum() for character in text):
        raise QuestionError(
            zh="问题里没有文字。请用一句话写下想问的内容，例如：“2022年旅游收入是多少？”",
            en='The question holds no words. Write one sentence, such as "How high was the budget?"',
        )
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            zh=f"问题有 {len(text)} 个字，最多 {LONGEST_QUESTION} 个。请缩短问题；长文请用 youju add 作为文档添加。",
            en=f"The question has {len(text)} characters, at most {LONGEST_QUESTION} are allowed. Shorten it; add long text as a document with youju add.",
        )
    return text
