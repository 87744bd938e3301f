"""How a run ends when it does not end well."""

import json
import os
import signal
import subprocess
import sys

import pytest

from youju.schema import Progress, Stage
from youju_ui.intake import fraction


def raising(error):
    def opener(path, *, create, settings):
        raise error

    return opener


def test_an_unexpected_error_is_one_line_and_says_how_to_see_more(youju):
    result = youju("list", opener=raising(RuntimeError("boom")))
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "意外错误（RuntimeError）：boom",
        "在命令前加 -v 可看到完整的调用过程：youju -v …",
    ]
    assert "Traceback" in youju("-v", "list", opener=raising(RuntimeError("boom"))).err


@pytest.mark.parametrize(
    ("arguments", "code", "leaves", "said"),
    [
        (["show", "没有的.txt", "--json"], "not_found", 1, "没有的.txt"),
        (["remove", "没有的.txt", "--json"], "not_found", 1, "没有的.txt"),
        (["move", "没有的.txt", "--to", "内部", "--json"], "not_found", 1, "没有的.txt"),
        (["ask", "？？", "--json"], "bad_question", 1, "没有文字"),
        (["keys", "revoke", "无", "--json"], "failed", 1, "youju keys list"),
        (["ask", "--json"], "usage", 2, "二者选一"),
        (["lits", "--json"], "usage", 2, "list"),
    ],
)
def test_an_error_is_json_too_where_results_are(youju, library, arguments, code, leaves, said):
    result = youju("--library", library, *arguments)
    assert (result.code, result.out) == (leaves, "")
    told = json.loads(result.err)["error"]
    assert (told["code"], told["exit"]) == (code, leaves)
    assert said in told["message"]
    english = json.loads(youju("--lang", "en", "--library", library, *arguments).err)["error"]
    assert english["code"] == code
    assert english["message"] != told["message"]


def test_an_unexpected_error_is_json_where_results_are(youju):
    result = youju("list", "--json", opener=raising(RuntimeError("boom")))
    assert (result.code, result.out) == (1, "")
    assert json.loads(result.err)["error"]["code"] == "failed"
    assert "boom" in json.loads(result.err)["error"]["message"]


def test_an_interruption_leaves_with_130_and_says_that_add_goes_on(youju, tmp_path):
    result = youju("add", tmp_path, opener=raising(KeyboardInterrupt()))
    assert result.code == 130
    assert "再次运行同样的 youju add" in result.err
    other = youju("list", opener=raising(KeyboardInterrupt()))
    assert other.code == 130
    assert "youju add" not in other.err


def test_a_reader_that_has_gone_is_no_error(library):
    environment = {**os.environ, "YOUJU_LIBRARY": str(library)}
    shown = (
        "import sys; from youju_ui.cli import main; sys.exit(main(['config', 'show', '--json']))"
    )
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-c", shown],
            stdout=gone,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.stderr == b""
    assert done.returncode == 141


# A shell starts what it puts in the background with SIGINT ignored, and Python leaves it so.
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from youju_ui.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_a_signal_while_adding_is_told_and_the_finished_files_stay(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(900):
        (folder / f"{number:03}.txt").write_text(f"第{number}条 每年享有{number}天年假。" * 40)
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            INTERRUPTIBLE,
            "--library",
            str(tmp_path / "l"),
            "add",
            str(folder),
        ],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(8)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "从中断处继续" in error.decode()


def test_progress_never_goes_back():
    steps = [
        Progress("a", number, 2, stage, done, 4)
        for number in (1, 2)
        for stage in (Stage.PARSE, Stage.ENCODE, Stage.STORE, Stage.DONE)
        for done in (0, 2, 4)
    ]
    shares = [fraction(step) for step in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
