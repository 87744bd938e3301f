"""A wrong character is set right where the library shows which was meant, and only there."""

from __future__ import annotations

import pytest

import youju
from youju.retrieval.spelling import homophones, respelled
from youju.schema import Scope, Status
from youju.settings import AnsweringSettings, Settings

TEXT = """青石县志

凤凰古城位于青石县北部，始建于明代，城墙周长2.4公里。

慕田峪水库的总库容是1.4亿立方米，由县水务局管理。

全县森林面积为1.64万公顷，当归种植面积达到三千亩。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("spelling")
    (place / "县志.txt").write_text(TEXT, encoding="utf-8")
    with youju.Library.open(place / "library", create=True) as opened:
        opened.add(place / "县志.txt")
        yield opened


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("凤皇古城在哪里？", "凤凰古城在哪里？"),
        ("当龟种了多少亩？", "当归种了多少亩？"),
        ("全县森林勉积有多大？", "全县森林面积有多大？"),
    ],
)
def test_a_character_of_the_same_sound_is_set_right(library, typed, meant):
    found = respelled(typed, library.store)
    assert found is not None
    assert found.text == meant
    assert typed.replace(found.typed, found.meant, 1) == meant


def test_in_a_traditional_question_only_the_wrong_character_changes(library):
    found = respelled("全縣森林勉積有多大？", library.store)
    assert found is not None
    assert found.text == "全縣森林面積有多大？"


@pytest.mark.parametrize(
    "question",
    [
        "凤凰古城在哪里？",  # nothing is wrong
        "延庆区的人口是多少？",  # a word of the dictionary that the library lacks
        "哈契特是哪国人？",  # a name that sounds like nothing here
        "水务局管什么？",
        "What is the capacity?",
        "2024年？",
        "",
    ],
)
def test_what_is_not_wrong_stays(library, question):
    assert respelled(question, library.store) is None


def test_words_of_passages_out_of_scope_are_not_told(library):
    assert (
        respelled("凤皇古城在哪里？", library.store, scope=Scope(collections=frozenset({"别的"})))
        is None
    )


def test_sounds_are_read_without_tones():
    table = homophones()
    assert {"凰", "黄"} <= set(table["皇"])
    assert "皇" not in table["皇"]
    assert all(one in table[other] for one in "皇凤龟" for other in table[one])


def test_an_answer_says_how_the_question_was_read(library):
    answer = library.ask("凤皇古城的城墙周长有几公里？")
    assert answer.status is Status.ANSWERED
    assert "2.4" in answer.text
    assert answer.question.text == "凤皇古城的城墙周长有几公里？"


def test_it_can_be_switched_off(library):
    asked = "当龟种了多少亩？"
    assert library.ask(asked).question.standalone == "当归种了多少亩？"
    off = Settings(answering=AnsweringSettings(respelling=False))
    with youju.Library.open(library.path, settings=off) as opened:
        assert opened.ask(asked).question.standalone == asked
