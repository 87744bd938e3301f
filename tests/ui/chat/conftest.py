"""A small real library for the chat's tests: two documents, one with hostile text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from youju import Library
from youju_ui.chat.choices import NO_CHOICES
from youju_ui.chat.context import Context
from youju_ui.chat.handlers import Handlers
from youju_ui.chat.history import History
from youju_ui.chat.originals import Originals
from youju_ui.chat.reader import Reader

REPORT = """白鹭镇2024年工作报告

一、2024年工作回顾
全镇地区生产总值完成12.6亿元，比上年增长5.2%。粮食总产量1.8万吨。
新建公园3个，改造道路9公里。镇区绿化覆盖率达到38.5%。

二、2025年工作安排
地区生产总值增长5.5%左右。计划新建公园2个。
"""

HOSTILE = """# <script>alert(1)</script>

仓库的<img src=x onerror=alert(2)>钥匙由王小满保管，电话是0000-1234567。

[点我](javascript:alert(3)) **不是粗体** `code` & "引号"
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("chat") / "library") as opened:
        opened.add_bytes(REPORT.encode(), "白鹭镇报告.txt")
        opened.add_bytes(HOSTILE.encode(), "<b>恶意</b>.txt")
        yield opened


class NoExamples:
    """An empty state without questions."""

    def questions(self, language: str, reader: Reader) -> tuple[str, ...]:
        return ()


def event(**data: object) -> gr.EventData:
    """What the browser sends with an event."""
    return gr.EventData(None, data)


def request(
    name: str = "", *, session: str = "tab", readable: str | None = None, edits: bool = True
) -> Any:
    """The request of a person; ``readable`` are the collections he may read, with commas."""
    return SimpleNamespace(
        username=name,
        session_hash=session,
        headers={},
        query_params={},
        cookies={},
        edits=edits,
        readable=None if readable is None else frozenset(readable.split(",")),
    )


def context_over(library: Library, folder: Path, history: History) -> Context:
    return Context(
        library=library,
        history=history,
        originals=Originals(folder / "originals"),
        examples=NoExamples(),
        preparing=lambda: None,
        default_language="zh-CN",
        rights=lambda asking: getattr(asking, "readable", None),
        edits=lambda asking: getattr(asking, "edits", True),
    )


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "conversations.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def context(library: Library, tmp_path: Path, history: History) -> Context:
    return context_over(library, tmp_path, history)


@pytest.fixture
def handlers(context: Context) -> Handlers:
    return Handlers.over(context)


@pytest.fixture
def ask(handlers: Handlers) -> Callable[..., str]:
    """Asks and returns the conversation's id."""

    def asked(question: str, conversation: str = "", **more: Any) -> str:
        who, choices = more.get("who", request()), more.get("choices", NO_CHOICES)
        *_, last = handlers.questions.ask(question, conversation, "zh-CN", choices, who)
        return str(last[0])

    return asked
