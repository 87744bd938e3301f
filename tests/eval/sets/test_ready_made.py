"""The described sets of the project open as their source says, where the data is there."""

import os
from pathlib import Path

import pytest

from youju.errors import EvaluationError
from youju_eval.sets import Purpose, open_set

SETS = Path(__file__).parents[3] / "eval" / "sets"
DATA = os.environ.get("YOUJU_DATA", "")
COUNTS = {
    "cjrc_dev": (6000, 4811, 999),
    "cmrc2018_dev": (3219, 3219, 848),
    "cmrc2018_train": (10134, 10134, 2401),
    "cranfield_en": (225, 225, 1399),
    "crossreports_dev": (60, 54, 129),
    "crossreports_test": (60, 54, 129),
    "district": (126, 107, 1),
    "drcd_eval": (1188, 1188, 348),
    "drcd_train": (2336, 2336, 652),
    "dureader_checklist_a": (581, 277, 577),
    "expmrc_cmrc2018_dev": (515, 515, 369),
    "files_dev": (25, 21, 10),
    "files_test": (25, 21, 10),
    "govreports_2025": (65, 65, 129),
    "huairou": (65, 55, 1),
    "ncp_policies_a": (337, 337, 301),
    "statutes_dev": (35, 29, 50),
    "statutes_test": (35, 29, 50),
    "xquad_en": (1190, 1190, 240),
    "xquad_en_zh": (1190, 1190, 240),
    "xquad_zh": (1190, 1190, 240),
    "xquad_zh_en": (1190, 1190, 240),
}
PURPOSES = {
    "crossreports_dev": Purpose.DEVELOPMENT,
    "cmrc2018_train": Purpose.TRAIN,
    "drcd_train": Purpose.TRAIN,
    "district": Purpose.DEVELOPMENT,
    "drcd_eval": Purpose.DEVELOPMENT,
    "dureader_checklist_a": Purpose.DEVELOPMENT,
    "files_dev": Purpose.DEVELOPMENT,
    "govreports_2025": Purpose.DEVELOPMENT,
    "statutes_dev": Purpose.DEVELOPMENT,
    "huairou": Purpose.DEVELOPMENT,
}


def test_every_described_set_is_known_here():
    assert {path.stem for path in SETS.glob("*.toml")} == COUNTS.keys()


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_without_the_data_the_variable_is_named(name):
    with pytest.raises(EvaluationError, match="export YOUJU_DATA"):
        open_set(SETS / f"{name}.toml", environment={})


@pytest.mark.skipif(not DATA, reason="YOUJU_DATA does not name the folder of the evaluation data")
@pytest.mark.parametrize("name", sorted(COUNTS))
def test_it_opens_with_the_counts_of_its_source(name):
    opened = open_set(SETS / f"{name}.toml", environment={"YOUJU_DATA": DATA})
    answerable = sum(one.answerable for one in opened.questions)
    assert (len(opened.questions), answerable, len(opened.documents)) == COUNTS[name]
    assert opened.purpose is PURPOSES.get(name, Purpose.TEST)
    assert opened.name == name
    assert opened.about
