"""The first run against the others: seen from its side, and nothing claimed that is not shown."""

from dataclasses import replace

from tests.eval.report.runs import PREDICTIONS, QUESTIONS, make_run

from youju_eval.predictions import Prediction
from youju_eval.report.contrasts import contrasts

MANY = tuple(replace(QUESTIONS[0], id=f"m{number}") for number in range(40))


def answers(right):
    """Answers to ``MANY``, so many of them right."""
    return tuple(
        Prediction(one.id, "answered", "10天" if place < right else "9天", PREDICTIONS[0].retrieved)
        for place, one in enumerate(MANY)
    )


def row(found, name):
    return next(one for one in found.contrasts[0].rows if one.name == name)


def test_what_this_run_won_counts_for_it():
    good, bad = make_run(MANY, answers(38)), make_run(MANY, answers(8), label="other")
    hit = row(contrasts([good, bad], ["good", "bad"]), "answer_hit")
    assert (hit.difference, hit.wins, hit.losses, hit.ties) == ("+0.750", 30, 0, 10)
    assert (hit.kind, hit.verdict.en, hit.p) == ("better", "better", hit.p)
    turned = row(contrasts([bad, good], ["bad", "good"]), "answer_hit")
    assert (turned.difference, turned.wins, turned.losses) == ("−0.750", 0, 30)
    assert turned.kind == "worse"
    assert turned.interval.startswith("[−")


def test_equal_runs_show_no_difference():
    run = make_run(MANY, answers(20))
    found = contrasts([run, run], ["a", "b"])
    assert {one.kind for one in found.contrasts[0].rows} == {"unsettled"}
    assert row(found, "answer_hit").p == "1.000"


def test_few_questions_prove_nothing(run, better):
    hit = row(contrasts([run, better], ["a", "b"]), "answer_hit")
    assert (hit.kind, hit.verdict.en) == ("unsettled", "too few questions")
    assert (hit.wins, hit.losses) == (0, 1)


def test_settings_that_differ_are_named(run, better):
    system = replace(better.result.system, settings={"answering.threshold": 0.7, "retrieval.k": 10})
    other = replace(better, result=replace(better.result, system=system))
    found = contrasts([run, other], ["a", "b"])
    assert found.settings == (("answering.threshold", ("0.5", "0.7")),)


def test_one_run_or_no_common_question_has_no_contrast(run):
    assert contrasts([run], ["a"]) is None
    elsewhere = make_run(MANY, answers(1))
    assert contrasts([run, elsewhere], ["a", "b"]) is None
