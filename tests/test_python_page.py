"""docs/python.md: its reference is what the code says, its first program runs."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.support.libraries import HANDBOOK, QUESTION, REPORT, open_small

import youju

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")


def test_the_reference_is_current() -> None:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.with_reference(PAGE) == PAGE, "type: python scripts/reference.py"


def test_every_public_name_is_in_the_reference() -> None:
    for name in youju.__all__:
        if not name.startswith("_"):
            assert re.search(rf"^### `(youju\.)?{name}\b", PAGE, re.MULTILINE), name


def test_every_program_on_the_page_is_python() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 6
    for block in blocks:
        try:
            compile(block, "docs/python.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            pytest.fail(f"{error}:\n{block}")


def test_the_retrieval_example_holds(tmp_path: Path) -> None:
    block = re.findall(r"```python\n(hits = .*?)```", PAGE, re.DOTALL)[0]
    with open_small(tmp_path / "library") as library:
        exec(block, {"library": library})


@pytest.mark.slow
def test_the_first_program_and_the_one_in_fastapi_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *_ = re.findall(r"```python\n(import youju\n.*?)```", PAGE, re.DOTALL)
    fastapi = re.findall(r"```python\n(from contextlib.*?)```", PAGE, re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    with youju.Library.open("我的资料") as library:
        library.add_bytes(HANDBOOK.encode(), "员工手册.md")
    exec(first, {})
    assert "447.5亿元[1]" in capsys.readouterr().out
    program: dict[str, object] = {}
    exec(fastapi, program)
    with TestClient(program["app"]) as client:  # type: ignore[arg-type]
        answer = client.get("/ask", params={"question": QUESTION}).json()
    assert "10天" in answer["answer"]


@pytest.mark.slow
def test_the_program_in_streamlit_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    testing = pytest.importorskip("streamlit.testing.v1", reason="streamlit is not installed")
    block = re.findall(r"```python\n(@st.cache_resource.*?)```", PAGE, re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    with youju.Library.open("我的资料") as library:
        library.add_bytes(HANDBOOK.encode(), "员工手册.md")
    imports = "import streamlit as st, youju\nfrom youju.notebook import show\n"
    app = testing.AppTest.from_string(imports + block, default_timeout=120).run()
    app.text_input[0].set_value(QUESTION).run()
    assert not app.exception
    (shown,) = app.get("html")
    assert "10天" in str(shown.proto)
