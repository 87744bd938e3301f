"""The examples and tables of docs/evaluation-sets.md are true."""

import re
from pathlib import Path

from tests.eval.sets.files import beir
from tests.eval.sets.test_ready_made import COUNTS, PURPOSES

from youju_eval.sets import ExportForm, Purpose, open_set
from youju_eval.sets.checks_questions import questions_needed, smallest_difference

PAGE = (Path(__file__).parents[3] / "docs" / "evaluation-sets.md").read_text(encoding="utf-8")


def block(language):
    """The first example in a language."""
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]


def test_the_example_of_questions_is_a_set(tmp_path):
    (tmp_path / "questions.jsonl").write_text(block("jsonl"), encoding="utf-8")
    assert [one.answerable for one in open_set(tmp_path).questions] == [True, False]


def test_the_example_of_a_described_set_opens(tmp_path):
    beir(tmp_path / "cmrc2018_dev")
    (tmp_path / "extra").mkdir()
    (tmp_path / "extra" / "a.txt").write_text("一", encoding="utf-8")
    (tmp_path / "set.toml").write_text(block("toml"), encoding="utf-8")
    opened = open_set(tmp_path, environment={"YOUJU_DATA": str(tmp_path)})
    assert (opened.purpose, len(opened.documents)) == (Purpose.TEST, 4)


def test_the_table_of_described_sets_has_their_counts():
    rows = re.findall(r"^\| (`.*`) \| (\d+) \| (\d+) \| (\d+) \| (\w+)", PAGE, re.MULTILINE)
    told = {}
    for names, questions, unanswerable, documents, purpose in rows:
        for name in re.findall(r"`(\w+)`", names):
            told[name] = (int(questions), int(unanswerable), int(documents), purpose)
    assert told == {
        name: (questions, questions - answerable, documents, PURPOSES.get(name, Purpose.TEST))
        for name, (questions, answerable, documents) in COUNTS.items()
    }


def test_the_forms_of_export_are_all_there():
    table = PAGE.split("## Handing a set on")[1].split("##")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [str(one) for one in ExportForm]


def test_the_numbers_of_questions_are_right():
    assert (round(smallest_difference(65), 3), questions_needed(0.05)) == (0.155, 628)
