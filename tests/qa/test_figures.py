"""Figures of Chinese texts: found at their place, with value and unit."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.figures import Quantity, find_figures, find_years, number_value


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit", "quantity"),
    [
        ("实现地区生产总值447.5亿元", "447.5亿元", 447.5e8, "元", Quantity.MONEY),
        ("增长3%左右", "3%左右", 3, "%", Quantity.PERCENT),
        ("下降五个百分点", "五个百分点", 5, "个百分点", Quantity.PERCENT),
        ("提高百分之十五以上", "百分之十五以上", 15, "%", Quantity.PERCENT),
        ("师生达到1.3万余人", "1.3万余人", 13_000, "人", Quantity.COUNT),
        ("新建农田三千四百亩", "三千四百亩", 3400, "亩", Quantity.AREA),
        ("浓度28微克/立方米", "28微克/立方米", 28, "微克/立方米", Quantity.CONCENTRATION),
        ("５个工作日内答复", "５个工作日", 5, "个工作日", Quantity.DURATION),
        ("押金为1,200元", "1,200元", 1200, "元", Quantity.MONEY),
        ("客家人有212萬人", "212萬人", 2.12e6, "人", Quantity.COUNT),
        ("享年75歲", "75歲", 75, "岁", Quantity.DURATION),
        ("发电量占比均居全国第2位", "第2位", 2, "位", Quantity.RANK),
        ("总量位列全省第三", "第三", 3, "位", Quantity.RANK),
        ("于2025年1月14日召开", "2025年1月14日", 20250114, "date", Quantity.DATE),
    ],
)
def test_a_figure_is_found_with_value_and_unit(text, figure, value, unit, quantity):
    found = find_figures(text)
    assert [one.text for one in found] == [figure]
    assert found[0].value == pytest.approx(value)
    assert (found[0].unit, found[0].quantity) == (unit, quantity)


@pytest.mark.parametrize(
    "text",
    [
        "一线城市",
        "“十四五”规划",
        "三中全会精神",
        "第三条",
        "全国第一个",
        "一个新的起点",
        "万众一心",
    ],
)
def test_words_with_numerals_are_no_figures(text):
    assert find_figures(text) == ()


def test_paired_figures_are_found_in_order():
    found = find_figures("个体访、群体访数量分别下降12.9%和37.5%")
    assert [one.text for one in found] == ["12.9%", "37.5%"]


def test_spellings_of_one_quantity_agree():
    spelled, written = find_figures("百分之五")[0], find_figures("5%")[0]
    assert spelled.agrees(written)
    assert not written.agrees(find_figures("6%")[0])


def test_years_are_read_with_their_ranges_and_not_from_other_numbers():
    assert find_years("2021—2025年规划和2024年工作回顾，共2030家") == (
        2021,
        2025,
        2024,
    ) or find_years("2021—2025年规划和2024年工作回顾，共2030家") == (2021, 2025, 2024)
    assert find_years("共有2030家企业") == ()


def test_numbers_are_read_in_both_scripts():
    assert number_value("1,024") == 1024
    assert number_value("二十一") == 21
    assert number_value("没有") is None


@given(
    st.text(alphabet="一二三十百千万亿0123456789.,%年月日元个家增长为，。２５％", max_size=40),
    st.integers(0, 50),
)
def test_every_figure_stands_where_its_span_says(text, offset):
    found = find_figures(text, offset=offset)
    for one in found:
        assert text[one.span.start - offset : one.span.end - offset] == one.text
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start
