"""Whether a set's gold stands in its documents, and whether its questions do not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from youju_eval.sets.occurrences import occurrences
from youju_eval.sets.problems import Kind, Problem, error, warning
from youju_eval.sets.values import LIST, STRUCTURE, EvaluationQuestion, EvaluationSet
from youju_eval.text import squeezed

LEAKABLE = 8
"""Shortest question, in characters, that is looked for: a shorter one may be a phrase of any text."""
HINTS = 20
"""For how many unknown documents the nearest name is sought."""
_ENDS = "？?。．.!！…"
_SHOWN = 40


@dataclass(frozen=True)
class GoldCheck:
    """The texts of the documents, and where the gold of all questions was found in them."""

    evaluation_set: EvaluationSet
    texts: Mapping[str, str]
    """Document id → text without white space, of those documents whose text is known."""
    _meant: dict[str, str] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """Everything about every question."""
        for question in self.evaluation_set.questions:
            yield from self._unknown(question)
            yield from self._evidence(question)
            yield from self._answers(question)
            yield from _consistency(question)
        yield from self._leaks()

    def _unknown(self, question: EvaluationQuestion) -> Iterator[Problem]:
        """Documents named that the set does not have."""
        if not self.evaluation_set.documents:
            return
        for name in dict.fromkeys(self._named(question)):
            if self._id(name) not in self._ids:
                near = self._nearest(name)
                yield error(
                    Kind.UNKNOWN_DOCUMENT,
                    question.id,
                    zh=f"文档 {name} 不在这个评测集里。"
                    + (f"是否想写 {near}？" if near else "请检查文件名或补上文档。"),
                    en=f"The document {name} is not in the set. "
                    + (f"Did you mean {near}?" if near else "Check its name, or add it."),
                )

    def _nearest(self, name: str) -> str:
        """The document that was probably meant; sought for the first few, as it takes its time."""
        if name not in self._meant and len(self._meant) < HINTS:
            near = difflib.get_close_matches(name, self._ids, n=1, cutoff=0.6)
            self._meant[name] = near[0] if near else ""
        return self._meant.get(name, "")

    def _evidence(self, question: EvaluationQuestion) -> Iterator[Problem]:
        """Evidence that no passage can hold."""
        if not self._checkable(question):
            return
        for group in question.evidence:
            lost = [text for text in group if not self._stands(text, question)]
            if not lost:
                continue
            useless = len(lost) == len(group) and question.type != STRUCTURE
            say = error if useless else warning
            yield say(
                Kind.EVIDENCE_NOT_FOUND,
                question.id,
                zh=f"证据“{_short(lost[0])}”不在{self._place(question, zh=True)}中"
                + ("，这道题永远答不对。" if useless else f"（共 {len(lost)} 条如此）。")
                + "请从文档里原样复制。",
                en=f"The evidence “{_short(lost[0])}” does not stand in {self._place(question)}"
                + (", so nothing can be right." if useless else f" ({len(lost)} such).")
                + " Copy it from the document as it is.",
            )

    def _answers(self, question: EvaluationQuestion) -> Iterator[Problem]:
        """Answers none of which a quotation can give."""
        if not question.answers or not self._checkable(question):
            return
        lost = [text for text in question.answers if not self._stands(text, question)]
        if len(lost) == len(question.answers) or (lost and question.type == LIST):
            yield warning(
                Kind.ANSWER_NOT_FOUND,
                question.id,
                zh=f"答案“{_short(lost[0])}”在{self._place(question, zh=True)}中没有原样出现，引用原文的系统得不到分。",
                en=f"The answer “{_short(lost[0])}” does not stand in {self._place(question)} as it is:"
                " a system that quotes cannot score.",
            )

    def _leaks(self) -> Iterator[Problem]:
        """Questions that stand in a document as they are asked: retrieval would be trivial."""
        asked = {
            one.id: squeezed(one.question).strip(_ENDS) for one in self.evaluation_set.questions
        }
        wanted = [text for text in asked.values() if len(text) >= LEAKABLE]
        found = occurrences(wanted, self.texts)
        for identity, text in asked.items():
            if text in found:
                yield warning(
                    Kind.LEAKAGE,
                    identity,
                    zh=f"问题原样出现在文档 {found[text]} 中，检索会变得过于容易。请换一种问法或去掉那一段。",
                    en=f"The question stands in the document {found[text]} word for word, which makes"
                    " retrieval trivial. Ask it in other words, or take the passage out.",
                )

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(one.id for one in self.evaluation_set.documents)

    @cached_property
    def _anywhere(self) -> Mapping[str, str]:
        """Where the gold of the questions stands that name no document."""
        wanted = (
            squeezed(text)
            for one in self.evaluation_set.questions
            if not self._named(one)
            for text in (*one.answers, *(text for group in one.evidence for text in group))
        )
        return occurrences(wanted, self.texts)

    def _named(self, question: EvaluationQuestion) -> tuple[str, ...]:
        """The documents a question names: the one that must hold the evidence, or all judged ones."""
        judged = tuple(question.relevant)
        return (question.document, *judged) if question.document else judged

    def _checkable(self, question: EvaluationQuestion) -> bool:
        """Whether the text of every document is known that may hold the gold."""
        places = self._places(question)
        if places:
            return all(place in self.texts for place in places)
        return bool(self.texts) and len(self.texts) == len(self._ids)

    def _places(self, question: EvaluationQuestion) -> tuple[str, ...]:
        """The ids of the documents that may hold the gold; empty for all."""
        if question.document:
            return (self._id(question.document),)
        return tuple(self._id(name) for name in question.relevant)

    def _id(self, name: str) -> str:
        return self.evaluation_set.document_id(name)

    def _stands(self, text: str, question: EvaluationQuestion) -> bool:
        """Whether a text stands where it should, white space ignored."""
        wanted, places = squeezed(text), self._places(question)
        if not places:
            return wanted in self._anywhere
        return any(wanted in self.texts[place] for place in places)

    def _place(self, question: EvaluationQuestion, *, zh: bool = False) -> str:
        """Where was looked, in words."""
        places = self._places(question)
        if len(places) == 1:
            return f"文档 {places[0]} " if zh else f"the document {places[0]}"
        if places:
            return "所判相关的文档" if zh else "the relevant documents"
        return "任何文档" if zh else "any document"


def _consistency(question: EvaluationQuestion) -> Iterator[Problem]:
    """Answers that the question's own evidence does not prove."""
    proof = [squeezed(text) for group in question.evidence for text in group]
    if not proof or not question.answers:
        return
    if not any(squeezed(one) in text for one in question.answers for text in proof):
        yield warning(
            Kind.ANSWER_NOT_IN_EVIDENCE,
            question.id,
            zh=f"证据里没有答案“{_short(question.answers[0])}”。请检查证据是否选对。",
            en=f"No evidence holds the answer “{_short(question.answers[0])}”. Check whether it is the right evidence.",
        )


def _short(text: str) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
