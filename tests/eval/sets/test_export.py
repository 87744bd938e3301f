"""What is written can be read back; what a form cannot hold is told; nothing else is overwritten."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.sets.files import beir, own

from youju.errors import EvaluationError
from youju_eval.sets import (
    EvaluationQuestion,
    EvaluationSet,
    ExportForm,
    Purpose,
    SetDocument,
    export,
    open_set,
)

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12
)


def essence(evaluation_set):
    """What forms with answers and judgements hold, by id: SQuAD orders questions by their context."""
    return {
        one.id: (one.question, one.answers, dict(one.relevant), one.answerable)
        for one in evaluation_set.questions
    }


@pytest.mark.parametrize("make", [own, beir])
def test_our_form_loses_nothing(tmp_path, make):
    given_set = replace(
        open_set(make(tmp_path / "源")), purpose=Purpose.TEST, about='引号 " 反斜线 \\ 换行\n完'
    )
    written = export(given_set, tmp_path / "out", form=ExportForm.YOUJU)
    back = open_set(tmp_path / "out")
    assert written.notes == ()
    assert back.questions == given_set.questions
    assert (back.name, back.purpose) == ("源", Purpose.TEST)
    assert back.about == " ".join(given_set.about.split())
    assert {one.id: one.content() for one in back.documents} == {
        one.id: one.content() for one in given_set.documents
    }
    assert all(path.is_file() for path in written.files)


@pytest.mark.parametrize("form", [ExportForm.BEIR, ExportForm.SQUAD])
def test_beir_and_squad_keep_ids_texts_answers_and_judgements(tmp_path, form):
    queries = [
        {"_id": "q1", "text": "年假几天?", "answers": ["10天"]},
        {"_id": "q2", "text": "病假几天?", "answers": ["15天"], "type": "figure"},
        {"_id": "q3", "text": "婚假几天?", "answerable": False},
    ]
    given_set = open_set(beir(tmp_path / "b", queries=queries))
    export(given_set, tmp_path / "out", form=form)
    back = open_set(tmp_path / "out")
    assert essence(back) == essence(given_set)
    assert [(one.id, one.text) for one in back.documents] == [
        (one.id, one.text) for one in given_set.documents
    ]
    if form is ExportForm.BEIR:
        assert back.questions == given_set.questions


def test_beir_gets_judgements_from_where_the_evidence_stands_and_says_so(tmp_path):
    folder = own(tmp_path / "s")
    questions = (folder / "questions.jsonl").read_text(encoding="utf-8")
    (folder / "questions.jsonl").write_text(
        questions.replace(', "document": "休假.txt"', ""), encoding="utf-8"
    )
    written = export(open_set(folder), tmp_path / "out", form=ExportForm.BEIR)
    notes = " ".join(str(note) for note in written.notes)
    assert "where the evidence first stands" in notes
    assert "1 question with earlier turns" in notes
    assert dict(open_set(tmp_path / "out").questions[0].relevant) == {"休假.txt": 1}


def test_squad_spans_are_offsets_of_the_context(tmp_path):
    given_set = open_set(beir(tmp_path / "b"))
    written = export(given_set, tmp_path / "out", form=ExportForm.SQUAD)
    data = json.loads(written.files[0].read_text(encoding="utf-8"))["data"]
    spans = [
        (paragraph["context"], answer)
        for article in data
        for paragraph in article["paragraphs"]
        for question in paragraph["qas"]
        for answer in question["answers"]
    ]
    assert spans
    for context, answer in spans:
        start = answer["answer_start"]
        assert context[start : start + len(answer["text"])] == answer["text"]
    notes = " ".join(str(note) for note in written.notes)
    assert "only the answers that stand in the document" in notes
    assert "1 question without answer and document" in notes


def test_an_answer_with_other_white_space_becomes_the_span_as_it_stands(tmp_path):
    document = SetDocument("d", "d.txt", text="共有\n15 天假。")
    question = EvaluationQuestion("q", "x", "几天?", ("15天",), (), "d")
    export(EvaluationSet("s", (question,), (document,)), tmp_path / "out", form=ExportForm.SQUAD)
    assert open_set(tmp_path / "out").questions[0].answers == ("15 天",)


def test_trec_keeps_judgements_and_tells_what_is_lost(tmp_path):
    written = export(open_set(beir(tmp_path / "b")), tmp_path / "out", form=ExportForm.TREC)
    assert [path.name for path in written.files] == ["topics.tsv", "qrels.txt"]
    assert (tmp_path / "out" / "qrels.txt").read_text(encoding="utf-8").split("\n")[0] == (
        "q1\t0\tleave\t1"
    )
    assert any("answers and evidence were not written" in str(note) for note in written.notes)
    assert [one.id for one in open_set(tmp_path / "out").questions] == ["q1", "q2"]


def test_ragas_holds_reference_turns_and_unanswerable_questions(tmp_path):
    given_set = open_set(own(tmp_path / "s"))
    export(given_set, tmp_path / "out", form=ExportForm.RAGAS)
    back = open_set(tmp_path / "out")
    first, second = back.questions
    assert (first.answers, first.evidence) == (("10天",), (("10天带薪年假",),))
    assert second.history == given_set.questions[1].history
    assert [one.answerable for one in back.questions] == [True, False]


@pytest.mark.parametrize(
    ("form", "match"),
    [
        (ExportForm.BEIR, "brings no documents"),
        (ExportForm.SQUAD, "brings no documents"),
        (ExportForm.TREC, "no judgements"),
        (ExportForm.RAGAS, "neither answers nor evidence"),
    ],
)
def test_a_form_that_could_hold_nothing_is_refused(tmp_path, form, match):
    nothing = EvaluationSet("s", (EvaluationQuestion("q", "x", "几天?"),))
    with pytest.raises(EvaluationError, match=match):
        export(nothing, tmp_path / "out", form=form)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path):
    given_set = open_set(own(tmp_path / "s"))
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(EvaluationError, match="neither empty nor an earlier export"):
        export(given_set, target, form=ExportForm.YOUJU)
    with pytest.raises(EvaluationError, match="is a file"):
        export(given_set, target / "mine.txt", form=ExportForm.YOUJU)
    assert [one.name for one in target.iterdir()] == ["mine.txt"]


def test_an_earlier_export_is_replaced_but_not_what_was_put_beside_it(tmp_path):
    given_set = open_set(own(tmp_path / "s"))
    target = tmp_path / "out"
    export(given_set, target, form=ExportForm.YOUJU)
    (target / "notes.md").write_text("x", encoding="utf-8")
    export(given_set, target, form=ExportForm.RAGAS)
    left = sorted(path.name for path in target.rglob("*") if path.is_file())
    assert left == [".youju-export.json", "notes.md", "ragas.jsonl"]


def test_a_mark_cannot_make_it_delete_outside(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    target = tmp_path / "out"
    target.mkdir()
    mark = {"form": "youju", "files": ["../outside.txt", str(outside)]}
    (target / ".youju-export.json").write_text(json.dumps(mark), encoding="utf-8")
    export(open_set(own(tmp_path / "s")), target, form=ExportForm.YOUJU)
    assert outside.is_file()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(TEXTS, TEXTS, st.lists(TEXTS, max_size=3)),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one[0],
    )
)
def test_any_question_comes_back_from_our_form(tmp_path_factory, rows):
    questions = tuple(
        EvaluationQuestion(key, "x", text, tuple(answers)) for key, text, answers in rows
    )
    target = tmp_path_factory.mktemp("export")
    export(EvaluationSet("名", questions), target, form=ExportForm.YOUJU)
    assert open_set(target).questions == questions
