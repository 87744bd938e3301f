"""``youju eval calibrate``: the set asked with nothing held back, settings fitted, written with their evidence."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from youju.settings import with_values
from youju_eval.calibration import (
    CurrentSettings,
    RightBy,
    calibrate,
    ensure_may_be_tuned_on,
    write_calibration_report,
    write_settings,
)
from youju_eval.folder import RunFolder
from youju_eval.predictions import read_predictions
from youju_eval.running import MARK, LibraryPlan, Plan, run_library
from youju_ui.evaluation.running import RUNS, bars, folder_name, opened_set

if TYPE_CHECKING:
    from youju_eval.calibration import Calibration
    from youju_ui.session import Session

_ALL_ANSWERED = {"answering.threshold": 0.0}


@dataclass(frozen=True, slots=True)
class CalibrationRequest:
    """One ``youju eval calibrate`` as it was typed."""

    questions: Path
    documents: Path | None
    library: Path | None
    settings: Path | None
    out: Path | None
    most_refused: float
    folds: int
    seed: int
    fresh: bool
    right_by: RightBy


def calibrate_set(session: Session, request: CalibrationRequest, *, as_json: bool) -> None:
    """Fit, write and show.

    Raises:
        EvaluationError: the set may not be tuned on, or has too few questions of a kind.
        YoujuError: the library or its model cannot be used.

    """
    evaluation_set = opened_set(request.questions, request.documents)
    ensure_may_be_tuned_on(evaluation_set)
    folder = request.out or RUNS / f"{folder_name(evaluation_set.name)}-calibration"
    if request.fresh and (folder / MARK).is_file():
        shutil.rmtree(folder)
    how = LibraryPlan(
        with_values(session.settings, _ALL_ANSWERED),
        library=request.library,
        language=session.language,
    )
    plan = Plan(evaluation_set, RunFolder(folder), seed=request.seed)
    with bars(session) as (told_document, told_question):
        run_library(
            plan,
            how,
            opener=session.opener,
            told_document=told_document,
            told_question=told_question,
        )
    retrieval = session.settings.retrieval
    calibration = calibrate(
        evaluation_set,
        read_predictions(plan.folder.predictions),
        current=CurrentSettings(
            threshold=session.settings.answering.threshold,
            score_slope=retrieval.score_slope,
            score_intercept=retrieval.score_intercept,
        ),
        folds=request.folds,
        seed=request.seed,
        maximum_false_refusals=request.most_refused,
        right_by=request.right_by,
    )
    kept = folder / "youju.toml"
    write_settings(calibration, kept)
    report = folder / "calibration.html"
    write_calibration_report(calibration, report, language=session.language)
    _show(session, calibration, as_json=as_json)
    _write_where_asked(session, calibration, request.settings)
    session.output.note(
        session.say("eval.calibrated", report=str(report), settings=str(kept)), style="dim"
    )


def _write_where_asked(session: Session, calibration: Calibration, path: Path | None) -> None:
    """Put the chosen settings where they take effect, but only if they were shown to be better."""
    if path is None:
        return
    if calibration.recommended:
        write_settings(calibration, path)
        session.output.note(session.say("eval.written", path=str(path)))
    else:
        session.output.note(session.say("eval.not_recommended", path=str(path)), style="yellow")


def _show(session: Session, calibration: Calibration, *, as_json: bool) -> None:
    """What was chosen and whether it is better, on standard output."""
    if as_json:
        session.output.json(calibration.as_json())
        return
    chosen = calibration.chosen
    session.output.line(
        session.say(
            "eval.chosen",
            threshold=f"{chosen.threshold:.3f}",
            before=f"{calibration.current.threshold:.3f}",
            slope=f"{chosen.slope:.3f}",
            intercept=f"{chosen.intercept:.3f}",
        )
    )
    for message in (calibration.verdict, *calibration.warnings):
        session.output.line(message.localized(session.language))
