"""Help: every command and parameter explained in both languages, and there at once."""

import subprocess
import sys

import pytest
import typer

from youju_ui.app import build_app

COMMANDS = [
    "serve", "add", "update", "list", "show", "move", "remove", "search", "ask", "check", "repair", "mcp", "eval", "config", "models", "keys", "users",
]  # fmt: skip


def walk(command, path=()):
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from walk(inner, (*path, name))


PATHS = [path for path, _ in walk(typer.main.get_command(build_app("en")))]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_in_the_language_asked_for(youju, path):
    chinese, english = youju(*path, "--help"), youju("--lang", "en", *path, "--help")
    assert (chinese.code, english.code) == (0, 0)
    assert chinese.out.startswith("用法：youju")
    assert english.out.startswith("Usage: youju")
    assert "显示这份帮助。" in chinese.out
    assert "Show this" not in chinese.out
    assert not any("\u4e00" <= character <= "\u9fff" for character in english.out)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_nothing_is_without_help(language):
    for path, command in walk(typer.main.get_command(build_app(language))):
        assert command.help, path
        for parameter in command.params:
            assert parameter.help, (path, parameter.name)


def test_all_commands_are_there_in_order(youju):
    out = youju("--help").out
    listed = out[out.index("命令：") : out.index("选项：")]
    assert [
        line.split()[0]
        for line in listed.splitlines()[1:]
        if line.startswith("  ") and line[2] != " "
    ] == COMMANDS


def test_nothing_typed_is_help_and_wrong_usage(youju):
    result = youju()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("用法：youju")


def test_the_version_is_printed(youju):
    assert youju("--version").out.startswith("youju 0.")


def test_the_language_follows_flag_variable_settings_and_locale(youju, monkeypatch, tmp_path):
    assert youju("--help").out.startswith("用法")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert youju("--help").out.startswith("Usage")
    config = tmp_path / "c.toml"
    config.write_text('language = "zh-CN"')
    assert "设置" in youju("--config", config, "config", "show").out
    monkeypatch.setenv("YOUJU_LANG", "zh")
    assert youju("--help").out.startswith("用法")
    assert youju("--lang=en", "--help").out.startswith("Usage")


def test_help_loads_neither_the_library_nor_anything_heavy():
    code = (
        "import sys; from youju_ui.cli import main; main(['--help']);"
        "heavy = {'youju.library', 'torch', 'gradio', 'faiss', 'sentence_transformers'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
