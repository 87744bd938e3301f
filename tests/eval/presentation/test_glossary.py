"""Every measure is explained in words and has its place."""

import pytest

from youju_eval.measures import QUESTION_MEASURES, RETRIEVAL_MEASURES, SET_MEASURES
from youju_eval.presentation.glossary import group_of, in_order, meaning

NAMES = [
    *RETRIEVAL_MEASURES,
    *(one.name for one in QUESTION_MEASURES),
    *(one.name for one in SET_MEASURES),
]


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_is_explained_and_has_its_place(name):
    told = meaning(name)
    assert told is not None
    assert "{" not in told.zh + told.en
    assert group_of(name) != "other"


def test_measures_stand_group_by_group_from_shallow_to_deep():
    assert in_order(["latency_p50", "odd", "evidence@10", "em", "evidence@3"]) == (
        "evidence@3", "evidence@10", "em", "latency_p50", "odd",
    )  # fmt: skip
    assert meaning("odd") is None
    assert "前 7 个" in meaning("evidence@7").zh
