"""What a run's pictures count: outcomes, confidence, risk over coverage, time."""

from dataclasses import replace

from tests.eval.report.runs import PREDICTIONS, QUESTIONS, make_run

from youju_eval.predictions import Prediction
from youju_eval.report import pictures, views
from youju_eval.report.outcomes import Outcome


def test_every_question_has_one_outcome(run):
    bar = views.outcome_bar(run)
    counts = {part.kind: part.count for part in bar.parts}
    assert counts == {
        Outcome.RIGHT: 1,
        Outcome.WRONG: 1,
        Outcome.UNFOUNDED: 1,
        Outcome.REFUSED: 1,
        Outcome.WITHHELD: 1,
        Outcome.FAILED: 1,
    }
    assert bar.total == len(QUESTIONS)


def test_an_answer_without_gold_is_not_judged():
    question = replace(QUESTIONS[0], answers=())
    bare = (Prediction("q1", "answered", "10天"),)
    (part,) = views.outcome_bar(make_run((question,), bare)).parts
    assert part.kind == Outcome.UNJUDGED


def test_confidence_is_drawn_by_outcome_with_the_threshold(run):
    picture = pictures.confidence_picture(run)
    assert sum(part.count for part in picture.legend) == len(PREDICTIONS)
    assert "阈值 0.5" in picture.drawing
    assert 'class="unfounded"' in picture.drawing


def test_a_run_without_confidence_or_time_has_no_such_pictures():
    silent = tuple(replace(one, confidence=None, timings_ms={}) for one in PREDICTIONS)
    run = make_run(predictions=silent)
    assert pictures.confidence_picture(run) is None
    assert pictures.curve_picture([run]) is None
    assert pictures.latency_picture(run) is None
    assert pictures.stages(run) == ()


def test_the_curve_has_the_run_where_it_stands(run):
    picture = pictures.curve_picture([run])
    (_, area), (_, place) = picture.figures
    assert area.en == f"{run.result.measure('aurc').overall.value:.3f}"
    assert place.en.startswith("coverage 0.50, risk 0.667")


def test_two_runs_have_two_curves(run, better):
    picture = pictures.curve_picture([run, better])
    assert "curve series0" in picture.drawing
    assert "curve series1" in picture.drawing


def test_slow_questions_share_the_last_bar():
    assert pictures.binned([0, 1, 9.9, 10, 1e9, -1], 10, 5) == (3, 0, 0, 0, 3)


def test_stages_are_told_the_longest_first(run):
    assert [(one.name, one.milliseconds) for one in pictures.stages(run)] == [("encode", "12.0")]


def test_warnings_say_what_the_figures_do_not_prove(run):
    told = " ".join(one.en for one in views.warnings(run))
    assert "no proof of generality" in told
    assert "Only 6 questions" in told
    made_up = tuple(replace(one, generated="templates/1") for one in QUESTIONS)
    assert "All 6 questions were generated" in views.warnings(make_run(made_up))[1].en
    some = (*made_up[:2], *QUESTIONS[2:])
    assert "2 of 6 questions were generated" in views.warnings(make_run(some))[1].en
