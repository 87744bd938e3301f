"""A command line of its own for each test, and a small real library under a cheap encoder."""

import json
import shutil
from dataclasses import dataclass

import pytest
from tests.support.encoders import BigramEncoder

from youju import Library
from youju_ui.cli import main

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

实现旅游综合收入82亿元，增长6.63%，乡村民宿达到1900家。
"""


def open_cheaply(path, *, create, settings):
    return Library.open(path, create=create, settings=settings, encoder=BigramEncoder())


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _own_machine(tmp_path, monkeypatch):
    """No settings, no library and no language of the person who runs the tests."""
    for variable in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "YOUJU_LANG", "YOUJU_LIBRARY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def youju(capfd):
    """Run one command line; ``opener`` puts another library in its place."""

    def run(*arguments, opener=open_cheaply):
        capfd.readouterr()
        code = main([str(argument) for argument in arguments], opener=opener)
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def _made_library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "员工手册.md").write_text(HANDBOOK, encoding="utf-8")
    (documents / "工作报告.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(folder / "library", encoder=BigramEncoder()) as library:
        library.add(documents / "员工手册.md")
        library.add(documents / "工作报告.txt", collection="报告")
    return folder


@pytest.fixture
def library(_made_library, tmp_path):
    """The path of a library with two documents, in collections ``default`` and ``报告``."""
    shutil.copytree(_made_library / "library", tmp_path / "library")
    return tmp_path / "library"
