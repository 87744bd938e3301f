"""docs/integrations.md: what it says to type, paste and write is true of the code."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import yaml

from youju_ui.cli import main
from youju_ui.widget import widget_script

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "integrations.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_what_is_pasted_into_a_client_is_valid_and_starts_the_command() -> None:
    servers = [json.loads(block)["mcpServers"]["youju"] for block in blocks("json")]
    assert len(servers) == 3
    for server in servers:
        if "command" in server:
            assert server["command"] == "youju"
            assert main([*server["args"], "--help"]) == 0
        else:
            assert server["url"].endswith("/mcp")
    for block in blocks("yaml"):
        assert yaml.safe_load(block)


def test_the_programs_on_the_page_are_python() -> None:
    for block in blocks("python"):
        assert ast.parse(block).body


def test_every_attribute_of_the_widget_is_on_the_page_and_the_reverse() -> None:
    script = widget_script()
    used = {f"data-{name}" for name in re.findall(r"options\.(\w+)", script)}
    assert used == set(re.findall(r"^\| `(data-\w+)` \|", PAGE, re.MULTILINE))
    assert used == set(re.findall(r"^ \* (data-\w+)", script, re.MULTILINE))


def test_its_links_lead_to_files() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
