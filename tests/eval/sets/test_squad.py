"""SQuAD, CMRC and their relatives: contexts become documents, spans become gold."""

import json

import pytest

from youju.errors import EvaluationError
from youju_eval.sets import open_set

LEAVE = "员工每年享有10天带薪年假。"


def opened(tmp_path, value, name="set.json"):
    path = tmp_path / name
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return open_set(path)


def squad(*qas, context=LEAVE, **more):
    return {
        "data": [{"title": "休假", "paragraphs": [{"context": context, "qas": list(qas), **more}]}]
    }


def asked(identity="q1", texts=("10天",), **more):
    answers = [{"text": text, "answer_start": 6} for text in texts]
    return {"id": identity, "question": "年假几天?", "answers": answers, **more}


def test_a_span_is_answer_and_evidence_in_its_context(tmp_path):
    found = opened(tmp_path, squad(asked(texts=("10天", "10天", "10天带薪年假"))))
    question, document = found.questions[0], found.documents[0]
    assert question.answers == ("10天", "10天带薪年假")
    assert question.evidence == (("10天", "10天带薪年假"),)
    assert question.document == document.id == "休假-1"
    assert dict(question.relevant) == {"休假-1": 1}
    assert (document.text, document.title) == (LEAVE, "休假")


@pytest.mark.parametrize(
    "question",
    [
        asked(is_impossible=True, texts=(), plausible_answers=[{"text": "x", "answer_start": 0}]),
        asked(is_impossible=True),
        asked(texts=()),
        asked(texts=("",)),
    ],
)
def test_impossible_and_empty_answers_are_unanswerable(tmp_path, question):
    found = opened(tmp_path, squad(question)).questions[0]
    assert (found.type, found.answerable) == ("unanswerable", False)


def test_the_flat_layout_of_cmrc(tmp_path):
    found = opened(
        tmp_path,
        [
            {
                "context_id": "DEV_0",
                "context_text": LEAVE,
                "title": "休假",
                "qas": [
                    {"query_id": "DEV_0_Q0", "query_text": "几天?", "answers": ["10天", "10天"]}
                ],
            }
        ],
    )
    assert (found.questions[0].id, found.questions[0].answers) == ("DEV_0_Q0", ("10天",))
    assert found.documents[0].id == "DEV_0"


def test_flat_rows_as_hugging_face_saves_them(tmp_path):
    row = {"id": "1", "title": "休假", "context": LEAVE, "question": "几天?"}
    rows = [
        {**row, "answers": {"text": ["10天"], "answer_start": [6]}},
        {**row, "id": "2", "answers": {"text": [], "answer_start": []}},
    ]
    path = tmp_path / "dev.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    found = open_set(path)
    assert [one.answerable for one in found.questions] == [True, False]
    assert len(found.documents) == 1
    assert found.questions[0].document == found.documents[0].id


def test_a_context_that_comes_twice_is_one_document_and_ids_stay_apart(tmp_path):
    paragraphs = [
        {"id": "7", "context": LEAVE, "qas": [asked("a")]},
        {"id": "7", "context": "另一段,10天。", "qas": [asked("b")]},
        {"id": "8", "context": LEAVE, "qas": [asked("c")]},
    ]
    found = opened(tmp_path, {"data": [{"title": "休假", "paragraphs": paragraphs}]})
    assert [one.id for one in found.documents] == ["7", "休假-2"]
    assert [one.document for one in found.questions] == ["7", "休假-2", "7"]


def test_supporting_sentences_of_expmrc_come_before_the_span(tmp_path):
    found = opened(tmp_path, squad(asked(evidence=LEAVE)))
    assert found.questions[0].evidence == ((LEAVE,),)


def test_an_answer_that_is_no_span_is_no_evidence(tmp_path):
    found = opened(tmp_path, squad(asked(texts=("十天",)))).questions[0]
    assert (found.answers, found.evidence, found.answerable) == (("十天",), (), True)


def test_questions_without_ids_get_their_number(tmp_path):
    qas = [{key: value for key, value in asked().items() if key != "id"} for _ in range(2)]
    assert [one.id for one in opened(tmp_path, squad(*qas)).questions] == ["q1", "q2"]


@pytest.mark.parametrize(
    ("value", "match"),
    [
        (squad({"id": "q", "question": "?"}), "test file without answers"),
        (squad({"id": "q", "answers": []}), "query_text should be a text"),
        (squad(asked(), context=" "), "context should be"),
        (squad(asked(), asked()), "the id q1 comes more than once"),
        ([{"context_text": LEAVE, "qas": 3}], "qas should be a list"),
        (squad(), "there is no question"),
    ],
)
def test_broken_files_are_named(tmp_path, value, match):
    with pytest.raises(EvaluationError, match=match):
        opened(tmp_path, value)
