"""``youju eval generate``, ``validate`` and ``export``: sets made, checked and handed on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from youju_eval.chat_client import ChatClient
from youju_eval.generate import (
    apply_review,
    propose,
    propose_with_model,
    read_documents,
    write_proposal,
)
from youju_eval.results import to_builtins
from youju_eval.sets.export import ExportForm, export
from youju_eval.sets.problems import Kind, Problem, Severity
from youju_eval.sets.validation import validate
from youju_ui.evaluation.running import opened_set

if TYPE_CHECKING:
    from youju_eval.generate import Rejection
    from youju_eval.sets import EvaluationSet
    from youju_ui.session import Session

SHOWN_OF_KIND = 3
"""Findings of one kind that are shown unless all are asked for."""


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """One ``youju eval generate`` as it was typed."""

    documents: tuple[Path, ...]
    out: Path
    number: int
    seed: int
    endpoint: str | None
    endpoint_model: str


def validate_set(
    session: Session,
    questions: Path,
    *,
    documents: Path | None,
    difference: float,
    everything: bool,
    as_json: bool,
) -> bool:
    """Say what is wrong with a set, the first of each kind or ``everything``; whether it can be measured on.

    Raises:
        EvaluationError: it cannot be read at all.

    """
    evaluation_set = opened_set(questions, documents)
    texts = _texts(session, evaluation_set)
    problems = validate(evaluation_set, difference=difference, texts=texts)
    errors = sum(one.severity is Severity.ERROR for one in problems)
    if as_json:
        found = [
            {
                "severity": str(one.severity),
                "kind": str(one.kind),
                "where": one.where,
                "message": one.message.localized(session.language),
            }
            for one in problems
        ]
        session.output.json({"set": evaluation_set.name, "fine": not errors, "problems": found})
        return not errors
    _show_problems(session, problems, most=len(problems) if everything else SHOWN_OF_KIND)
    session.output.line(
        session.say(
            "eval.validated",
            name=evaluation_set.name,
            questions=len(evaluation_set.questions),
            answerable=sum(one.answerable for one in evaluation_set.questions),
            documents=len(evaluation_set.documents),
            errors=errors,
            warnings=len(problems) - errors,
        )
    )
    return not errors


def _show_problems(session: Session, problems: Sequence[Problem], *, most: int) -> None:
    """The findings kind by kind, at most so many of each, and how many more there are."""
    kinds: dict[tuple[Severity, Kind], list[Problem]] = {}
    for one in problems:
        kinds.setdefault((one.severity, one.kind), []).append(one)
    for (severity, kind), found in kinds.items():
        wrong = severity is Severity.ERROR
        word = session.say("eval.severity.error" if wrong else "eval.severity.warning")
        for one in found[:most]:
            said = (word, one.where, one.message.localized(session.language))
            session.output.line("  ".join(part for part in said if part))
        if len(found) > most:
            more = session.say("eval.more_problems", kind=str(kind), count=len(found) - most)
            session.output.line(more)


def export_set(
    session: Session,
    questions: Path,
    target: Path,
    *,
    form: str,
    documents: Path | None,
    as_json: bool = False,
) -> None:
    """Write a set in another format, and say what that format cannot hold.

    Raises:
        EvaluationError: the set cannot be read, or the folder holds something else.

    """
    exported = export(opened_set(questions, documents), target, form=ExportForm(form))
    if as_json:
        notes = [note.localized(session.language) for note in exported.notes]
        files = [str(file) for file in exported.files]
        session.output.json({"files": files, "notes": notes})
        return
    for note in exported.notes:
        session.output.note(note.localized(session.language), style="yellow")
    for file in exported.files:
        session.output.line(str(file))


def generate_set(session: Session, request: GenerateRequest, *, as_json: bool) -> None:
    """Propose questions from documents, by templates or by a model, and write them for review.

    Raises:
        EvaluationError: no document can be read, or the folder holds something else.

    """
    reading = read_documents(request.documents)
    for failed in reading.failed:
        message = failed.error.message.localized(session.language)
        session.output.note(f"{failed.path}: {message}", style="yellow")
    if request.endpoint is None:
        proposal = propose(reading.documents, number=request.number, seed=request.seed)
    else:
        key = os.environ.get("OPENAI_API_KEY", "")
        with ChatClient(request.endpoint, model=request.endpoint_model, key=key) as client:
            proposal = propose_with_model(
                reading.documents, number=request.number, seed=request.seed, client=client
            )
    if proposal.rejected:
        session.output.note(_rejected(session, proposal.rejected))
    written = write_proposal(proposal, request.out)
    kinds = Counter(one.type for one in proposal.questions)
    if as_json:
        session.output.json(
            {
                "folder": str(request.out),
                "wanted": proposal.asked_for,
                "questions": dict(kinds),
                "rejected": {str(check): count for check, count in proposal.rejected.items()},
            }
        )
        return
    session.output.line(
        session.say(
            "eval.proposed",
            wanted=proposal.asked_for,
            questions=len(proposal.questions),
            kinds=", ".join(f"{kind} {count}" for kind, count in kinds.most_common()),
            review=str(written.review),
            folder=str(request.out),
        )
    )


def _rejected(session: Session, rejected: Mapping[Rejection, int]) -> str:
    """How many proposals were thrown out, and by which checks, the commonest first."""
    ordered = sorted(rejected.items(), key=lambda item: -item[1])
    counted = [(session.say(f"rejected.{check}"), count) for check, count in ordered]
    reasons = ", ".join(f"{reason} {count}" for reason, count in counted)
    return session.say("eval.rejected", count=sum(rejected.values()), reasons=reasons)


def review_set(session: Session, folder: Path, *, as_json: bool) -> None:
    """Take a person's review over.

    Raises:
        EvaluationError: the review cannot be read, or a row of it is wrong.

    """
    reviewed = apply_review(folder)
    if as_json:
        session.output.json(to_builtins(reviewed))
        return
    session.output.line(
        session.say(
            "eval.reviewed",
            kept=reviewed.kept,
            dropped=reviewed.dropped,
            edited=reviewed.edited,
        )
    )


def _texts(session: Session, evaluation_set: EvaluationSet) -> dict[str, str]:
    """The parsed text of each document that is a file, by its id; one that cannot be read is said."""
    paths = {one.path.absolute(): one.id for one in evaluation_set.documents if one.path}
    reading = read_documents(tuple(paths))
    for failed in reading.failed:
        message = failed.error.message.localized(session.language)
        session.output.note(f"{failed.path}: {message}", style="yellow")
    return {paths[Path(one.document.source)]: one.document.text for one in reading.documents}
