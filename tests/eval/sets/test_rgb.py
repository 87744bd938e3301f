"""RGB rows: every entry of the answer is needed, of a list in it any."""

import pytest
from tests.eval.sets.files import lines

from youju.errors import EvaluationError
from youju_eval.sets import open_set

ROW = {
    "id": 0,
    "query": "年假几天?",
    "answer": "10天",
    "positive": ["员工享有10天年假。"],
    "negative": ["病假15天。"],
}


def opened(tmp_path, *rows, name="zh.json"):
    return open_set(lines(tmp_path / name, list(rows)))


def test_positive_passages_are_relevant_documents(tmp_path):
    found = opened(tmp_path, ROW, {**ROW, "id": 1, "negative": ["报销500元。"]})
    question = found.questions[0]
    assert (question.id, question.answers, question.evidence) == ("0", ("10天",), (("10天",),))
    assert dict(question.relevant) == {"0-positive-1": 1}
    assert [one.id for one in found.documents] == ["0-positive-1", "0-negative-1", "1-negative-1"]
    assert dict(found.questions[1].relevant) == {"0-positive-1": 1}


@pytest.mark.parametrize("name", ["zh.json", "zh.jsonl"])
def test_a_single_row_is_read_in_either_file(tmp_path, name):
    assert len(opened(tmp_path, ROW, name=name).questions) == 1


def test_alternatives_are_one_group(tmp_path):
    question = opened(tmp_path, {**ROW, "answer": [["十天", "10天"]]}).questions[0]
    assert (question.type, question.answers, question.evidence) == (
        "answerable",
        ("十天", "10天"),
        (("10天",),),
    )


def test_a_flat_list_wants_all_and_so_do_lists_in_a_list(tmp_path):
    positive = [["宣誓在1月3日。"], ["会议在1月12日。"]]
    flat = {**ROW, "answer": ["1月3日", "1月12日"], "positive": positive}
    nested = {**flat, "id": 1, "answer": [["3 January", "1月3日"], ["1月12日"]]}
    for question in opened(tmp_path, flat, nested).questions:
        assert (question.type, question.answers) == ("list", ("1月3日", "1月12日"))
        assert question.evidence == (("1月3日",), ("1月12日",))
        assert len(question.relevant) == 2


def test_a_group_that_stands_nowhere_leaves_no_evidence_to_be_met_in_part(tmp_path):
    question = opened(tmp_path, {**ROW, "answer": ["10天", "20天"]}).questions[0]
    assert (question.answers, question.evidence) == (("10天", "20天"), ())


def test_without_positive_passages_it_cannot_be_answered(tmp_path):
    question = opened(tmp_path, {**ROW, "positive": []}, {**ROW, "id": 1}).questions[0]
    assert (question.type, question.answerable) == ("unanswerable", False)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"answer": []}, "answer should be"),
        ({"answer": [[]]}, "answer should be"),
        ({"positive": "x"}, "positive should be a list"),
        ({"positive": [3]}, "positive should be a list of texts"),
        ({"id": None}, "id should be"),
    ],
)
def test_broken_rows_are_named(tmp_path, change, match):
    with pytest.raises(EvaluationError, match=match):
        opened(tmp_path, ROW, {**ROW, "id": 1, **change})
