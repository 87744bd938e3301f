"""A set run through a library: in its own index, gone on with after a stop, never mixed with another."""

import json

import pytest
from tests.support.encoders import BigramEncoder

from youju import Library
from youju.errors import EvaluationError
from youju.settings import Settings, with_values
from youju_eval.folder import RunFolder
from youju_eval.predictions import Prediction, RankedPassage
from youju_eval.results import SystemInfo
from youju_eval.running import LibraryPlan, Plan, run_answers, run_library, score_predictions
from youju_eval.sets import EvaluationQuestion, EvaluationSet, SetDocument

HANDBOOK = """# 员工手册

## 第一章 休假

员工入职满一年后，每年享有10天带薪年假。年假须提前三个工作日申请，由部门主管批准。

病假凭医院证明办理，每年不超过15天，期间发放基本工资。
"""
QUESTIONS = (
    EvaluationQuestion("a", "figure", "带薪年假有几天?", ("10天",), (("10天带薪年假",),), "手册"),
    EvaluationQuestion("b", "figure", "病假每年最多几天?", ("15天",), (("不超过15天",),), "手册"),
    EvaluationQuestion(
        "c", "figure", "那年假由谁批准?", ("部门主管",), (("部门主管批准",),), "手册"
    ),
)


class Opener:
    """Opens libraries under a cheap encoder and counts what is encoded."""

    def __init__(self):
        self.encoded = 0

    def __call__(self, path, *, create, settings):
        opener = self

        class Counting(BigramEncoder):
            def encode_passages(self, texts, *, report=None):
                opener.encoded += len(texts)
                return super().encode_passages(texts, report=report)

        return Library.open(path, create=create, settings=settings, encoder=Counting())


@pytest.fixture
def settings(tmp_path):
    return with_values(Settings(), {"embedding.cache": tmp_path / "cache"})


@pytest.fixture
def handbook():
    documents = (SetDocument("手册", "手册.md", text=HANDBOOK),)
    return EvaluationSet("手册", QUESTIONS, documents)


def test_a_run_leaves_everything_in_its_folder(tmp_path, settings, handbook):
    plan = Plan(handbook, RunFolder(tmp_path / "run"))
    seen = []
    result = run_library(
        plan,
        LibraryPlan(settings),
        opener=Opener(),
        told_document=lambda done, total, name: seen.append((done, total, name)),
        told_question=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 1, "手册.md"), (1, 3), (2, 3), (3, 3)]
    assert result.measure("evidence@10").overall.value == 1.0
    assert result.index.passages == 2
    assert result.index.fingerprint["model"] == "bigrams"
    assert result.environment.versions["youju"]
    run = plan.folder.read()
    assert run.result == result
    assert [one.id for one in run.questions] == ["a", "b", "c"]
    assert run.predictions["a"].retrieved[0].document == "手册"
    lines = plan.folder.trec.read_text("utf-8").splitlines()
    assert all(len(line.split()) == 6 for line in lines)


def test_the_same_run_again_asks_nothing_and_encodes_nothing(tmp_path, settings, handbook):
    # The question a run warms up with would be compared word by word.
    settings = with_values(settings, {"retrieval.near": 0})
    opener = Opener()
    plan = Plan(handbook, RunFolder(tmp_path / "run"))
    first = run_library(plan, LibraryPlan(settings), opener=opener)
    encoded = opener.encoded
    before = plan.folder.predictions.read_bytes()
    second = run_library(plan, LibraryPlan(settings), opener=opener)
    assert plan.folder.predictions.read_bytes() == before
    assert opener.encoded == encoded > 0
    assert second.questions == first.questions


def test_another_configuration_shares_the_index_but_not_the_folder(tmp_path, settings, handbook):
    opener = Opener()
    run_library(Plan(handbook, RunFolder(tmp_path / "one")), LibraryPlan(settings), opener=opener)
    encoded = opener.encoded
    lexical = with_values(settings, {"retrieval.retriever": "lexical"})
    run_library(Plan(handbook, RunFolder(tmp_path / "two")), LibraryPlan(lexical), opener=opener)
    assert opener.encoded == encoded
    with pytest.raises(EvaluationError, match="another run"):
        run_library(
            Plan(handbook, RunFolder(tmp_path / "one")), LibraryPlan(lexical), opener=opener
        )


def test_a_folder_of_something_else_is_left_alone(tmp_path, settings, handbook):
    (tmp_path / "thesis.txt").write_text("…")
    with pytest.raises(EvaluationError, match="something else"):
        run_library(Plan(handbook, RunFolder(tmp_path)), LibraryPlan(settings), opener=Opener())


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path, handbook):
    asked = []

    def answers(question):
        if question.id == "c" and len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(question.id)
        return {"id": question.id, "status": "answered", "answer": "10天"}

    plan = Plan(handbook, RunFolder(tmp_path / "run"))
    system = SystemInfo("endpoint", "x")
    with pytest.raises(KeyboardInterrupt):
        run_answers(plan, answers, system)
    with plan.folder.predictions.open("ab") as stream:
        stream.write(b'{"id": "c", "stat')
    asked.append("a stop")
    run_answers(plan, answers, system)
    assert asked == ["a", "b", "a stop", "c"]
    records = [json.loads(line) for line in plan.folder.predictions.read_text().splitlines()]
    assert [record["id"] for record in records] == ["a", "b", "c"]


def test_an_error_is_asked_again_and_the_order_stays(tmp_path, handbook):
    broken = {"a"}

    def answers(question):
        status = "error" if question.id in broken else "answered"
        return {"id": question.id, "status": status, "answer": "10天"}

    plan = Plan(handbook, RunFolder(tmp_path / "run"))
    system = SystemInfo("endpoint", "x")
    first = run_answers(plan, answers, system)
    assert first.questions[0].values["answer_hit"] == 0.0
    broken.clear()
    second = run_answers(plan, answers, system)
    assert second.questions[0].values["answer_hit"] == 1.0
    records = [json.loads(line) for line in plan.folder.predictions.read_text().splitlines()]
    assert [record["id"] for record in records] == ["a", "b", "c"]


def test_another_systems_answers_are_scored_alike(tmp_path, handbook):
    given = {
        "a": Prediction("a", "answered", "10天", (RankedPassage("手册", "享有10天带薪年假"),)),
        "other": Prediction("other", "answered", "?"),
    }
    plan = Plan(handbook, RunFolder(tmp_path / "run"))
    result = score_predictions(plan, given, SystemInfo("predictions", "theirs"))
    assert result.measure("evidence@1").overall.value == pytest.approx(1 / 3)
    assert (result.missing, result.extra) == (("b", "c"), ("other",))


def test_documents_that_cannot_be_read_are_named_and_do_not_stop_the_rest(tmp_path, settings):
    broken = SetDocument("b", "broken.pdf", text="no PDF at all")
    good = SetDocument("手册", "手册.md", text=HANDBOOK)
    mixed = EvaluationSet("混", QUESTIONS, (broken, good))
    result = run_library(
        Plan(mixed, RunFolder(tmp_path / "run")), LibraryPlan(settings), opener=Opener()
    )
    assert result.index.documents == 1
    assert result.index.failed[0].startswith("broken.pdf: ")
    alone = EvaluationSet("坏", QUESTIONS, (broken,))
    with pytest.raises(EvaluationError, match=r"broken\.pdf"):
        run_library(Plan(alone, RunFolder(tmp_path / "x")), LibraryPlan(settings), opener=Opener())


def test_a_set_without_documents_wants_a_library(tmp_path, settings):
    bare = EvaluationSet("空", QUESTIONS)
    with pytest.raises(EvaluationError, match="--library"):
        run_library(Plan(bare, RunFolder(tmp_path / "run")), LibraryPlan(settings), opener=Opener())


def test_judged_documents_are_ranked_deeper_than_passages():
    judged = EvaluationQuestion("a", "q", "?", relevant={"d": 1})
    deep = LibraryPlan(Settings()).for_set(EvaluationSet("x", (judged,)))
    assert deep.settings.retrieval.k == 50
    chosen = LibraryPlan(with_values(Settings(), {"retrieval.k": 20}))
    assert chosen.for_set(EvaluationSet("x", (judged,))).settings.retrieval.k == 20
