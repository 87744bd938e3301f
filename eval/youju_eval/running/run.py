"""One whole run: a set, something that answers, a folder; and the result that is left there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from youju.errors import EvaluationError
from youju.settings import RetrievalSettings, Settings
from youju_eval.folder import RunFolder
from youju_eval.measures import RETRIEVAL_MEASURES
from youju_eval.predictions import Prediction, write_predictions
from youju_eval.results import Result, SystemInfo
from youju_eval.running.answering import Answers, OnQuestion, answer_all, depth_for, library_answers
from youju_eval.running.assembling import Ran, assemble, index_info, library_system, peak_memory
from youju_eval.running.indexing import (
    IndexedSet,
    OnDocument,
    OpenLibrary,
    open_indexed,
    open_library,
)
from youju_eval.scoring import set_info
from youju_eval.sets.values import EvaluationSet

MARK = "run.json"
"""Names the run a folder belongs to."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that is to be made; the same plan twice is the same run, gone on with."""

    evaluation_set: EvaluationSet
    folder: RunFolder
    retrieval: Sequence[str] = RETRIEVAL_MEASURES
    seed: int = 0


@dataclass(frozen=True, slots=True)
class LibraryPlan:
    """How a library answers: its settings, and which one where it is not the set's own."""

    settings: Settings
    label: str = ""
    assigned: Mapping[str, object] = field(default_factory=dict)
    """What this run changes on purpose, by dotted key; the name of a run without a label."""
    library: Path | None = None
    language: str = "zh-CN"

    def for_set(self, evaluation_set: EvaluationSet) -> LibraryPlan:
        """With as many passages a question as the set's measures need, unless ``k`` was chosen."""
        retrieval = self.settings.retrieval
        if retrieval.k != RetrievalSettings().k:
            return self
        deep = replace(retrieval, k=max(retrieval.k, depth_for(evaluation_set)))
        return replace(self, settings=replace(self.settings, retrieval=deep))


def run_library(
    plan: Plan,
    how: LibraryPlan,
    *,
    opener: OpenLibrary = open_library,
    told_document: OnDocument | None = None,
    told_question: OnQuestion | None = None,
) -> Result:
    """Ask a library every question that has no record yet, then score.

    Raises:
        EvaluationError: the set has no documents and no library is named, or the folder is another run's.
        YoujuError: the library or its model cannot be used.

    """
    how = how.for_set(plan.evaluation_set)
    system = library_system(how.settings, label=how.label, assigned=how.assigned)
    with _opened(plan.evaluation_set, how, opener, told_document) as indexed:
        claim(plan, [system.kind, json.dumps(dict(system.settings)), str(indexed.library.path)])
        info = index_info(indexed.library, failed=indexed.failed)
        answers = library_answers(
            indexed.library, depth=how.settings.retrieval.k, language=how.language
        )
        ran = _answered(plan, answers, Ran(system, info), told_question)
    return assemble(plan.folder, plan.evaluation_set, ran, retrieval=plan.retrieval, seed=plan.seed)


def run_answers(
    plan: Plan, answers: Answers, system: SystemInfo, *, told_question: OnQuestion | None = None
) -> Result:
    """Ask anything that answers (a server behind an endpoint), then score.

    Raises:
        EvaluationError: the folder is another run's, or what answers fails for every question.

    """
    claim(plan, [system.kind, system.label, json.dumps(dict(system.settings))])
    ran = _answered(plan, answers, Ran(system), told_question)
    return assemble(plan.folder, plan.evaluation_set, ran, retrieval=plan.retrieval, seed=plan.seed)


def score_predictions(
    plan: Plan, predictions: Mapping[str, Prediction], system: SystemInfo
) -> Result:
    """Score what another system answered.

    Raises:
        EvaluationError: the folder is another run's.

    """
    digest = hashlib.sha256(repr(sorted(predictions.items())).encode()).hexdigest()
    claim(plan, [system.kind, system.label, digest])
    write_predictions(predictions.values(), plan.folder.predictions)
    ran = Ran(system, started=_now())
    return assemble(plan.folder, plan.evaluation_set, ran, retrieval=plan.retrieval, seed=plan.seed)


def claim(plan: Plan, parts: Sequence[str]) -> None:
    """Mark the folder as this run's, so that records of two runs are never mixed in one.

    Raises:
        EvaluationError: it is another run's, or holds something else.

    """
    folder = plan.folder.path
    key = hashlib.sha256("\0".join((set_info(plan.evaluation_set).sha256, *parts)).encode())
    mark = folder / MARK
    content = json.dumps({"run": key.hexdigest(), "set": plan.evaluation_set.name}) + "\n"
    try:
        before = mark.read_text(encoding="utf-8") if mark.is_file() else None
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
        if before != content and taken:
            raise EvaluationError(
                zh=f"{folder} 里是另一次评测（或别的文件）。请用 --out 换一个文件夹，或加 --fresh 重新开始。",
                en=f"{folder} holds another run, or something else. Name another folder with --out, or start anew with --fresh.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(content, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(
            zh=f"无法写入文件夹 {folder}：{error.strerror}。请用 --out 换一个文件夹。",
            en=f"The folder {folder} cannot be written: {error.strerror}. Name another with --out.",
        ) from error


def _answered(plan: Plan, answers: Answers, ran: Ran, told: OnQuestion | None) -> Ran:
    """Have the questions answered; when and with how much memory."""
    started, begun = _now(), perf_counter()
    answer_all(plan.evaluation_set, answers, plan.folder.predictions, told=told)
    return replace(
        ran,
        started=started,
        seconds=perf_counter() - begun,
        peak_memory_bytes=peak_memory() if ran.index is not None else None,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _opened(
    evaluation_set: EvaluationSet,
    how: LibraryPlan,
    opener: OpenLibrary,
    told: OnDocument | None,
) -> Generator[IndexedSet]:
    """The library to ask, closed afterwards."""
    if how.library is not None:
        indexed = IndexedSet(opener(how.library, create=False, settings=how.settings))
    else:
        indexed = open_indexed(evaluation_set, how.settings, opener=opener, told=told)
    try:
        yield indexed
    finally:
        indexed.library.close()
