"""TREC topics as a table: ``topics.tsv`` (id, tab, text) beside qrels, as ``eval export`` writes it."""

from __future__ import annotations

from pathlib import Path

from youju.errors import EvaluationError
from youju_eval.rows import raise_first, read_text
from youju_eval.sets.gold import ANSWERABLE
from youju_eval.sets.own import judged, qrels_beside
from youju_eval.sets.questions import ensure_usable
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet
from youju_eval.trec import read_qrels

TOPICS = "topics.tsv"


def read_topics(path: Path) -> EvaluationSet:
    """The topics that were judged.

    Raises:
        EvaluationError: a line is no topic, or no qrels stand beside the file.

    """
    qrels = qrels_beside(path)
    if qrels is None:
        raise EvaluationError(
            zh=f"{path}：旁边没有 qrels.tsv、qrels.txt 或 *.qrels。请把相关性判断放在同一文件夹。",
            en=f"{path}: no qrels.tsv, qrels.txt or *.qrels stands beside it. Put the judgements there.",
        )
    topics: list[EvaluationQuestion] = []
    problems: list[EvaluationError] = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        identity, tab, text = line.strip().partition("\t")
        if tab:
            topics.append(EvaluationQuestion(identity.strip(), ANSWERABLE, text.strip()))
        elif line.strip():
            problems.append(_no_topic(f"{path}:{number}"))
    raise_first(problems)
    ensure_usable(topics, str(path))
    questions = judged(topics, read_qrels(qrels), qrels)
    known = tuple(one for one in questions if one.relevant)
    ensure_usable(known, str(path))
    missing = len(questions) - len(known)
    about = f"没有相关文档的主题 / topics without a relevant document, left out: {missing}"
    return EvaluationSet(
        path.resolve().parent.name, known, about=about if missing else "", source=path
    )


def _no_topic(place: str) -> EvaluationError:
    """The error that a line is no topic."""
    return EvaluationError(
        zh=f"{place}：不是一条检索主题。每行应为：编号、制表符、文字。",
        en=f"{place}: not a topic. Each line should be: id, tab, text.",
    )
