"""A library inside someone's program: a light import, reads from many threads, async through threads."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from tests.support.libraries import QUESTION, open_small

from youju import Answer, Change, Status

LIGHT = """
import sys
# None in sys.modules makes every import of a module fail, wherever it stands.
BLOCKED = ("gradio", "torch", "sentence_transformers", "transformers", "fastapi", "mcp")
sys.modules.update(dict.fromkeys(BLOCKED))
import youju
from youju.retrieval.retriever import Retriever
def heavy():
    return [name for name in BLOCKED if sys.modules[name] is not None]
with youju.Library.open(sys.argv[1]) as library:
    library.add(sys.argv[2])
    hits = library.search("年假有几天？")
    assert hits[0].passage.document.name == "手册.md", hits
    print("after search", heavy())
    library.ask("年假有几天？")
    print("after ask", heavy())
"""


@pytest.mark.slow
def test_retrieval_and_answers_need_neither_gradio_nor_torch(tmp_path: Path) -> None:
    file = tmp_path / "手册.md"
    file.write_text("# 手册\n\n员工每年享有10天带薪年假。\n", encoding="utf-8")
    command = [sys.executable, "-c", LIGHT, str(tmp_path / "library"), str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["after search []", "after ask []"]


def test_many_threads_ask_while_one_adds(tmp_path: Path) -> None:
    adding = Event()
    with open_small(tmp_path / "library") as library:
        expected = library.ask(QUESTION)
        assert expected.status is Status.ANSWERED

        def keep_asking(_: int) -> list[Answer]:
            answers = []
            while not adding.is_set():
                answers.append(library.ask(QUESTION))
                library.search("报销", k=3)
            return answers

        def keep_adding() -> list[Change]:
            try:
                return [
                    library.add_bytes(f"第{number}号仓库存放{number}吨粮食。".encode(), f"{number}.txt").change
                    for number in range(12)
                ]  # fmt: skip
            finally:
                adding.set()

        with ThreadPoolExecutor(9) as pool:
            added = pool.submit(keep_adding)
            asked = list(pool.map(keep_asking, range(8)))
        assert added.result() == [Change.ADDED] * 12
        assert sum(len(answers) for answers in asked) >= 8
        for answer in (one for answers in asked for one in answers):
            assert answer.text == expected.text
            for citation in answer.citations:
                text = library.document(citation.passage.document.id).text
                assert all(quote.span.of(text) == quote.text for quote in citation.quotes)
        assert library.search("第7号仓库", k=1)[0].passage.document.name == "7.txt"


def test_async_programs_ask_through_a_thread(tmp_path: Path) -> None:
    async def ask_all() -> list[Answer]:
        questions = [QUESTION, "差旅费用多少天内报销？"] * 3
        return await asyncio.gather(*(asyncio.to_thread(library.ask, one) for one in questions))

    with open_small(tmp_path / "library") as library:
        answers = asyncio.run(ask_all())
    assert [("10天" in one.text, "30天" in one.text) for one in answers] == [
        (True, False),
        (False, True),
    ] * 3
