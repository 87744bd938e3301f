"""Our own questions as a set, with judgements of whole documents where a qrels file stands beside them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from youju.errors import EvaluationError
from youju_eval.jsonl import Line
from youju_eval.rows import read_rows
from youju_eval.sets.gold import grades
from youju_eval.sets.questions import ensure_usable, question_of
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet
from youju_eval.trec import Qrels, read_qrels

_GOLD = ("answers", "evidence", "document", "relevant", "history")
_FIELDS = frozenset({"id", "type", "question", "tags", "generated", *_GOLD})
_QRELS = ("qrels.tsv", "qrels.txt", "*.qrels")


def is_own(fields: frozenset[str]) -> bool:
    """Whether the fields of a row are our questions'."""
    return {"id", "question"} <= fields


def read_own(path: Path) -> EvaluationSet:
    """The questions of a file, by themselves, with the qrels beside it.

    Raises:
        EvaluationError: a row is no question (the first, and how many), or there are several qrels.

    """
    questions = read_rows(path, _question)
    ensure_usable(questions, str(path))
    qrels = qrels_beside(path)
    if qrels is not None:
        questions = judged(questions, read_qrels(qrels), qrels)
    return EvaluationSet(name=_name(path), questions=questions, source=path)


def _question(line: Line) -> EvaluationQuestion:
    """One line as a question; gold under a misspelled name would make it unanswerable in silence."""
    for name in line.fields.keys() - _FIELDS:
        meant = _meant(name)
        if meant and meant not in line.fields:
            raise EvaluationError(
                zh=f"{line.place}：没有名为 {name} 的字段，是否想写 {meant}？（answers 和 evidence 是文字的列表）",
                en=f"{line.place}: there is no field {name}. Did you mean {meant}?"
                " (answers and evidence are lists of texts.)",
            )
    return question_of(line)


@cache
def _meant(name: str) -> str:
    """The field of gold a name is nearly; empty for a field of the user's own."""
    return next(iter(difflib.get_close_matches(name.lower(), _GOLD, n=1, cutoff=0.8)), "")


def qrels_beside(path: Path) -> Path | None:
    """The qrels file in the folder of a file; None without one.

    Raises:
        EvaluationError: there are several.

    """
    found = sorted({one for pattern in _QRELS for one in path.parent.glob(pattern)})
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        raise EvaluationError(
            zh=f'{path.parent}：有多个相关性判断文件（{names}）。请只留一个，或在 set.toml 里写 qrels = "文件名"。',
            en=f"{path.parent}: there are several files of judgements ({names})."
            ' Keep one, or write qrels = "NAME" in a set.toml.',
        )
    return found[0] if found else None


def judged(
    questions: Iterable[EvaluationQuestion], qrels: Qrels, place: Path
) -> tuple[EvaluationQuestion, ...]:
    """The questions with judgements in place of their own; those the file does not know keep theirs.

    Raises:
        EvaluationError: the file knows none of the questions.

    """
    given = tuple(questions)
    if not any(one.id in qrels for one in given):
        raise EvaluationError(
            zh=f"{place}：没有一个编号与问题的编号相同（例如 {next(iter(qrels))} 与 {given[0].id}）。",
            en=f"{place}: none of its ids is the id of a question"
            f" (for example {next(iter(qrels))}, and {given[0].id}).",
        )
    return tuple(
        replace(one, relevant=grades({key: n for key, n in qrels[one.id].items() if n > 0}))
        if one.id in qrels
        else one
        for one in given
    )


def _name(path: Path) -> str:
    """The name of the set: the folder's for a plain ``questions.jsonl``, else the file's."""
    stem = path.name.split(".")[0]
    return path.resolve().parent.name if stem == "questions" else stem
