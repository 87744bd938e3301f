"""Two small hostile runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.eval.report.runs import PREDICTIONS, make_run

from youju_eval.folder import Run


@pytest.fixture(scope="session")
def run() -> Run:
    return make_run()


@pytest.fixture(scope="session")
def better() -> Run:
    """The same questions, one more of them right."""
    right = replace(PREDICTIONS[3], answer="7点发车[1]")
    return make_run(predictions=(*PREDICTIONS[:3], right, PREDICTIONS[4]), label="other")
