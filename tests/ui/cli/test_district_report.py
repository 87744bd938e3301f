"""The whole way on a real report with the model of the install: add, ask --batch, score.

Reads ``huairou`` in the folder that ``YOUJU_DATA`` names; skipped where it is absent.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from youju_eval.predictions import read_predictions
from youju_eval.scoring import score
from youju_eval.sets import EvaluationSet, read_questions
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
    evaluation_set = EvaluationSet("huairou", read_questions(FOLDER / "questions.jsonl"))
    scored = score(evaluation_set, read_predictions(asked / "answers.jsonl"))
    measures = {one.name: one for one in scored.measures}
    assert scored.missing == ()
    assert measures["evidence@1"].overall.value >= 0.93
    assert measures["evidence@3"].overall.value >= 0.98
    assert measures["quote_verbatim"].overall.value == 1.0
    assert measures["refusal_recall"].overall.value >= 0.5
    assert measures["false_refusals"].overall.value <= 0.05
    for kind in ("figure", "entity"):
        assert measures["answer_hit"].by_type[kind].value >= 0.85
        assert measures["length"].by_type[kind].value <= 60
    short = [
        one.values["length"]
        for one in scored.questions
        if one.type in {"figure", "entity"} and "length" in one.values
    ]
    assert max(short) <= 120


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
