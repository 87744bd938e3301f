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

from youju.errors import YoujuError
from youju_embeddings.errors import Message
from youju_ui.chat.lending import opener_with
from youju_ui.chat.trialsets import (
    brings_documents,
    keep_archive,
    keep_file,
    opened_at,
    opened_set,
    set_names,
)
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_trials as words

if TYPE_CHECKING:
    from youju.library import Library
    from youju_eval.folder import Run
    from youju_eval.sets import EvaluationSet

FOLDER = "evaluations"
FEEDBACK = "feedback"
"""The name of the set made of judged answers."""
_SAFE = re.compile(r"[^\w-]+")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """How far a run is; ``run`` is its name when it is done, ``failure`` why it is not."""

    done: int = 0
    total: int = 0
    indexing: bool = False
    """Whether documents of the set are counted, not questions."""
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
        return set_names(self._sets)

    def brings_documents(self, name: str) -> bool:
        """Whether a set came with documents of its own."""
        return brings_documents(self._sets, name)

    def add_set(self, name: str, text: str) -> EvaluationSet:
        """Keep a file of questions.

        Raises:
            EvaluationError: it is no set of questions, or too long.
        """
        return keep_file(self._sets, name, text)

    def add_archive(self, name: str, data: bytes) -> EvaluationSet:
        """Keep a set that comes in a ZIP with its documents.

        Raises:
            YoujuError: it holds no set, leads out of its folder, or expands too far.
        """
        return keep_archive(self._sets, name, data)

    def open_set(self, name: str, *, feedback: str) -> EvaluationSet:
        """One set by name; ``feedback`` is the text of the one made of judged answers.

        Raises:
            EvaluationError: there is none of this name, or it cannot be read.
        """
        if name == FEEDBACK and feedback:
            self.folder.mkdir(parents=True, exist_ok=True)
            place = self.folder / f"{FEEDBACK}.jsonl"
            place.write_text(feedback, encoding="utf-8")
            return opened_at(place)
        return opened_set(self._sets, name)

    @property
    def _sets(self) -> Path:
        return self.folder / "sets"

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
        """Ask every question, then measure, yielding how far it is; the last one says how it ended.

        A set that brings documents is asked of these, in a library of its own that is kept in the
        user's cache; any other of ``library``.
        """
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
        from youju_eval.running import LibraryPlan, Plan, run_answers, run_library
        from youju_eval.running.answering import library_answers
        from youju_eval.running.assembling import library_system

        def told(done: int, total: int) -> None:
            if stopped.is_set():
                raise _StoppedError
            reports.put(Asked(done, total))

        def indexed(done: int, total: int, _name: str) -> None:
            if stopped.is_set():
                raise _StoppedError
            reports.put(Asked(done, total, indexing=True))

        told(0, len(evaluation_set.questions))
        plan = Plan(evaluation_set, RunFolder(self.folder / "runs" / name))
        if evaluation_set.documents:
            how = LibraryPlan(library.settings, label=name[:15], language=language)
            opener = opener_with(library)
            run_library(plan, how, opener=opener, told_document=indexed, told_question=told)
            return
        depth = library.settings.retrieval.k
        answers = library_answers(library, depth=depth, language=language)
        system = library_system(library.settings, label=name[:15], assigned={})
        run_answers(plan, answers, system, told_question=told)


def _run_at(place: Path) -> Run:
    from youju_eval.folder import RunFolder

    return RunFolder(place).read()
