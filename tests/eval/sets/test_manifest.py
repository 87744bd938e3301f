"""``set.toml``: questions and documents from anywhere, and errors that say what to type."""

import pytest
from tests.eval.sets.files import CORPUS, beir, lines, own

from youju.errors import EvaluationError
from youju_eval.sets import Purpose, open_set


def toml(folder, text, name="set.toml"):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_it_says_is_in_the_set(tmp_path):
    (tmp_path / "data").mkdir()
    beir(tmp_path / "data" / "b")
    path = toml(
        tmp_path / "sets",
        'name = "我的集"\nquestions = "$DATA/b"\ndocuments = "${DATA}/b/corpus.jsonl"\n'
        'purpose = "test"\nabout = """\n两句\n说明\n"""\ngenerated = "templates/1"\n',
    )
    opened = open_set(path, environment={"DATA": str(tmp_path / "data")})
    assert (opened.name, opened.purpose, opened.about) == ("我的集", Purpose.TEST, "两句 说明")
    assert len(opened.documents) == 3
    assert {one.generated for one in opened.questions} == {"templates/1"}


def test_paths_are_relative_to_the_file(tmp_path):
    beir(tmp_path / "b")
    path = toml(tmp_path / "sets", 'questions = "../b"\n', name="my.toml")
    assert open_set(path).name == "my"


def test_a_set_toml_in_a_set_only_adds_to_it(tmp_path):
    for folder in (own(tmp_path / "own"), beir(tmp_path / "beir")):
        documents = open_set(folder).documents
        toml(folder, 'purpose = "development"\n')
        opened = open_set(folder)
        assert opened.documents == documents
        assert (opened.name, opened.purpose) == (folder.name, Purpose.DEVELOPMENT)


def test_an_empty_list_of_documents_means_none(tmp_path):
    folder = own(tmp_path / "s")
    toml(folder, 'questions = "questions.jsonl"\ndocuments = []\n')
    assert open_set(folder).documents == ()


def test_documents_may_come_from_several_places(tmp_path):
    own(tmp_path / "s")
    lines(tmp_path / "corpus.jsonl", CORPUS)
    path = toml(
        tmp_path, 'questions = "s/questions.jsonl"\ndocuments = ["s/documents", "corpus.jsonl"]\n'
    )
    assert len(open_set(path).documents) == 5


def test_the_same_document_twice_is_an_error(tmp_path):
    own(tmp_path / "s")
    path = toml(tmp_path, 'questions = "s"\ndocuments = ["s/documents", "s/documents"]\n')
    with pytest.raises(EvaluationError, match=r"more than once \(2 such ids"):
        open_set(path)


def test_documents_named_at_the_call_come_before_the_files_own(tmp_path):
    own(tmp_path / "s")
    path = toml(tmp_path, 'questions = "s"\ndocuments = "nowhere"\n')
    corpus = lines(tmp_path / "corpus.jsonl", CORPUS)
    assert len(open_set(path, documents=corpus).documents) == 3


def test_found_gold_keeps_judged_documents_and_drops_what_does_not_stand_there(tmp_path):
    beir(tmp_path / "zh")
    beir(
        tmp_path / "en",
        corpus=[
            {"_id": "leave", "text": "Ten days (10天) of leave."},
            {"_id": "sick", "text": "Fifteen days."},
        ],
    )
    path = toml(tmp_path, 'questions = "zh"\ndocuments = "en"\ngold = "found"\n')
    leave, sick, marriage = open_set(path).questions
    assert (leave.answers, leave.evidence) == (("10天",), (("10天",),))
    assert (sick.answers, sick.evidence, dict(sick.relevant)) == ((), (), {"sick": 1})
    assert sick.answerable
    assert not marriage.answerable


def test_evidence_from_answers_takes_the_place_of_a_machines(tmp_path):
    queries = [{"_id": "q1", "text": "?", "answers": ["10天"], "evidence": ["由部门主管批准。"]}]
    beir(tmp_path / "b", queries=queries, qrels="q1\tleave\t1\n")
    assert open_set(tmp_path / "b").questions[0].evidence == (("由部门主管批准。",),)
    path = toml(tmp_path, 'questions = "b"\ngold = "answers"\n')
    assert open_set(path).questions[0].evidence == (("10天",),)


def test_judgements_may_be_named(tmp_path):
    lines(tmp_path / "questions.jsonl", [{"id": "a", "question": "几天?"}])
    (tmp_path / "judged.tsv").write_text("a\tleave\t3\n", encoding="utf-8")
    toml(tmp_path, 'questions = "questions.jsonl"\nqrels = "judged.tsv"\n')
    assert dict(open_set(tmp_path).questions[0].relevant) == {"leave": 3}


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("name = ", "not valid TOML"),
        ('nam = "x"', "no key nam. Did you mean name"),
        ('purpose = "tst"', "purpose cannot be tst. Did you mean test"),
        ('format = "bier"', "format cannot be bier. Did you mean beir"),
        ("documents = 3", "documents should be"),
        ("questions = 3", "questions should be a text"),
        ('questions = ""', "questions is missing"),
        ('questions = "$NOWHERE/x"', "NOWHERE, which is not set. First run: export NOWHERE=PATH"),
        ('questions = "nowhere"', "no such file or folder"),
    ],
)
def test_what_is_wrong_in_it_is_named(tmp_path, text, match):
    with pytest.raises(EvaluationError, match=match):
        open_set(toml(tmp_path, text), environment={})


def test_a_misspelled_documents_path_is_named(tmp_path):
    own(tmp_path / "s")
    path = toml(tmp_path, 'questions = "s"\ndocuments = "s/document"\n')
    with pytest.raises(EvaluationError, match="Check the path of the documents"):
        open_set(path)


@pytest.mark.parametrize(
    ("value", "expected"), [("true", "generated"), ("false", ""), ('"me"', "me")]
)
def test_generated_may_be_yes_or_no_or_a_name_and_a_questions_own_comes_first(
    tmp_path, value, expected
):
    records = [
        {"id": "a", "question": "?"},
        {"id": "b", "question": "!", "generated": "templates/1"},
    ]
    lines(tmp_path / "questions.jsonl", records)
    toml(tmp_path, f"generated = {value}\n")
    found = [one.generated for one in open_set(tmp_path).questions]
    assert found == [expected, "templates/1"]
