"""A set as TREC topics with qrels, or as RAGAS rows."""

from __future__ import annotations

from collections.abc import Mapping

from youju.errors import EvaluationError
from youju_eval.sets.export_beir import all_judgements
from youju_eval.sets.values import LIST, EvaluationQuestion, EvaluationSet
from youju_eval.sets.written import Written, json_lines, lost
from youju_eval.trec import column, qrels_text

_ROLES = {"user": "human", "assistant": "ai"}


def trec(evaluation_set: EvaluationSet, texts: Mapping[str, str]) -> Written:
    """``topics.tsv`` and ``qrels.txt``: which documents are relevant, and nothing of the answers.

    Raises:
        EvaluationError: nothing is known of any document.

    """
    questions = evaluation_set.questions
    judged, notes = all_judgements(evaluation_set, texts)
    topics = "".join(f"{column(one.id)}\t{' '.join(one.question.split())}\n" for one in questions)
    return Written(
        {"topics.tsv": topics, "qrels.txt": qrels_text(judged)},
        (
            *notes,
            *lost(
                sum(not judged[one.id] for one in questions),
                zh="没有相关文档，trec_eval 会跳过它们",
                en="without a relevant document, which trec_eval will skip",
            ),
            *lost(
                sum(bool(one.answers or one.evidence) for one in questions),
                zh="的答案和证据没有写出（TREC 只判断文档）",
                en="whose answers and evidence were not written (TREC judges documents)",
            ),
            *lost(
                sum(bool(one.history) for one in questions),
                zh="的先前对话没有写出",
                en="whose earlier turns were not written",
            ),
        ),
    )


def ragas(evaluation_set: EvaluationSet) -> Written:
    """``ragas.jsonl``: a reference and reference contexts a question.

    Raises:
        EvaluationError: no question has either.

    """
    questions = evaluation_set.questions
    if not any(one.answers or one.evidence for one in questions):
        raise EvaluationError(
            zh=f"评测集 {evaluation_set.name} 没有答案和证据，写不成 RAGAS。请改用 beir 或 trec。",
            en=f"The set {evaluation_set.name} has neither answers nor evidence and cannot be RAGAS."
            " Use beir or trec.",
        )
    return Written(
        {"ragas.jsonl": json_lines(_row(one) for one in questions)},
        (
            *lost(
                sum(not _wants_all(one) and len(one.answers) > 1 for one in questions),
                zh="有多种可接受的答案，RAGAS 只写第一种",
                en="with several accepted answers, of which RAGAS holds the first",
            ),
            *lost(
                sum(any(len(group) > 1 for group in one.evidence) for one in questions),
                zh="有可互换的证据，RAGAS 只写第一条",
                en="with evidence any of which is enough, of which RAGAS holds the first",
            ),
            *lost(
                sum(bool(one.document or one.relevant) for one in questions),
                zh="的相关文档没有写出（RAGAS 不记文档）",
                en="whose relevant documents were not written (RAGAS names none)",
            ),
            *lost(
                sum(one.answerable and not (one.answers or one.evidence) for one in questions),
                zh="只有相关文档，在 RAGAS 里没有参考答案",
                en="with relevant documents only, which RAGAS leaves without reference",
            ),
        ),
    )


def _row(question: EvaluationQuestion) -> dict[str, object]:
    """One row; earlier turns make ``user_input`` a list of messages."""
    messages = [{"content": turn.text, "type": _ROLES[str(turn.role)]} for turn in question.history]
    last = {"content": question.question, "type": "human"}
    answers = question.answers if _wants_all(question) else question.answers[:1]
    return {
        "id": question.id,
        "user_input": [*messages, last] if messages else question.question,
        "reference": "；".join(answers),
        "reference_contexts": [group[0] for group in question.evidence],
        **({} if question.answerable else {"answerable": False}),
    }


def _wants_all(question: EvaluationQuestion) -> bool:
    """Whether every answer is wanted."""
    return question.type == LIST
