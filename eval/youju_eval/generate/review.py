"""Takes a person's edits of the review table over into the questions of a proposed set."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from youju.errors import EvaluationError
from youju_eval.generate.documents import read_documents
from youju_eval.generate.folder import (
    ProposalFolder,
    read_settings,
    row_of,
    write_settings,
)
from youju_eval.generate.table import Row, evidence_in, read_table, same_cell, texts_in
from youju_eval.generate.values import UNANSWERABLE
from youju_eval.sets.questions import read_questions, write_questions
from youju_eval.sets.values import EvaluationQuestion
from youju_eval.text import squeezed

REVIEWED = "reviewed"
"""The tag of a question a person kept."""
_KEEP = frozenset(("", "yes", "y", "keep", "1", "true", "是", "保留", "留", "对", "√", "✓"))
_DROP = frozenset(
    ("no", "n", "drop", "0", "false", "否", "不", "删", "删除", "不要", "错", "x", "×")
)
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to; a row that is no longer there counts as dropped."""

    kept: int
    dropped: int
    edited: int
    """Of those kept."""


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is wrong with one row, in both languages."""

    zh: str
    en: str


def apply_review(folder: Path) -> Reviewed:
    """Write ``questions.jsonl`` anew from ``review.csv``; the proposal stays as ``questions.proposed.jsonl``.

    ``keep`` empty or yes keeps a question, no drops it; edited cells are taken over. It can be
    repeated: each time it starts from the proposal. When any row is wrong nothing is written.

    Raises:
        EvaluationError: rows are wrong (each named with its line), nothing is kept, or the folder
            is no proposed set.

    """
    files = ProposalFolder(folder)
    first = files.proposed if files.proposed.exists() else files.questions
    _ensure_proposal(files, first)
    original = {one.id: one for one in read_questions(first)}
    texts = {
        one.document.name: squeezed(one.document.text)
        for one in read_documents([files.documents]).documents
    }
    kept, edited = _decide(read_table(files.review), original, texts)
    if not kept:
        raise EvaluationError(
            zh=f"{files.review}：没有保留任何问题。",
            en=f"{files.review}: no question is kept.",
        )
    if first != files.proposed:
        shutil.copyfile(files.questions, files.proposed)
    partial = files.questions.with_suffix(".partial")
    write_questions(kept, partial)
    partial.replace(files.questions)
    outcome = Reviewed(len(kept), len(original) - len(kept), edited)
    _note(files, outcome)
    return outcome


def _ensure_proposal(files: ProposalFolder, questions: Path) -> None:
    for needed in (files.settings, questions, files.review):
        if not needed.is_file():
            raise EvaluationError(
                zh=f"{files.path} 不是 youju eval generate 写出的文件夹：缺少 {needed.name}。",
                en=f"{files.path} is no folder that youju eval generate wrote: {needed.name} is missing.",
            )


def _decide(
    rows: Sequence[Row], original: Mapping[str, EvaluationQuestion], texts: Mapping[str, str]
) -> tuple[list[EvaluationQuestion], int]:
    """The kept questions in the order of the proposal, and how many of them were edited."""
    kept: dict[str, EvaluationQuestion] = {}
    seen: set[str] = set()
    edited = 0
    problems: list[tuple[Row, _Problem]] = []
    for row in rows:
        identity = row.cells["id"].strip()
        question = original.get(identity)
        problem = _row_problem(row, identity, known=question is not None, seen=identity in seen)
        seen.add(identity)
        if question is None or problem is not None:
            problems.append((row, problem or _unknown(identity)))
            continue
        if row.cells["keep"].strip().lower() in _DROP:
            continue
        changed = _edited(question, row)
        problem = _gold_problem(changed, texts)
        if problem is not None:
            problems.append((row, problem))
            continue
        edited += changed != question
        kept[identity] = replace(changed, tags=tuple(dict.fromkeys((*changed.tags, REVIEWED))))
    if problems:
        raise _error(problems)
    return [kept[identity] for identity in original if identity in kept], edited


def _edited(question: EvaluationQuestion, row: Row) -> EvaluationQuestion:
    """The question with what the row says otherwise; unedited cells keep the exact proposal."""
    before, cells = row_of(question), row.cells
    changes = {name for name in before if not same_cell(before[name], cells.get(name, ""))}
    return replace(
        question,
        type=cells["type"].strip() if "type" in changes else question.type,
        question=" ".join(cells["question"].split())
        if "question" in changes
        else question.question,
        answers=texts_in(cells["answers"]) if "answers" in changes else question.answers,
        evidence=evidence_in(cells["evidence"]) if "evidence" in changes else question.evidence,
        document=(cells["document"].strip() or None)
        if "document" in changes
        else question.document,
    )


def _row_problem(row: Row, identity: str, *, known: bool, seen: bool) -> _Problem | None:
    if not known:
        return _unknown(identity)
    if seen:
        return _Problem(
            f"编号 {identity} 出现了不止一次", f"the id {identity} comes more than once"
        )
    keep = row.cells["keep"].strip().lower()
    if keep not in _KEEP and keep not in _DROP:
        return _Problem(
            f"keep 列应为空、yes 或 no，不是“{keep}”",
            f"keep should be empty, yes or no, not “{keep}”",
        )
    return None


def _unknown(identity: str) -> _Problem:
    return _Problem(
        f"提案中没有编号“{identity}”；自己写的问题请放在另一个题集里",
        f"the proposal has no id “{identity}”; put questions of your own into a set of their own",
    )


def _gold_problem(question: EvaluationQuestion, texts: Mapping[str, str]) -> _Problem | None:
    """What of a kept question could not be measured."""
    return _incomplete(question) or _misplaced(question, texts)


def _incomplete(question: EvaluationQuestion) -> _Problem | None:
    """What is empty that must not be, or the reverse."""
    if not question.question or not question.type:
        return _Problem("问题或 type 列为空", "the question or its type is empty")
    if question.type == UNANSWERABLE and question.answerable:
        return _Problem(
            "无答案的问题不能有答案或依据；若文档其实有答案，请同时改 type 列",
            "an unanswerable question has no answer and no evidence; if the documents do answer it, "
            "change its type too",
        )
    if question.type != UNANSWERABLE and not (question.answers and question.evidence):
        return _Problem(
            "缺少答案或依据；若文档没有答案，请把 type 改为 unanswerable 并清空两列",
            "answers or evidence are missing; if the documents do not answer it, make its type "
            "unanswerable and empty both",
        )
    return None


def _misplaced(question: EvaluationQuestion, texts: Mapping[str, str]) -> _Problem | None:
    """A document that is not there, or evidence that does not stand in it."""
    if question.document is not None and question.document not in texts:
        return _Problem(
            f"documents 文件夹中没有“{question.document}”（或无法读取）",
            f"the folder documents has no readable “{question.document}”",
        )
    where = [texts[question.document]] if question.document else list(texts.values())
    for quote in (quote for group in question.evidence for quote in group):
        if not any(squeezed(quote) in text for text in where):
            return _Problem(
                f"依据在文档中找不到：“{quote[:40]}”",
                f"the evidence is not in the document: “{quote[:40]}”",
            )
    return None


def _error(problems: Sequence[tuple[Row, _Problem]]) -> EvaluationError:
    shown = problems[:_MOST_SHOWN]
    more = len(problems) - len(shown)
    zh = "\n".join(f"{row.place}：{problem.zh}。" for row, problem in shown)
    en = "\n".join(f"{row.place}: {problem.en}." for row, problem in shown)
    return EvaluationError(
        zh=f"{zh}\n{f'另有 {more} 行。' if more else ''}请改正后重新运行；题集没有改动。",
        en=f"{en}\n{f'And {more} more rows. ' if more else ''}Correct them and run again; "
        "the set was not changed.",
    )


def _note(files: ProposalFolder, outcome: Reviewed) -> None:
    """Say in ``set.toml`` that a person reviewed the set."""
    settings = read_settings(files.settings)
    about = str(settings.get("about", "")).split("; ", 1)[0].rstrip(".")
    today = datetime.now(UTC).date().isoformat()
    settings["about"] = (
        f"{about}; reviewed by a person {today}: {outcome.kept} kept ({outcome.edited} edited), "
        f"{outcome.dropped} dropped."
    )
    write_settings(settings, files.settings)
