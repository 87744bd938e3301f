"""A whole run from its two files: rows by type, lengths, and nothing dropped from a mean."""

import json

import pytest

from youju.errors import EvaluationError
from youju_eval import read_predictions, read_questions, score
from youju_eval.__main__ import main

QUESTIONS = [
    {"id": "a", "type": "figure", "question": "年假几天?", "answers": ["10天"], "evidence": ["10天年假"]},
    {"id": "b", "type": "entity", "question": "谁批准?", "answers": ["部门主管"], "evidence": [["部门主管"], ["批准"]]},
    {"id": "c", "type": "unanswerable", "question": "火星?", "answers": [], "evidence": []},
    {"id": 4, "type": "figure", "question": "几点下班?", "answers": ["18点"], "evidence": ["18点下班"], "document": "手册.md"},
]  # fmt: skip


def passage(text):
    return {"document": "手册.md", "text": text, "heading_path": ["第一章"], "score": 0.5}


RECORDS = [
    {"id": "a", "status": "answered", "answer": "10天[1]", "retrieved": [passage("享有10天年假")]},
    {"id": "b", "status": "answered", "answer": "由部门主管批准[1]", "retrieved": [passage("无关"), passage("部门主管批准")]},
    {"id": "c", "status": "not_found", "answer": "", "retrieved": [passage("无关")]},
    {"id": "another run", "status": "error", "error": "…", "question": ""},
]  # fmt: skip


@pytest.fixture
def files(tmp_path):
    def write(name, lines):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n")
        return path

    return write("questions.jsonl", QUESTIONS), write("answers.jsonl", RECORDS)


def test_the_report_of_a_run(files):
    report = score(read_questions(files[0]), read_predictions(files[1]))
    rows = {row.type: row for row in report.rows}
    assert list(rows) == ["figure", "entity", "unanswerable"]
    assert rows["figure"].evidence == {1: 0.5, 3: 0.5, 5: 0.5, 10: 0.5}
    assert rows["entity"].evidence == {1: 0.0, 3: 1.0, 5: 1.0, 10: 1.0}
    assert rows["unanswerable"].answer_hit is None
    assert rows["unanswerable"].refusal_recall == 1.0
    assert report.total.answerable == 3
    assert report.total.answer_hit == pytest.approx(2 / 3)
    assert report.total.false_refusals == pytest.approx(1 / 3)
    assert (report.short_mean_length, report.short_longest) == (5.0, 7)


def test_a_question_without_a_record_is_a_miss_and_is_named(files):
    report = score(read_questions(files[0]), {})
    assert report.missing == ("a", "b", "c", "4")
    assert report.total.evidence[10] == 0.0
    assert report.total.answer_hit == 0.0
    assert report.total.refusal_recall == 0.0
    assert report.total.false_refusals == 1.0
    assert report.short_mean_length is None


def test_the_command_prints_a_table_and_json(files, capsys):
    assert main([str(file) for file in files]) == 0
    table = capsys.readouterr().out
    assert table.splitlines()[0].split()[:4] == ["type", "answerable", "unanswerable", "evidence@1"]
    assert "without a record (misses): 4" in table
    assert main([*(str(file) for file in files), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["total"]["evidence"]["3"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "JSON"),
        ("[1]", "JSON"),
        ('{"question": "?", "answers": [], "evidence": []}', "id"),
        ('{"id": "x", "question": 1}', "question"),
        ('{"id": "x", "question": "?", "answers": "10"}', "answers"),
        ('{"id": "x", "question": "?", "answers": [1]}', "answers"),
        ('{"id": "x", "question": "?", "evidence": ["a", ["b"]]}', "evidence"),
        ('{"id": "x", "question": "?", "evidence": [[]]}', "evidence"),
    ],
)
def test_a_bad_line_is_named_by_file_and_number(tmp_path, line, said):
    path = tmp_path / "q.jsonl"
    path.write_text("\n" + line)
    with pytest.raises(EvaluationError, match=rf"q\.jsonl:2.*{said}"):
        read_questions(path)


def test_ids_that_come_twice_and_empty_sets_are_refused(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "x", "question": "?"}\n' * 2)
    with pytest.raises(EvaluationError, match="more than once"):
        read_questions(path)
    path.write_text("\n")
    with pytest.raises(EvaluationError, match="no question"):
        read_questions(path)


def test_the_command_says_what_is_wrong_and_leaves_with_1(tmp_path, capsys):
    assert main([str(tmp_path / "none.jsonl"), str(tmp_path / "none.jsonl")]) == 1
    assert "无法读取" in capsys.readouterr().err
