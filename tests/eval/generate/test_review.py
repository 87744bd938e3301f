"""The folder of a proposal, and a person's edits of its table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.errors import EvaluationError
from youju_eval.generate import (
    REVIEWED,
    ProposalFolder,
    Reading,
    Reviewed,
    apply_review,
    propose,
    write_proposal,
)
from youju_eval.generate.folder import read_settings
from youju_eval.generate.table import (
    COLUMNS,
    evidence_in,
    groups_of,
    read_table,
    texts_in,
    write_table,
)
from youju_eval.sets.opening import open_set
from youju_eval.sets.questions import read_questions
from youju_eval.sets.values import Purpose

Row = dict[str, str]


@pytest.fixture
def folder(reading: Reading, tmp_path: Path) -> ProposalFolder:
    return write_proposal(propose(reading.documents, number=20), tmp_path / "我的题集")


def edit(folder: ProposalFolder, change: Callable[[list[Row]], None], encoding: str = "utf-8-sig",
         delimiter: str = ",") -> None:  # fmt: skip
    """Rewrite the table as a spreadsheet would."""
    rows = [dict(row.cells) for row in read_table(folder.review)]
    change(rows)
    with folder.review.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def test_a_written_set_opens_as_a_set_and_says_it_is_generated(folder: ProposalFolder) -> None:
    opened = open_set(folder.path)
    assert opened.name == "我的题集"
    assert opened.purpose is Purpose.DEVELOPMENT
    assert len(opened.questions) == 20
    assert {one.name for one in opened.documents} == {"报告.txt", "条例.txt", "museum.txt"}
    assert all(one.generated for one in opened.questions)
    assert read_settings(folder.settings)["generated"] is True


def test_excel_sees_that_the_table_is_utf8(folder: ProposalFolder) -> None:
    assert folder.review.read_bytes().startswith(b"\xef\xbb\xbfkeep,id,type,question")


def test_a_folder_that_holds_something_is_refused(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(EvaluationError, match="not empty"):
        write_proposal(propose(reading.documents, number=5), tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_proposal_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no question"):
        write_proposal(propose(()), tmp_path / "set")
    assert list(tmp_path.iterdir()) == []


def test_an_untouched_table_keeps_every_question_as_it_was(folder: ProposalFolder) -> None:
    before = read_questions(folder.questions)
    assert apply_review(folder.path) == Reviewed(kept=len(before), dropped=0, edited=0)
    after = read_questions(folder.questions)
    assert [(one.question, one.answers, one.evidence) for one in after] == [
        (one.question, one.answers, one.evidence) for one in before
    ]
    assert all(REVIEWED in one.tags for one in after)
    assert read_questions(folder.proposed) == before


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8", ";")]
)
def test_edits_are_taken_over_in_whatever_way_they_were_saved(
    folder: ProposalFolder, encoding: str, delimiter: str
) -> None:
    def change(rows: list[Row]) -> None:
        rows[0]["keep"] = "否"
        rows[1]["question"] = "换了说法的问题？"
        rows[2]["keep"] = "YES"
        del rows[3]

    edit(folder, change, encoding, delimiter)
    assert apply_review(folder.path) == Reviewed(kept=18, dropped=2, edited=1)
    after = read_questions(folder.questions)
    assert after[0].question == "换了说法的问题？"
    assert "reviewed by a person" in str(read_settings(folder.settings)["about"])


def test_a_review_can_be_repeated_from_the_proposal(folder: ProposalFolder) -> None:
    edit(folder, lambda rows: rows[0].update(keep="no"))
    assert apply_review(folder.path).kept == 19
    edit(folder, lambda rows: rows[0].update(keep=""))
    assert apply_review(folder.path).kept == 20


def test_every_wrong_row_is_named_with_its_line_and_nothing_is_written(
    folder: ProposalFolder,
) -> None:
    before = folder.questions.read_bytes()

    def change(rows: list[Row]) -> None:
        rows[0]["keep"] = "maybe"
        rows[1]["evidence"] = "文档里没有的话"
        rows[2]["question"] = " "
        rows[-1]["answers"] = "有答案"
        rows.append({**dict.fromkeys(COLUMNS, ""), "id": "mine-1", "question": "我的问题？"})

    edit(folder, change)
    with pytest.raises(EvaluationError) as raised:
        apply_review(folder.path)
    said = raised.value.message.en
    for part in (
        "review.csv:2: keep",
        "maybe",
        "not in the document",
        "is empty",
        "mine-1",
        "unanswerable",
    ):
        assert part in said
    assert folder.questions.read_bytes() == before
    assert not folder.proposed.exists()


def test_a_review_that_keeps_nothing_is_refused(folder: ProposalFolder) -> None:
    def change(rows: list[Row]) -> None:
        for row in rows:
            row["keep"] = "no"

    edit(folder, change)
    with pytest.raises(EvaluationError, match="no question is kept"):
        apply_review(folder.path)


def test_an_unanswerable_question_can_be_answered_after_all(folder: ProposalFolder) -> None:
    def change(rows: list[Row]) -> None:
        rows[-1].update(
            type="figure", answers="91%", evidence="污水处理率 达到91%", document="报告.txt"
        )

    edit(folder, change)
    assert apply_review(folder.path).edited == 1
    last = read_questions(folder.questions)[-1]
    assert (last.type, last.evidence) == ("figure", (("污水处理率 达到91%",),))


def test_another_folder_is_no_proposal(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"set\.toml is missing"):
        apply_review(tmp_path)


def test_missing_columns_are_named(folder: ProposalFolder) -> None:
    folder.review.write_text("keep,question\n,问题\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="id, type, answers"):
        apply_review(folder.path)


def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    cells = {"id": "1", "question": "=HYPERLINK(1)", "answers": "-5%", "note": "'quoted"}
    write_table([cells], tmp_path / "t.csv")
    assert ",=HYPERLINK" not in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    (row,) = read_table(tmp_path / "t.csv")
    assert {name: row.cells[name] for name in cells} == cells


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="|"), min_size=1)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3))
def test_evidence_goes_into_a_cell_and_back(groups: list[list[str]]) -> None:
    given_groups = tuple(tuple(group) for group in groups)
    assert evidence_in(groups_of(given_groups)) == given_groups


@given(st.lists(WORDS, max_size=5))
def test_answers_go_into_a_cell_and_back(texts: list[str]) -> None:
    assert texts_in("\n".join(texts)) == tuple(texts)
