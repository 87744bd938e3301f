"""Pictures: whatever the numbers, well-formed and inside their box."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.errors import Message
from youju_eval.report import plots, svg

NAME = Message("名 <&\"'", "name <&\"'")
SHARES = st.floats(0, 1)
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


def drawn(text):
    assert "nan" not in text.lower().replace("nanoe", "")
    assert "inf" not in text.lower()
    return ET.fromstring(text)


def coordinates(root, *names):
    return [
        float(element.get(name).rstrip("%"))
        for element in root.iter()
        for name in names
        if element.get(name) is not None
    ]


@given(st.floats(0.0001, 1e9))
def test_ticks_begin_at_zero_and_reach_the_top(top):
    marks = svg.ticks(top)
    assert marks[0] == 0
    assert marks[-1] >= top * (1 - 1e-6)
    assert 2 <= len(marks) <= 7
    steps = [after - before for before, after in pairwise(marks)]
    assert max(steps) == pytest.approx(min(steps))


def test_ticks_are_round_numbers():
    assert svg.ticks(0.93) == (0, 0.25, 0.5, 0.75, 1.0)
    assert svg.ticks(130) == (0, 50, 100, 150)
    assert svg.ticks(0) == svg.ticks(float("nan")) == svg.ticks(1)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=5), st.floats(-1, 1e6))
def test_a_strip_stays_within_its_scale(values, top):
    dots = [svg.Dot(value, low, high, row) for row, (value, low, high) in enumerate(values)]
    root = drawn(svg.strip(dots, top, label=NAME))
    assert all(0 <= x <= 100 for x in coordinates(root, "x1", "x2"))


def test_a_dot_with_its_interval():
    text = svg.strip([svg.Dot(0.5, 0.25, 0.75)], 1.0, label=NAME)
    assert '<line class="whisker series0" x1="25.00%" x2="75.00%" y1="10" y2="10"/>' in text
    assert '<svg class="over" x="50.00%" y="10"><circle class="dot series0" r="5"/></svg>' in text


def test_series_differ_in_shape():
    shapes = {
        re.sub(r"series\d", "", svg.strip([svg.Dot(0.5, series=series)], 1.0, label=NAME))
        for series in range(4)
    }
    assert len(shapes) == 4


def test_a_bar():
    assert svg.bar(0.5, 2.0, interval=(0.2, 1.0)) == (
        '<svg class="bar" width="100%" height="14" aria-hidden="true">'
        '<rect class="track" width="100%" height="14" rx="3"/>'
        '<rect class="fill" width="25.00%" height="14" rx="3"/>'
        '<line class="error" x1="10.00%" x2="50.00%" y1="7" y2="7"/></svg>'
    )


@given(st.lists(st.integers(0, 5000), max_size=6))
def test_the_parts_of_a_whole_fill_it(counts):
    parts = [svg.Part(count, "right", NAME) for count in counts]
    root = drawn(svg.shares(parts, label=NAME))
    widths = coordinates(root, "width")[1:]
    assert sum(widths) == pytest.approx(100, abs=0.1) if sum(counts) else widths == []


def inside(root):
    xs = coordinates(root, "x", "x1", "x2", "cx")
    ys = coordinates(root, "y", "y1", "y2", "cy")
    points = [
        tuple(map(float, point.split(",")))
        for element in root.iter()
        for point in (element.get("points") or "").split()
    ]
    return all(0 <= x <= plots.WIDTH for x in [*xs, *(x for x, _ in points)]) and all(
        0 <= y <= plots.HEIGHT for y in [*ys, *(y for _, y in points)]
    )


@given(
    st.integers(1, 40).flatmap(
        lambda bins: st.lists(
            st.lists(st.integers(0, 10_000), min_size=bins, max_size=bins), max_size=4
        )
    ),
    st.floats(-5, 5),
)
def test_a_histogram_stays_in_its_box(counts, rule):
    stacks = [plots.Stack(tuple(row), "right", NAME) for row in counts]
    text = plots.histogram(stacks, plots.share_axis(NAME), [plots.Rule(rule, NAME)], label=NAME)
    assert inside(drawn(text))


def test_stacked_counts_stand_on_each_other():
    stacks = [plots.Stack((2, 0), "right", NAME), plots.Stack((3, 1), "wrong", NAME)]
    root = drawn(plots.histogram(stacks, plots.share_axis(NAME), [], label=NAME))
    right, wrong, _ = [one for one in root.iter() if one.get("class") in {"right", "wrong"}]
    bottom = float(wrong.get("y")) + float(wrong.get("height"))
    assert bottom == pytest.approx(float(right.get("y")), abs=0.11)
    assert float(wrong.get("height")) / float(right.get("height")) == pytest.approx(1.5, abs=0.01)


@given(st.lists(st.lists(st.tuples(SHARES, SHARES), max_size=600), max_size=3))
def test_curves_stay_in_their_box(lines):
    found = [
        plots.Line(tuple(sorted(points)), series, points[0] if points else None)
        for series, points in enumerate(lines)
    ]
    axis = plots.share_axis(NAME)
    assert inside(drawn(plots.curves(found, axis, axis, label=NAME)))


def test_a_long_curve_keeps_its_end_and_few_points():
    points = tuple((index / 5000, 0.5) for index in range(1, 5001))
    axis = plots.share_axis(NAME)
    root = drawn(plots.curves([plots.Line(points)], axis, axis, label=NAME))
    (curve,) = [one for one in root.iter() if "curve" in (one.get("class") or "")]
    kept = curve.get("points").split()
    assert len(kept) <= svg.MOST_POINTS + 1
    assert kept[-1].startswith(f"{plots.WIDTH - plots.RIGHT:.1f},")


def test_a_name_stands_in_both_languages_and_escaped():
    text = svg.words(Message("甲<", "a<"))
    assert text == (
        '<tspan class="zh" lang="zh-CN">甲&lt;</tspan><tspan class="en" lang="en">a&lt;</tspan>'
    )
