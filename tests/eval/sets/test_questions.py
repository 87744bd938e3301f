"""Our file of questions: read back as written, and every broken line named by its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.errors import EvaluationError
from youju.schema import Role, Turn
from youju_eval.sets import EvaluationQuestion, read_questions, write_questions

FULL = EvaluationQuestion(
    id="a",
    type="figure",
    question="年假几天?",
    answers=("10天",),
    evidence=(("10天年假", "十天年假"), ("部门主管",)),
    document="手册.md",
    history=(Turn(Role.USER, "病假呢?"), Turn(Role.ASSISTANT, "15天")),
    tags=("休假",),
    relevant={"手册.md": 2},
    generated="templates/1",
)


def test_what_was_written_is_read_back(tmp_path):
    questions = (FULL, EvaluationQuestion("b", "unanswerable", "火星?"))
    write_questions(questions, tmp_path / "q.jsonl")
    assert read_questions(tmp_path / "q.jsonl") == questions


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.lists(texts, min_size=1), max_size=3), st.lists(texts))
def test_any_gold_survives(tmp_path_factory, groups, answers):
    path = tmp_path_factory.mktemp("gold") / "q.jsonl"
    asked = EvaluationQuestion(
        "a", "figure", "?", tuple(answers), tuple(tuple(group) for group in groups)
    )
    write_questions([asked], path)
    assert read_questions(path) == (asked,)


def test_a_flat_list_is_one_group_and_a_whole_number_an_id(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('\n{"id": 4, "question": "?", "evidence": ["a", "b"], "history": ["x"]}\n\n')
    (asked,) = read_questions(path)
    assert (asked.id, asked.type, asked.evidence) == ("4", "question", (("a", "b"),))
    assert asked.history == (Turn(Role.USER, "x"),)


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
        ('{"id": "x", "question": "?", "history": [1]}', "history"),
        ('{"id": "x", "question": "?", "history": [{"role": "judge", "content": ""}]}', "history"),
        ('{"id": "x", "question": "?", "relevant": {"d": "high"}}', "d"),
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
