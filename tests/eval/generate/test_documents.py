"""Files become passages without a store and without a model."""

from __future__ import annotations

from pathlib import Path

from youju_eval.generate import Reading, read_documents
from youju_eval.generate.topics import Kind, contexts


def test_a_bad_file_is_reported_and_stops_no_other(sources: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    reading = read_documents([broken, tmp_path / "missing.txt", sources / "报告.txt"])
    assert [one.document.name for one in reading.documents] == ["报告.txt"]
    assert [one.path.name for one in reading.failed] == ["坏.docx", "missing.txt"]


def test_files_of_one_name_get_names_of_their_own(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(f"{folder}方的报告。\n", encoding="utf-8")
    names = [one.document.name for one in read_documents([tmp_path]).documents]
    assert sorted(names) == ["报告-2.txt", "报告.txt"]


def test_a_file_named_beside_its_folder_is_read_once(sources: Path) -> None:
    assert len(read_documents([sources / "条例.txt", sources]).documents) == 3


def test_topics_know_kind_region_and_year(reading: Reading) -> None:
    topics = {one.source.document.name: one.topic for one in contexts(reading.documents, 0)}
    report, rules, english = topics["报告.txt"], topics["条例.txt"], topics["museum.txt"]
    assert (report.kind, report.region, report.year) == (Kind.REPORT, "青山区", 2023)
    assert (rules.kind, rules.quoted) == (Kind.RULES, "《社区图书室管理条例》")
    assert not english.chinese
