"""Without a reader an answer is the stretch of a sentence that looks most like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.passages import document_of, ranked

from youju.answering.asked import taken_apart
from youju.answering.cut import best_cut, cut, weights
from youju.answering.extract import Contender, extract
from youju.question import understand
from youju.retrieval.coverage import weigh
from youju.schema import Span


def asked(question, text):
    """The stretch found without cutting, and the one cut from it."""
    document, passages = document_of(f"报告\n{text}\n", name="报告.txt")
    words = weigh(question, lambda some: dict.fromkeys(some, 1), len(passages))
    wanted = understand(question)
    found = extract(words, wanted, ranked(*passages), longest=120)
    answer = cut(words, wanted, found)
    for quote in answer.quotes:
        assert quote.of(document.text) in document.text
    return found, answer


@pytest.mark.parametrize(
    ("question", "clause", "answer"),
    [
        ("2022年旅游综合收入是多少？", "全年实现旅游综合收入82亿元左右。", "82亿元左右"),
        ("群体访数量下降多少？", "个体访、群体访数量分别下降12.9%和37.5%。", "37.5%"),
        ("西罗马帝国何时灭亡？", "西罗马帝国于476年9月4日灭亡。", "476年9月4日"),
        ("哪个镇获评特色小镇？", "杨宋镇获评特色小镇和微度假目的地。", "杨宋镇"),
        ("研究院由谁牵头？", "研究院由清河大学牵头，两所学校参加。", "清河大学"),
        ("公司的总部位于哪里？", "公司的总部位于青石县。", "青石县"),
    ],
)
def test_the_answer_is_what_the_question_asks_for(question, clause, answer):
    found, one = asked(question, clause)
    assert one.text == answer
    assert one.text in found.text


def test_traditional_characters_are_cut_as_simplified_ones_and_quoted_as_written():
    _, one = asked("研究院由誰牽頭？", "研究院由清河大學牽頭。")
    assert one.text == "清河大學"


def test_another_sentence_answers_where_the_best_one_has_nothing_of_the_kind():
    text = "镇文化站的负责人工作很忙，镇文化站的负责人常常加班。镇文化站的负责人是王小满。"
    _, one = asked("镇文化站的负责人是谁？", text)
    assert one.text == "王小满"
    assert one.text in one.quotes[0].of(one.scored.passage.document.text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("发展中还存在哪些问题？", "还存在一些问题：一是产业层次不高；二是城乡差距较大。"),
        ("图书馆是否周一闭馆？", "图书馆周一闭馆，节假日开放。"),
        ("如何办理借书证？", "办理借书证须带身份证，到一楼服务台登记。"),
    ],
    ids=["a marked list", "yes or no", "instructions"],
)
def test_answers_that_are_more_than_a_stretch_stay(question, text):
    found, one = asked(question, text)
    assert one == found


def test_an_answer_is_never_a_part_of_its_question():
    _, passages = document_of("报告\n谁的责任。\n")
    words = weigh("谁的责任？", lambda some: dict.fromkeys(some, 1), 1)
    scored = ranked(*passages)[-1]
    sentence = scored.passage.sentences[-1]
    assert "责任" in sentence.of(scored.passage.document.text)
    apart = taken_apart(words, understand("谁的责任？"))
    assert best_cut(apart, [Contender(1.0, scored, sentence)]) is None


def test_where_no_stretch_stands_out_the_clause_stays(monkeypatch):
    question, text = "研究院由谁牵头？", "研究院由清河大学牵头，两所学校参加。"
    monkeypatch.setattr("youju.answering.cut._DOUBTFUL", 1.1)
    found, one = asked(question, text)
    assert one == found


def test_the_citation_holds_the_answer():
    _, one = asked("研究院由谁牵头？", "研究院由清河大学牵头，两所学校参加。")
    assert one.quotes[0].of(one.scored.passage.document.text) == "研究院由清河大学牵头"


def test_weights_are_those_of_the_training_log_and_finite():
    assert len(weights()) > 100
    assert all(0.04 < abs(weight) < 20 for weight in weights().values())


@settings(deadline=None, max_examples=60)
@given(st.text("张伟在1963年·（《书》）5%—6%左右是，的 a1", min_size=1, max_size=40))
def test_a_stretch_lies_in_its_sentence(text):
    document, passages = document_of(f"题\n{text}\n")
    words = weigh("张伟是谁？", lambda some: dict.fromkeys(some, 1), 1)
    for scored in ranked(*passages):
        for sentence in scored.passage.sentences:
            best = best_cut(
                taken_apart(words, understand("张伟是谁？")), [Contender(1.0, scored, sentence)]
            )
            if best is not None:
                assert sentence.contains(best.span)
                assert isinstance(best.span, Span) and len(best.span)
                assert document.text[best.span.start : best.span.end]
