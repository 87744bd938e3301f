"""Calibration as a whole: advice that is honest, and sets it cannot be done on."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.calibration.made import NOW, a_set, drawn, honest, prediction, separable

from youju.errors import EvaluationError
from youju_eval.calibration import (
    CurrentSettings,
    calibrate,
)
from youju_eval.calibration.cases import logit_of
from youju_eval.predictions import CitedPassage
from youju_eval.sets.values import Purpose


def test_a_separable_set_gets_perfect_reactions():
    asked, given_back = drawn(80, seed=2, sure_of=separable)
    always = {one.id: prediction(one, sure=given_back[one.id].confidence, right=one.answerable) for one in asked.questions}  # fmt: skip
    found = calibrate(asked, always, current=NOW)
    assert found.after.right_reactions.value == 1.0
    assert found.after.false_refusals.value == 0.0
    assert found.before.refusal_recall.value == 0.0
    assert found.recommended
    assert "建议采用" in found.verdict.zh


@pytest.mark.parametrize("seed", range(4))
def test_pure_noise_is_told_to_keep_the_old(seed):
    asked, given_back = drawn(120, seed=seed, sure_of=lambda *_: _[2].random())
    found = calibrate(asked, given_back, current=NOW, maximum_false_refusals=None)
    assert not found.recommended
    assert found.verdict.en.startswith("Keep the old settings")
    assert "保留原设置" in found.verdict.zh


def test_a_limit_that_costs_right_reactions_leaves_the_choice():
    def overlapping(answerable, right, generator):
        return generator.uniform(0.2, 0.9) if right else generator.uniform(0.05, 0.5)

    asked, given_back = drawn(300, seed=1, sure_of=overlapping)
    strict = calibrate(asked, given_back, current=CurrentSettings(threshold=0.4))
    assert strict.difference.right_reactions.fell
    assert strict.difference.false_refusals.fell
    assert not strict.recommended
    assert "Raise the limit" in strict.verdict.en
    assert "放宽上限" in strict.verdict.zh


def test_settings_that_are_right_already_are_kept():
    asked, given_back = drawn(200, seed=3, sure_of=honest)
    first = calibrate(asked, given_back, current=NOW)
    scaled = {
        one.id: replace(given_back[one.id], confidence=one.confidence_chosen)
        for one in first.questions
    }
    current = CurrentSettings(first.chosen.threshold, first.chosen.slope, first.chosen.intercept)
    again = calibrate(asked, scaled, current=current)
    assert first.recommended
    assert not again.recommended
    assert again.chosen.slope == pytest.approx(first.chosen.slope, rel=1e-2)
    assert again.chosen.intercept == pytest.approx(first.chosen.intercept, abs=2e-2)


def test_confidences_that_are_too_high_are_brought_down_to_the_truth():
    asked, given_back = drawn(300, seed=4, sure_of=honest)
    found = calibrate(asked, given_back, current=NOW)
    assert found.after.brier.value < found.before.brier.value - 0.1
    assert found.after.calibration_error.value < found.before.calibration_error.value / 2
    assert found.after.auroc.value == pytest.approx(found.before.auroc.value, abs=0.02)


@given(st.randoms(use_true_random=False))
@settings(max_examples=2, deadline=None)
def test_the_order_of_the_questions_changes_nothing(generator):
    asked, given_back = drawn(50, seed=6, sure_of=honest)
    shuffled = list(asked.questions)
    generator.shuffle(shuffled)
    answers = list(given_back.items())
    generator.shuffle(answers)
    assert calibrate(a_set(shuffled), dict(answers), current=NOW) == calibrate(
        asked, given_back, current=NOW
    )


def test_a_tighter_limit_refuses_fewer_answerable_questions():
    asked, given_back = drawn(200, seed=7, sure_of=honest)
    shares = [
        calibrate(
            asked, given_back, current=NOW, maximum_false_refusals=limit
        ).after.false_refusals.value
        for limit in (0.0, 0.1, None)
    ]
    assert shares == sorted(shares)
    assert shares[0] < 0.05


def test_what_contradicts_an_answer_is_taken_off_after_scaling():
    asked, given_back = drawn(60, seed=8, sure_of=honest)
    halved = {
        name: replace(one, confidence=one.confidence / 2, citations=(CitedPassage(1, replace(one.citations[0].passage, score=one.confidence)),))
        for name, one in given_back.items()
    }  # fmt: skip
    found = calibrate(asked, halved, current=NOW)
    slope, intercept = found.chosen.slope, found.chosen.intercept
    for one in found.questions:
        logit = logit_of(given_back[one.id].confidence)
        assert one.confidence_chosen == pytest.approx(
            0.5 / (1 + math.exp(-slope * logit - intercept))
        )
        assert one.confidence_before == pytest.approx(halved[one.id].confidence)


def test_an_answer_never_given_is_refused_at_any_threshold():
    asked, given_back = drawn(60, seed=9, sure_of=honest)
    silent = replace(
        given_back["q0001"], status="not_found", answer="", citations=(), confidence=0.0
    )
    found = calibrate(asked, {**given_back, "q0001": silent}, current=NOW)
    [one] = [one for one in found.questions if one.id == "q0001"]
    assert not one.kept_before
    assert not one.kept_after
    assert found.before.brier.n == 59


def test_a_test_set_is_refused():
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    with pytest.raises(EvaluationError, match="test set") as raised:
        calibrate(replace(asked, purpose=Purpose.TEST), given_back, current=NOW)
    assert "测试集" in raised.value.message.zh


@pytest.mark.parametrize("kept", [True, False])
def test_a_set_of_one_kind_is_refused_with_what_to_do(kept):
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    one_kind = a_set([one for one in asked.questions if one.answerable is kept])
    with pytest.raises(EvaluationError, match="youju eval generate"):
        calibrate(one_kind, given_back, current=NOW)


def test_few_questions_are_warned_of():
    asked, given_back = drawn(20, seed=1, sure_of=honest)
    found = calibrate(asked, given_back, current=NOW)
    assert any("few questions" in warning.en for warning in found.warnings)


def test_questions_without_a_prediction_and_on_structure_are_left_out_and_said():
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    outline = replace(asked.questions[0], type="structure")
    del given_back["q0003"]
    found = calibrate(a_set([outline, *asked.questions[1:]]), given_back, current=NOW)
    assert len(found.questions) == 58
    said = " ".join(warning.en for warning in found.warnings)
    assert "q0003" in said
    assert "structure" in said


def test_refusals_that_show_a_threshold_was_in_force_are_said():
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    given_back["q0001"] = replace(given_back["q0001"], status="not_found", confidence=0.1)
    said = [one.en for one in calibrate(asked, given_back, current=NOW).warnings]
    assert any("q0001" in one and "answering.threshold=0" in one for one in said)


def test_generated_questions_are_said():
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    made_up = [replace(one, generated="templates/1") for one in asked.questions]
    assert any(
        "generated" in one.en for one in calibrate(a_set(made_up), given_back, current=NOW).warnings
    )


@pytest.mark.parametrize(
    ("change", "current", "folds", "said"),
    [
        ({"confidence": None}, NOW, 5, "no confidence"),
        ({"confidence": 1.5}, NOW, 5, "0 to 1"),
        ({}, CurrentSettings(asked_with=0.28), 5, "answering.threshold=0"),
        ({}, NOW, 1, "folds"),
        ({}, NOW, 31, "folds"),
    ],
)
def test_predictions_that_say_too_little_are_refused(change, current, folds, said):
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    given_back["q0000"] = replace(given_back["q0000"], **change)
    with pytest.raises(EvaluationError, match=said):
        calibrate(asked, given_back, current=current, folds=folds)
