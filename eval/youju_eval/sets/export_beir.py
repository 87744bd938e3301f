"""A set as a BEIR folder; answers and evidence go into further fields of the queries."""

from __future__ import annotations

from collections.abc import Mapping

from youju.errors import EvaluationError, Message
from youju_eval.sets.gold import ANSWERABLE, UNANSWERABLE
from youju_eval.sets.occurrences import occurrences
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet
from youju_eval.sets.written import Written, json_lines, lost
from youju_eval.text import squeezed
from youju_eval.trec import qrels_text


def written(evaluation_set: EvaluationSet, texts: Mapping[str, str]) -> Written:
    """The three files; judgements are made from where the evidence stands where none were given."""
    questions = evaluation_set.questions
    judged, notes = all_judgements(evaluation_set, texts)
    titles = {one.id: one.title for one in evaluation_set.documents}
    corpus = ({"_id": key, "title": titles[key], "text": text} for key, text in texts.items())
    unjudged = sum(one.answerable and not judged[one.id] for one in questions)
    return Written(
        {
            "corpus.jsonl": json_lines(corpus),
            "queries.jsonl": json_lines(_query(one, judged[one.id]) for one in questions),
            "qrels/test.tsv": qrels_text(judged, beir=True),
        },
        (
            *notes,
            *lost(
                unjudged,
                zh="没有相关文档，BEIR 的工具会跳过它们",
                en="without a relevant document, which BEIR's tools will skip",
            ),
            *lost(
                sum(bool(one.history) for one in questions),
                zh="带有先前的对话，BEIR 装不下，没有写出",
                en="with earlier turns, which BEIR cannot hold: they were not written",
            ),
            *lost(
                sum(bool(one.generated) for one in questions),
                zh="是自动生成的，BEIR 里看不出来",
                en="made up by a program, which BEIR does not show",
            ),
        ),
    )


def all_judgements(
    evaluation_set: EvaluationSet, texts: Mapping[str, str]
) -> tuple[dict[str, dict[str, int]], tuple[Message, ...]]:
    """The judgements by question, made from the texts where none were given, with a note on those.

    Raises:
        EvaluationError: no question has any.

    """
    questions = evaluation_set.questions
    judged = {one.id: judgements(one, evaluation_set) for one in questions}
    made = _made([one for one in questions if one.answerable and not judged[one.id]], texts)
    judged |= made
    if not any(judged.values()):
        raise EvaluationError(
            zh=f"评测集 {evaluation_set.name} 没有相关性判断，也无法从文档中得出。请用 --documents 指定文档。",
            en=f"The set {evaluation_set.name} has no judgements, and none can be made from documents."
            " Name the documents with --documents.",
        )
    return judged, _guessed(len(made))


def judgements(question: EvaluationQuestion, evaluation_set: EvaluationSet) -> dict[str, int]:
    """The documents judged for a question, by id; the one that must hold the evidence is one."""
    relevant = dict(question.relevant) or ({question.document: 1} if question.document else {})
    return {evaluation_set.document_id(name): grade for name, grade in relevant.items()}


def _made(
    questions: list[EvaluationQuestion], texts: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """Question → the document where its evidence (else its answer) stands, white space ignored."""
    found = occurrences(
        (squeezed(text) for one in questions for text in _proofs(one)),
        {key: squeezed(text) for key, text in texts.items()},
    )
    made = {
        one.id: {found[key]: 1 for text in _proofs(one) if (key := squeezed(text)) in found}
        for one in questions
    }
    return {key: places for key, places in made.items() if places}


def _proofs(question: EvaluationQuestion) -> tuple[str, ...]:
    """What must stand in a relevant document."""
    return tuple(text for group in question.evidence for text in group) or question.answers


def _query(question: EvaluationQuestion, judged: Mapping[str, int]) -> dict[str, object]:
    """One query with its further fields; what is empty is left out."""
    groups = [list(group) for group in question.evidence]
    fields: dict[str, object] = {
        "answers": list(question.answers),
        "evidence": groups[0] if len(groups) == 1 else groups,
        "passage_id": next(iter(judged)) if len(judged) == 1 else "",
        "type": "" if question.type in (ANSWERABLE, UNANSWERABLE) else question.type,
        "tags": list(question.tags),
    }
    return {
        "_id": question.id,
        "text": question.question,
        **{name: value for name, value in fields.items() if value},
        **({} if question.answerable else {"answerable": False}),
    }


def _guessed(count: int) -> tuple[Message, ...]:
    """The note on judgements nobody made."""
    if not count:
        return ()
    return (
        Message(
            zh=f"{count} 个问题的相关文档是按证据首次出现的位置定的，其他文档也可能相关。",
            en=f"For {count} of the questions the relevant document is where the evidence first stands;"
            " others may be relevant too.",
        ),
    )
