"""What the formats share in turning their answers into our gold: which texts stand in which documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from youju_eval.sets.values import EvaluationQuestion, SetDocument
from youju_eval.text import squeezed

ANSWERABLE = "answerable"
"""The type of a question with gold in a set that knows no types."""
UNANSWERABLE = "unanswerable"
"""The type of a question without."""


class SqueezedTexts:
    """The documents' texts without white space by id, each squeezed once and only when asked for."""

    def __init__(self, documents: Iterable[SetDocument]) -> None:
        self._documents = {one.id: one for one in documents}
        self._squeezed: dict[str, str] = {}

    def text(self, identity: str) -> str:
        """The text of a document; empty when the set does not hold it as text."""
        if identity not in self._squeezed:
            document = self._documents.get(identity)
            text = document.text if document else None
            self._squeezed[identity] = (
                squeezed(f"{document.title}\n{text}") if document and text else ""
            )
        return self._squeezed[identity]

    def standing(self, texts: Iterable[str], identities: Iterable[str]) -> tuple[str, ...]:
        """Those of the texts that stand in one of the documents, white space ignored, each once."""
        places = [self.text(identity) for identity in identities]
        return tuple(
            text
            for text in distinct(texts)
            if (wanted := squeezed(text)) and any(wanted in place for place in places)
        )


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts in order, each once, without empty ones."""
    return tuple(dict.fromkeys(text for text in texts if text.strip()))


def grades(relevant: Mapping[str, int] | Iterable[str]) -> Mapping[str, int]:
    """Relevance that cannot be changed: ids by themselves have grade 1."""
    given = relevant if isinstance(relevant, Mapping) else dict.fromkeys(relevant, 1)
    return MappingProxyType(dict(given))


def one_group(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The texts as one group of evidence, any of which is enough; no group without texts."""
    return (tuple(texts),) if texts else ()


def only_found(
    questions: Iterable[EvaluationQuestion], documents: Sequence[SetDocument]
) -> tuple[EvaluationQuestion, ...]:
    """The questions with only those answers and that evidence which stand in their documents.

    For questions over translated documents: the judged documents stay, texts in the other language go.
    A group of evidence of which nothing is left takes all evidence with it, as it could not be met.
    """
    texts = SqueezedTexts(documents)
    return tuple(_found(question, texts) for question in questions)


def from_answers(
    questions: Iterable[EvaluationQuestion], documents: Sequence[SetDocument]
) -> tuple[EvaluationQuestion, ...]:
    """The questions with the answers that stand in their documents as their only evidence."""
    texts = SqueezedTexts(documents)
    return tuple(
        replace(one, evidence=one_group(texts.standing(one.answers, _places(one))))
        for one in questions
    )


def _places(question: EvaluationQuestion) -> list[str]:
    """The documents that were judged for a question."""
    return [*question.relevant, *([question.document] if question.document else [])]


def _found(question: EvaluationQuestion, texts: SqueezedTexts) -> EvaluationQuestion:
    """One question with what is left of its gold."""
    places = _places(question)
    groups = tuple(texts.standing(group, places) for group in question.evidence)
    return replace(
        question,
        answers=texts.standing(question.answers, places),
        evidence=groups if all(groups) else (),
    )
