"""English questions over Chinese documents: the dictionary, forms, phrases, and what a library answers."""

import pytest

from youju import Library, Status
from youju.retrieval.cedict import Translation
from youju.retrieval.dictionary import Dictionary, english_chinese
from youju.retrieval.english import bases, tokens
from youju.retrieval.otherwords import NO_OTHERS, OtherWords, counted, searched
from youju.retrieval.translation import is_foreign, translations
from youju.settings import ReadingSettings, Settings

WORDS = {
    "蒸汽": 3, "蒸汽机": 3, "发明": 8, "机器": 10, "牛顿": 2, "华沙": 4, "首都": 9, "荷兰": 5, "河流": 6,
    "资本": 3, "的": 90, "是": 80, "在": 80, "和": 70,
}  # fmt: skip


def frequencies(words):
    return {word: WORDS.get(word, 0) for word in words}


def test_a_dictionary_finds_what_was_put_in_and_nothing_else():
    words = (Translation("蒸汽机", 0.0, name=False), Translation("华沙", 0.3, name=True))
    made = Dictionary.of({"steam engine": words, "steam": words[:1], "a": words[1:]})
    again = Dictionary(made.lines)
    assert again.translations("steam engine") == words
    assert again.translations("steam") == words[:1]
    assert [again.translations(no) for no in ("", "stea", "steam engines", "z")] == [()] * 4


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("warsaw", "华沙"),  # Warsaw, capital of Poland
        ("nanjing", "南京"),  # Nanjing subprovincial city on the Changjiang
        ("super bowl", "超级碗"),
        ("newton", "牛顿"),  # Sir Isaac Newton (1642-1727)
        ("oxygen", "氧"),  # oxygen (chemistry)
    ],
)
def test_the_dictionary_knows_words_by_what_their_glosses_begin_with(phrase, word):
    assert word in [one.word for one in english_chinese().translations(phrase)]


def test_a_romanised_name_is_not_a_word():
    assert "魏源" not in [one.word for one in english_chinese().translations("yuan")]


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("cities", "city"),
        ("engines", "engine"),
        ("founded", "found"),
        ("stopped", "stop"),
        ("dancing", "dance"),
        ("built", "build"),
        ("women", "woman"),
        ("largest", "large"),
    ],
)
def test_forms_are_reduced(form, base):
    assert base in list(bases(form))


def test_words_of_english_keep_their_places_and_lose_accents():
    assert list(tokens("Schrödinger's cat")) == [("schrodinger", 0), ("cat", 14)]


@pytest.mark.parametrize(
    ("question", "foreign"),
    [
        ("Who invented it?", True),
        ("谁发明了蒸汽机？", False),
        ("iPhone 的价格", False),
        ("1999?", False),
    ],
)
def test_a_question_without_chinese_is_foreign_to_a_chinese_library(question, foreign):
    assert is_foreign(question, frequencies, 100) is foreign
    assert not is_foreign(question, lambda words: dict.fromkeys(words, 0), 100)


def test_phrases_come_before_their_words_and_forms_are_reduced():
    found = translations("Who invented the steam engines?", frequencies)
    assert found.foreign
    assert "发明" in found.by_word["invented"]
    assert set(found.by_word["steam"]) == set(found.by_word["engines"]) == {"蒸汽机"}


def test_only_words_of_the_library_are_translations():
    found = translations("What is the capital of Poland?", frequencies)
    assert set(found.by_word["capital"]) == {"首都", "资本"}
    assert found.untranslated == {"poland"}


def test_the_country_stands_for_its_people():
    assert "荷兰" in translations("a Dutch river", frequencies).by_word["dutch"]


def test_rare_translations_weigh_no_more_than_all_together():
    others = {"capital": {"首都": 1.0, "柱头": 1.0}}
    terms, pairs = searched(others, {"首都": 40, "柱头": 1}, 100)
    assert terms["柱头"] < 0.4 < terms["首都"] <= 1.0
    assert pairs["首都"] == terms["首都"]


def test_a_word_cut_by_the_segmenter_counts_as_its_rarest_piece():
    assert counted(["荷兰河流", "荷兰海洋"], frequencies) == {"荷兰河流": 5}


def test_sources_are_joined():
    one = OtherWords(by_word={"a": {"甲": 0.5}}, untranslated=frozenset("b"), foreign=True)
    both = one.also(OtherWords(by_word={"a": {"甲": 0.9, "乙": 0.1}, "b": {"丙": 1.0}}))
    assert both.by_word == {"a": {"甲": 0.9, "乙": 0.1}, "b": {"丙": 1.0}}
    assert both.foreign and not both.untranslated
    assert one.also(NO_OTHERS) is one


TEXT = """欧洲城市

一、波兰
华沙是波兰的首都，位于维斯瓦河畔，2019年有人口179万人。
二、挪威
奥斯陆是挪威的首都，在奥斯陆峡湾的北端，是挪威最大的城市。
三、机器
瓦特改良了蒸汽机，他的发明在英国得到使用，和当时的工业关系很大。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    settings = Settings(reading=ReadingSettings(reader="off"))
    with Library.open(tmp_path_factory.mktemp("library"), settings=settings) as opened:
        opened.add_bytes(TEXT.encode(), "城市.txt")
        yield opened


def test_an_english_question_is_answered_from_chinese_with_a_citation(library):
    answer = library.ask("What is the capital of Norway?")
    assert answer.status is Status.ANSWERED
    assert "奥斯陆" in answer.text
    assert answer.citations[0].quotes[0].text in TEXT
    assert "首都" in answer.retrieved[0].parts.matched_terms


def test_what_is_not_there_is_refused_in_both_languages(library):
    answer = library.ask("How many goals did the quarterback score in the baseball season?")
    assert answer.status is Status.NOT_FOUND
    assert answer.reason is not None
    assert "用中文再问" in answer.reason.zh and "Ask in Chinese" in answer.reason.en


def test_a_name_tells_documents_apart_by_their_titles(tmp_path):
    settings = Settings(reading=ReadingSettings(reader="off"))
    with Library.open(tmp_path / "library", settings=settings) as opened:
        for place, share in (("上海市", "5.1"), ("福建省", "6.2"), ("广东省", "7.3")):
            told = f"2025年{place}政府工作报告\n\n一、回顾\n在2024年，全年一般公共预算收入增长{share}%。\n"
            opened.add_bytes(told.encode(), f"{place}.txt")
        answer = opened.ask("What was the growth of the public budget revenue of Shanghai in 2024?")
    assert answer.retrieved[0].passage.document.name == "上海市.txt"
    assert "5.1" in answer.text
