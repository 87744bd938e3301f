"""Has a library answer the questions of a set, one record at a time, and goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeAlias

from youju.errors import QuestionError
from youju.library import Library
from youju.records import answer_record
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet

DEPTH = 10
"""Passages recorded for a question."""
DOCUMENT_DEPTH = 50
"""The same where whole documents were judged: several passages are of one document."""

_WARM_UP = "第一个问题要加载模型，不计入时间。"

Record: TypeAlias = Mapping[str, object]
"""The JSON object of docs/records.md."""
OnQuestion = Callable[[int, int], None]
"""Told after each question: how many are done, of how many."""


class Answers(Protocol):
    """Anything that answers a question with a record (docs/records.md)."""

    def __call__(self, question: EvaluationQuestion) -> Record:
        """The record of one question; what would fail for every question alike is raised."""
        ...


def depth_for(evaluation_set: EvaluationSet) -> int:
    """How many passages a record of this set needs."""
    judged = any(question.relevant for question in evaluation_set.questions)
    return DOCUMENT_DEPTH if judged else DEPTH


def library_answers(library: Library, *, depth: int, language: str) -> Answers:
    """A library as something that answers; ``depth`` is at most ``retrieval.k`` of its settings.

    The text of passages beyond the tenth is left out: only their document is measured.
    """
    library.search(_WARM_UP, k=1)

    def answers(question: EvaluationQuestion) -> Record:
        try:
            answer = library.ask(question.question, history=question.history)
        except QuestionError as error:
            return failed(question, error.message.localized(language))
        record = answer_record(answer, language=language, identity=question.id, depth=depth)
        for passage in record["retrieved"][DEPTH:]:
            passage["text"] = ""
        return record

    return answers


def failed(question: EvaluationQuestion, reason: str) -> Record:
    """The record of a question that could not be asked: a miss, never dropped."""
    return {"id": question.id, "question": question.question, "status": "error", "error": reason}


def answer_all(
    evaluation_set: EvaluationSet,
    answers: Answers,
    path: Path,
    *,
    told: OnQuestion | None = None,
) -> int:
    """Answer what has no record yet, each record written at once; how many were there before.

    Questions are asked one after the other; a record of an error is asked again. In the end the
    records stand in the order of the questions, so that a run that was stopped and gone on with
    leaves the same file as one that was not.
    """
    done = {name for name, line in _kept(path).items() if json.loads(line)["status"] != "error"}
    total = len(evaluation_set.questions)
    count = sum(question.id in done for question in evaluation_set.questions)
    before = count
    with path.open("ab") as stream:
        for question in evaluation_set.questions:
            if question.id in done:
                continue
            record = answers(question)
            stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            stream.flush()
            count += 1
            if told is not None:
                told(count, total)
    _settle(path, evaluation_set)
    return before


def _kept(path: Path) -> dict[str, bytes]:
    """The whole lines of an earlier run by id; half a line at the end (the power failed) is cut off."""
    kept: dict[str, bytes] = {}
    if not path.is_file():
        return kept
    whole = 0
    for line in path.read_bytes().splitlines(keepends=True):
        try:
            record = json.loads(line)
            identity, _ = str(record["id"]), record["status"]
        except (ValueError, KeyError, TypeError):
            break
        if not line.endswith(b"\n"):
            break
        whole += len(line)
        kept[identity] = line
    with path.open("rb+") as stream:
        stream.truncate(whole)
    return kept


def _settle(path: Path, evaluation_set: EvaluationSet) -> None:
    """Put the records in the order of the questions, one each."""
    kept = _kept(path)
    lines = b"".join(kept[one.id] for one in evaluation_set.questions)
    if lines != path.read_bytes():
        beside = path.with_suffix(".part")
        beside.write_bytes(lines)
        beside.replace(path)
