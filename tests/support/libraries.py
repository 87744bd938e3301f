"""A small library in two collections under a cheap encoder, for the faces' tests."""

from __future__ import annotations

from pathlib import Path

from tests.support.encoders import BigramEncoder

from youju import Library

HANDBOOK = """# 员工手册

## 第一章 休假

员工入职满一年后，每年享有10天带薪年假。年假须提前三个工作日申请，由部门主管批准。

病假凭医院证明办理，每年不超过15天，期间发放基本工资。

## 第二章 报销

差旅费用应在返回后30天内报销，逾期不予受理。市内交通费每月上限为200元。
"""
REPORT = """2022年工作报告

一、经济发展

全年实现地区生产总值447.5亿元，增长3%左右。完成一般公共预算收入40亿元。

二、旅游

实现旅游综合收入82亿元，增长6.63%，乡村民宿达到1900家。𬭎是一个大字。
"""
QUESTION = "每年享有几天带薪年假？"


def open_small(path: Path) -> Library:
    """``员工手册.md`` in ``default`` and ``工作报告.txt`` in ``报告``."""
    library = Library.open(path, encoder=BigramEncoder())
    library.add_bytes(HANDBOOK.encode(), "员工手册.md")
    library.add_bytes(REPORT.encode(), "工作报告.txt", collection="报告")
    return library
