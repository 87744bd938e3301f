"""The short answer is an exact stretch of the right sentence."""

import pytest
from tests.support.passages import document_of, ranked

from youju.answering.clauses import clauses, mark_length, readable
from youju.answering.extract import extract
from youju.parsing import parse
from youju.question import understand
from youju.retrieval.coverage import weigh
from youju.schema import Span

TEXT = """青石县2024年统计公报
一、总体情况
全年实现地区生产总值312.4亿元，增长5.2%；一般公共预算收入24.6亿元，增长3.8%。信访总量持续下降，个体访、群体访数量分别下降12.9%和37.5%。
新增高标准农田2600亩，白鹭等珍稀鸟类来县栖息。发放创业贷款1580万元，惠及创业者620人。
二、存在问题
发展中还存在一些问题：一是产业层次不高；二是城乡差距较大；三是人才引进不足。
"""


def answer(question: str, text: str = TEXT) -> str:
    _, passages = document_of(text, name="公报.txt")
    words = weigh(question, lambda asked: dict.fromkeys(asked, 1), len(passages))
    wanted = understand(question)
    order = sorted(passages, key=lambda one: -words.coverage(one.text))
    found = extract(words, wanted, ranked(*order, step=0.001), longest=120)
    assert found is not None
    document = found.scored.passage.document
    quoted = [readable(quote.of(document.text)) for quote in found.quotes]
    assert quoted == [found.text] if len(quoted) == 1 else all(one in found.text for one in quoted)
    return found.text


@pytest.mark.parametrize(
    ("question", "gold", "longest"),
    [
        ("地区生产总值是多少？", "312.4亿元", 40),
        ("一般公共预算收入增长多少？", "3.8%", 40),
        ("新增了多少亩高标准农田？", "2600亩", 40),
        ("创业贷款发放了多少钱？", "1580万元", 40),
        ("群体访数量下降了多少？", "37.5%", 60),
        ("哪种珍稀鸟类来县栖息？", "白鹭", 40),
    ],
)
def test_a_short_question_gets_a_clause(question, gold, longest):
    found = answer(question)
    assert gold in found
    assert len(found) <= longest


def test_a_list_question_gets_all_items():
    found = answer("发展中还存在哪些问题？")
    for item in ("产业层次不高", "城乡差距较大", "人才引进不足"):
        assert item in found


def test_an_empty_ranking_gives_nothing():
    words = weigh("多少？", lambda asked: {}, 0)
    assert extract(words, understand("多少？"), (), longest=120) is None


def test_clauses_do_not_break_numbers_or_brackets():
    text = "共1,024人（含在职、退休，不含临时）参加，下午10:30开始。"
    assert [one.of(text) for one in clauses(text, Span(0, len(text)))] == [
        "共1,024人（含在职、退休，不含临时）参加",
        "下午10:30开始",
    ]


TABLE = """# 开放安排

| 场馆 | 开放时间 | 停止入馆 | 门票 |
| --- | --- | --- | --- |
| 城东馆 | 9:00—17:00 | 16:30 | 免费 |
| 城西馆 | 10:00—18:00 | 17:15 | 20元 |
"""


def test_a_table_question_gets_its_cell_with_row_and_column():
    parsed = parse(TABLE.encode(), name="安排.md")
    _, passages = document_of(TABLE, name="安排.md")
    question = "城西馆几点停止入馆？"
    words = weigh(question, lambda asked: dict.fromkeys(asked, 1), len(passages))
    found = extract(words, understand(question), ranked(*passages), longest=120)
    assert found is not None
    assert found.text == "城西馆 停止入馆：17:15"
    assert [quote.of(parsed.text) for quote in found.quotes] == ["城西馆", "17:15"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("第二十六条 住宿标准", "住宿标准"),
        ("3.4 押金", "押金"),
        ("（二）加强管理", "加强管理"),
        ("一、总则", "总则"),
        ("3.5亿元", "3.5亿元"),
        ("2024年完成", "2024年完成"),
    ],
)
def test_the_number_of_an_item_is_no_part_of_the_answer(text, rest):
    assert text[mark_length(text) :] == rest


LEAVE = """# 附表 年休假天数

| 工作年限 | 年休假天数 | 福利假 |
|---|---|---|
| 满1年不满10年 | 5天 | 2天 |
| 满10年不满20年 | 10天 | 3天 |
| 满20年以上 | 15天 | 5天 |
"""


def column(question):
    _, passages = document_of(LEAVE, name="附表.md")
    words = weigh(question, lambda found: dict.fromkeys(found, 1), 50)
    found = extract(words, understand(question), ranked(*passages), longest=60)
    text = passages[0].document.text
    return found.text, [span.of(text) for span in found.quotes]


def test_a_question_that_names_no_row_gets_the_column():
    text, quotes = column("年休假天数是多少天？")
    assert text == "年休假天数：满1年不满10年 5天；满10年不满20年 10天；满20年以上 15天"
    assert quotes == [
        *("满1年不满10年", "5天"),
        *("满10年不满20年", "10天"),
        *("满20年以上", "15天"),
    ]
    assert column("满20年以上的年休假天数是多少天？")[0] == "满20年以上 年休假天数：15天"


def test_a_date_may_open_its_sentence():
    text = "通告\n一、启用\n3月28日，城北公交枢纽正式启用，首批开通线路12条。\n"
    assert answer("城北公交枢纽什么时候启用？", text) == "3月28日，城北公交枢纽正式启用"


def test_numbered_items_are_answered_together():
    text = "工作安排\n一、总体要求\n坚持稳中求进，做好全年各项工作。\n二、民生实事\n今年办好以下实事：\n1. 新建幼儿园3所。\n2. 改造老旧小区12个。\n3. 开通公交线路5条。\n"
    found = answer("今年的实事有哪些？", text)
    for item in ("新建幼儿园3所", "改造老旧小区12个", "开通公交线路5条"):
        assert item in found


def test_a_condition_is_answered_with_what_follows_from_it():
    text = "管理办法\n第一条 设备停用满三年的，所有人应当申请注销登记，并交回铭牌。\n"
    assert "申请注销登记" in answer("设备停用满几年应当注销？", text)


FORM = """# 季度报告

| 报告期末股东总数 |  | 79,053 | 优先股股东总数（如有） |  | 0 |
| --- | --- | --- | --- | --- | --- |
| 股东名称 | 股东性质 | 持股比例 | 持股数量 | 冻结数量 | 说明 |
| 白石控股有限公司 | 境内法人 | 9.33% | 81,494,850 |  |  |
| 林若溪 | 境内自然人 | 3.20% | 27,955,752 |  |  |
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("报告期末股东总数是多少？", "报告期末股东总数：79,053"),
        ("林若溪持股比例是多少？", "林若溪 持股比例：3.20%"),
        ("白石控股持股数量是多少？", "白石控股有限公司 持股数量：81,494,850"),
    ],
)
def test_a_form_is_read_beside_its_labels_and_a_table_by_row_and_column(question, expected):
    assert answer(question, FORM) == expected
