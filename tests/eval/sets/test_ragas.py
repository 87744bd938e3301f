"""RAGAS rows of every version, as a set and as a system's answers."""

import csv
import json

import pytest
from tests.eval.sets.files import lines

from youju.errors import EvaluationError
from youju.schema import Role, Turn
from youju_eval.sets import open_set, read_ragas_predictions

NEW = {
    "user_input": "年假几天?",
    "reference": "10天",
    "reference_contexts": ["享有10天年假。", "由主管批准。"],
    "retrieved_contexts": ["员工享有10天年假。"],
    "response": "10天",
}
OLD = {"question": "年假几天?", "ground_truth": "10天", "answer": "", "contexts": ["病假15天。"]}


def test_every_reference_context_is_needed(tmp_path):
    question = open_set(lines(tmp_path / "r.jsonl", [NEW])).questions[0]
    assert (question.id, question.question, question.answers) == ("1", "年假几天?", ("10天",))
    assert question.evidence == (("享有10天年假。",), ("由主管批准。",))


def test_older_names_are_read_too(tmp_path):
    rows = [OLD, {**OLD, "ground_truth": None, "ground_truths": ["10天", "十天"]}]
    assert [one.answers for one in open_set(lines(tmp_path / "r.jsonl", rows)).questions] == [
        ("10天",),
        ("10天", "十天"),
    ]


def test_a_table_of_columns_is_read_as_rows(tmp_path):
    path = tmp_path / "r.json"
    path.write_text(
        json.dumps({key: [value, value] for key, value in NEW.items()}), encoding="utf-8"
    )
    assert len(open_set(path).questions) == 2


@pytest.mark.parametrize("write", [json.dumps, repr])
def test_lists_in_cells_of_a_csv_file_are_lists(tmp_path, write):
    path = tmp_path / "r.csv"
    cells = {key: write(value) if isinstance(value, list) else value for key, value in NEW.items()}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(cells))
        table.writeheader()
        table.writerow(cells)
    assert open_set(path).questions[0].evidence == (("享有10天年假。",), ("由主管批准。",))
    assert read_ragas_predictions(path)["1"].retrieved[0].text == "员工享有10天年假。"


def test_a_list_numpy_wrote_would_run_together_and_is_an_error(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("user_input,reference_contexts\n几天?,\"['a'\n 'b']\"\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="NumPy"):
        open_set(path)


def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path):
    row = {**NEW, "reference": "[1] 见第一条"}
    assert open_set(lines(tmp_path / "r.jsonl", [row])).questions[0].answers == ("[1] 见第一条",)


def test_messages_are_earlier_turns_and_the_last_question(tmp_path):
    messages = [
        {"content": "年假几天?", "type": "human"},
        {"content": "10天", "type": "ai"},
        {"content": "那病假呢?", "type": "human"},
        {"content": "15天", "type": "ai"},
    ]
    question = open_set(lines(tmp_path / "r.jsonl", [{**NEW, "user_input": messages}])).questions[0]
    assert question.question == "那病假呢?"
    assert question.history == (Turn(Role.USER, "年假几天?"), Turn(Role.ASSISTANT, "10天"))


def test_a_row_without_reference_is_an_error_unless_it_says_unanswerable(tmp_path):
    row = {"user_input": "婚假几天?", "response": "无"}
    with pytest.raises(EvaluationError, match=r"r\.jsonl:2.*\"answerable\": false"):
        open_set(lines(tmp_path / "r.jsonl", [NEW, row]))
    opened = open_set(lines(tmp_path / "r.jsonl", [NEW, {**row, "answerable": False}]))
    assert [one.answerable for one in opened.questions] == [True, False]


def test_responses_are_predictions_and_an_empty_one_refuses(tmp_path):
    found = read_ragas_predictions(lines(tmp_path / "r.jsonl", [NEW, {**OLD, "id": "b"}]))
    assert (found["1"].answer, found["1"].answered) == ("10天", True)
    assert (found["b"].refused, found["b"].retrieved[0].text) == (True, "病假15天。")


def test_rows_without_answers_are_no_predictions(tmp_path):
    with pytest.raises(EvaluationError, match="no answer of a system"):
        read_ragas_predictions(lines(tmp_path / "r.jsonl", [{"user_input": "?"}]))
