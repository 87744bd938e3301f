"""What the README shows works: its Python runs, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import docx
import pytest
import typer

from youju_ui.app import build_app

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.en.md")
REPORT = "青石县2024年工作报告\n一、工作回顾\n全年实现地区生产总值312.4亿元，增长5.2%。What is the gross regional product? 31.24 billion yuan.\n"


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize("readme", READMES)
def test_the_python_of_the_readme_runs(readme, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    handbook = docx.Document()
    handbook.add_heading("员工手册", 1)
    handbook.add_paragraph("员工每年享有年休假十天，须提前五个工作日申请。")
    for name in ("制度.docx", "handbook.docx"):
        handbook.save(tmp_path / name)
    for name in ("报告.txt", "report.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    found = blocks(readme, "python")
    assert found
    for block in found:
        exec(compile(block, readme, "exec"), {})
    assert "[1]" in capsys.readouterr().out


@pytest.mark.parametrize("readme", READMES)
def test_every_command_of_the_readme_exists(readme):
    commands = typer.main.get_command(build_app("en")).commands
    lines = "\n".join(blocks(readme, "bash")).splitlines()
    shown = [shlex.split(line.split("#")[0]) for line in lines if line.strip()]
    assert ["scripts/install", "&&", "scripts/test"] in shown
    assert ["scripts/install", "&&", ".venv/bin/youju", "serve", "--demo"] in shown
    for words in shown:
        for place, word in enumerate(words):
            if word.startswith("scripts/"):
                assert (ROOT / word).is_file()
            if word.rpartition("/")[2] == "youju":
                rest = words[place + 1 :]
                rest = rest[2:] if rest[0] == "--library" else rest
                assert rest[0] in commands, words


@pytest.mark.parametrize("readme", [*READMES, "CONTRIBUTING.md"])
def test_every_link_of_the_readme_leads_somewhere(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_continuous_integration_runs_the_commands_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("scripts/install", "scripts/check", "scripts/test"):
        assert f"\n{command}\n" in script
