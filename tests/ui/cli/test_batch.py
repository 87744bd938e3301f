"""ask --batch: every line its record, at once, in order, whatever the line holds."""

import io
import json

import pytest

from youju.errors import LibraryDamagedError, QuestionError
from youju.schema import Answer, Question, Role, Status
from youju_ui.batch import BadLineError, answer_lines, read_question

LINES = [
    {"id": "a", "question": "旅游综合收入是多少?", "answers": ["82亿元"], "more": 1},
    {"id": 7, "question": "那民宿呢?", "history": ["2022年旅游综合收入是多少?"]},
    {"question": "年假几天?", "history": [{"role": "user", "content": "你好"}, {"role": "assistant", "content": "您好"}]},
]  # fmt: skip


def jsonl(lines):
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_file_is_answered_line_by_line(youju, library, tmp_path):
    (tmp_path / "q.jsonl").write_text(jsonl(LINES), encoding="utf-8")
    out = tmp_path / "a.jsonl"
    result = youju("--library", library, "ask", "--batch", tmp_path / "q.jsonl", "--out", out)
    assert (result.code, result.out) == (0, "")
    assert "共 3 个问题" in result.err
    assert [record["id"] for record in records(out.read_text("utf-8"))] == ["a", 7, None]


def test_standard_input_and_output_serve_too(youju, library, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(jsonl(LINES).encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    result = youju("--library", library, "ask", "--batch", "-")
    assert result.code == 0
    assert len(records(result.out)) == 3


def test_plain_lines_are_questions_and_may_stand_among_json(youju, library, monkeypatch):
    text = "\ufeff每年享有几天带薪年假？\n\n  2022年旅游综合收入是多少?  \r\n" + jsonl(LINES[1:2])
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    result = youju("--library", library, "ask", "--batch", "-")
    assert result.code == 0
    found = records(result.out)
    assert [one["question"] for one in found] == [
        "每年享有几天带薪年假？",
        "2022年旅游综合收入是多少?",
        "那民宿呢?",
    ]
    assert [one["id"] for one in found] == [None, None, 7]
    assert "10天" in found[0]["answer"]


def test_a_question_may_begin_with_a_bracket():
    assert read_question("[附件1]里写了什么？\n".encode()).text == "[附件1]里写了什么？"
    with pytest.raises(BadLineError):
        read_question(b'["a list", "is no question"]')


def test_a_plain_line_that_is_no_utf8_is_told(youju, library, tmp_path):
    (tmp_path / "q.txt").write_bytes("年假有几天？\n".encode("gb18030"))
    result = youju("--library", library, "ask", "--batch", tmp_path / "q.txt")
    assert result.code == 0
    assert records(result.out)[0]["status"] == "error"
    assert "UTF-8" in result.err


def test_broken_lines_get_a_record_and_stop_nothing(youju, library, tmp_path):
    lines = [
        b"\xef\xbb\xbf" + jsonl(LINES[:1]).encode(),
        b"\n",
        b"{not json\n",
        b"[1, 2]\n",
        b'{"id": "b"}\n',
        b'{"id": "c", "question": ""}\n',
        b'{"id": "d", "question": "\xff\xfe"}\n',
        b'{"id": "e", "question": "\\ud800"}\n',
        b'{"id": "f", "question": "x", "history": [3]}\n',
        b'{"id": "g", "question": "x", "history": [{"role": "system", "content": "y"}]}\n',
        jsonl(LINES[:1]).encode().strip(),
    ]
    (tmp_path / "q.jsonl").write_bytes(b"".join(lines))
    result = youju("--library", library, "ask", "--batch", tmp_path / "q.jsonl")
    assert result.code == 0
    found = records(result.out)
    assert [record["id"] for record in found] == [
        "a",
        None,
        None,
        "b",
        "c",
        None,
        "e",
        "f",
        "g",
        "a",
    ]
    assert {record["status"] for record in found[1:-1]} == {"error"}
    assert all(record["error"] for record in found[1:-1])
    assert "第 3 行" in result.err


def test_the_questions_are_never_overwritten(youju, library, tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(jsonl(LINES), encoding="utf-8")
    result = youju("--library", library, "ask", "--batch", path, "--out", path)
    assert result.code == 1
    assert path.read_text("utf-8") == jsonl(LINES)


def test_files_that_cannot_be_used_are_named(youju, library, tmp_path):
    missing = youju("--library", library, "ask", "--batch", tmp_path / "none.jsonl")
    assert missing.code == 1
    assert "none.jsonl" in missing.err
    (tmp_path / "q.jsonl").write_text(jsonl(LINES), encoding="utf-8")
    nowhere = youju(
        "--library", library, "ask", "--batch", tmp_path / "q.jsonl", "--out", tmp_path / "no" / "a"
    )
    assert nowhere.code == 1
    assert "无法写入" in nowhere.err
    assert "没有这个文件或文件夹" in nowhere.err


def answered(question):
    return Answer(Question(question.text, question.text), Status.NOT_FOUND, "")


def test_each_record_is_there_before_the_next_question_is_asked():
    asked = []

    def ask(question):
        asked.append(question.text)
        return answered(question)

    lines = [jsonl([line]).encode() for line in LINES]
    made = answer_lines(lines, ask, language="zh-CN", failed=lambda *_: None)
    assert next(made)["id"] == "a"
    assert len(asked) == 1


def test_a_question_that_cannot_be_asked_is_told_with_its_line():
    told = []

    def ask(question):
        raise QuestionError(zh="问题太长。", en="Too long.")

    made = answer_lines(
        [b'{"question": "x"}'], ask, language="en", failed=lambda *one: told.append(one)
    )
    assert list(made) == [{"id": None, "question": "x", "status": "error", "error": "Too long."}]
    assert told == [(1, "Too long.")]


def test_what_would_fail_for_every_line_stops_the_batch():
    def ask(question):
        raise LibraryDamagedError(zh="坏了。", en="Damaged.")

    with pytest.raises(LibraryDamagedError):
        list(answer_lines([b'{"question": "x"}'], ask, language="en", failed=lambda *_: None))


def test_history_is_read_as_questions_or_turns():
    turns = read_question(jsonl(LINES[2:]).encode()).history
    assert [turn.role for turn in turns] == [Role.USER, Role.ASSISTANT]
    assert read_question(jsonl(LINES[1:2]).encode()).history[0].role is Role.USER


def test_a_deep_line_is_a_bad_line():
    with pytest.raises(BadLineError):
        read_question(b"[" * 100_000)
