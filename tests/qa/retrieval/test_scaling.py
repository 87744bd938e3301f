"""A scaling in the settings reaches every score that is shown, and only those: never the order."""

import math

import pytest

import youju
from youju.retrieval.confidence import Scaling
from youju.settings import AnsweringSettings, RetrievalSettings, Settings

HANDBOOK = """# 员工手册

## 休假

员工每年享有年休假十天，入职满一年后可以申请。年休假须提前五个工作日提交申请，由部门负责人批准。

## 考勤

上班时间为早上九点，迟到三次记一次警告。午休时间为十二点到一点半。
"""
SCALING = Scaling(slope=0.5, intercept=-1.0)
QUESTIONS = ("年休假有几天?", "上班时间是几点?", "谁批准年休假?", "2019年的年休假有几天?")


def scaled(score):
    total = SCALING.slope * math.log(score / (1 - score)) + SCALING.intercept
    return 1 / (1 + math.exp(-total))


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    place = tmp_path_factory.mktemp("scaling")
    (place / "手册.md").write_text(HANDBOOK, encoding="utf-8")
    with youju.Library.open(place / "资料") as made:
        made.add(place / "手册.md")
    asked_all = AnsweringSettings(threshold=0.0)
    plain = Settings(answering=asked_all)
    changed = Settings(
        retrieval=RetrievalSettings(score_slope=SCALING.slope, score_intercept=SCALING.intercept),
        answering=asked_all,
    )
    with (
        youju.Library.open(place / "资料", create=False, settings=plain) as before,
        youju.Library.open(place / "资料", create=False, settings=changed) as after,
    ):
        yield before, after


@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_of_passages_are_scaled_and_keep_their_order(libraries, question):
    before, after = (library.search(question) for library in libraries)
    assert [one.passage.id for one in before] == [one.passage.id for one in after]
    assert [one.score for one in after] == pytest.approx([scaled(one.score) for one in before])


@pytest.mark.parametrize("question", QUESTIONS)
def test_confidence_is_the_scaled_score_less_what_contradicts_it(libraries, question):
    before, after = (library.ask(question) for library in libraries)
    assert before.text == after.text
    left = before.confidence / before.citations[0].score
    assert after.citations[0].score == pytest.approx(scaled(before.citations[0].score))
    assert after.confidence == pytest.approx(after.citations[0].score * left)


def test_the_threshold_is_one_of_the_scaled_confidence(libraries):
    _, after = libraries
    sure = after.ask(QUESTIONS[0]).confidence
    assert after.ask(QUESTIONS[0], threshold=sure - 1e-6).citations
    assert not after.ask(QUESTIONS[0], threshold=sure + 1e-6).citations
