"""The whole way on a real report with the model of the install: add, ask --batch, score.

Reads ``huairou`` in the folder that ``YOUJU_DATA`` names; skipped where it is absent.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from youju_eval import read_predictions, read_questions, score
from youju_ui.session import open_library

FOLDER = Path(os.environ.get("YOUJU_DATA", "")) / "huairou"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "YOUJU_DATA" not in os.environ or not FOLDER.is_dir(),
        reason="YOUJU_DATA names no folder with huairou",
    ),
]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The library of the report and the records of its questions."""
    place = tmp_path_factory.mktemp("report")

    def youju(*arguments):
        command = [sys.executable, "-m", "youju_ui.cli", "--library", place / "library", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True)

    youju("add", FOLDER / "report-2023.txt")
    youju("ask", "--batch", FOLDER / "questions.jsonl", "--out", place / "answers.jsonl")
    return place


def test_the_quality_that_was_promised(asked):
    report = score(
        read_questions(FOLDER / "questions.jsonl"), read_predictions(asked / "answers.jsonl")
    )
    short = [row for row in report.rows if row.type in {"figure", "entity"}]
    assert report.missing == ()
    assert report.total.evidence[1] >= 0.93
    assert report.total.evidence[3] >= 0.98
    assert all(row.answer_hit >= 0.85 for row in short)
    assert report.short_mean_length <= 60
    assert report.short_longest <= 120
    assert report.total.refusal_recall >= 0.5
    assert report.total.false_refusals <= 0.05


def test_every_quote_is_the_documents_own_text_and_every_mark_has_its_citation(asked):
    with open_library_at(asked / "library") as library:
        text = library.document("report-2023.txt").text
    for line in (asked / "answers.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        for citation in record["citations"]:
            assert f"[{citation['number']}]" in record["answer"]
            assert text[citation["start"] : citation["end"]] == citation["text"]
            for quote in citation["quotes"]:
                assert text[quote["start"] : quote["end"]] == quote["text"]


def open_library_at(path):
    from youju.settings import Settings

    return open_library(path, create=False, settings=Settings())
