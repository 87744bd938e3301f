"""Gates that fail whenever they cannot say that all is well."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from tests.support.evaluation import make_result

from youju.errors import EvaluationError
from youju_eval.gate import check_gate, parse_limits
from youju_eval.gate.checking import Kind
from youju_eval.results import IndexInfo


def limits(*texts):
    return parse_limits(texts, option="--fail-under")


def result(share=0.9, latency=100.0, **settings):
    """Ten questions of two types; the share of hits is overall, figures are always hit."""
    hits = round(share * 10)
    values = {f"q{n}": {"R@5": float(n < hits), "length": 12.0} for n in range(10)}
    types = {f"q{n}": "figure" if n < 5 else "list" for n in range(10)}
    return make_result(
        values, types=types, set_values={"latency_p95": latency, "aurc": 0.2}, **settings
    )


def test_a_value_at_its_limit_passes_and_one_below_fails():
    assert check_gate(result(), fail_under=limits("R@5=0.9")).passed
    gate = check_gate(result(0.8), fail_under=limits("R@5=0.9", "R@5=0.5"))
    assert not gate.passed
    assert [check.passed for check in gate.checks] == [False, True]
    check = gate.checks[0]
    assert (check.name, check.value, check.bound, check.n) == ("R@5 >= 0.9", 0.8, 0.9, 10)
    assert "0.100 too low" in check.message.en
    assert "差 0.100" in check.message.zh


def test_rounding_does_not_fail_a_gate():
    held = make_result({f"q{n}": {"R@5": 0.1 * 3} for n in range(3)})
    assert check_gate(held, fail_under=limits("R@5=0.3")).passed
    assert check_gate(held, max_drop=limits("R@5=0"), baseline=held).passed


def test_a_type_of_questions_is_checked_alone():
    gate = check_gate(result(0.8), fail_under=limits("R@5:figure=1", "R@5:list=0.9"))
    assert [(check.value, check.n) for check in gate.checks] == [(1.0, 5), (0.6, 5)]
    assert [check.passed for check in gate.checks] == [True, False]


def test_what_the_result_does_not_hold_fails_and_says_what_it_holds():
    gate = check_gate(
        result(), fail_under=limits("R@50=0.1", "nonsense=0.1", "R@5:figures=0.1", "aurc2=0.1")
    )
    assert not any(check.passed for check in gate.checks)
    said = [check.message.en for check in gate.checks]
    assert "Did you mean R@5?" in said[0]
    assert "There are: R@5, length" in said[1]
    assert "Types: figure, list" in said[2]
    assert gate.checks[0].value is None


def test_less_is_better_for_latency():
    gate = check_gate(result(latency=501), fail_over=limits("latency_p95=500", "aurc=20%"))
    assert [check.passed for check in gate.checks] == [False, True]
    assert "1 ms too high" in gate.checks[0].message.en


@pytest.mark.parametrize(
    ("side", "text", "expected"),
    [
        ("fail_under", "latency_p95=500", "Write --fail-over latency_p95=500"),
        ("fail_over", "R@5:figure=0.9", "Write --fail-under R@5:figure=0.9"),
        ("fail_under", "R@5=90", "0.9 or 90%"),
        ("fail_over", "latency_p95=90%", "in ms, not a share"),
    ],
)
def test_a_limit_that_cannot_be_meant_is_refused(side, text, expected):
    with pytest.raises(EvaluationError, match=expected):
        check_gate(result(), **{side: limits(text)})


def test_a_length_may_be_bounded_on_both_sides():
    gate = check_gate(result(), fail_under=limits("length=5"), fail_over=limits("length=60"))
    assert gate.passed


@pytest.mark.parametrize(
    ("after", "text", "passed", "bound"),
    [
        (result(0.8), "R@5=0.1", True, 0.1),
        (result(0.7), "R@5=0.1", False, 0.1),
        (result(0.8), "R@5=10%", True, 0.1),
        (result(1.0), "R@5=0", True, 0.0),
        (result(latency=120), "latency_p95=20", True, 20.0),
        (result(latency=121), "latency_p95=20", False, 20.0),
        (result(latency=109), "latency_p95=10%", True, 10.0),
        (result(latency=111), "latency_p95=10%", False, 10.0),
        (result(latency=10), "latency_p95=0", True, 0.0),
    ],
)
def test_how_far_a_measure_may_fall_behind_the_baseline(after, text, passed, bound):
    (check,) = check_gate(after, max_drop=limits(text), baseline=result()).checks
    assert check.kind == Kind.MAX_DROP
    assert check.passed is passed
    assert check.bound == pytest.approx(bound)
    assert ("too much" in check.message.en) is not passed


def test_a_length_may_not_drift_either_way():
    other = make_result({f"q{n}": {"length": 18.0} for n in range(10)})
    same = make_result({f"q{n}": {"length": 12.0} for n in range(10)})
    for first, second in ((other, same), (same, other)):
        assert not check_gate(first, max_drop=limits("length=5"), baseline=second).passed


def test_a_drop_says_how_many_questions_changed_and_whether_it_may_be_chance():
    (check,) = check_gate(result(0.7), max_drop=limits("R@5=0.1"), baseline=result()).checks
    assert check.p == 0.5
    assert "better: 0, worse: 2; p = 0.500" in check.message.en
    assert "0 题变好，2 题变差" in check.message.zh


def test_a_drop_needs_a_baseline_over_the_same_set():
    with pytest.raises(EvaluationError, match="--baseline"):
        check_gate(result(), max_drop=limits("R@5=0.1"))
    other = result(sha256="b" * 64)
    with pytest.raises(EvaluationError, match="another set"):
        check_gate(result(), max_drop=limits("R@5=0.1"), baseline=other)
    assert check_gate(result(), fail_under=limits("R@5=0.1"), baseline=other).passed


def test_a_measure_the_baseline_lacks_fails():
    base = make_result({f"q{n}": {"AP": 1.0} for n in range(10)})
    (check,) = check_gate(result(), max_drop=limits("R@5=0.1"), baseline=base).checks
    assert not check.passed
    assert "the baseline" in check.message.en


def test_nothing_to_check_is_an_error_not_a_pass():
    with pytest.raises(EvaluationError, match="nothing to check"):
        check_gate(result())


def test_what_does_not_fail_is_noted():
    index = IndexInfo(1, 2, 3, {}, failed=("坏.pdf: encrypted",))
    gate = check_gate(
        result(missing=["q8", "q9"], generated=4, index=index),
        fail_under=limits("R@5=0.1"),
        baseline=result(),
    )
    notes = " ".join(note.en for note in gate.notes)
    assert gate.passed
    assert "counted as misses: 2 (q8, q9)" in notes
    assert "坏.pdf" in notes
    assert "4 of 10 questions were generated" in notes
    assert "not used" in notes


DOCUMENT = Path(__file__).parents[3] / "docs" / "evaluation-ci.md"


def test_the_documented_workflows_are_yaml_and_their_gates_are_understood():
    blocks = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    github, gitlab = (yaml.safe_load(block) for block in blocks)
    steps = [step["run"] for step in github["jobs"]["evaluation"]["steps"] if "run" in step]
    commands = [one for one in (*steps, *gitlab["evaluation"]["script"]) if " eval gate " in one]
    assert len(commands) == 2
    for command in commands:
        words = shlex.split(command)
        options = [
            (option, value)
            for option, value in pairwise(words)
            if option in {"--fail-under", "--fail-over", "--max-drop"}
        ]
        assert len(options) == 4
        for option, value in options:
            assert parse_limits([value], option=option)
        assert gitlab["evaluation"]["artifacts"]["reports"]["junit"] in words
