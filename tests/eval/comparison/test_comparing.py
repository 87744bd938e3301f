"""Runs compared pair by pair: same questions, honest verdicts."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.evaluation import make_result

from youju.errors import EvaluationError
from youju_eval.comparison import compare
from youju_eval.results import Estimate, IndexInfo, MeasureResult


def run(values, measure="R@5", **settings):
    """A run with one measure; questions are numbered."""
    return make_result({f"q{n}": {measure: value} for n, value in enumerate(values)}, **settings)


def only(comparison):
    (difference,) = comparison.differences
    return difference


def said(messages):
    return " ".join(f"{one.zh} {one.en}" for one in messages)


def test_a_clear_difference_by_hand():
    base = run([0.0] * 20 + [1.0] * 20, label="词")
    better = run([1.0] * 15 + [0.0] * 5 + [1.0] * 19 + [0.0], label="混合")
    comparison = compare([base, better])
    found = only(comparison)
    assert (found.n, found.wins, found.losses, found.ties) == (40, 15, 1, 24)
    assert (found.baseline, found.value) == (0.5, 0.85)
    assert found.difference == pytest.approx(0.35)
    assert found.low < 0.35 < found.high
    assert found.p == pytest.approx(0.0005, abs=0.001)
    assert found.significant
    assert found.better is True
    assert not found.too_few
    assert [one.label for one in comparison.runs] == ["词", "混合"]


def test_identical_runs_have_p_1_and_nothing_is_tested():
    comparison = compare([run([0.0, 1.0] * 20)] * 2)
    found = only(comparison)
    assert (found.p, found.p_holm, found.better, found.ties) == (1.0, 1.0, None, 40)
    assert comparison.tests == 0


def test_values_that_differ_by_rounding_only_are_equal():
    found = only(compare([run([0.1 + 0.2] * 30), run([0.3] * 30)]))
    assert (found.ties, found.difference, found.p) == (30, 0.0, 1.0)


def test_where_less_is_better_a_fall_wins():
    found = only(compare([run([1.0] * 30, "false_refusals"), run([0.0] * 30, "false_refusals")]))
    assert (found.wins, found.losses, found.difference, found.better) == (30, 0, -1.0, True)


def test_a_length_is_never_better_only_different():
    found = only(compare([run([10.0] * 30, "length"), run([20.0] * 30, "length")]))
    assert (found.wins, found.significant, found.better, found.unit) == (
        30,
        True,
        None,
        "characters",
    )


def test_the_level_decides_what_counts_as_shown():
    runs = [run([0.0] * 6 + [1.0] * 30), run([1.0] * 36)]
    assert only(compare(runs)).better is True
    assert only(compare(runs, level=0.99)).better is None


def test_few_questions_are_never_believed():
    found = only(compare([run([0.0] * 24), run([1.0] * 24)]))
    assert found.significant
    assert found.better is None
    assert found.too_few
    assert "24" in found.warning.zh


def test_a_single_question_gives_no_interval_but_no_crash():
    found = only(compare([run([0.0]), run([1.0])]))
    assert (found.low, found.high, found.p, found.detectable) == (1.0, 1.0, 1.0, None)


def test_no_difference_seen_among_too_few_questions_is_said_to_mean_little():
    found = only(compare([run([0.0, 1.0] * 20), run([1.0, 0.0] * 3 + [0.0, 1.0] * 17)]))
    assert found.better is None
    assert found.detectable > 0.05
    assert found.too_few


def test_holm_counts_every_test_of_the_comparison_but_those_where_nothing_differs():
    def with_both(hits, others):
        pairs = zip(hits, others, strict=True)
        return make_result(
            {f"q{n}": {"em": em, "R@5": recall, "AP": 0.5} for n, (em, recall) in enumerate(pairs)}
        )

    base = with_both([0.0] * 30, [0.0] * 30)
    runs = [base, with_both([1.0] * 8 + [0.0] * 22, [1.0] * 2 + [0.0] * 28)]
    comparison = compare(runs)
    by_name = {one.measure: one for one in comparison.differences}
    assert comparison.tests == 2
    assert by_name["em"].p == pytest.approx(2 / 2**8)
    assert by_name["em"].p_holm == pytest.approx(4 / 2**8)
    assert by_name["R@5"].p_holm == pytest.approx(0.5)
    assert by_name["AP"].p_holm == 1.0
    alone = only(compare(runs, measures=["em"]))
    assert alone.p_holm == alone.p


def test_only_common_questions_count_and_what_was_left_out_is_said():
    first = make_result({"a": {"em": 1.0}, "b": {"em": 1.0}, "c": {"em": 0.0}}, label="甲")
    second = make_result(
        {"c": {"em": 1.0}, "b": {"em": 1.0}, "x": {"em": 0.0}}, label="乙", sha256="b" * 64
    )
    comparison = compare([first, second])
    assert (comparison.common, only(comparison).baseline, only(comparison).value) == (2, 0.5, 1.0)
    assert [one.left_out for one in comparison.runs] == [1, 1]
    notes = said(comparison.notes)
    assert "甲 1 个、乙 1 个" in notes
    assert "Questions or gold are not those" in notes


def test_a_common_id_of_another_type_is_named():
    values = {"a": {"em": 1.0}, "b": {"em": 1.0}}
    comparison = compare([make_result(values), make_result(values, types={"b": "list"})])
    assert "another type" in said(comparison.notes)


def test_a_measure_counts_where_it_applies_to_both():
    first = make_result({"a": {"em": 1.0, "length": 5}, "b": {"em": 0.0, "length": 9}})
    second = make_result({"a": {"em": 1.0, "length": 7}, "b": {"em": 0.0}})
    by_name = {one.measure: one for one in compare([first, second]).differences}
    assert (by_name["em"].n, by_name["length"].n, by_name["length"].baseline) == (2, 1, 5.0)


def test_a_measure_that_applies_nowhere_in_both_is_named():
    first = make_result({"a": {"em": 1.0, "AP": 1.0}, "b": {"em": 0.0}})
    second = make_result({"a": {"em": 1.0}, "b": {"em": 1.0, "AP": 1.0}})
    comparison = compare([first, second])
    assert [one.measure for one in comparison.differences] == ["em"]
    assert "AP" in said(comparison.notes)


def test_measures_of_the_whole_set_stand_side_by_side_without_a_test():
    runs = [run([1.0, 0.0], set_values={"latency_p95": value}) for value in (40.0, 55.0)]
    comparison = compare(runs)
    (row,) = comparison.side_by_side
    assert (row.measure, row.values, row.unit) == ("latency_p95", (40.0, 55.0), "ms")
    assert only(comparison).measure == "R@5"


def test_what_differs_between_the_systems_is_listed():
    first = run([1.0], settings={"retriever": "lexical", "k": 10})
    second = run(
        [1.0],
        settings={"retriever": "hybrid", "k": 10},
        index=IndexInfo(1, 2, 3, {"model": "small"}),
    )
    rows = {one.key: one.values for one in compare([first, second]).settings}
    assert rows == {"retriever": ("lexical", "hybrid"), "index.model": (None, "small")}


def test_missing_records_and_generated_questions_are_said():
    first, second = run([1.0, 0.0], missing=["q1"]), run([1.0, 1.0], generated=2)
    notes = said(compare([first, second]).notes)
    assert "without a record, counted as misses: 1." in notes
    assert "2 of the 2 questions" in notes


def test_equal_labels_are_told_apart():
    assert [one.label for one in compare([run([1.0])] * 3).runs] == [
        "youju",
        "youju (2)",
        "youju (3)",
    ]
    assert [one.label for one in compare([run([1.0])] * 2, labels=["旧", "新"]).runs] == [
        "旧",
        "新",
    ]


@pytest.mark.parametrize(
    ("results", "arguments", "expected"),
    [
        ([run([1.0])], {}, "at least two"),
        ([run([1.0]), make_result({"other": {"R@5": 1.0}})], {}, "no question in common"),
        ([run([1.0])] * 2, {"measures": ["R@9"]}, "no measure R@9"),
        ([run([1.0])] * 2, {"labels": ["one"]}, "1 labels"),
    ],
)
def test_what_cannot_be_compared_is_refused(results, arguments, expected):
    with pytest.raises(EvaluationError, match=expected):
        compare(results, **arguments)


values = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 0.5, 1.0])), min_size=2, max_size=40)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(pairs=values, data=st.data())
def test_the_order_of_questions_means_nothing_and_swapping_runs_turns_the_sign(pairs, data):
    first, second = (run([pair[side] for pair in pairs]) for side in (0, 1))
    found = only(compare([first, second]))
    order = data.draw(st.permutations(range(len(pairs))))
    shuffled = make_result({f"q{n}": {"R@5": pairs[n][1]} for n in order})
    again = only(compare([first, shuffled]))
    assert (again.p, again.wins, again.low) == (found.p, found.wins, found.low)
    swapped = only(compare([second, first]))
    assert swapped.difference == pytest.approx(-found.difference)
    assert (swapped.wins, swapped.losses) == (found.losses, found.wins)
    assert found.wins + found.losses + found.ties == found.n
    assert found.low - 1e-9 <= found.difference <= found.high + 1e-9


def test_a_comparison_is_json():
    comparison = compare([run([0.0] * 30), run([1.0] * 30)])
    record = msgspec.json.decode(msgspec.json.encode(comparison))
    assert record["differences"][0]["better"] is True
    assert record["runs"][1]["questions"] == 30


def test_measures_nobody_has_a_value_of_are_not_spoken_of():
    values = {"a": {"em": 1.0}, "b": {"em": 0.0}}
    result = make_result(values, set_values={"aurc": 0.1})
    empty = replace(
        result,
        measures=(
            *result.measures,
            MeasureResult("refusal_f1", Estimate(None), per_question=False),
            MeasureResult("list_recall", Estimate(None)),
        ),
    )
    comparison = compare([empty, empty])
    assert [one.measure for one in comparison.side_by_side] == ["aurc"]
    assert "list_recall" not in said(comparison.notes)
