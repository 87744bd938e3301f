"""A user's own synonyms: the file, what it finds in a question, and what that does to an answer."""

import pytest

from youju import Library, Status
from youju.errors import ConfigError
from youju.retrieval.coverage import weigh
from youju.retrieval.synonyms import read_synonyms
from youju.settings import ReadingSettings, RetrievalSettings, Settings

FILE = """# 教育
学位 上学、入学
孩子念书 => 学位，入学   # 单向

AI,人工智能
"""


@pytest.fixture
def synonyms(tmp_path):
    return written(tmp_path, FILE)


def nothing(words):
    return dict.fromkeys(words, 0)


def written(folder, text):
    file = folder / "synonyms.txt"
    file.write_text(text, encoding="utf-8")
    return read_synonyms(file)


def test_every_word_of_a_group_stands_for_the_others(synonyms):
    assert synonyms.by_word["学位"] == ("上学", "入学")
    assert synonyms.by_word["入学"] == ("学位", "上学")


def test_an_arrow_goes_one_way(synonyms):
    assert synonyms.by_word["孩子念书"] == ("学位", "入学")
    assert "孩子念书" not in synonyms.by_word["学位"]


def test_words_are_compared_as_the_index_has_them(tmp_path):
    assert written(tmp_path, "學位 ＡＩ\n").by_word == {"学位": ("ai",), "ai": ("学位",)}


def test_a_question_with_a_word_has_the_others(synonyms):
    assert set(synonyms.of("新建小学新增多少学位？", nothing).by_word["学位"]) == {"上学", "入学"}


def test_a_synonym_is_found_where_the_segmenter_cuts_it(synonyms):
    found = synonyms.of("孩子念书怎么办？", nothing).by_word
    assert {word: set(others) for word, others in found.items()} == {
        "孩子": {"学位", "入学"},
        "念书": {"学位", "入学"},
    }


@pytest.mark.parametrize("question", ["小学位置在哪里？", "How do we maintain it?", ""])
def test_letters_of_other_words_are_no_synonym(synonyms, question):
    assert not synonyms.of(question, nothing).by_word


@pytest.mark.parametrize(
    "line", ["学位", "=> 学位", "上学 =>", "上学 => 学位 => 入学", "学位 ，、"]
)
def test_a_line_that_is_no_group_is_named_with_what_to_write(tmp_path, line):
    with pytest.raises(ConfigError) as raised:
        written(tmp_path, f"学位 上学\n{line}\n")
    message = raised.value.message
    assert (
        "第 2 行" in message.zh and "synonyms.txt" in message.zh and "学位 上学 入学" in message.zh
    )
    assert "Line 2" in message.en and "synonyms.txt" in message.en and "=>" in message.en


def test_a_question_is_reworded_towards_what_the_library_has_more_often(synonyms):
    def reworded(counts):
        frequencies = lambda words: {word: counts.get(word, 0) for word in words}  # noqa: E731
        return synonyms.of("孩子念书要什么材料？", frequencies).reworded

    assert reworded({"入学": 5, "学位": 2, "孩子": 9}) == "入学要什么材料?"
    assert reworded({"孩子": 9, "念书": 9, "入学": 5}) == ""


def test_a_file_that_is_not_there_or_not_text_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match=r"nothing\.txt"):
        read_synonyms(tmp_path / "nothing.txt")
    (tmp_path / "gbk.txt").write_bytes("学位 上学".encode("gbk"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_synonyms(tmp_path / "gbk.txt")


def test_a_synonym_counts_nearly_as_the_word_and_makes_it_known(synonyms):
    counts = {"新增": 20, "入学": 5}
    question = "新增多少学位？"

    def weighed(others):
        return weigh(
            question, lambda words: {w: counts.get(w, 0) for w in words}, 100, others=others
        )

    plain, wider = weighed(synonyms.of("？", nothing)), weighed(synonyms.of(question, nothing))
    text = "全年新增入学名额1000个。"
    assert plain.known < 1.0 and wider.known == 1.0
    assert plain.coverage(text) < 0.5 < wider.coverage(text) < 1.0
    assert wider.matched(text) == ("新增", "入学")


TEXT = """街道工作总结

一、民生
今年街道新增入学名额1200个。
二、道路
今年街道修路三条，投入800万元。
"""


def answered(folder, text, question):
    (folder / "library").mkdir()
    (folder / "library" / "synonyms.txt").write_text(text, encoding="utf-8")
    settings = Settings(reading=ReadingSettings(reader="off"))
    with Library.open(folder / "library", settings=settings) as library:
        library.add_bytes(TEXT.encode(), "总结.txt")
        return library.ask(question)


def test_the_file_in_the_folder_of_the_library_is_used(tmp_path):
    without, with_them = tmp_path / "a", tmp_path / "b"
    without.mkdir()
    with_them.mkdir()
    question = "孩子念书的位置新增多少个？"
    before = answered(without, "# nothing\n", question)
    after = answered(with_them, "孩子念书 => 入学 名额\n", question)
    assert after.confidence > before.confidence
    assert after.status is Status.ANSWERED
    assert "1200" in after.text


def test_the_setting_names_another_file(tmp_path):
    named = Settings(retrieval=RetrievalSettings(synonyms=tmp_path / "missing.txt"))
    with pytest.raises(ConfigError, match=r"missing\.txt"):
        Library.open(tmp_path / "library", settings=named)
