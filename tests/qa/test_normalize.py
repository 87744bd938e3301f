"""The index copy: what is made alike, and how its offsets lead back to the source."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.normalize import normalize
from youju.numerals import decimal, integer

ALPHABET = "二〇三年月日百千万亿点之分第条亩吨元人个的，。（）ＡｂＺ５０1,.·%％ \n㎡①é\u0301\u200b臺灣乾隆裡面著ﾞｶ가ᅡ⻚𬭎İß"
TEXTS = st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("ＧＤＰ增长５％", "gdp增长5%"),
        ("臺灣的圖書館裡有發展規劃", "台湾的图书馆里有发展规划"),
        ("清朝乾隆年間", "清朝乾隆年间"),
        ("⻚面与⻓度", "页面与长度"),
        ("面积20㎡", "面积20m2"),
        ("零\u200b宽", "零宽"),
        ("e\u0301tude", "étude"),
        ("二〇二三年", "2023年"),
        ("一九七八年十二月十八日", "1978年12月18日"),
        ("二○三五年", "2035年"),
        ("增长百分之五", "增长5%"),
        ("百分之八十五点七", "85.7%"),
        ("提高五个百分点", "提高5个百分点"),
        ("三千四百亩", "3400亩"),
        ("六千万吨", "6000万吨"),
        ("一千二百三十四亿元", "1234亿元"),
        ("三百五十多万人", "350多万人"),
        ("第二十三条", "第23条"),
        ("1,234,567.8元", "1234567.8元"),
        ("增长4·3％", "增长4.3%"),
    ],
)
def test_equal_things_are_written_alike(source: str, copy: str) -> None:
    assert normalize(source).text == copy


@pytest.mark.parametrize(
    "text",
    [
        "一线城市",
        "一、总体要求",
        "三中全会",
        "千方百计",
        "百花齐放",
        "万一",
        "两个确立",
        "二三百人",
        "一心一意",
        "十全十美",
        "三分之一",
        "第三产业",
        "480,500家",
    ],
)
def test_words_that_only_look_like_numbers_stay(text: str) -> None:
    expected = "480500家" if text == "480,500家" else text
    assert normalize(text).text == expected


def test_a_match_in_the_copy_leads_to_the_words_of_the_source() -> None:
    source = "全區面積三千四百畝，增長百分之五。"
    copy = normalize(source)
    for found, original in (("3400亩", "三千四百畝"), ("5%", "百分之五"), ("面积", "面積")):
        start = copy.text.index(found)
        assert copy.source_span(start, start + len(found)).of(source) == original


def test_a_cut_inside_an_expanded_character_takes_the_whole_character() -> None:
    copy = normalize("20㎡大")
    assert copy.text == "20m2大"
    assert copy.source_span(2, 3).of("20㎡大") == "㎡"


def test_a_span_outside_the_copy_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        normalize("短").source_span(0, 2)


@given(TEXTS)
def test_offsets_never_fall_and_end_with_the_source(text: str) -> None:
    copy = normalize(text)
    assert len(copy.offsets) == len(copy.text) + 1
    assert list(copy.offsets) == sorted(copy.offsets)
    assert copy.offsets[-1] == len(text)
    assert all(0 <= offset <= len(text) for offset in copy.offsets)


@given(TEXTS, st.data())
def test_every_stretch_of_the_copy_has_a_stretch_of_the_source(
    text: str, data: st.DataObject
) -> None:
    copy = normalize(text)
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    span = copy.source_span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert (len(span) > 0) == (end > start)
    if start == 0 and end == len(copy.text) and copy.text:
        assert span.end == len(text)


@given(
    st.text(
        alphabet="中文的发展臺灣圖書館ＡＢｃ１２３，。：（）二〇年三千亩百分之五㎡ \n", max_size=60
    )
)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(st.text(alphabet="我们开展工作，效果良好。abc 123", max_size=80))
def test_plain_simplified_text_is_mapped_one_to_one(text: str) -> None:
    assert list(normalize(text).offsets) == list(range(len(text) + 1))


@given(st.integers(0, 99_999_999))
def test_numerals_written_out_are_read_back(number: int) -> None:
    assert integer(_written(number)) == number


def _written(number: int) -> str:
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = "零" if 0 < rest < 1000 else ""
        return _written(head) + "万" + gap + (_written(rest) if rest else "")
    text = gap = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += (gap if text else "") + "零一二三四五六七八九"[digit] + name
            gap = ""
        else:
            gap = "零"
    return text or "零"


@pytest.mark.parametrize("text", ["", "百十千", "一二十", "万", "甲", "一点"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        decimal(text)


def test_plain_text_is_normalized_at_a_useful_speed() -> None:
    text = "我们坚持稳中求进工作总基调，扎实推进各项工作，经济运行总体平稳。" * 3000
    normalize(text)
    begin = time.process_time()
    normalize(text)
    assert len(text) / (time.process_time() - begin) > 500_000
