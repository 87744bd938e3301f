"""An evaluation as a job: the open library is asked as one asker may ask it, one question at a time."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from youju.errors import QuestionError
from youju.records import answer_record

if TYPE_CHECKING:
    from youju_eval.running.answering import Record
    from youju_eval.sets import EvaluationQuestion
    from youju_ui.access.view import LibraryView
    from youju_ui.web_api.job import Handle, Work


class _StoppedError(Exception):
    """The job was cancelled between two questions."""


def evaluated(
    view: LibraryView, lines: Sequence[Mapping[str, object]], *, label: str, language: str
) -> Work:
    """The work of a job; its result is that of ``youju eval run --json`` (docs/evaluation.md).

    ``lines`` are questions in our own format.
    """

    def work(handle: Handle) -> object:
        from youju_eval.folder import RunFolder
        from youju_eval.results import SystemInfo, to_builtins
        from youju_eval.running import Plan, run_answers
        from youju_eval.sets import open_set

        def told(done: int, total: int) -> None:
            handle.report(done / total, "ask")

        def answers(question: EvaluationQuestion) -> Record:
            if handle.cancelled():
                raise _StoppedError
            return _record(view, question, language)

        with tempfile.TemporaryDirectory(prefix="youju-evaluation-") as folder:
            questions = Path(folder) / "questions.jsonl"
            written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            questions.write_text(written, encoding="utf-8")
            plan = Plan(open_set(questions, environment={}), RunFolder(Path(folder) / "run"))
            system = SystemInfo("library", label)
            try:
                result = run_answers(plan, answers, system, told_question=told)
            except _StoppedError:
                return None
        return to_builtins(result)

    return work


def _record(view: LibraryView, question: EvaluationQuestion, language: str) -> Record:
    try:
        answer = view.ask(question.question, history=question.history)
    except QuestionError as error:
        from youju_eval.running.answering import failed

        return failed(question, error.message.localized(language))
    return dict(answer_record(answer, language=language, identity=question.id))
