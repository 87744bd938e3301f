"""The evaluation page: a set run on the library, shown, compared, stopped; its logic is youju_eval's."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event

import pytest
from tests.ui.chat.conftest import context_over, event, request
from tests.ui.chat.test_markup import read

from youju import Library
from youju_ui.chat.history import History
from youju_ui.chat.trialling import Trialling
from youju_ui.chat.trialruns import Trials

SET = "\n".join(
    json.dumps(one, ensure_ascii=False)
    for one in (
        {
            "id": "1",
            "type": "figure",
            "question": "白鹭镇2024年地区生产总值是多少？",
            "answers": ["12.6亿元"],
            "evidence": ["12.6亿元"],
        },
        {
            "id": "2",
            "type": "count",
            "question": "白鹭镇2024年新建公园几个？<img src=x>",
            "answers": ["三千个"],
            "evidence": ["三千个"],
        },
        {"id": "3", "type": "none", "question": "火星基地的食堂几点开门？", "answers": []},
    )
)


@pytest.fixture
def trialling(library: Library, tmp_path: Path, history: History) -> Trialling:
    context = context_over(library, tmp_path, history)
    return Trialling(context, Trials(tmp_path / "evaluations"))


def test_a_set_is_run_shown_and_compared(trialling: Trialling) -> None:
    added = trialling.add_set("zh-CN", event(name="../我的 题.jsonl", text=SET), request())
    assert "已添加问题集" in added
    (name,) = trialling.trials.sets()
    states = list(trialling.start("zh-CN", event(set=name), request()))
    assert any("yj-running" in state for state in states[:-1])
    shown = states[-1]
    assert "answer_hit" in shown
    assert "没答好的问题（1）" in shown
    assert "三千个" in shown
    assert "img" not in read(shown).tags
    list(trialling.start("en", event(set=name), request()))
    runs = [run.folder.path.name for run in trialling.trials.runs()]
    assert len(runs) == 2
    compared = trialling.compare("zh-CN", event(runs=runs), request())
    assert "0.000" in compared
    assert f"against={runs[-1]}" in compared
    assert "请勾选两次" in trialling.compare("zh-CN", event(runs=runs[:1]), request())
    trialling.drop("zh-CN", event(run=runs[0]), request())
    assert len(trialling.trials.runs()) == 1


def test_a_file_that_is_no_set_is_told_why(trialling: Trialling) -> None:
    told = trialling.add_set("zh-CN", event(name="x", text='{"id": 1}\n'), request())
    assert "问题集没有加入：" in told
    assert trialling.trials.sets() == ()
    (missing,) = trialling.start("zh-CN", event(set="none"), request())
    assert "没有这个问题集" in missing


def test_a_run_can_be_stopped_and_leaves_nothing(trialling: Trialling, library: Library) -> None:
    trialling.trials.add_set("s", SET)
    stopped = Event()
    stopped.set()
    found = trialling.trials.open_set("s", feedback="")
    *_, last = trialling.trials.start(library, found, "zh-CN", stopped)
    assert last.failure is not None
    assert last.failure.zh == "评测已停止。"
    assert trialling.trials.runs() == ()


def test_who_may_not_read_everything_sees_no_run(trialling: Trialling) -> None:
    trialling.trials.add_set("s", SET)
    stranger = request("乙", readable="other")
    assert "只有能读全部文档的人" in trialling.view("zh-CN", stranger)
    assert all("只有能读全部" in one for one in trialling.start("zh-CN", event(set="s"), stranger))
    assert "只有能读全部" in trialling.compare("zh-CN", event(runs=["a", "b"]), stranger)
