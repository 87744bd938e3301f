"""A calibration that files are written of."""

from dataclasses import replace

import pytest
from tests.eval.calibration.made import NOW, a_set, drawn, honest

from youju_eval.calibration import calibrate


@pytest.fixture(scope="module")
def calibration():
    asked, given_back = drawn(80, seed=1, sure_of=honest)
    hostile = replace(asked.questions[0], question="<script>alert(1)</script>")
    return calibrate(a_set([hostile, *asked.questions[1:]]), given_back, current=NOW)
