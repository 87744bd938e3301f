"""``youju eval run``: which system answers, where the run is kept, and what is shown of it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from youju.settings import with_values
from youju_eval.chat_client import ChatClient
from youju_eval.comparison import compare, comparison_table
from youju_eval.folder import RunFolder
from youju_eval.jsonl import read_lines
from youju_eval.measures import RETRIEVAL_MEASURES
from youju_eval.predictions import Prediction, read_predictions
from youju_eval.presentation import result_markdown, result_table
from youju_eval.report import write_report
from youju_eval.results import Result, SystemInfo, to_builtins
from youju_eval.running import (
    MARK,
    REFUSAL,
    LibraryPlan,
    Plan,
    Variant,
    assignments,
    endpoint_answers,
    grid,
    run_answers,
    run_library,
    score_predictions,
)
from youju_eval.scoring import set_info
from youju_eval.sets import EvaluationSet, open_set
from youju_eval.sets.ragas import is_ragas, read_ragas_predictions
from youju_eval.trec import read_run

if TYPE_CHECKING:
    from rich.progress import TaskID

    from youju_eval.running.answering import OnQuestion
    from youju_eval.running.indexing import OnDocument
    from youju_ui.session import Session

RUNS = Path("eval-runs")
"""Where runs are kept unless another folder is named, in the folder one works in."""


@dataclass(frozen=True, slots=True)
class Request:
    """One ``youju eval run`` as it was typed."""

    questions: Path
    documents: Path | None = None
    library: Path | None = None
    grid: tuple[str, ...] = ()
    predictions: Path | None = None
    trec: Path | None = None
    endpoint: str | None = None
    endpoint_model: str = "default"
    refusal: str | None = None
    measures: tuple[str, ...] = ()
    assigned: tuple[str, ...] = ()
    label: str = ""
    out: Path | None = None
    limit: int | None = None
    seed: int = 0
    fresh: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether something else than this library answered."""
        return self.predictions is not None or self.trec is not None or self.endpoint is not None

    def complaint(self) -> str:
        """The key of what does not go together, empty when all does."""
        if sum(one is not None for one in (self.predictions, self.trec, self.endpoint)) > 1:
            return "eval.one_system"
        if self.elsewhere and (self.grid or self.assigned):
            return "eval.settings_of_others"
        if self.library is not None and self.documents is not None:
            return "eval.library_or_documents"
        return ""


def run_request(session: Session, request: Request, *, as_json: bool) -> None:
    """Make the run, or the runs of a grid, and show what came out.

    Raises:
        YoujuError: the set, the system or the folder cannot be used.

    """
    evaluation_set = opened_set(request.questions, request.documents)
    if request.limit is not None:
        evaluation_set = replace(
            evaluation_set, questions=evaluation_set.questions[: request.limit]
        )
    variants = grid(request.grid) if request.grid else (Variant("", {}),)
    folders: list[RunFolder] = []
    results: list[Result] = []
    for variant in variants:
        if variant.label:
            session.output.note(session.say("eval.variant", label=variant.label))
        plan = _plan(session, request, evaluation_set, variant)
        results.append(_answered(session, request, plan, variant))
        folders.append(plan.folder)
    for folder in folders:
        write_pages(session, folder)
    _show(session, results, folders, as_json=as_json)


def opened_set(questions: Path, documents: Path | None) -> EvaluationSet:
    """The set at a path."""
    return open_set(questions, documents=documents, environment=dict(os.environ))


def write_pages(session: Session, folder: RunFolder) -> None:
    """The report of a finished run, as a page and as Markdown."""
    run = folder.read()
    write_report([run], folder.path / "report.html", language=session.language)
    markdown = result_markdown(run.result, language=session.language)
    (folder.path / "report.md").write_text(markdown + "\n", encoding="utf-8")


def _plan(
    session: Session, request: Request, evaluation_set: EvaluationSet, variant: Variant
) -> Plan:
    """Where a run is kept: the folder named, or one for each set and way of answering."""
    folder = request.out
    if folder is None:
        folder = (
            RUNS / f"{folder_name(evaluation_set.name)}-{_key(session, request, evaluation_set)}"
        )
    if variant.label:
        folder /= folder_name(variant.label)
    if request.fresh and (folder / MARK).is_file():
        shutil.rmtree(folder)
    measures = tuple(dict.fromkeys((*RETRIEVAL_MEASURES, *request.measures)))
    return Plan(evaluation_set, RunFolder(folder), retrieval=measures, seed=request.seed)


def _answered(session: Session, request: Request, plan: Plan, variant: Variant) -> Result:
    """The result of one run, by whatever answers."""
    if request.predictions is not None:
        predictions = answers_in(request.predictions)
        system = SystemInfo("predictions", request.label or request.predictions.stem)
        return score_predictions(plan, predictions, system)
    if request.trec is not None:
        system = SystemInfo("trec", request.label or request.trec.stem)
        return score_predictions(plan, read_run(request.trec), system)
    with bars(session) as (told_document, told_question):
        if request.endpoint is not None:
            return _asked(request, request.endpoint, plan, told_question)
        how = LibraryPlan(
            settings=with_values(session.settings, variant.assigned),
            label=", ".join(part for part in (request.label, variant.label) if part),
            assigned={**assignments(request.assigned), **variant.assigned},
            library=request.library,
            language=session.language,
        )
        return run_library(
            plan,
            how,
            opener=session.opener,
            told_document=told_document,
            told_question=told_question,
        )


def answers_in(path: Path) -> Mapping[str, Prediction]:
    """What a file of answers holds: our records, or rows with the fields of RAGAS.

    Raises:
        EvaluationError: it is neither.

    """
    if path.suffix.lower() in {".csv", ".json"}:
        return read_ragas_predictions(path)
    first = next(read_lines(path), None)
    if first is not None and "id" not in first.fields and is_ragas(frozenset(first.fields)):
        return read_ragas_predictions(path)
    return read_predictions(path)


def _asked(request: Request, address: str, plan: Plan, told: OnQuestion) -> Result:
    """The result of a server behind an endpoint."""
    key = os.environ.get("OPENAI_API_KEY", "")
    with ChatClient(address, model=request.endpoint_model, key=key) as client:
        answers = endpoint_answers(client, refusal=request.refusal or REFUSAL)
        settings = {"endpoint": client.url, "model": client.model}
        label = request.label or request.endpoint_model
        system = SystemInfo("endpoint", label, settings)
        return run_answers(plan, answers, system, told_question=told)


@contextmanager
def bars(session: Session) -> Generator[tuple[OnDocument, OnQuestion]]:
    """Two bars, for documents and for questions, each there once its work begins."""
    with session.output.progress() as progress:
        tasks: dict[str, TaskID] = {}

        def advance(key: str, done: int, total: int) -> None:
            if key not in tasks:
                tasks[key] = progress.add_task(session.say(key), total=total)
            progress.update(tasks[key], completed=done)

        def document(done: int, total: int, _name: str) -> None:
            advance("eval.indexing", done, total)

        def question(done: int, total: int) -> None:
            advance("eval.asking", done, total)

        yield document, question


def _show(
    session: Session, results: list[Result], folders: list[RunFolder], *, as_json: bool
) -> None:
    """What came out, on standard output; where it is kept, beside it."""
    if as_json:
        values = [to_builtins(result) for result in results]
        session.output.json(values[0] if len(values) == 1 else values)
    elif len(results) == 1:
        session.output.line(result_table(results[0], language=session.language))
    else:
        together = compare(results, seed=results[0].seed)
        session.output.line(comparison_table(together, language=session.language))
    for folder in folders:
        session.output.note(session.say("eval.kept", path=str(folder.path)), style="dim")


def _key(session: Session, request: Request, evaluation_set: EvaluationSet) -> str:
    """Eight letters that tell this set and way of answering from all others."""
    settings = {key: str(value) for key, value in session.settings.items()}
    parts = (
        set_info(evaluation_set).sha256,
        repr(sorted(settings.items())),
        repr((request.library, request.documents, request.predictions, request.trec)),
        repr((request.endpoint, request.endpoint_model, request.label)),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def folder_name(name: str) -> str:
    """A name as a folder is called."""
    return "".join(one if one.isalnum() or one in "-_.=" else "-" for one in name)
