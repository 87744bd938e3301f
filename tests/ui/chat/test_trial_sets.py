"""Sets that come in an archive with their own documents: taken in with distrust, asked of these only."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from threading import Event

import pytest
from tests.ui.chat.conftest import context_over, event, request

from youju import Library
from youju.errors import DocumentError, EvaluationError
from youju_ui.chat.history import History
from youju_ui.chat.lending import opener_with
from youju_ui.chat.trialling import Trialling
from youju_ui.chat.trialruns import Trials
from youju_ui.messages.chat_measures import measure_name

QUESTIONS = json.dumps(
    {
        "id": "1",
        "type": "时间",
        "question": "体育馆几点关门？",
        "answers": ["晚上八点"],
        "evidence": ["每天晚上八点关门"],
        "document": "体育馆.txt",
    },
    ensure_ascii=False,
)
HALL = "体育馆每天晚上八点关门，周一不开放。"


def packed(**files: str) -> bytes:
    """A ZIP; a double underscore in a name stands for a slash, and one alone for a dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return held.getvalue()


GOOD = packed(集__questions_jsonl=QUESTIONS, 集__documents__体育馆_txt=HALL)


@pytest.fixture
def trialling(library: Library, tmp_path: Path, history: History) -> Trialling:
    context = context_over(library, tmp_path, history)
    return Trialling(context, Trials(tmp_path / "evaluations"))


def test_a_set_is_asked_of_its_own_documents_and_leaves_the_library_alone(
    trialling: Trialling, library: Library
) -> None:
    generation = library.store.generation
    sent = event(name="体育馆.zip", archive=base64.b64encode(GOOD).decode())
    assert "已添加问题集 体育馆（1 题）" in trialling.add_set("zh-CN", sent, request())
    assert "体育馆（自带文档）" in trialling.view("zh-CN", request())
    states = list(trialling.start("zh-CN", event(set="体育馆"), request()))
    assert any("正在读入自带的文档 1 / 1" in state for state in states)
    assert "问的是自带的 1 份文档" in states[-1]
    (run,) = trialling.trials.runs()
    assert run.result.measure("answer_hit").overall.value == 1.0
    assert run.result.measure("evidence@1").overall.value == 1.0
    assert library.store.generation == generation
    assert library.ask("白鹭镇2024年地区生产总值是多少？").citations


def test_a_set_without_documents_is_asked_of_the_library(trialling: Trialling) -> None:
    trialling.trials.add_set("题.jsonl", QUESTIONS)
    *_, page = trialling.start("zh-CN", event(set="题"), request())
    assert "问的是这个资料库" in page
    (run,) = trialling.trials.runs()
    assert run.result.measure("answer_hit").overall.value == 0.0


def test_a_later_set_takes_the_place_of_one_of_the_same_name(trialling: Trialling) -> None:
    trials = trialling.trials
    trials.add_set("题.jsonl", QUESTIONS)
    trials.add_archive("题.zip", GOOD)
    assert trials.sets() == ("题",)
    assert len(trials.open_set("题", feedback="").documents) == 1
    trials.add_set("题.json", json.dumps([json.loads(QUESTIONS)], ensure_ascii=False))
    assert trials.sets() == ("题",)
    assert trials.open_set("题", feedback="").documents == ()


@pytest.mark.parametrize(
    "archive",
    [
        packed(**{"..__questions_jsonl": QUESTIONS}),
        packed(__questions_jsonl=QUESTIONS),
        packed(documents__体育馆_txt=HALL),
        packed(set_toml='questions = "/etc/passwd"'),
        packed(questions_jsonl=QUESTIONS, set_toml='documents = ["../../../.."]'),
        packed(questions_jsonl=QUESTIONS, set_toml='documents = ["$HOME"]'),
        packed(questions_jsonl='{"id": 1}'),
    ],
)
def test_an_archive_that_holds_no_set_or_leads_out_of_it_leaves_nothing(
    tmp_path: Path, archive: bytes
) -> None:
    trials = Trials(tmp_path / "evaluations")
    with pytest.raises(EvaluationError):
        trials.add_archive("坏.zip", archive)
    assert trials.sets() == ()
    assert list((tmp_path / "evaluations" / "sets").iterdir()) == []


def test_what_is_no_archive_or_expands_too_far_is_refused(
    trialling: Trialling, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError):
        trialling.trials.add_archive("坏.zip", b"PK broken")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("documents/a.txt", "0" * 40_000_000)
    with pytest.raises(DocumentError):
        trialling.trials.add_archive("弹.zip", held.getvalue())
    page = trialling.add_set("zh-CN", event(name="x.zip", archive="***"), request())
    assert "问题集没有加入" in page


def test_names_that_chinese_windows_wrote_are_read(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("questions.jsonl", QUESTIONS)
        information = zipfile.ZipInfo("documents/XXXXXX.txt")
        archive.writestr(information, HALL)
    foreign = held.getvalue().replace(b"XXXXXX", "体育馆".encode("gb18030"))
    trials = Trials(tmp_path / "evaluations")
    (document,) = trials.add_archive("窗.zip", foreign).documents
    assert document.name == "体育馆.txt"


def test_a_run_over_its_own_documents_can_be_stopped(trialling: Trialling) -> None:
    trialling.trials.add_archive("题.zip", GOOD)
    found = trialling.trials.open_set("题", feedback="")
    stopped = Event()
    stopped.set()
    *_, last = trialling.trials.start(trialling.context.library, found, "en", stopped)
    assert last.failure is not None
    assert trialling.trials.runs() == ()


def test_a_library_with_lent_models_closes_none_of_them(library: Library, tmp_path: Path) -> None:
    opened = opener_with(library)(tmp_path / "other", create=True, settings=library.settings)
    opened.add_bytes(HALL.encode(), "体育馆.txt")
    assert "八点" in opened.ask("体育馆几点关门？").text
    opened.close()
    assert library.ask("白鹭镇2024年地区生产总值是多少？").citations


def test_measures_have_plain_names_and_keep_their_own_as_tooltip(trialling: Trialling) -> None:
    assert measure_name("evidence@5").zh == "前 5 段找到依据"
    assert measure_name("evidence@1").en == "Evidence in the first passage"
    assert measure_name("latency_p95").en == "Time of 95% of questions"
    assert measure_name("unknown@3").zh == "unknown@3"
    trialling.trials.add_set("题.jsonl", QUESTIONS)
    *_, page = trialling.start("en", event(set="题"), request())
    assert '<abbr title="evidence@5">Evidence in the first 5</abbr>' in page
