"""Follow-ups read with their history; new topics carry nothing."""

import pytest

from youju.conversation import parts, resolve, standalone
from youju.schema import Role, Turn
from youju.topics import topic


@pytest.mark.parametrize(
    ("previous", "question", "expected"),
    [
        ("火灾事故起数下降了多少?", "那死亡人数呢?", "火灾事故死亡人数下降了多少?"),
        ("2022年发放了多少救助资金？", "惠及多少人", "2022年救助资金惠及多少人"),
        ("2022年旅游综合收入是多少?", "那前一年呢?", "2021年旅游综合收入是多少?"),
        ("2022年旅游综合收入是多少?", "2020年呢？", "2020年旅游综合收入是多少?"),
        ("上海市2025年的增长目标是多少?", "那云南省呢?", "云南省2025年的增长目标是多少?"),
        (
            "云溪区2024年地区生产总值是多少？",
            "那2025年的目标呢？",
            "2025年云溪区地区生产总值的目标是多少?",
        ),
        ("工作满12年的员工有几天年休假？", "那满20年的呢？", "工作满20年的员工有几天年休假？"),
        ("Y3可以录入多少指纹？", "那Y3 Pro呢？", "Y3 Pro可以录入多少指纹？"),
        ("丝绸工艺馆几点停止入馆？", "那青岚博物馆呢？", "青岚博物馆几点停止入馆？"),
        ("翠湖有多大?", "那面积呢", "翠湖的面积是多少?"),
        ("年假有几天?", "怎么申请?", "年假怎么申请?"),
        ("试用期多长?", "可以延长吗?", "试用期可以延长吗?"),
        ("公司有几天年假？", "产假呢？", "公司有几天产假？"),
        ("全年举办了多少场展览活动?", "它的收入是多少?", "展览活动的收入是多少?"),
        ("有多少支科研团队入驻?", "他们发表了多少论文?", "科研团队发表了多少论文?"),
        ("2025年上海的财政收入是多少？", "福建是多少？", "2025年福建的财政收入是多少？"),
        ("江南县2025年常住人口有多少？", "上一年是多少人？", "江南县2024年常住人口有多少？"),
        ("工作回顾的第三部分讲什么？", "它的第三点呢？", "工作回顾的第三部分的第三点讲什么？"),
        ("工作回顾的第三部分讲什么？", "这一部分分几点？", "工作回顾的第三部分分几点？"),
        ("存在的问题，第一点是什么？", "第二点呢？", "存在的问题，第二点是什么？"),
        ("员工手册第二章讲什么？", "第三章呢？", "员工手册第三章讲什么？"),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(previous, question, expected):
    reading = resolve(question, previous)
    assert reading.text == expected
    assert reading.carried


@pytest.mark.parametrize(
    "question",
    [
        "你好",
        "谢谢！",
        "hello",
        "食堂几点开门?",
        "2024年新增就业多少人？",
        "保险合同的免责条款有哪些？",
        "租赁合同的押金是多少？",
    ],
)
def test_a_question_with_a_topic_of_its_own_carries_nothing(question):
    reading = resolve(question, "试用期多长?")
    assert reading.text == question
    assert reading.carried == ()


def test_a_chain_of_follow_ups_resolves_through_the_ones_before():
    history = [
        Turn(Role.USER, "2022年旅游综合收入是多少?"),
        Turn(Role.ASSISTANT, "82亿元"),
        Turn(Role.USER, "那2021年呢？"),
    ]
    assert standalone("前一年呢？", history).text == "2020年旅游综合收入是多少?"


def test_without_history_the_question_stands_as_it_is():
    assert standalone(" 那面积呢？ ", []).text == "那面积呢？"


def test_the_topic_is_the_thing_asked_about():
    assert topic("有多少科研团队入驻园区?") == "科研团队"
    assert topic("年假有几天?") == "年假"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("押金是多少，什么时候退还？", ("押金是多少", "押金什么时候退还？")),
        ("试用期多长，工资是多少？", ("试用期多长", "试用期工资是多少？")),
        ("如果员工生病，可以请几天假？", ("如果员工生病，可以请几天假？",)),
        ("2024年，全县新增就业多少人？", ("2024年，全县新增就业多少人？",)),
        ("年假有几天？", ("年假有几天？",)),
    ],
)
def test_a_sentence_that_asks_twice_has_two_parts(question, expected):
    assert tuple(one.rstrip("？") for one in parts(question)) == tuple(
        one.rstrip("？") for one in expected
    )
