"""Questions of single sentences ask for what the sentence says, and sharper answers stay answers."""

from random import Random

import pytest
from training.reader.cloze import Cloze, targets
from training.reader.examples import Example
from training.reader.making import NARROW, Maker, Sources
from training.reader.rewording import searched, sharpened
from training.reader.windows import Window

TEXT = (
    "1998年，张伟在北京创办了远山公司（Far Hill Ltd），当时只有12名员工。"
    "该公司早期以Blue Ridge Software为主要产品，后来又被称为蓝岭软件。"
    "由于资金不足，公司在2003年停止了所有海外业务。"
    "克里斯·保罗·马丁出任首席技术官，他写的《远山纪事》记录了公司最初的十年。"
)


def asked(each=40):
    window = Window("a", "a/1", "远山公司", TEXT)
    return [one for seed in range(20) for one in Cloze(seed).questions([window], each)]


def test_every_kind_is_found_in_its_sentence():
    found = {
        (one.kind, sentence[one.start : one.end])
        for sentence in TEXT.split("。")
        for one in targets(sentence)
    }
    assert {
        ("date", "1998年"),
        ("figure", "12名"),
        ("latin", "Blue Ridge Software"),
        ("term", "蓝岭软件"),
        ("reason", "资金不足"),
        ("person", "克里斯·保罗·马丁"),
        ("post", "首席技术官"),
        ("work", "《远山纪事》"),
    } <= found
    # What stands in brackets belongs to a name and is not asked for by itself.
    assert not [text for kind, text in found if kind == "latin" and "Far Hill" in text]


def test_a_question_never_holds_its_answer_and_the_window_does():
    made = asked()
    assert len({one.text for one in made}) > 30
    for one in made:
        (answer,) = one.answers
        assert answer in TEXT
        assert answer not in one.text or one.text.endswith("吗？")
        assert one.text.endswith("？")


def test_the_same_seed_asks_the_same():
    window = Window("a", "a/1", "远山公司", TEXT)
    first, second = (list(Cloze(3).questions([window], 5)) for _ in range(2))
    assert first == second


def test_a_sentence_without_subject_is_asked_about_the_title():
    window = Window("a", "a/1", "远山公司", "该公司在2003年停止了所有海外业务和线下销售。")
    made = {one.text for seed in range(30) for one in Cloze(seed).questions([window], 3)}
    assert any(one.startswith("远山公司在") for one in made)


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        ("公司哪一年停止业务？", "公司在2003年停止了所有海外业务", ("2003年",)),
        ("公司当时有多少名员工？", "远山公司创办的时候只有12名员工", ("12名",)),
        ("公司是谁创办的？", "1998年由张伟在北京创办了远山公司", ()),
        ("公司是谁创办的？", "张伟", ("张伟",)),
        ("公司的创办人是谁？", "张伟、李强、王芳、赵敏、钱程和孙立六个人", None),
        ("哪一年开始，哪一年停止？", "从1998年一直到2003年都没有停止业务", ()),
        ("公司为什么停止海外业务？", "由于资金不足公司停止了所有海外业务", None),
    ],
)
def test_a_loose_answer_is_cut_to_what_was_asked_or_left_out(question, answer, kept):
    assert sharpened(question, [answer]) == ((answer,) if kept is None else kept)


def test_search_boxes_get_the_keywords():
    found = {searched("长城的入口是在哪里？", Random(seed)) for seed in range(20)}
    assert found == {"长城入口位置", "长城入口位置?"}
    assert "蓝岭软件别名" in {
        searched("蓝岭软件的别名是什么？", Random(seed)) for seed in range(20)
    }


def test_a_window_that_repeats_the_question_keeps_its_answer_where_it_says():
    maker = Maker(Sources((), (), {}, {}, {}, (), frozenset()), 7)
    start = TEXT.index("12名")
    one = Example("q", "公司当时有多少名员工？", "", TEXT, ((start, start + 3),), "positive")
    texts = set()
    for _ in range(60):
        echoed = maker._echoed(one)
        (span,) = echoed.spans
        assert echoed.text[span[0] : span[1]] == "12名"
        assert len(echoed.text) > len(TEXT)
        texts.add(echoed.text)
    assert len(texts) > 10
    empty = maker._echoed(Example("q", one.question, "", TEXT, (), "mined"))
    assert not empty.spans
    assert 0 < NARROW < 1
