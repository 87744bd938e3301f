"""A proposal as a whole: gold that stands, no doubles, spread, determinism, and what is really lacking."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from youju_eval.generate import METHOD, Reading, propose, read_documents
from youju_eval.generate.absence import Corpus
from youju_eval.generate.regions import find_region, short_name, siblings
from youju_eval.generate.selection import key_of, select, without_doubles
from youju_eval.generate.values import FIGURE, UNANSWERABLE, Candidate
from youju_eval.text import squeezed


def candidate(
    number: int, *, document: str = "a.txt", answer: str = "1", section: str = "", pattern: str = ""
) -> Candidate:
    """A candidate of no interest but for its place."""
    return Candidate(
        type=FIGURE,
        question=f"第{number}个问题？",
        answers=(answer,),
        evidence=((f"依据{number}",),),
        document=document,
        section=section,
        pattern=pattern,
    )


def test_gold_stands_in_the_document_it_names(reading: Reading) -> None:
    texts = {one.document.name: squeezed(one.document.text) for one in reading.documents}
    questions = propose(reading.documents, number=60).questions
    assert len(questions) > 20
    for one in questions:
        assert one.generated == METHOD
        assert one.answerable == (one.type != UNANSWERABLE)
        for quote in (quote for group in one.evidence for quote in group):
            assert one.document is not None
            assert squeezed(quote) in texts[one.document]


def test_the_same_seed_gives_the_same_and_another_another(reading: Reading) -> None:
    first = propose(reading.documents, number=30, seed=4).questions
    assert propose(reading.documents, number=30, seed=4).questions == first
    assert propose(reading.documents, number=30, seed=5).questions != first


def test_ids_count_and_no_question_comes_twice(reading: Reading) -> None:
    questions = propose(reading.documents, number=40).questions
    assert [one.id for one in questions] == [f"gen-{n:04d}" for n in range(1, len(questions) + 1)]
    assert max(Counter(key_of(one.question) for one in questions).values()) == 1


def test_about_a_fifth_is_unanswerable_and_never_more(reading: Reading) -> None:
    for number in (10, 25, 400):
        questions = propose(reading.documents, number=number).questions
        lacking = sum(not one.answerable for one in questions)
        assert len(questions) <= number
        assert 0 < lacking <= round(0.25 * len(questions))


def test_all_documents_and_many_types_are_asked_about(reading: Reading) -> None:
    questions = propose(reading.documents, number=40).questions
    assert {one.document for one in questions} >= {"报告.txt", "条例.txt", "museum.txt"}
    assert len({one.type for one in questions}) >= 7


def test_swapped_things_are_lacking_in_every_document(reading: Reading) -> None:
    corpus = Corpus(reading.documents)
    lacking = [one for one in propose(reading.documents, number=80).questions if not one.answerable]
    assert {tag for one in lacking for tag in one.tags} >= {
        "swap:year",
        "swap:region",
        "swap:entity",
    }
    for one in lacking:
        if "swap:region" in one.tags:
            assert "青山区" not in one.question
            assert not corpus.titled(short_name(find_region(one.question)))


def test_the_year_in_a_documents_name_is_not_swapped(reading: Reading) -> None:
    from random import Random

    from youju_eval.generate.swaps import Swapper
    from youju_eval.generate.values import Slots

    swapper = Swapper(Corpus(reading.documents), Random(0))
    slots = Slots("绿道里程", 2018)
    asked = Candidate(FIGURE, "《2018年规划》中，绿道里程是多少？", ("1",), ((),), "a", slots=slots)
    assert swapper.year(asked) is None


def test_a_report_speaks_of_its_year_and_the_year_before(reading: Reading) -> None:
    corpus = Corpus(reading.documents)
    assert corpus.speaks_of_year("污水处理率", 2022)
    assert corpus.speaks_of_year("污水处理率", 2023)
    assert not corpus.speaks_of_year("污水处理率", 2019)


def test_a_year_inside_a_range_is_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "规划.txt").write_text("2021—2025年，绿道里程增加300公里。\n", encoding="utf-8")
    corpus = Corpus(read_documents([tmp_path]).documents)
    assert corpus.speaks_of_year("绿道里程", 2023)
    assert not corpus.speaks_of_year("绿道里程", 2027)


def test_evidence_in_two_documents_names_neither(tmp_path: Path, sources: Path) -> None:
    for name in ("一.txt", "二.txt"):
        (tmp_path / name).write_bytes((sources / "条例.txt").read_bytes())
    questions = propose(read_documents([tmp_path]).documents, number=10).questions
    assert questions
    assert {one.document for one in questions} == {None}


def test_a_question_with_two_answers_is_dropped() -> None:
    same, other = candidate(1, answer="5"), candidate(1, answer="6", document="b.txt")
    assert without_doubles([same, other, candidate(2)]) == (candidate(2),)


def test_a_choice_is_spread_over_documents_and_sections() -> None:
    from random import Random

    many = [candidate(n, document=f"{n % 3}.txt", section=str(n // 3 % 4)) for n in range(120)]
    chosen = select(many, 12, Random(0))
    assert set(Counter(one.document for one in chosen).values()) == {4}
    assert len({(one.document, one.section) for one in chosen}) == 12


def test_a_worn_pattern_does_not_fill_a_set() -> None:
    from random import Random

    alike = [candidate(n, document=f"{n}.txt", pattern="speaker") for n in range(50)]
    assert len(select(alike, 40, Random(0))) == 2


def test_documents_without_a_fitting_sentence_give_nothing(tmp_path: Path) -> None:
    (tmp_path / "诗.txt").write_text("春眠不觉晓，处处闻啼鸟。\n", encoding="utf-8")
    assert propose(read_documents([tmp_path]).documents).questions == ()
    assert propose(()).questions == ()


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("2023年怀柔区政府工作报告", "怀柔区"),
        ("2025年西藏政府工作报告", "西藏"),
        ("2025年广西壮族自治区政府工作报告", "广西壮族自治区"),
        ("2025年 国务院 政府工作报告", "全国"),
        ("城市道路管理条例", ""),
    ],
)
def test_a_title_names_its_region(title: str, region: str) -> None:
    assert find_region(title) == region


def test_siblings_are_of_the_same_level_and_never_the_region_itself() -> None:
    for region in ("怀柔区", "山东", "山东省", "青岛市", "安吉县"):
        assert siblings(region)
        assert region not in siblings(region)
        assert all(one[-1] == region[-1] for one in siblings(region) if region[-1] in "区市县")
    assert siblings("全国") == ()


@pytest.mark.skipif("YOUJU_DATA" not in os.environ, reason="YOUJU_DATA names no data folder")
def test_a_real_report_gives_a_full_set() -> None:
    report = Path(os.environ["YOUJU_DATA"]) / "huairou" / "report-2023.txt"
    questions = propose(read_documents([report]).documents, number=50).questions
    assert len(questions) == 50
    assert sum(not one.answerable for one in questions) == 10
