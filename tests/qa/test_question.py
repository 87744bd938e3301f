"""What a question asks for, by its wording alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.figures import Quantity
from youju.question import Aim, Asks, in_words, understand
from youju.segmentation import content_words


@pytest.mark.parametrize(
    ("question", "asks", "quantity", "unit"),
    [
        ("全区有多少家高新技术企业？", Asks.FIGURE, Quantity.COUNT, "家"),
        ("押金是多少钱？", Asks.FIGURE, Quantity.MONEY, ""),
        ("社会消费品零售总额增长多少？", Asks.FIGURE, Quantity.PERCENT, ""),
        ("林地面积有多大？", Asks.FIGURE, Quantity.AREA, ""),
        ("投诉要在几个工作日内答复？", Asks.FIGURE, Quantity.DURATION, "个工作日"),
        ("装机总量占比排全国第几？", Asks.FIGURE, Quantity.RANK, "位"),
        ("去年打了多少粮？", Asks.FIGURE, Quantity.WEIGHT, ""),
        ("公园是哪一年建成的？", Asks.DATE, Quantity.DATE, ""),
        ("谁负责安全检查？", Asks.PERSON, None, ""),
        ("图书馆在哪里？", Asks.PLACE, None, ""),
        ("哪个镇被评为特色小镇？", Asks.PLACE, None, ""),
        ("请假需要哪些材料？", Asks.LIST, None, ""),
        ("为什么要限号？", Asks.REASON, None, ""),
        ("怎样申请年假？", Asks.MANNER, None, ""),
        ("试用期可以延长吗？", Asks.WHETHER, None, ""),
        ("什么是不可抗力？", Asks.DEFINITION, None, ""),
        ("How many employees are there?", Asks.FIGURE, None, ""),
        ("森林覆盖率 2025年", Asks.FIGURE, Quantity.PERCENT, ""),
        ("粮食产量", Asks.FIGURE, None, ""),
        ("财政收入涨了几个点？", Asks.FIGURE, Quantity.PERCENT, ""),
        ("上班时间是几点？", Asks.DATE, Quantity.DATE, ""),
        ("开发区扩区以后有多大？", Asks.FIGURE, Quantity.AREA, ""),
        ("林场招了多少本地人？", Asks.FIGURE, None, ""),
        ("无证经营罚款多少？", Asks.FIGURE, Quantity.MONEY, ""),
        ("为啥要限号", Asks.REASON, None, ""),
        ("王小满的职业是什么？", Asks.ENTITY, None, ""),
        ("他在2011年被授勋了什么？", Asks.ENTITY, None, ""),
        ("绿地面积是全市第一吗？", Asks.WHETHER, None, ""),
        ("第二十六条说教育应当是什么性质的？", Asks.ENTITY, None, ""),
    ],
)
def test_kind_and_quantity_are_read_from_the_wording(question, asks, quantity, unit):
    wanted = understand(question)
    assert (wanted.asks, wanted.quantity, wanted.unit) == (asks, quantity, unit)


def test_traditional_characters_read_like_simplified():
    assert understand("為什麼要限號？").asks is Asks.REASON
    assert understand("全區有多少家企業？") == understand("全区有多少家企业？")


def test_years_and_aim_are_read():
    wanted = understand("2025年财政收入的预期目标是多少？")
    assert wanted.years == (2025,)
    assert wanted.aim is Aim.PLAN
    assert understand("去年完成了多少？").relative_year == -1


def test_a_section_is_asked_for_by_its_ordinal():
    wanted = understand("第三章讲什么？")
    assert (wanted.asks, wanted.ordinal, wanted.ordinal_kind) == (Asks.SECTION, 3, "章")


def test_content_words_leave_out_what_asks_and_what_is_counted_in():
    assert content_words("走访服务了多少家企业?") == ("走访", "服务", "企业")
    assert content_words("林地面积有多大？") == ("林地", "面积")


@given(st.text(max_size=60))
def test_every_string_has_a_reading(text):
    assert understand(text).asks in Asks


@pytest.mark.parametrize(
    ("question", "within", "ordinal", "lists"),
    [
        ("报告第六部分讲的是什么？", (), (6, "部分"), False),
        ("第三部分的第二点是啥", ((3, "部分"),), (2, "点"), False),
        ("第一部分分几点？分别是哪几点？", (), (1, "部分"), True),
        ("第二章有哪些小节", (), (2, "章"), True),
    ],
)
def test_parts_are_read_from_the_outermost_in(question, within, ordinal, lists):
    wanted = understand(question)
    assert wanted.asks is Asks.SECTION
    assert wanted.within == within
    assert (wanted.ordinal, wanted.ordinal_kind) == ordinal
    assert wanted.lists is lists


def test_a_year_without_a_word_for_plans_means_what_was_done():
    assert understand("2025年粮食产量是多少？").aim is Aim.REVIEW
    assert understand("2025年粮食产量目标是多少？").aim is Aim.PLAN
    assert understand("粮食产量是多少？").aim is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("山西2025年规上原煤产量", "山西2025年规上原煤产量是多少"),
        ("福建森林覆盖率 2025年", "福建森林覆盖率是多少"),
        ("森林覆盖率有多高？", "森林覆盖率有多高？"),
        ("租赁合同", "租赁合同"),
    ],
)
def test_keywords_are_read_as_a_question(typed, read):
    assert in_words(typed) == read
