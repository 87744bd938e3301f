"""A set is recognised from what is there, however it was saved; what cannot be read says what to do."""

import gzip
import json
import shutil

import pytest
from tests.eval.sets.files import CORPUS, QUERIES, beir, lines, own

from youju.errors import EvaluationError
from youju_eval.sets import Purpose, open_set


def test_our_folder_brings_its_documents_by_their_path(tmp_path):
    opened = open_set(own(tmp_path / "手册"))
    assert opened.name == "手册"
    assert [one.id for one in opened.questions] == ["1", "b"]
    assert [one.id for one in opened.documents] == ["休假.txt", "旧/病假.md"]
    assert [one.name for one in opened.documents] == ["休假.txt", "病假.md"]
    assert opened.document_id("病假.md") == "旧/病假.md"
    assert opened.purpose is Purpose.UNSTATED


def test_files_beside_the_questions_are_documents_but_not_what_speaks_of_the_set(tmp_path):
    lines(tmp_path / "questions.jsonl", [{"id": "a", "question": "几天?"}])
    for name in ("手册.txt", "README.md", "SOURCE.md", "~$手册.docx", ".hidden.txt", "表.xlsx"):
        (tmp_path / name).write_text("十天", encoding="utf-8")
    assert [one.name for one in open_set(tmp_path).documents] == ["手册.txt"]


def test_files_of_kinds_that_are_not_read_are_told_in_about(tmp_path):
    own(tmp_path / "s")
    (tmp_path / "s" / "documents" / "表.xlsx").write_bytes(b"PK")
    assert ".xlsx × 1" in open_set(tmp_path / "s").about


def test_the_folder_of_documents_may_be_spelled_with_a_capital(tmp_path):
    own(tmp_path / "s")
    (tmp_path / "s" / "documents").rename(tmp_path / "s" / "Documents")
    assert len(open_set(tmp_path / "s").documents) == 2


def test_files_of_the_same_name_in_two_folders_stay_apart(tmp_path):
    own(tmp_path / "s")
    (tmp_path / "s" / "documents" / "旧" / "休假.txt").write_text("旧的", encoding="utf-8")
    names = [one.name for one in open_set(tmp_path / "s").documents]
    assert len(set(names)) == 3
    assert "旧_休假.txt" in names


def test_several_files_of_questions_ask_for_one(tmp_path):
    for name in ("questions.jsonl", "questions_hard.jsonl"):
        lines(tmp_path / name, [{"id": "a", "question": "几天?"}])
    with pytest.raises(EvaluationError, match=r"questions\.jsonl, questions_hard\.jsonl"):
        open_set(tmp_path)
    assert open_set(tmp_path / "questions_hard.jsonl").documents == ()


def test_a_file_of_questions_has_the_documents_it_is_given(tmp_path):
    folder = own(tmp_path / "s")
    opened = open_set(folder / "questions.jsonl", documents=folder / "documents")
    assert len(opened.documents) == 2
    corpus = lines(tmp_path / "corpus.jsonl", CORPUS)
    assert [one.id for one in open_set(folder, documents=corpus).documents] == [
        "leave",
        "sick",
        "7",
    ]


def test_the_folder_of_a_run_has_no_documents(tmp_path):
    lines(tmp_path / "questions.jsonl", [{"id": "a", "question": "几天?"}])
    (tmp_path / "result.json").write_text("{}", encoding="utf-8")
    (tmp_path / "report.md").write_text("# 报告", encoding="utf-8")
    assert open_set(tmp_path).documents == ()


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_byte_order_marks_line_ends_and_blank_lines_do_not_matter(tmp_path, before, end):
    records = [{"id": "a", "question": "第一行\u2028第二行?"}, {"id": "b", "question": "几天?"}]
    path = lines(tmp_path / "questions.jsonl", records, before=before, end=end)
    assert [one.question for one in open_set(path).questions] == [
        "第一行\u2028第二行?",
        "几天?",
    ]


def test_a_list_in_a_json_file_is_read_as_lines_are(tmp_path):
    for name in ("set.json", "set.jsonl"):
        path = tmp_path / name
        path.write_text(json.dumps([{"id": 1, "question": "几天?"}]), encoding="utf-8")
        assert open_set(path).questions[0].id == "1"


def test_a_beir_folder_may_be_gzipped(tmp_path):
    folder = beir(tmp_path / "b")
    for name in ("corpus.jsonl", "queries.jsonl"):
        (folder / f"{name}.gz").write_bytes(gzip.compress((folder / name).read_bytes()))
        (folder / name).unlink()
    assert len(open_set(folder).documents) == 3


def test_naming_the_queries_of_a_beir_folder_is_naming_the_folder(tmp_path):
    assert len(open_set(beir(tmp_path / "b") / "queries.jsonl").documents) == 3


def test_judgements_beside_our_questions_are_used(tmp_path):
    lines(
        tmp_path / "questions.jsonl",
        [{"id": "a", "question": "几天?"}, {"id": "b", "question": "?"}],
    )
    (tmp_path / "my.qrels").write_text("a 0 员工␣手册.txt 2\na 0 旧.txt 0\n", encoding="utf-8")
    questions = open_set(tmp_path / "questions.jsonl").questions
    assert dict(questions[0].relevant) == {"员工 手册.txt": 2}
    assert [one.answerable for one in questions] == [True, False]


def test_judgements_of_other_questions_are_an_error(tmp_path):
    path = lines(tmp_path / "questions.jsonl", [{"id": "a", "question": "几天?"}])
    (tmp_path / "qrels.txt").write_text("1 0 x 1\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="none of its ids"):
        open_set(path)


def test_topics_with_qrels_are_questions(tmp_path):
    (tmp_path / "topics.tsv").write_text("1\tannual leave\n2\tunjudged\n", encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("1 0 d1 1\n", encoding="utf-8")
    opened = open_set(tmp_path)
    assert [one.question for one in opened.questions] == ["annual leave"]
    assert "left out: 1" in opened.about


def test_every_broken_row_is_counted_and_the_first_is_named(tmp_path):
    path = lines(tmp_path / "questions.jsonl", [{"id": n, "question": "几天?"} for n in range(9)])
    broken = path.read_text(encoding="utf-8").split("\n")
    broken[2], broken[4], broken[7] = '{"id": 2', '{"id": 4, "question": 5}', "[]"
    path.write_text("\n".join(broken), encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"questions\.jsonl:3.*2 more are wrong") as caught:
        open_set(path)
    assert "另有 2 处" in caught.value.message.zh


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("questions.jsonl", b"", "is empty"),
        ("questions.jsonl", '{"id": 1, "question": "几天?"}'.encode("gb18030"), ":1: not UTF-8"),
        ("questions.jsonl", '{"id": 1}'.encode("utf-16"), "UTF-16"),
        ("questions.jsonl.gz", b"no gzip", "cannot be read"),
        ("set.json", b'{"data": []}', "the file is empty"),
        ("rows.jsonl", b'{"_id": "1", "text": "x"}', "name its folder"),
        ("answers.jsonl", b'{"id": "1", "status": "answered"}', "system's answers"),
        ("faq.jsonl", b'{"q": "x"}', "id and question"),
        ("set.parquet", b"PAR1", "kind of file"),
        ("questions.jsonl", b'{"id": 1, "question": "x", "answer": "10"}', "Did you mean answers"),
        (
            "questions.jsonl",
            b'{"id": 1, "question": "x", "Evidences": []}',
            "Did you mean evidence",
        ),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(tmp_path, name, content, match):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EvaluationError, match=match):
        open_set(tmp_path / name)


def test_a_misspelled_path_gets_the_nearest(tmp_path):
    own(tmp_path / "handbook")
    with pytest.raises(EvaluationError, match="Did you mean handbook"):
        open_set(tmp_path / "handbok")


def test_an_empty_folder_says_what_is_read(tmp_path):
    with pytest.raises(EvaluationError, match=r"no evaluation set in it.*set\.toml"):
        open_set(tmp_path)


def test_a_folder_of_documents_that_holds_none_is_an_error(tmp_path):
    own(tmp_path / "s")
    shutil.rmtree(tmp_path / "s" / "documents")
    (tmp_path / "s" / "documents").mkdir()
    with pytest.raises(EvaluationError, match="no document that can be read"):
        open_set(tmp_path / "s")


def test_a_field_of_ones_own_is_no_misspelling(tmp_path):
    record = {**QUERIES[0], "id": "a", "question": "几天?", "difficulty": 3, "note": "x"}
    assert open_set(lines(tmp_path / "questions.jsonl", [record])).questions[0].answers
