"""How much of a question a text and a library hold."""

import pytest
from tests.support.passages import document_of

from youju.question import understand
from youju.retrieval.coverage import weigh
from youju.retrieval.rerank import is_masthead, match, sentence_coverage
from youju.retrieval.titles import NO_TITLES

COUNTS = {"怀柔": 90, "图书馆": 10, "defense": 1}


def known(question):
    return weigh(question, lambda words: {w: COUNTS.get(w, 0) for w in words}, 100).known


def test_a_question_in_the_words_of_the_library_is_known_whole():
    assert known("怀柔的图书馆") == 1.0


def test_a_word_that_no_passage_holds_weighs_by_its_rarity():
    assert 0 < known("怀柔的图书馆和延庆") < 0.6


def test_a_question_in_another_language_is_hardly_known():
    assert known("How many points did the Panthers defense surrender?") < 0.35
    assert known("¿Cuántos puntos?") == 0.0


@pytest.mark.parametrize("question", ["", "的", "？！"])
def test_a_question_without_content_knows_nothing(question):
    assert known(question) == 0.0


QUESTION = "征信报告去哪里打印？"
PAGE = """征信报告怎么查?征信报告去哪里打印? - 网页

征信报告可以到中国人民银行的分支机构打印，也可以在网上打印。那么征信报告去哪里打印？

问：征信报告去哪里打印？答：到当地的银行柜台就可以。
"""


def test_a_title_that_asks_the_question_is_no_evidence_of_an_answer():
    _, found = document_of(PAGE, name="page.txt")
    words = weigh(QUESTION, lambda found: dict.fromkeys(found, 1), 100)
    wanted = understand(QUESTION)
    head = next(one for one in found if "网页" in one.text)
    assert is_masthead(head)
    assert match(words, wanted, head, titles=NO_TITLES).sentence == 0.0


def test_a_question_counts_in_front_of_its_answer_and_not_at_the_end():
    words = weigh(QUESTION, lambda found: dict.fromkeys(found, 1), 100)
    told = "网上有多种办法。那么征信报告去哪里打印？"
    _, (asking,) = document_of(told, name="a.txt")
    _, (answering,) = document_of(f"{told}到银行柜台就可以。", name="b.txt")
    assert sentence_coverage(words, asking) < 0.2
    assert sentence_coverage(words, answering) > 0.8
