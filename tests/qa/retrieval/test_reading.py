"""Passages are read beside the question: exact places, as many as the question is worth."""

from dataclasses import replace

import pytest
from tests.support.passages import document_of, ranked

from youju.question import understand
from youju.retrieval.confidence import Features
from youju.retrieval.coverage import weigh
from youju.retrieval.reading import PassageReader, window_of
from youju.retrieval.retriever import Retrieved
from youju.schema import ScoreParts
from youju.settings import ReadingSettings
from youju_embeddings import Reading

TEXT = """白鹭镇工作报告
一、经济
全镇地区生产总值完成12.6亿元，比上年增长5.2%。
二、文化
图书馆每天上午九点开门，周一闭馆。镇文化站由王小满负责。
三、生态
新建公园3个，改造道路9公里。白鹭来镇栖息。
四、教育
小学由林知秋任校长，学生312人。
"""
FEATURES = Features(1, 1, 1, 0, 0, 0, 0)._asdict()


class Finder:
    """Finds one text wherever it stands; everything else is not answered."""

    name = "finder"

    def __init__(self, sought):
        self.sought = sought
        self.read = []

    def score(self, question, windows):
        self.read.extend(windows)
        return tuple(self._reading(window) for window in windows)

    def _reading(self, window):
        place = window.text.find(self.sought, window.begin)
        if place < 0:
            return Reading(0.01, -4.0, (window.begin, window.begin + 1), -5.0)
        return Reading(0.99, 4.0, (place, place + len(self.sought)), 5.0)

    def close(self):
        pass


def retrieved(question, *, step=0.01, text=TEXT):
    _, passages = document_of(text, name="报告.txt")
    ranking = tuple(
        replace(one, parts=ScoreParts(features=FEATURES)) for one in ranked(*passages, step=step)
    )
    words = weigh(question, lambda asked: dict.fromkeys(asked, 1), len(passages))
    return Retrieved(ranking, understand(question), words, {}, {})


def test_the_passage_that_answers_comes_first_and_its_answer_is_placed_exactly():
    before = retrieved("谁任小学校长？", step=0.001)
    assert "林知秋" not in before.passages[0].passage.text
    after = PassageReader(Finder("林知秋"), settings=ReadingSettings()).read(
        "谁任小学校长？", before
    )
    first = after.passages[0]
    assert "林知秋" in first.passage.text
    reading = after.readings[first.passage.id]
    assert reading.span.of(first.passage.document.text) == "林知秋"
    assert first.score > after.passages[-1].score
    assert first.parts.adjustments["reading"] > 0


def test_nothing_is_lost_and_unread_passages_keep_their_score():
    before = retrieved("谁任小学校长？")
    settings = ReadingSettings(usual=1, most=1)
    after = PassageReader(Finder("王小满"), settings=settings).read("谁任小学校长？", before)
    assert {one.passage.id for one in after.passages} == {one.passage.id for one in before.passages}
    assert len(after.readings) == after.counts["read"] == 1
    unread = [one for one in after.passages if one.passage.id not in after.readings]
    assert all(one in before.passages for one in unread)


@pytest.mark.parametrize(
    ("step", "reader", "read"),
    [(0.05, "auto", 2), (0.0001, "auto", 4), (0.05, "always", 4)],
)
def test_a_doubtful_ranking_is_read_further_than_a_clear_one(step, reader, read):
    settings = ReadingSettings(reader=reader, usual=2, most=4)
    before = retrieved("谁负责文化站？", step=step)
    scorer = Finder(before.passages[0].passage.text[-5:])
    after = PassageReader(scorer, settings=settings).read("谁负责文化站？", before)
    assert after.counts["read"] == read


def test_a_question_about_the_outline_is_not_read():
    question = "第二部分讲了什么？"
    scorer = Finder("文化")
    PassageReader(scorer, settings=ReadingSettings()).read(question, retrieved(question))
    assert scorer.read == []


def test_a_scorer_that_only_ranks_changes_the_order_and_not_the_score():
    class Ranks(Finder):
        def _reading(self, window):
            return replace(super()._reading(window), span=None, margin=None)

    before = retrieved("谁任小学校长？", step=0.001)
    after = PassageReader(Ranks("林知秋"), settings=ReadingSettings()).read(
        "谁任小学校长？", before
    )
    assert "林知秋" in after.passages[0].passage.text
    scores = {one.passage.id: one.score for one in before.passages}
    unscaled = PassageReader(Ranks("无"), settings=ReadingSettings(weight=0)).read("？谁", before)
    assert {one.score for one in unscaled.passages} == {one.score for one in after.passages}
    assert scores.keys() == {one.passage.id for one in after.passages}


def test_a_window_is_the_passage_behind_its_context():
    _, passages = document_of(TEXT, name="报告.txt")
    for passage in passages:
        window = window_of(passage)
        assert window.text[: window.begin] == f"{passage.context}\n"
        assert window.text[window.begin :] == passage.text


def test_where_the_first_passages_do_not_answer_the_next_ones_are_read():
    before = retrieved("谁任小学校长？", step=0.03)
    settings = ReadingSettings(usual=1, most=5)
    found = PassageReader(Finder("林知秋"), settings=settings).read("谁任小学校长？", before)
    assert found.counts["read"] == 5
    assert "林知秋" in found.passages[0].passage.text
    first = before.passages[0].passage.text[-5:]
    at_once = PassageReader(Finder(first), settings=settings).read("谁任小学校长？", before)
    assert at_once.counts["read"] == 1
