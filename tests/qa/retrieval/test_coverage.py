"""How much of a question a text and a library hold."""

import pytest

from youju.retrieval.coverage import weigh

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
