import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.qa.parsing.checks import assert_exact
from tests.support.processes import children_running

from youju.errors import (
    DocumentTooLargeError,
    UnreadableDocumentError,
    UnsupportedFormatError,
)
from youju.parsing import Limits, Sandbox, parse

HOSTILE = """
import os, sys, time
from youju.parsing import parse as real

def parse(data, *, name, limits):
    print("noise on stdout")
    if name == "crash.txt":
        os.abort()
    if name == "exit.txt":
        os._exit(0)
    if name == "hang.txt":
        time.sleep(60)
    if name == "hog.txt":
        hog = [bytearray(1 << 20) for _ in range(100_000)]
    if name == "deep.txt":
        def down(n): return down(n + 1)
        down(0)
    if name == "bug.txt":
        raise ZeroDivisionError("a bug")
    return real(data, name=name, limits=limits)
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "hostile_parser.py").write_text(HOSTILE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "hostile_parser:parse"


def test_the_child_gives_what_this_process_would_give() -> None:
    source = "# 标题\n\n正文\u200b。𬭎\n\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |".encode()
    with Sandbox() as sandbox:
        document = sandbox.parse(source, name="a.md")
    assert document == parse(source, name="a.md")
    assert_exact(document)


def test_errors_come_back_with_class_and_both_languages() -> None:
    with Sandbox() as sandbox, pytest.raises(UnsupportedFormatError) as caught:
        sandbox.parse(b"a,b", name="表.csv")
    assert "表.csv" in caught.value.message.zh
    assert "Supported" in caught.value.message.en


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("crash.txt", UnreadableDocumentError, "意外退出"),
        ("exit.txt", UnreadableDocumentError, "意外退出"),
        ("bug.txt", UnreadableDocumentError, "意外"),
        ("deep.txt", UnreadableDocumentError, "嵌套"),
        ("hang.txt", DocumentTooLargeError, "秒"),
        pytest.param(
            "hog.txt",
            DocumentTooLargeError,
            "内存",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory"),
        ),
    ],
)
def test_a_hostile_file_hurts_only_itself(
    hostile: str, name: str, kind: type[Exception], words: str
) -> None:
    seconds = 1.0 if name == "hang.txt" else 20.0
    limits = Limits(seconds=seconds, memory_bytes=512 * 1024 * 1024)
    with Sandbox(entry=hostile) as sandbox:
        assert sandbox.parse("先".encode(), name="a.txt", limits=limits).text == "先"
        with pytest.raises(kind) as caught:
            sandbox.parse("坏".encode(), name=name, limits=limits)
        assert words in caught.value.message.zh  # type: ignore[attr-defined]
        assert name in caught.value.message.en  # type: ignore[attr-defined]
        assert sandbox.parse("后".encode(), name="a.txt", limits=limits).text == "后"


def test_a_child_that_was_killed_between_files_is_replaced() -> None:
    others = children_running("youju.parsing.worker")
    with Sandbox() as sandbox:
        sandbox.parse("先".encode(), name="a.txt")
        (child,) = (one for one in children_running("youju.parsing.worker") if one not in others)
        child.kill()
        child.wait(5)
        assert sandbox.parse("后".encode(), name="a.txt").text == "后"


def test_closing_ends_the_child_and_parsing_starts_a_new_one() -> None:
    sandbox = Sandbox()
    others = children_running("youju.parsing.worker")
    sandbox.parse(b"a", name="a.txt")
    assert len(children_running("youju.parsing.worker")) == len(others) + 1
    sandbox.close()
    sandbox.close()
    assert children_running("youju.parsing.worker") == others
    assert sandbox.parse(b"b", name="b.txt").text == "b"
    sandbox.close()


def test_threads_share_the_child_in_turn() -> None:
    found: dict[int, str] = {}
    with Sandbox() as sandbox:

        def work(number: int) -> None:
            found[number] = sandbox.parse(f"第{number}号".encode(), name="a.txt").text

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {number: f"第{number}号" for number in range(8)}


def test_the_child_loads_no_model_and_starts_fast() -> None:
    code = (
        "import sys, youju.parsing.worker, youju.parsing\n"
        "heavy = {'torch', 'faiss', 'gradio', 'sentence_transformers', 'pypdfium2', 'docx', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert time.perf_counter() - start < 10
    assert not {"torch", "faiss", "gradio", "sentence_transformers"} & set(eval(done.stdout))


def test_a_module_in_the_current_folder_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        assert sandbox.parse(b"a", name="a.txt").text == "a"
