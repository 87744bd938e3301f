"""Mistakes on the command line: exit code 2, in the user's language, with what to type instead."""

import pytest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["aks", "x"], "没有命令 aks。是否想写 ask？"),
        (["ask", "--jsn", "x"], "没有选项 --jsn。是否想写 --json？"),
        (["ask", "x", "--library", "y"], "--library 是全局选项"),
        (["search", "-k", "many", "x"], "-k 的值不对，应为 正整数"),
        (["search", "-k", "0", "x"], "-k 的值不对，应为 正整数"),
        (["search", "-k"], "选项 -k 后面要跟一个值"),
        (["ask", "x", "--threshold", "2"], "--threshold 的值不对，应为 0–1"),
        (["add"], "缺少参数 路径…"),
        (["ask"], "二者选一"),
        (["ask", "x", "--batch", "y"], "二者选一"),
        (["ask", "x", "--out", "y"], "--out 只与 --batch 一起使用"),
        (["ask", "a", "b"], "含空格的问题请用引号括起来"),
        (["--lang", "fr", "list"], "不能是 fr"),
    ],
)
def test_a_mistake_is_told_in_chinese_and_leaves_with_2(youju, arguments, said):
    result = youju(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("用法错误：")
    assert said in result.err
    assert "查看帮助：youju" in result.err


def test_a_mistake_is_told_in_english_on_request(youju):
    result = youju("--lang", "en", "aks", "x")
    assert result.err == (
        "Usage error: there is no command aks. Did you mean ask?\nHelp: youju --help\n"
    )


def test_a_wrong_setting_is_an_error_of_its_own_and_names_its_place(youju, monkeypatch):
    monkeypatch.setenv("YOUJU_RETRIEVAL__KK", "5")
    result = youju("list")
    assert result.code == 1
    assert "YOUJU_RETRIEVAL__K？" in result.err
