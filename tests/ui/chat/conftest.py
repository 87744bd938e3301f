"""A small real library for the chat's tests: two documents, one with hostile text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from youju import Library

REPORT = """白鹭镇2024年工作报告

一、2024年工作回顾
全镇地区生产总值完成12.6亿元，比上年增长5.2%。粮食总产量1.8万吨。
新建公园3个，改造道路9公里。

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
