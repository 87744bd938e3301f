"""add, update, list, show, remove and check on a real library."""

import pytest

from youju.errors import LibraryDamagedError, LibraryLockedError


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "文档"
    place.mkdir()
    (place / "甲.txt").write_text(
        "一、总则\n\n本办法自2024年1月1日起施行，适用于全体员工。\n", encoding="utf-8"
    )
    (place / "乙.md").write_text("# 说明\n\n保修期为12个月，自购买之日起计算。\n", encoding="utf-8")
    return place


def test_a_folder_is_added_and_a_second_time_changes_nothing(youju, tmp_path, folder):
    library = tmp_path / "new"
    first = youju("--library", library, "add", folder)
    assert first.code == 0
    assert "新增 2，更新 0，未变 0，略过 0，失败 0" in first.out
    second = youju("--library", library, "add", folder)
    assert "新增 0，更新 0，未变 2，略过 0，失败 0" in second.out


def test_a_bad_file_is_told_with_its_reason_and_does_not_stop_the_others(youju, tmp_path, folder):
    (folder / "坏.pdf").write_bytes(b"\x00\x01 not a pdf")
    result = youju("--library", tmp_path / "new", "add", folder, tmp_path / "没有.txt")
    assert result.code == 1
    assert "新增 2，更新 0，未变 0，略过 0，失败 2" in result.out
    assert "坏.pdf" in result.err
    assert "没有.txt" in result.err


def test_a_file_of_a_folder_that_is_not_read_is_told_and_is_no_failure(youju, tmp_path, folder):
    (folder / "图.png").write_bytes(b"\x89PNG")
    result = youju("--library", tmp_path / "new", "add", folder)
    assert result.code == 0
    assert "新增 2，更新 0，未变 0，略过 1，失败 0" in result.out
    assert "图.png" in result.err


def test_outcomes_as_json_hold_documents_and_reasons(youju, tmp_path, folder):
    (folder / "空.txt").write_bytes(b"")
    result = youju("--lang", "en", "--library", tmp_path / "new", "add", folder, "--json")
    assert result.code == 1
    by_change = {outcome["change"]: outcome for outcome in result.json}
    assert by_change["added"]["document"]["collection"] == "default"
    assert by_change["added"]["error"] is None
    assert by_change["failed"]["document"] is None
    assert "空.txt" in by_change["failed"]["error"]


def test_a_collection_is_kept_and_can_be_listed_alone(youju, tmp_path, folder):
    library = tmp_path / "new"
    youju("--library", library, "add", folder / "甲.txt", "--collection", "制度")
    youju("--library", library, "add", folder / "乙.md")
    listed = youju("--library", library, "list", "--collection", "制度", "--json").json
    assert [document["name"] for document in listed] == ["甲.txt"]


def test_an_empty_folder_is_no_error(youju, tmp_path):
    (tmp_path / "empty").mkdir()
    result = youju("--library", tmp_path / "new", "add", tmp_path / "empty")
    assert (result.code, result.out) == (0, "")
    assert "没有找到可以添加的文件" in result.err


def test_update_takes_what_has_changed(youju, tmp_path, folder):
    library = tmp_path / "new"
    youju("--library", library, "add", folder)
    (folder / "甲.txt").write_text("一、总则\n\n本办法自2025年1月1日起施行。\n", encoding="utf-8")
    assert "新增 0，更新 1，未变 1，略过 0，失败 0" in youju("--library", library, "update").out


def test_update_of_an_empty_library_says_so(youju, tmp_path):
    (tmp_path / "empty").mkdir()
    youju("--library", tmp_path / "new", "add", tmp_path / "empty")
    result = youju("--library", tmp_path / "new", "update")
    assert result.code == 0
    assert "无可更新" in result.err


def test_the_list_is_a_table_on_standard_output_and_its_total_on_the_other(youju, library):
    result = youju("--library", library, "list")
    assert result.code == 0
    assert [line.split()[0] for line in result.out.splitlines()] == [
        "名称",
        "员工手册.md",
        "工作报告.txt",
    ]
    assert "2 个文档" in result.err


def test_an_empty_library_says_how_to_fill_it(youju, tmp_path):
    (tmp_path / "empty").mkdir()
    youju("--library", tmp_path / "new", "add", tmp_path / "empty")
    result = youju("--library", tmp_path / "new", "list")
    assert (result.code, result.out) == (0, "")
    assert "youju add" in result.err
    assert youju("--library", tmp_path / "new", "list", "--json").json == []


def test_show_draws_the_outline_with_its_passages(youju, library):
    out = youju("--library", library, "show", "员工手册.md").out
    assert "第一章 休假" in out
    assert "第二章 报销" in out
    assert "个段落" in out


def test_show_as_json_holds_the_headings_with_their_paths(youju, library):
    shown = youju("--library", library, "show", "员工手册.md", "--json").json
    assert shown["name"] == "员工手册.md"
    paths = {heading["text"]: heading["path"] for heading in shown["outline"]}
    assert paths["第一章 休假"] == paths["第二章 报销"]


def test_a_document_moves_to_another_collection_and_back(youju, library):
    moved = youju("--library", library, "move", "员工手册.md", "--to", "人事")
    assert "已把 员工手册.md 移到集合 人事" in moved.out
    within = ["--library", library, "search", "休假", "--collection", "人事", "--json"]
    assert {one["document"] for one in youju(*within).json} == {"员工手册.md"}
    back = ["--library", library, "move", "员工手册.md", "--to", "default", "--json"]
    assert [one["collection"] for one in youju(*back).json] == ["default"]
    assert youju(*within).code == 3
    assert youju("--library", library, "move", "没有.md", "--to", "人事").code == 1


def test_removed_is_removed_and_the_file_stays(youju, library):
    assert youju("--library", library, "remove", "员工手册.md").code == 0
    listed = youju("--library", library, "list", "--json").json
    assert [document["name"] for document in listed] == ["工作报告.txt"]


def test_removing_an_unknown_name_removes_nothing(youju, library):
    result = youju("--library", library, "remove", "员工手册.md", "没有.md")
    assert result.code == 1
    assert "没有.md" in result.err
    assert len(youju("--library", library, "list", "--json").json) == 2


def test_a_sound_library_passes_its_check(youju, library):
    result = youju("--library", library, "check")
    assert result.code == 0
    assert "一切正常" in result.out
    assert youju("--library", library, "check", "--json").json["fine"] is True


@pytest.mark.parametrize("command", [["list"], ["show", "x"], ["ask", "年假几天?"], ["check"]])
def test_a_library_that_does_not_exist_is_not_made(youju, tmp_path, command):
    result = youju("--library", tmp_path / "nowhere", *command)
    assert (result.code, result.out) == (1, "")
    assert "nowhere" in result.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("error", [LibraryLockedError, LibraryDamagedError])
def test_a_library_that_cannot_be_opened_is_told_in_the_users_language(youju, tmp_path, error):
    def opener(path, *, create, settings):
        raise error(zh="资料库打不开。", en="The library cannot be opened.")

    assert youju("list", opener=opener).err == "错误：资料库打不开。\n"
    english = youju("--lang", "en", "list", opener=opener)
    assert (english.code, english.err) == (1, "Error: The library cannot be opened.\n")
