"""The committed questions over the work reports are well-formed, and their evidence proves them."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from youju_eval.sets import EvaluationQuestion, read_questions
from youju_eval.text import squeezed

SETS = Path(__file__).parents[3] / "eval" / "sets"
DATA = os.environ.get("YOUJU_DATA", "")
FILES = ("crossreports_dev.jsonl", "crossreports_test.jsonl")
LONGEST_EVIDENCE = 40
"""Characters; a longer quote would ask for a passage cut one way."""


def questions_of(file: str) -> tuple[EvaluationQuestion, ...]:
    return read_questions(SETS / file)


def rows_of(file: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (SETS / file).read_text(encoding="utf-8").splitlines()]


def reports_of(file: str) -> dict[str, list[str]]:
    """The reports that prove each answerable question: one, or one for each group of evidence."""
    return {
        str(row["id"]): list(row.get("reports") or [row["document"]])
        for row in rows_of(file)
        if row["evidence"]
    }


def test_both_halves_hold_each_type_alike():
    development, test = (Counter(one.type for one in questions_of(file)) for file in FILES)
    assert development.keys() == test.keys()
    assert all(abs(development[kind] - test[kind]) <= 1 for kind in development)
    assert development.total() == test.total() == 60


def test_no_question_is_in_both_halves():
    both = [one for file in FILES for one in questions_of(file)]
    assert len({one.id for one in both}) == len(both)
    assert len({(one.question, one.history) for one in both}) == len(both)


@pytest.mark.parametrize("file", FILES)
def test_gold_is_there_just_where_the_reports_answer(file):
    for one in questions_of(file):
        near_miss = one.type == "unanswerable"
        assert near_miss == (not one.answers) == (not one.evidence) == (not one.answerable), one.id
        assert bool(one.history) == (one.type == "follow_up"), one.id


@pytest.mark.parametrize("file", FILES)
def test_evidence_is_short_and_proves_an_answer(file):
    for one in questions_of(file):
        proof = [text for group in one.evidence for text in group]
        assert all(len(text) <= LONGEST_EVIDENCE for text in proof), one.id
        wanted = all if one.type == "list" else any
        given = [
            any(squeezed(answer) in squeezed(text) for text in proof) for answer in one.answers
        ]
        assert not one.answers or wanted(given), one.id


@pytest.mark.parametrize("file", FILES)
def test_each_group_of_evidence_has_a_report(file):
    reports = reports_of(file)
    for one in questions_of(file):
        if one.answerable:
            assert len(reports[one.id]) == len(one.evidence), one.id
            assert one.document == (reports[one.id][0] if len(one.evidence) == 1 else None), one.id


@pytest.mark.skipif(not DATA, reason="YOUJU_DATA does not name the folder of the evaluation data")
@pytest.mark.parametrize("file", FILES)
def test_evidence_stands_in_its_report_and_in_no_other(file):
    folder = Path(DATA) / "govreports" / "txt"
    texts = {path.name: squeezed(path.read_text("utf-8")) for path in folder.glob("*.txt")}
    reports = reports_of(file)
    for one in questions_of(file):
        for group, report in zip(one.evidence, reports.get(one.id, []), strict=True):
            for text in group:
                holding = [name for name, whole in texts.items() if squeezed(text) in whole]
                assert holding == [report], (one.id, text)
