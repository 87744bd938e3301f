"""The server without its chat over a small library, in this process or on a socket of loopback."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.support.encoders import BigramEncoder

from youju import Library
from youju.settings import ReadingSettings, ServerSettings, Settings
from youju_ui.chat.listening import listen
from youju_ui.web_api.mounting import build_application, guard
from youju_ui.web_api.service import Service

BASE = "http://127.0.0.1:7860"
HANDBOOK = """# 员工手册

## 第一章 休假

员工入职满一年后，每年享有10天带薪年假。年假须提前三个工作日申请，由部门主管批准。

病假凭医院证明办理，每年不超过15天，期间发放基本工资。

## 第二章 报销

差旅费用应在返回后30天内报销，逾期不予受理。市内交通费每月上限为200元。
"""
REPORT = """白鹭镇2024年工作报告

一、2024年工作回顾
全镇地区生产总值完成12.6亿元，比上年增长5.2%。粮食总产量1.8万吨。

二、2025年工作安排
地区生产总值增长5.5%左右。计划新建公园2个。
"""
QUESTION = "每年享有几天带薪年假？"
SECRET = "全镇地区生产总值完成12.6亿元"


def fill(library: Library) -> None:
    """A handbook in ``default`` and a report in ``报告``."""
    library.add_bytes(HANDBOOK.encode(), "员工手册.md", metadata={"department": "人事"})
    library.add_bytes(
        REPORT.encode(), "白鹭镇报告.txt", collection="报告", metadata={"department": "办公室"}
    )


def make(folder) -> None:
    """A library with both documents under a cheap encoder, to be copied."""
    with Library.open(folder, encoder=BigramEncoder()) as library:
        fill(library)


@contextmanager
def opened(made, folder) -> Iterator[Library]:
    """A copy of a library that ``make`` made."""
    shutil.copytree(made, folder)
    settings = Settings(reading=ReadingSettings(reader="off"))
    with Library.open(folder, encoder=BigramEncoder(), settings=settings) as library:
        yield library


def application(library: Library, *, required: bool = False, **server: object) -> FastAPI:
    """The server's application without the chat; ``server`` are its settings."""
    settings = Settings(server=ServerSettings(**server))
    service = Service.over(library, settings=settings, required=required)
    app = build_application(service)
    guard(app, service)
    return app


@contextmanager
def client(app: FastAPI, **options) -> Iterator[TestClient]:
    """A client in this process, once the model is loaded."""
    with TestClient(app, base_url=BASE, **options) as made:
        while made.get("/readyz").status_code != 200:
            time.sleep(0.01)
        yield made


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The address of the application on a free port, for clients that bring their own HTTP."""
    with listen("127.0.0.1", 0) as socket:
        config = uvicorn.Config(app, log_level="warning", lifespan="on", timeout_keep_alive=60)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def finished(made: TestClient, location: str, *, seconds: float = 120) -> dict:
    """A job once it is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = made.get(location).json()
        if job["state"] in {"done", "failed", "cancelled"}:
            return job
        time.sleep(0.02)
    raise AssertionError("the job did not end")
