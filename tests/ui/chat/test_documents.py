"""Uploads one after another, with errors in words, and the list of what is there."""

from __future__ import annotations

from pathlib import Path

from youju import Library
from youju.schema import Progress, Stage
from youju_ui.chat.additions import Addition, render_additions
from youju_ui.chat.ingestion import Ingestion, Upload
from youju_ui.chat.originals import Originals
from youju_ui.chat.shelves import render_documents, size_of


def test_a_bad_file_is_told_and_the_next_one_is_taken(tmp_path: Path) -> None:
    good, bad = tmp_path / "a", tmp_path / "b"
    good.write_text("图书馆每天九点开门。", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 broken")
    with Library.open(tmp_path / "library") as library:
        ingestion = Ingestion(library, Originals(tmp_path / "originals"))
        states = list(ingestion.take((Upload(bad, "坏的.pdf"), Upload(good, "好的.txt"))))
        last = states[-1]
        assert [addition.failed for addition in last] == [True, False]
        assert [document.name for document in library.documents()] == ["好的.txt"]
    markup = render_additions(last, "zh-CN")
    assert "没有加入：" in markup
    assert "1 份已添加，1 份未能加入" in markup
    assert not states[0][0].finished
    assert not good.exists()
    assert not bad.exists()


def test_progress_is_told_in_words_and_never_runs_backwards() -> None:
    stages = (
        Progress("甲.txt", 1, 1, Stage.PARSE),
        Progress("甲.txt", 1, 1, Stage.ENCODE, done=3, total=9),
        Progress("甲.txt", 1, 1, Stage.ENCODE, done=9, total=9),
        Progress("甲.txt", 1, 1, Stage.STORE),
    )
    shares = [Addition("甲.txt", progress=progress).share() for progress in stages]
    assert shares == sorted(shares)
    assert "建立索引 3/9" in render_additions([Addition("甲.txt", progress=stages[1])], "zh-CN")
    assert "Waiting" in render_additions([Addition("甲.txt")], "en")
    assert render_additions([], "en") == ""


def test_documents_can_be_opened_and_removed_and_names_stay_text(library: Library) -> None:
    markup = render_documents(library.documents(), "zh-CN")
    assert markup.count('data-act="document"') == 2
    assert markup.count('type="checkbox"') == 2
    assert "<b>恶意" not in markup
    assert "还没有文档" in render_documents([], "zh-CN")


def test_sizes_are_told_in_words() -> None:
    assert [size_of(0), size_of(10), size_of(3 * 1024 * 1024)] == ["", "1 KB", "3.0 MB"]
