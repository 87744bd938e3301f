"""The short answer is an exact stretch of the right sentence."""

import pytest
from tests.support.passages import document_of, ranked

from youju.answering.clauses import clauses
from youju.answering.extract import extract
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
    assert document.text[found.span.start : found.span.end] == found.text
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
