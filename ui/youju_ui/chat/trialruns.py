"""Sets of questions and finished runs of one library, in a folder beside it; measuring is youju_eval's."""

from __future__ import annotations

import logging
import queue
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from youju.errors import EvaluationError, YoujuError
from youju_embeddings.errors import Message
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_trials as words

if TYPE_CHECKING:
    from youju.library import Library
    from youju_eval.folder import Run
    from youju_eval.sets import EvaluationSet

FOLDER = "evaluations"
FEEDBACK = "feedback"
"""The name of the set made of judged answers."""
_LONGEST_SET = 8_000_000
_SAFE = re.compile(r"[^\w-]+")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """How far a run is; ``run`` is its name when it is done, ``failure`` why it is not."""

    done: int = 0
    total: int = 0
    run: str = ""
    failure: Message | None = None


class _StoppedError(Exception):
    """Leaves a run from inside its progress report."""


@dataclass(frozen=True, slots=True)
class Trials:
    """The sets and runs in ``folder``, which is made when the first comes."""

    folder: Path

    def sets(self) -> tuple[str, ...]:
        """The names of the sets that were added."""
        return tuple(sorted(one.stem for one in (self.folder / "sets").glob("*.jsonl")))

    def add_set(self, name: str, text: str) -> EvaluationSet:
        """Keep a file of questions.

        Raises:
            EvaluationError: it is no set of questions, or too long.
        """
        if len(text) > _LONGEST_SET:
            raise EvaluationError(
                zh="文件太大，最多八百万个字。请拆成几个问题集。",
                en="The file is too long, at most eight million characters. Split it.",
            )
        called = _SAFE.sub("-", Path(name).stem).strip("-")[:60] or "questions"
        place = self.folder / "sets" / f"{called}.jsonl"
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f"{called}.partial.jsonl")
        partial.write_text(text, encoding="utf-8")
        try:
            found = _opened(partial)
            partial.replace(place)
        finally:
            partial.unlink(missing_ok=True)
        return found

    def open_set(self, name: str, *, feedback: str) -> EvaluationSet:
        """One set by name; ``feedback`` is the text of the one made of judged answers.

        Raises:
            EvaluationError: there is none of this name, or it cannot be read.
        """
        if name == FEEDBACK and feedback:
            self.folder.mkdir(parents=True, exist_ok=True)
            place = self.folder / f"{FEEDBACK}.jsonl"
            place.write_text(feedback, encoding="utf-8")
            return _opened(place)
        if name not in self.sets():
            raise EvaluationError(
                zh="没有这个问题集。请重新选择。", en="There is no such set. Choose another one."
            )
        return _opened(self.folder / "sets" / f"{name}.jsonl")

    def runs(self) -> tuple[Run, ...]:
        """The finished runs that can be read, latest first."""
        found: list[Run] = []
        for place in sorted((self.folder / "runs").glob("*/result.json"), reverse=True):
            try:
                found.append(_run_at(place.parent))
            except YoujuError as error:
                _LOG.warning("a run cannot be read: %s", error)
        return tuple(found)

    def run(self, name: str) -> Run | None:
        """One run by name, None when there is none."""
        return next((one for one in self.runs() if one.folder.path.name == name), None)

    def remove(self, name: str) -> None:
        """Delete one run; a name that is none changes nothing."""
        known = self.run(name)
        if known is not None:
            shutil.rmtree(known.folder.path)

    def start(
        self, library: Library, evaluation_set: EvaluationSet, language: str, stopped: Event
    ) -> Iterator[Asked]:
        """Ask every question, then measure, yielding how far it is; the last one says how it ended."""
        # To the microsecond: a run begun in the same second must not take another one's folder.
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{_SAFE.sub('-', evaluation_set.name)}"
        reports: queue.SimpleQueue[Asked] = queue.SimpleQueue()

        def work() -> None:
            try:
                self._measure(library, evaluation_set, name, language, stopped, reports)
                reports.put(Asked(run=name))
            except _StoppedError:
                reports.put(Asked(failure=words.STOPPED))
            except YoujuError as error:
                reports.put(Asked(failure=error.message))
            except Exception:  # noqa: BLE001 - a thread has nobody to raise to; the page must hear of it
                _LOG.exception("an evaluation failed")
                reports.put(Asked(failure=texts.UNEXPECTED))

        Thread(target=work, name="youju-evaluation", daemon=True).start()
        while True:
            report = reports.get()
            # A browser need not see every question: the latest report counts.
            while not (report.run or report.failure) and not reports.empty():
                report = reports.get()
            if report.failure is not None:
                shutil.rmtree(self.folder / "runs" / name, ignore_errors=True)
            yield report
            if report.run or report.failure is not None:
                return

    def _measure(
        self,
        library: Library,
        evaluation_set: EvaluationSet,
        name: str,
        language: str,
        stopped: Event,
        reports: queue.SimpleQueue[Asked],
    ) -> None:
        from youju_eval.folder import RunFolder
        from youju_eval.running import Plan, run_answers
        from youju_eval.running.answering import library_answers
        from youju_eval.running.assembling import library_system

        def told(done: int, total: int) -> None:
            if stopped.is_set():
                raise _StoppedError
            reports.put(Asked(done, total))

        told(0, len(evaluation_set.questions))
        plan = Plan(evaluation_set, RunFolder(self.folder / "runs" / name))
        depth = library.settings.retrieval.k
        answers = library_answers(library, depth=depth, language=language)
        system = library_system(library.settings, label=name[:15], assigned={})
        run_answers(plan, answers, system, told_question=told)


def _opened(place: Path) -> EvaluationSet:
    from youju_eval.sets import open_set

    return open_set(place, environment={})


def _run_at(place: Path) -> Run:
    from youju_eval.folder import RunFolder

    return RunFolder(place).read()
