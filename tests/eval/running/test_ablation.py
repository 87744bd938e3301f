"""Grids of settings as they are typed."""

import pytest

from youju.errors import ConfigError, EvaluationError
from youju_eval.running import assignments, grid


def test_a_grid_is_every_combination_the_first_values_first():
    variants = grid(["retriever=lexical,hybrid", "answering.threshold=0.2,0.3"])
    assert [one.label for one in variants] == [
        "retriever=lexical, answering.threshold=0.2",
        "retriever=lexical, answering.threshold=0.3",
        "retriever=hybrid, answering.threshold=0.2",
        "retriever=hybrid, answering.threshold=0.3",
    ]
    assert variants[0].assigned == {"retrieval.retriever": "lexical", "answering.threshold": 0.2}


def test_a_short_name_stands_for_the_only_setting_that_ends_so():
    assert assignments(["k=5", "lexical_weight=0.2"]) == {
        "retrieval.k": 5,
        "retrieval.lexical_weight": 0.2,
    }


@pytest.mark.parametrize(
    ("texts", "error", "said"),
    [
        (["retriever"], EvaluationError, "NAME=VALUE"),
        (["retriever=lexical"], EvaluationError, "two values"),
        (["retriever=lexical,lexical"], EvaluationError, "two values"),
        (["retriver=a,b"], ConfigError, "retrieval.retriever"),
        (["k=5,many"], ConfigError, "whole number"),
        (["k=" + ",".join(map(str, range(1, 50)))], EvaluationError, "at most 32"),
    ],
)
def test_what_is_no_grid_is_refused(texts, error, said):
    with pytest.raises(error, match=said):
        grid(texts)
