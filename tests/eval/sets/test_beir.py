"""BEIR folders, plain and with answers in the queries."""

import pytest
from tests.eval.sets.files import CORPUS, QUERIES, beir, lines

from youju.errors import EvaluationError
from youju_eval.sets import open_set


def test_answers_become_gold_that_stands_in_the_judged_document(tmp_path):
    leave, sick, marriage = open_set(beir(tmp_path / "b")).questions
    assert (leave.type, leave.document, dict(leave.relevant)) == (
        "answerable",
        "leave",
        {"leave": 1},
    )
    assert leave.answers == ("10天", "十天")
    assert leave.evidence == (("10天",),)
    assert sick.evidence == (("15 天",),)
    assert (marriage.type, marriage.answerable, marriage.document) == ("unanswerable", False, None)


def test_documents_keep_their_ids_under_safe_unique_names(tmp_path):
    corpus = [
        {"_id": one, "text": f"内容 {one}"}
        for one in ("a/b", "a:b", "A_B", "CON", "问" * 200, "x.txt")
    ]
    documents = open_set(beir(tmp_path / "b", corpus=corpus)).documents
    names = [one.name for one in documents]
    assert [one.id for one in documents] == [one["_id"] for one in corpus]
    assert len({name.casefold() for name in names}) == len(names)
    assert names[:4] == ["a_b.txt", "a_b-2.txt", "A_B-3.txt", "_CON.txt"]
    assert names[5] == "x.txt"
    assert all(len(name.encode()) < 200 for name in names)


def test_a_title_stands_above_its_text_once(tmp_path):
    corpus = [
        {"_id": "above", "title": "休假", "text": "员工每年有五天假。"},
        {"_id": "begins", "title": "北京", "text": "北京是中国的首都。"},
        {"_id": "line", "title": "休假 办法", "text": "\n休假办法\n员工每年有五天假。"},
        {"_id": "none", "text": "员工每年有五天假。"},
    ]
    contents = {
        one.id: one.content().decode()
        for one in open_set(beir(tmp_path / "b", corpus=corpus)).documents
    }
    assert contents == {
        "above": "休假\n员工每年有五天假。\n",
        "begins": "北京\n北京是中国的首都。\n",
        "line": "\n休假办法\n员工每年有五天假。\n",
        "none": "员工每年有五天假。\n",
    }


def test_plain_beir_takes_the_queries_of_the_test_split_only(tmp_path):
    queries = [{"_id": f"q{n}", "text": "?"} for n in range(5)]
    folder = beir(tmp_path / "b", queries=queries, qrels="q0\tleave\t1\n")
    (folder / "qrels.tsv").unlink()
    (folder / "qrels").mkdir()
    head = "query-id\tcorpus-id\tscore\n"
    (folder / "qrels" / "train.tsv").write_text(
        head + "q0\tleave\t1\nq1\tsick\t1\n", encoding="utf-8"
    )
    (folder / "qrels" / "test.tsv").write_text(
        head + "q2\tleave\t2\nq2\tsick\t0\nq3\t7\t1\nq9\t7\t1\n", encoding="utf-8"
    )
    opened = open_set(folder)
    assert [(one.id, dict(one.relevant)) for one in opened.questions] == [
        ("q2", {"leave": 2}),
        ("q3", {"7": 1}),
    ]
    assert "judgements: test" in opened.about
    assert "left out: 3" in opened.about
    assert "not there: 1" in opened.about


def test_a_query_without_answers_names_no_document_that_must_hold_them(tmp_path):
    queries = [{"_id": "q1", "text": "?", "answers": [], "passage_id": "leave"}]
    question = open_set(beir(tmp_path / "b", queries=queries)).questions[0]
    assert (question.document, question.evidence, question.answerable) == (None, (), True)


def test_a_type_is_a_tag_unless_measures_know_it(tmp_path):
    queries = [
        {**QUERIES[0], "type": "figure", "tags": ["x"]},
        {**QUERIES[1], "kind": "list"},
    ]
    first, second = open_set(beir(tmp_path / "b", queries=queries)).questions
    assert (first.type, first.tags) == ("answerable", ("figure", "x"))
    assert (second.type, second.tags) == ("list", ())


def test_evidence_of_its_own_is_kept_and_repeated_texts_are_not(tmp_path):
    evidence = ["员工每年享有10天带薪年假。", "员工每年享有10天带薪年假。", ""]
    queries = [{**QUERIES[0], "evidence": evidence}]
    question = open_set(beir(tmp_path / "b", queries=queries)).questions[0]
    assert question.evidence == (("员工每年享有10天带薪年假。",),)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"corpus": [*CORPUS, CORPUS[0], CORPUS[1]]}, r"id leave comes more than once \(2 such"),
        (
            {"corpus": [{"_id": "a"}, {"text": "x"}, {"_id": "b"}]},
            r"jsonl:1: the field text.*2 more",
        ),
        ({"queries": [*QUERIES, QUERIES[0]]}, "the id q1 comes more than once"),
        ({"queries": [{"_id": "x", "text": "?"}]}, "there is no question"),
        ({"qrels": "q1\tleave\n"}, "qrels.tsv:1: too few columns"),
        ({"qrels": "q1\tleave\tgood\n"}, "the grade should be a whole number, not good"),
        ({"qrels": "query-id\tcorpus-id\tscore\n"}, "there are no judgements"),
    ],
)
def test_broken_folders_are_named(tmp_path, change, match):
    with pytest.raises(EvaluationError, match=match):
        open_set(beir(tmp_path / "b", **change))


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_part_is_named(tmp_path, name):
    folder = beir(tmp_path / "b")
    (folder / name).unlink()
    with pytest.raises(EvaluationError, match=name):
        open_set(folder)


def test_a_corpus_that_is_a_list_of_files_keeps_its_ids(tmp_path):
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    place = lines(tmp_path / "documents.jsonl", [{"id": "d1", "file": "a.txt"}])
    path = lines(tmp_path / "questions.jsonl", [{"id": "a", "question": "?"}])
    assert [(one.id, one.name) for one in open_set(path, documents=place).documents] == [
        ("d1", "a.txt")
    ]
