"""Whether a set measures what it seems to: the checks and their order; each check is in its own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju_eval.sets import checks_questions
from youju_eval.sets.checks_gold import GoldCheck
from youju_eval.sets.problems import Kind, Problem, Severity, error, warning
from youju_eval.sets.values import EvaluationSet
from youju_eval.text import squeezed

DIFFERENCE = 0.05
"""The difference between two systems a set should show, as a share."""


def validate(
    evaluation_set: EvaluationSet,
    *,
    difference: float = DIFFERENCE,
    texts: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """Everything that is wrong with a set, errors first.

    Args:
        evaluation_set: the set.
        difference: the difference of shares it should show, in (0, 1].
        texts: document id → the text a parser made of it, for documents that are files.

    Raises:
        ValueError: the difference is no share.

    """
    known = _texts(evaluation_set, texts or {})
    found = (
        *_documents(evaluation_set, known),
        *checks_questions.asked(evaluation_set.questions),
        *GoldCheck(evaluation_set, known).problems(),
        *checks_questions.balance(evaluation_set, difference),
    )
    return tuple(sorted(found, key=lambda problem: problem.severity is not Severity.ERROR))


def _texts(evaluation_set: EvaluationSet, given: Mapping[str, str]) -> dict[str, str]:
    """The texts that are known, without white space, by id."""
    known = {
        one.id: f"{one.title}\n{one.text}"
        for one in evaluation_set.documents
        if one.text is not None
    }
    known |= {evaluation_set.document_id(name): text for name, text in given.items()}
    return {identity: squeezed(text) for identity, text in known.items()}


def _documents(evaluation_set: EvaluationSet, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Documents that hold nothing, and those that could not be looked into."""
    for identity, text in texts.items():
        if not text:
            yield error(
                Kind.EMPTY_DOCUMENT,
                identity,
                zh="文档没有文字，不会被检索到。请补上内容或去掉它。",
                en="The document holds no text and cannot be found. Fill it, or take it out.",
            )
    unread = [one.name for one in evaluation_set.documents if one.id not in texts]
    if unread:
        yield warning(
            Kind.NOT_CHECKED,
            evaluation_set.name,
            zh=f"有 {len(unread)} 份文档没有读出文字（{unread[0]} 等），因此没有检查其中的答案和证据。",
            en=f"The text of {len(unread)} document{'s' if len(unread) > 1 else ''} is not known"
            f" ({unread[0]}), so that answers and evidence there were not checked.",
        )
    elif not evaluation_set.documents:
        yield warning(
            Kind.NOT_CHECKED,
            evaluation_set.name,
            zh="评测集没有带文档，因此没有检查答案和证据。请用 --documents 指定文档。",
            en="The set brings no documents, so that answers and evidence were not checked. Name them"
            " with --documents.",
        )


__all__ = ["DIFFERENCE", "Kind", "Problem", "Severity", "validate"]
