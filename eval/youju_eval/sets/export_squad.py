"""A set as SQuAD 2.0 JSON: every question below one context, answers as spans of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from youju.errors import EvaluationError, Message
from youju_eval.sets.export_beir import judgements
from youju_eval.sets.spans import Located
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet
from youju_eval.sets.written import Written, lost

FILE = "squad.json"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question with its context, None when it has none, and its answers there."""

    question: EvaluationQuestion
    document: str | None
    answers: tuple[tuple[str, int], ...] = ()
    guessed: bool = False


def written(evaluation_set: EvaluationSet, texts: Mapping[str, str]) -> Written:
    """The file; unanswerable questions that name no document go below the first one.

    Evidence that is more than the answers is in ``evidence``, as in ExpMRC; SQuAD's tools ignore it.

    Raises:
        EvaluationError: not one answer is a span of a document.

    """
    located = Located(texts)
    placed = [_placed(one, evaluation_set, located) for one in evaluation_set.questions]
    if not any(one.document for one in placed):
        raise EvaluationError(
            zh=f"评测集 {evaluation_set.name} 没有一个答案在文档中原样出现，写不成 SQuAD。请改用 beir 或 youju。",
            en=f"No answer of the set {evaluation_set.name} stands in a document, so that it cannot be"
            " SQuAD. Use beir or youju.",
        )
    titles = {one.id: one.title for one in evaluation_set.documents}
    below: dict[str, list[dict[str, object]]] = {key: [] for key in texts}
    for one in placed:
        if one.document is not None:
            below[one.document].append(_asked(one))
    data = [
        {
            "title": titles[key] or key,
            "paragraphs": [{"id": key, "context": text, "qas": below[key]}],
        }
        for key, text in texts.items()
    ]
    content = json.dumps({"version": "v2.0", "data": data}, ensure_ascii=False, indent=1)
    return Written({FILE: content + "\n"}, _notes(placed))


def _placed(question: EvaluationQuestion, asked: EvaluationSet, located: Located) -> _Placed:
    """A question below the first of its documents that holds an answer."""
    ids = list(judgements(question, asked))
    known = [key for key in ids if key in located.texts]
    if not question.answerable:
        return _Placed(question, next(iter((*known, *located.texts))), guessed=not known)
    for key in known or located.texts:
        spans = located.spans(question.answers, key)
        if spans:
            return _Placed(question, key, spans)
    return _Placed(question, None)


def _asked(placed: _Placed) -> dict[str, object]:
    """One question in SQuAD's fields."""
    evidence = placed.question.evidence
    further = {"evidence": list(evidence[0])} if _own_evidence(placed.question) else {}
    return {
        "id": placed.question.id,
        "question": placed.question.question,
        "answers": [{"text": text, "answer_start": start} for text, start in placed.answers],
        "is_impossible": not placed.answers,
        **(further if len(evidence) == 1 else {}),
    }


def _notes(placed: list[_Placed]) -> tuple[Message, ...]:
    """What SQuAD cannot hold."""
    here = [one for one in placed if one.document is not None]
    return (
        *lost(
            len(placed) - len(here),
            zh="的答案没有在文档中原样出现，没有写出",
            en="whose answers do not stand in a document, which were not written",
        ),
        *lost(
            sum(0 < len(one.answers) < len(one.question.answers) for one in here),
            zh="只写出了在文档中原样出现的答案",
            en="of which only the answers that stand in the document were written",
        ),
        *lost(
            sum(one.guessed for one in here),
            zh="没有答案也没有指明文档，写在了第一篇下面",
            en="without answer and document, which were put below the first one",
        ),
        *lost(
            sum(len(one.question.relevant) > 1 for one in here),
            zh="有多篇相关文档，只写出了含答案的第一篇",
            en="with several relevant documents, of which the first that holds an answer was written",
        ),
        *lost(
            sum(bool(one.question.history or one.question.tags) for one in here),
            zh="的先前对话或标签没有写出",
            en="whose earlier turns or tags were not written",
        ),
        *lost(
            sum(len(one.question.evidence) > 1 for one in here),
            zh="需要多处证据，没有写出",
            en="which need evidence in several places, which was not written",
        ),
    )


def _own_evidence(question: EvaluationQuestion) -> bool:
    """Whether the evidence says more than the answers."""
    return any(text not in question.answers for group in question.evidence for text in group)
