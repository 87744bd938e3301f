"""The reader's stretch is the answer where it may judge; its sentence is the proof."""

import pytest
from tests.support.passages import document_of, ranked

from youju.answering.extract import extract
from youju.answering.spans import read_answer
from youju.question import understand
from youju.retrieval.coverage import weigh
from youju.retrieval.retriever import PassageReading, Retrieved

TEXT = """白鹭镇工作报告
镇文化站由王小满负责，他2019年到任。图书馆周一闭馆。
地区生产总值完成12.6亿元，比上年增长5.2%；财政收入1.1亿元。
游客中心叫 Blue Ridge Centre，由三座旧仓库改建。
发展中还存在一些问题：一是产业层次不高；二是城乡差距较大。
"""


def read(question, *, sought, text=TEXT):
    """The answer when the reader points at a text."""
    document, passages = document_of(text, name="报告.txt")
    order = sorted(passages, key=lambda one: sought not in one.text)
    words = weigh(question, lambda asked: dict.fromkeys(asked, 1), len(passages))
    place = document.text.index(sought)
    span = type(order[0].span)(place, place + len(sought))
    ranking = ranked(*order)
    readings = {order[0].id: PassageReading(0.9, 3.0, 5.0, span)}
    retrieved = Retrieved(ranking, understand(question), words, {}, {}, readings)
    found = extract(words, retrieved.wanted, ranking, longest=120)
    return document, found, read_answer(retrieved, found, ranking)


def test_a_name_is_the_answer_and_its_sentence_the_proof():
    document, found, answer = read("谁负责镇文化站？", sought="王小满")
    assert answer.text == "王小满" != found.text
    assert "王小满" in answer.quotes[0].of(document.text)
    assert len(answer.quotes[0]) > len("王小满")


def test_marks_at_the_ends_are_no_part_of_an_answer():
    _, _, answer = read("谁负责镇文化站？", sought="王小满负责，")
    assert answer.text == "王小满负责"


def test_a_word_is_given_whole():
    _, _, answer = read("游客中心叫什么名字？", sought="ue Ridge Cent")
    assert answer.text == "Blue Ridge Centre"


@pytest.mark.parametrize(
    ("question", "sought"),
    [("发展中还存在哪些问题？", "产业层次不高"), ("图书馆是不是周一闭馆？", "周一")],
    ids=["a list", "yes or no"],
)
def test_the_clause_stays_where_reading_is_not_the_better_judge(question, sought):
    _, _, answer = read(question, sought=sought)
    assert answer is None


def test_a_figure_of_the_wrong_kind_gives_way_to_the_one_asked_for():
    document, _, answer = read("地区生产总值是多少？", sought="5.2%")
    assert answer.text == "12.6亿元"
    assert "12.6亿元" in answer.quotes[0].of(document.text)


def test_a_figure_is_cut_out_of_the_clause_that_holds_it():
    _, found, answer = read("地区生产总值是多少？", sought="12.6亿元")
    assert answer.text == "12.6亿元"
    assert answer.figure >= found.figure


def test_a_part_of_a_figure_is_taken_whole():
    _, _, answer = read("地区生产总值是多少？", sought="12.6")
    assert answer.text == "12.6亿元"


def test_a_stump_of_a_name_is_taken_whole():
    _, _, answer = read("什么总值完成了12.6亿元？", sought="地区")
    assert answer.text == "地区生产总值"


TOWNS = "2022年工作报告\n庙城镇成功创建北京市体育特色乡镇。丰源公司上市通过证监会注册。\n"


@pytest.mark.parametrize(
    ("question", "sought", "name"),
    [
        ("体育特色乡镇是哪个镇创建成功的？", "北京市", "庙城镇"),
        ("哪家公司上市通过了证监会注册？", "证监会", "丰源公司"),
        ("哪个市获得了这个称号？", "北京市", "北京市"),
    ],
)
def test_a_name_ends_in_what_is_asked_for(question, sought, name):
    assert name in read(question, sought=sought, text=TOWNS)[2].text
