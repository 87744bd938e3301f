"""Every program in examples/ is run: those without a server by themselves, the others against one."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest
from tests.support import serving
from tests.support.libraries import open_small

from youju_ui.access import open_registry

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BY_ITSELF = {
    "python_library.py": ("10天", "[1] 员工手册.md: "),
    "batch_pipe.sh": ("answered\t员工每年享有几天带薪年假？\t10天", "not_found\t公司今年的股价"),
    "langchain_chain.py": ("每年10天[1]。", "第一章 休假"),
    "llama_index_engine.py": ("每年享有10天带薪年假",),
    "haystack_pipeline.py": ("每年享有10天带薪年假", "Span(start="),
}
WITH_A_SERVER = {
    "mcp_client.py": ("'list_documents'", "10天", "/passages/"),
    "rest_httpx.py": ("done 员工手册.md", "10天", "[1] 员工手册.md: "),
    "openai_sdk.py": ("10天", "来源", "/passages/"),
    "dify_request.py": ("带薪年假", "document_id"),
}
NEEDS = {
    "langchain_chain.py": "langchain_core",
    "llama_index_engine.py": "llama_index",
    "haystack_pipeline.py": "haystack",
    "openai_sdk.py": "openai",
}
CONTRACTS = {
    "rest_httpx.py": "youju_ui.web_api.rest",
    "openai_sdk.py": "youju_ui.web_api.openai",
    "dify_request.py": "youju_ui.web_api.dify",
}
"""Where the server's part of a contract lives; a program waits until it is there."""
OTHER = {"widget.html", "open_webui_pipe.py", "README.md"}
"""Run by the widget's tests, and below."""


def there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def environment() -> dict[str, str]:
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    held = {**os.environ, "PATH": paths, "HAYSTACK_TELEMETRY_ENABLED": "False"}
    return {**held, "YOUJU_LANG": "zh-CN", "PYTHONIOENCODING": "utf-8"}


def run(name: str, *arguments: str) -> str:
    if name in NEEDS and not there(NEEDS[name]):
        pytest.skip(f"{NEEDS[name]} is not installed")
    program = ["bash"] if name.endswith(".sh") else [sys.executable]
    command = [*program, str(EXAMPLES / name), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment(), timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_program_without_a_server_runs(name: str) -> None:
    told = run(name)
    for expected in BY_ITSELF[name]:
        assert expected in told


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_A_SERVER)
def test_a_program_asks_the_real_server(name: str, request: pytest.FixtureRequest) -> None:
    if name in CONTRACTS and not there(CONTRACTS[name]):
        pytest.skip(f"the server has no {CONTRACTS[name]} yet")
    told = run(name, request.getfixturevalue("address"))
    for expected in WITH_A_SERVER[name]:
        assert expected in told


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``youju serve`` over the examples' document, in a process of its own."""
    folder = tmp_path_factory.mktemp("examples") / "library"
    code = "from youju_ui.cli import main; import sys; sys.exit(main())"
    command = [sys.executable, "-c", code, "--library", str(folder), "serve", "--no-open"]
    command += ["--port", "0", str(EXAMPLES / "documents" / "员工手册.md")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as server:
        assert server.stderr is not None
        try:
            yield _ready(server.stderr)
        finally:
            server.terminate()
            server.stderr.close()


def _ready(lines: IO[str]) -> str:
    import httpx

    told: list[str] = []
    for line in lines:
        told.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            for _ in range(600):
                if not httpx.get(f"{found[0]}/healthz", trust_env=False).json()["preparing"]:
                    return found[0]
                time.sleep(0.2)
    raise AssertionError("the server did not get ready:\n" + "".join(told))


def test_the_pipe_for_open_webui_answers_with_citations(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("pipe", EXAMPLES / "open_webui_pipe.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pipe = module.Pipe()
    events: list[Any] = []

    async def emit(event: Any) -> None:
        events.append(event)

    def ask(*messages: str) -> str:
        roles = ("user", "assistant")
        body = [{"role": roles[n % 2], "content": text} for n, text in enumerate(messages)]
        call = pipe.pipe({"messages": body}, __event_emitter__=emit)
        # In a thread of its own: a browser of other tests keeps this one's event loop.
        with ThreadPoolExecutor(1) as thread:
            return str(thread.submit(asyncio.run, call).result())

    with open_small(tmp_path / "library") as library:
        with open_registry(library.path) as keys:
            _, key = keys.create_key("open-webui")
        with serving.listening(serving.application(library)) as url:
            pipe.valves = pipe.Valves(address=url, key=key)
            assert "10天" in ask("每年享有几天带薪年假？")
            data = events[0]["data"]
            assert "每年享有10天带薪年假" in data["document"][0]
            assert data["source"]["url"].startswith(f"{url}/passages/")
            followed = ask("每年享有几天带薪年假？", "10天[1]", "那病假呢？")
            assert followed != ask("那病假呢？"), "the messages before are its history"
            assert "病假" in events[-1]["data"]["document"][0]
            pipe.valves = pipe.Valves(address=url, key="wrong")
            assert "401" in ask("每年享有几天带薪年假？")
    pipe.valves = pipe.Valves(address="http://127.0.0.1:9")
    assert "127.0.0.1:9" in ask("每年享有几天带薪年假？")


def test_every_example_is_run_and_on_the_list() -> None:
    names = {file.name for file in EXAMPLES.iterdir() if file.is_file()}
    assert names == BY_ITSELF.keys() | WITH_A_SERVER.keys() | OTHER
    page = (EXAMPLES / "README.md").read_text("utf-8")
    for name in names - {"README.md"}:
        assert f"]({name})" in page
