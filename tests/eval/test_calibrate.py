"""Calibration: fits that mean something, folds that do not leak, advice that is honest, files that load."""

import html
import itertools
import json
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.errors import EvaluationError
from youju.retrieval.confidence import Features, Scaling, confidence
from youju.settings import load_settings
from youju_eval.calibrate import (
    CurrentSettings,
    RightBy,
    calibrate,
    write_calibration_report,
    write_settings,
)
from youju_eval.calibration_cases import Case, is_right, logit_of
from youju_eval.calibration_figures import Outcome, figures, reliability, risk_coverage
from youju_eval.calibration_fit import choose_threshold, confidences, fit_scaling, split_folds
from youju_eval.predictions import CitedPassage, Prediction, RankedPassage
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet, Purpose, SetDocument

NOW = CurrentSettings(threshold=0.28)


def question(number, *, answerable=True, document=None, **more):
    gold = {"answers": ("十天",), "evidence": (("年假十天",),)} if answerable else {}
    return EvaluationQuestion(
        f"q{number:04}", "figure", f"第{number}问?", document=document, **{**gold, **more}
    )


def prediction(asked, *, sure, right, score=None, status="answered"):
    passage = RankedPassage(
        asked.document or "手册.md", "年假十天" if right else "别的", score=score
    )
    return Prediction(
        asked.id,
        status,
        answer="十天[1]" if right else "别的[1]",
        citations=(CitedPassage(1, passage),),
        confidence=sure,
    )


def a_set(asked, **more):
    return EvaluationSet("手册", tuple(asked), purpose=Purpose.DEVELOPMENT, **more)


def drawn(n, *, seed, sure_of):
    """A set of ``n`` questions, half unanswerable; ``sure_of(answerable, right, generator)``."""
    generator = random.Random(seed)
    asked, given_back = [], {}
    for number in range(n):
        one = question(number, answerable=number % 2 == 0)
        right = one.answerable and generator.random() < 0.8
        asked.append(one)
        given_back[one.id] = prediction(
            one, sure=sure_of(one.answerable, right, generator), right=right
        )
    return a_set(asked), given_back


def honest(answerable, right, generator):
    """Confidence that tells right from wrong, but is far too high throughout."""
    return generator.uniform(0.8, 0.99) if right else generator.uniform(0.55, 0.9)


def separable(answerable, right, generator):
    return generator.uniform(0.7, 0.9) if answerable else generator.uniform(0.4, 0.6)


def case(name, *, answerable=True, right=True, sure=0.5, discount=1.0, answered=True, group=None):
    return Case(
        name,
        name,
        answerable,
        right and answerable,
        answered,
        logit_of(sure),
        discount,
        group or name,
    )


cases = st.lists(
    st.builds(
        lambda kind, sure, discount: (kind, sure, discount),
        st.sampled_from(["right", "wrong", "unanswerable"]),
        st.floats(0.01, 0.99),
        st.sampled_from([1.0, 1.0, 0.2, 0.04]),
    ),
    min_size=1,
    max_size=40,
).map(
    lambda rows: [
        case(f"q{number}", answerable=kind != "unanswerable", right=kind == "right", sure=sure, discount=discount)
        for number, (kind, sure, discount) in enumerate(rows)
    ]
)  # fmt: skip


def reactions(found, sure, threshold):
    kept = [answer >= threshold for answer in sure]
    right = sum(
        one.right if keep else not one.answerable for one, keep in zip(found, kept, strict=True)
    )
    refused = sum(one.answerable and not keep for one, keep in zip(found, kept, strict=True))
    return right, refused


# --- scaling


@given(cases)
@settings(max_examples=25, deadline=None)
def test_scaling_never_changes_the_order_of_two_scores(found):
    slope, intercept = fit_scaling(found)
    assert slope > 0
    plain = [replace(one, discount=1.0) for one in found]
    before = confidences(plain, slope=1.0, intercept=0.0)
    after = confidences(plain, slope=slope, intercept=intercept)
    by_before = sorted(range(len(found)), key=lambda i: (before[i], i))
    assert all(after[i] <= after[j] for i, j in itertools.pairwise(by_before))


def test_scaling_finds_the_probabilities_the_cases_were_drawn_from():
    generator = random.Random(5)
    found = []
    for number in range(4000):
        logit, discount = generator.uniform(-4, 4), generator.choice([1.0, 1.0, 0.2])
        likely = discount / (1 + math.exp(-(0.5 * logit - 1)))
        right = generator.random() < likely
        found.append(case(f"q{number}", right=right, discount=discount))
        found[-1] = replace(found[-1], logit=logit)
    slope, intercept = fit_scaling(found)
    assert slope == pytest.approx(0.5, abs=0.06)
    assert intercept == pytest.approx(-1, abs=0.1)


def test_separable_answers_leave_the_slope_finite():
    found = [case(f"q{i}", right=i >= 10, sure=0.3 if i < 10 else 0.7) for i in range(20)]
    slope, _ = fit_scaling(found)
    assert 1 < slope < 20
    [low, *_, high] = confidences(found, slope=slope, intercept=fit_scaling(found)[1])
    assert low == pytest.approx(1 / 12, abs=0.01)
    assert high == pytest.approx(11 / 12, abs=0.01)


@given(st.floats(0.01, 0.99), st.floats(0.1, 5), st.floats(-3, 3))
def test_the_fit_scales_as_the_product_does(sure, slope, intercept):
    features = Features(first=0, passage=1, names=0, year=0, figure=0, kind=0, open=0)
    score = confidence(features)
    [fitted] = confidences([case("q", sure=score)], slope=slope, intercept=intercept)
    assert fitted == pytest.approx(confidence(features, Scaling(slope, intercept)), abs=1e-9)


# --- threshold


@given(cases, st.sampled_from([None, 0.0, 0.05, 0.3]))
@settings(deadline=None)
def test_no_threshold_within_the_limit_reacts_better(found, limit):
    sure = confidences(found, slope=1.0, intercept=0.0)
    chosen = choose_threshold(found, sure, maximum_false_refusals=limit)
    assert 0 <= chosen <= 1
    best, refused = reactions(found, sure, chosen)
    allowed = math.inf if limit is None else limit * sum(one.answerable for one in found)
    assert refused <= allowed + 1e-9
    for other in [0.0, *(answer + 1e-12 for answer in sure)]:
        right, false = reactions(found, sure, other)
        assert right <= best or false > allowed + 1e-9


def test_the_threshold_is_the_middle_of_the_gap():
    found = [
        case("a", answerable=False, sure=0.2),
        case("b", answerable=False, sure=0.4),
        case("c", sure=0.8),
    ]
    assert choose_threshold(found, [0.2, 0.4, 0.8], maximum_false_refusals=0.0) == pytest.approx(
        0.6
    )


def test_a_wrong_answer_in_the_gap_does_not_narrow_it():
    found = [case("a", answerable=False), case("b", right=False), case("c")]
    assert choose_threshold(found, [0.2, 0.4, 0.8], maximum_false_refusals=None) == pytest.approx(
        0.5
    )


def test_of_equal_thresholds_the_one_that_refuses_least_is_chosen():
    found = [case("a", answerable=False), case("b"), case("c", answerable=False), case("d")]
    assert choose_threshold(
        found, [0.2, 0.4, 0.6, 0.8], maximum_false_refusals=None
    ) == pytest.approx(0.3)


def test_certain_and_impossible_answers_have_thresholds_too():
    found = [case("a", answerable=False), case("b")]
    assert choose_threshold(found, [0.0, 1.0], maximum_false_refusals=0.0) == pytest.approx(0.5)
    assert choose_threshold(found[:1], [1.0], maximum_false_refusals=None) <= 1.0
    assert choose_threshold([], [], maximum_false_refusals=None) <= 1.0


# --- folds


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 12)), min_size=30, max_size=80),
    st.integers(0, 3),
)
def test_every_case_is_in_one_fold_and_groups_stay_together(rows, seed):
    found = [
        case(f"q{i}", answerable=answerable, group=f"d{document}")
        for i, (answerable, document) in enumerate(rows)
    ]
    parts = split_folds(found, folds=5, seed=seed)
    assert sorted(position for part in parts for position in part) == list(range(len(found)))
    sides = {group: {i for i, part in enumerate(parts) for p in part if found[p].group == group} for group in {one.group for one in found}}  # fmt: skip
    together = all(len(where) == 1 for where in sides.values())
    assert (
        together
        or len(sides) < 5
        or len({one.answerable for one in found}) == 1
        or _lopsided(found)
    )


def _lopsided(found):
    """Dealing whole groups would leave some fold, or all others, without a kind."""
    kinds = {True: set(), False: set()}
    for one in found:
        kinds[one.answerable].add(one.group)
    return min(map(len, kinds.values())) < 5


def test_folds_hold_about_as_many_of_each_kind():
    found = [case(f"q{i:03}", answerable=i % 4 != 0, group=f"d{i // 2}") for i in range(200)]
    for part in split_folds(found, folds=5, seed=1):
        assert len(part) == pytest.approx(40, abs=3)
        assert sum(not found[position].answerable for position in part) == pytest.approx(10, abs=2)


def test_fewer_documents_than_folds_are_not_kept_together():
    found = [case(f"q{i}", answerable=i % 2 == 0, group="one document") for i in range(20)]
    assert all(len(part) == 4 for part in split_folds(found, folds=5, seed=0))


# --- figures


def outcome(sure, right, *, answerable=True, kept=True):
    return Outcome(answerable, right, True, sure, kept)


def test_figures_by_hand():
    found = [
        outcome(0.9, True),
        outcome(0.8, False),
        outcome(0.3, True, kept=False),
        outcome(0.6, False, answerable=False),
        outcome(0.1, False, answerable=False, kept=False),
    ]
    values = figures(found, seed=0)
    assert values.brier.value == pytest.approx((0.01 + 0.64 + 0.49 + 0.36 + 0.01) / 5)
    assert values.calibration_error.value == pytest.approx(abs(2.7 / 5 - 2 / 5))
    assert values.auroc.value == pytest.approx((3 + 1) / 6)
    assert values.log_loss.value == pytest.approx(
        -(math.log(0.9) + math.log(0.2) + math.log(0.3) + math.log(0.4) + math.log(0.9)) / 5
    )
    assert values.right_reactions.value == pytest.approx(2 / 5)
    assert values.false_refusals.value == pytest.approx(1 / 3)
    assert values.refusal_recall.value == pytest.approx(1 / 2)
    assert values.refusal_precision.value == pytest.approx(1 / 2)
    assert values.risk.value == pytest.approx(2 / 3)


def test_a_share_of_all_is_not_certain():
    values = figures(
        [outcome(0.9, True)] * 10 + [outcome(0.1, False, answerable=False)] * 10, seed=0
    )
    assert values.false_refusals.value == 0.0
    assert 0.2 < values.false_refusals.high < 0.4


@given(
    st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.7, 0.71, 0.95]), st.booleans()), max_size=200)
)
def test_bins_hold_every_answer_once_and_never_split_equal_confidences(rows):
    bins = reliability([outcome(sure, right) for sure, right in rows])
    assert sum(one.n for one in bins) == len(rows)
    assert all(one.low <= one.right <= one.high for one in bins)
    means = [one.confidence for one in bins]
    assert means == sorted(means)
    assert len(bins) <= len({sure for sure, _ in rows})


def test_risk_between_equal_confidences_is_that_of_a_random_order():
    points = risk_coverage([outcome(0.9, True), outcome(0.5, False), outcome(0.5, True)])
    assert [point.coverage for point in points] == pytest.approx([1 / 3, 2 / 3, 1])
    assert [point.risk for point in points] == pytest.approx([0, 0.25, 1 / 3])


# --- what is right


def test_right_is_by_answer_else_by_evidence_else_by_document():
    asked = question(1, document="手册.md")
    by_text = prediction(asked, sure=0.5, right=True)
    elsewhere = replace(by_text, answer="别的[1]")
    assert is_right(asked, by_text, by=RightBy.ANSWER)
    assert not is_right(asked, elsewhere, by=RightBy.ANSWER)
    assert is_right(asked, elsewhere, by=RightBy.EVIDENCE)
    assert is_right(replace(asked, answers=()), elsewhere, by=RightBy.ANSWER)
    assert not is_right(
        replace(asked, answers=(), document="别的.md"), elsewhere, by=RightBy.ANSWER
    )
    judged = replace(asked, answers=(), evidence=(), relevant={"手册.md": 1})
    assert is_right(judged, elsewhere, by=RightBy.ANSWER)
    assert not is_right(replace(judged, relevant={"别的.md": 1}), elsewhere, by=RightBy.ANSWER)


def test_nothing_is_right_for_an_unanswerable_question():
    asked = question(1, answerable=False)
    assert not is_right(asked, prediction(asked, sure=0.9, right=True), by=RightBy.ANSWER)


def test_documents_may_be_called_by_file_name():
    documents = (SetDocument("d1", "手册.md", text="年假十天"),)
    asked, given_back = drawn(60, seed=1, sure_of=honest)
    by_evidence = [
        replace(one, answers=(), document="d1" if one.answerable else None)
        for one in asked.questions
    ]
    found = calibrate(a_set(by_evidence, documents=documents), given_back, current=NOW)
    assert sum(one.right for one in found.questions) > 15


# --- the whole


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


# --- what cannot be calibrated on


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


# --- the files


@pytest.fixture(scope="module")
def calibration():
    asked, given_back = drawn(80, seed=1, sure_of=honest)
    hostile = replace(asked.questions[0], question="<script>alert(1)</script>")
    return calibrate(a_set([hostile, *asked.questions[1:]]), given_back, current=NOW)


def test_the_settings_written_are_the_settings_loaded(calibration, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "new" / "youju.toml"
    write_settings(calibration, path)
    loaded = load_settings(config=path, environment={}).settings
    assert loaded.answering.threshold == calibration.chosen.threshold
    assert loaded.retrieval.score_slope == calibration.chosen.slope
    assert loaded.retrieval.score_intercept == calibration.chosen.intercept
    text = path.read_text(encoding="utf-8")
    assert calibration.set.sha256[:16] in text
    assert calibration.verdict.en in text


OWN = """\
# 我的设置
language = "en"  # 英文

[answering]
# 别太长
longest = 80
threshold = 0.5 # 旧值

[server]
port = 8000
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_else_the_file_says_stays(calibration, tmp_path, newline, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "youju.toml"
    path.write_bytes(("\ufeff" + OWN.replace("\n", newline)).encode())
    write_settings(calibration, path)
    once = path.read_bytes()
    write_settings(calibration, path)
    assert path.read_bytes() == once
    assert once.count(newline.encode()) == once.count(b"\n")
    kept = [line for line in once.decode().split(newline) if not line.startswith("# youju eval")]
    expected = OWN.replace("0.5 #", f"{calibration.chosen.threshold} #").split("\n")
    assert [line for line in expected if line not in kept] == []
    loaded = load_settings(config=path, environment={}).settings
    assert loaded.server.port == 8000
    assert loaded.answering.threshold == calibration.chosen.threshold


def test_settings_in_one_line_are_changed_in_place(calibration, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "youju.toml"
    path.write_text("answering = { longest = 80 }\nretrieval.k = 7\n", encoding="utf-8")
    write_settings(calibration, path)
    loaded = load_settings(config=path, environment={}).settings
    assert (loaded.answering.longest, loaded.retrieval.k) == (80, 7)
    assert loaded.answering.threshold == calibration.chosen.threshold
    assert loaded.retrieval.score_slope == calibration.chosen.slope


@pytest.mark.parametrize("content", [b"[answering", b"answering = 3\n", b"\xff\xfe"])
def test_a_broken_settings_file_is_left_alone(calibration, tmp_path, content):
    path = tmp_path / "youju.toml"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match="valid TOML"):
        write_settings(calibration, path)
    assert path.read_bytes() == content


def test_a_set_named_over_two_lines_cannot_write_settings(calibration, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    named = replace(calibration, set=replace(calibration.set, name="a\nlanguage = 'en'\r\u2028x"))
    write_settings(named, tmp_path / "youju.toml")
    assert load_settings(config=tmp_path / "youju.toml", environment={}).settings.language == "auto"


def test_the_calibration_is_plain_json(calibration):
    read = json.loads(json.dumps(calibration.as_json()))
    assert read["chosen"]["threshold"] == calibration.chosen.threshold
    assert len(read["questions"]) == 80
    assert len(read["folds"]) == 5


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_report_stands_alone_and_runs_nothing(calibration, tmp_path, language):
    path = tmp_path / "报告" / "calibration.html"
    write_calibration_report(calibration, path, language=language)
    page = path.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert page.count('<svg class="plot"') == 5
    assert html.escape(calibration.verdict.zh) in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "&lt;script&gt;" in page or all(
        one.kept_before is one.kept_after
        for one in calibration.questions
        if "script" in one.question
    )
