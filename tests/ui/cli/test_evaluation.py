"""``youju eval`` from the command line: measured, compared, gated, resumed; every mistake in words."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from tests.ui.cli.conftest import HANDBOOK

from youju_eval.chat_client import ChatClient
from youju_eval.generate import Rejection
from youju_ui.messages.evaluation import MESSAGES

QUESTIONS = [
    {"id": "a", "type": "figure", "question": "带薪年假有几天?", "answers": ["10天"], "evidence": ["10天带薪年假"]},
    {"id": "b", "type": "figure", "question": "病假每年最多几天?", "answers": ["15天"], "evidence": ["不超过15天"]},
    {"id": "c", "type": "entity", "question": "年假由谁批准?", "answers": ["部门主管"], "evidence": ["部门主管批准"]},
    {"id": "d", "type": "unanswerable", "question": "食堂几点开门?", "answers": [], "evidence": []},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _work_here(tmp_path, monkeypatch):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def handbook(tmp_path):
    """A set in a folder: questions and their document."""
    folder = tmp_path / "手册"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "员工手册.md").write_text(HANDBOOK, encoding="utf-8")
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in QUESTIONS)
    (folder / "questions.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def run(youju, handbook, tmp_path):
    """The folder of a finished run."""
    assert youju("eval", "run", handbook, "--out", tmp_path / "run").code == 0
    return tmp_path / "run"


def test_a_set_is_measured_with_nothing_else_said(youju, handbook, tmp_path):
    done = youju("eval", "run", handbook)
    assert done.code == 0, done.err
    assert "evidence@1" in done.out
    assert "figure" in done.out
    (folder,) = (tmp_path / "eval-runs").iterdir()
    assert {one.name for one in folder.iterdir()} >= {
        "predictions.jsonl", "questions.jsonl", "result.json", "report.html", "report.md", "run.trec",
    }  # fmt: skip
    assert str(folder.relative_to(tmp_path)) in done.err
    assert not (tmp_path / "data").exists()


def test_json_is_the_result(youju, handbook):
    result = youju("eval", "run", handbook, "--json").json
    assert result["format"] == "youju-eval/1"
    assert result["set"]["questions"] == 4
    assert result["index"]["passages"] > 0
    assert result["system"]["settings"]["retrieval.retriever"] == "hybrid"


def test_an_existing_library_can_be_asked(youju, handbook, library):
    result = youju("eval", "run", handbook / "questions.jsonl", "--library", library, "--json").json
    assert result["index"]["documents"] == 2
    before = youju("eval", "run", handbook / "questions.jsonl", "--library", "nowhere")
    assert (before.code, "nowhere" in before.err) == (1, True)


def test_a_grid_of_settings_is_run_and_compared(youju, handbook, tmp_path):
    done = youju(
        "eval", "run", handbook, "--compare", "retriever=lexical,hybrid", "--out", tmp_path / "grid"
    )
    assert done.code == 0, done.err
    assert "retriever=hybrid" in done.out
    assert "Holm" in done.out
    kept = {one.name for one in (tmp_path / "grid").iterdir()}
    assert kept == {"retriever=lexical", "retriever=hybrid"}


def test_another_systems_answers_and_rankings_are_scored(youju, handbook, run, tmp_path):
    answers = tmp_path / "theirs.jsonl"
    answers.write_text(
        '{"id": "a", "answer": "10天"}\n{"id": "x", "answer": "?"}\n', encoding="utf-8"
    )
    result = youju("eval", "run", handbook, "--predictions", answers, "--json").json
    assert (result["missing"], result["extra"]) == (["b", "c", "d"], ["x"])
    assert result["system"]["label"] == "theirs"
    ranked = youju("eval", "run", handbook, "--trec", run / "run.trec", "--json").json
    assert ranked["system"]["kind"] == "trec"


def test_more_measures_of_ir_measures_can_be_asked_for(youju, handbook):
    result = youju("eval", "run", handbook, "--measure", "nDCG@3", "--json").json
    assert "nDCG@3" in [one["name"] for one in result["measures"]]
    wrong = youju("eval", "run", handbook, "--measure", "nGDC@3", "--out", "x")
    assert (wrong.code, "nGDC@3" in wrong.err) == (1, True)


def test_two_runs_are_compared_and_the_changed_questions_shown(youju, handbook, run, tmp_path):
    worse = tmp_path / "worse.jsonl"
    worse.write_text(
        '{"id": "a", "answer": "7天"}\n{"id": "b", "answer": "15天"}\n', encoding="utf-8"
    )
    youju("eval", "run", handbook, "--predictions", worse, "--out", tmp_path / "other")
    done = youju("eval", "compare", run, tmp_path / "other", "--html", tmp_path / "both.html")
    assert done.code == 0, done.err
    assert "answer_hit" in done.out
    assert "带薪年假有几天" in done.out
    page = (tmp_path / "both.html").read_text("utf-8")
    series = [
        re.sub("<[^>]+>", " ", one).split()
        for one in re.findall(r'<li><i class="shape.*?</li>', page)
    ]
    assert series[0] == ["worse", "本次运行", "this", "run"], "the last named is under discussion"
    assert series[1][-2:] == ["基线", "baseline"]
    alone = youju("eval", "compare", run)
    assert alone.code == 2


def test_a_gate_leaves_with_4_and_writes_junit(youju, run, tmp_path):
    junit = tmp_path / "gate.xml"
    passed = youju("eval", "gate", run, "--fail-under", "evidence@10=90%")
    assert passed.code == 0, passed.err
    failed = youju(
        "eval", "gate", run, "--fail-under", "evidence@10=0.9", "--fail-over", "length=1", "--junit", junit
    )  # fmt: skip
    assert failed.code == 4
    suite = ElementTree.parse(junit).getroot()
    assert len(list(suite.iter("failure"))) == 1
    drop = youju(
        "eval", "gate", run, "--max-drop", "nDCG@10=0.01", "--baseline", run / "result.json"
    )
    assert drop.code == 0, drop.err
    assert youju("eval", "gate", run).code == 2
    unreadable = youju("eval", "gate", run, "--fail-under", "evidence@10>0.9")
    assert (unreadable.code, "evidence@10" in unreadable.err) == (1, True)


def test_the_pages_of_a_run_are_written_anew(youju, run, tmp_path):
    done = youju("eval", "report", run, "--out", tmp_path / "page.html")
    assert done.code == 0, done.err
    assert "<html" in (tmp_path / "page.html").read_text("utf-8")
    assert "evidence@1" in (tmp_path / "page.md").read_text("utf-8")


def test_a_set_is_validated_with_what_is_wrong_and_where(youju, handbook):
    fine = youju("eval", "validate", handbook, "--json")
    assert fine.json["fine"] is True
    with (handbook / "questions.jsonl").open("a", encoding="utf-8") as stream:
        wrong = {
            "id": "e",
            "question": "年休假多少天?",
            "answers": ["12天"],
            "evidence": ["12天年假"],
        }
        stream.write(json.dumps(wrong, ensure_ascii=False) + "\n")
    done = youju("eval", "validate", handbook)
    assert done.code == 1
    assert "12天年假" in done.out


def test_of_each_kind_of_finding_a_few_are_shown_unless_all_are_asked_for(youju, handbook):
    wrong = [
        {"id": f"w{n}", "question": f"第{n}条写了什么?", "answers": [f"甲{n}"], "evidence": [f"甲{n}乙"]}
        for n in range(8)
    ]  # fmt: skip
    with (handbook / "questions.jsonl").open("a", encoding="utf-8") as stream:
        stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong)
    few = youju("--lang", "en", "eval", "validate", handbook)
    assert few.code == 1
    assert few.out.count("error  w") == 3
    assert "5 more of this kind (evidence-not-found); --all lists them" in few.out
    everything = youju("--lang", "en", "eval", "validate", handbook, "--all")
    assert everything.out.count("error  w") == 8
    assert "--all" not in everything.out
    assert len(youju("eval", "validate", handbook, "--json").json["problems"]) >= 8


def test_an_export_names_its_files_as_json(youju, handbook, tmp_path):
    told = youju("eval", "export", handbook, tmp_path / "squad", "--to", "squad", "--json").json
    assert told["files"]
    assert all(Path(file).is_file() for file in told["files"])
    assert isinstance(told["notes"], list)


def test_a_set_is_exported(youju, handbook, tmp_path):
    done = youju("eval", "export", handbook, tmp_path / "beir", "--to", "beir")
    assert done.code == 0, done.err
    assert (tmp_path / "beir" / "corpus.jsonl").is_file()
    wrong = youju("eval", "export", handbook, tmp_path / "x", "--to", "parquet")
    assert wrong.code == 2
    assert "beir" in wrong.err


def test_questions_are_generated_reviewed_and_run(youju, handbook, tmp_path):
    document = handbook / "documents" / "员工手册.md"
    made = youju("eval", "generate", document, "--out", tmp_path / "made", "-n", "10")
    assert made.code == 0, made.err
    assert "要 10 个，提出了" in made.out
    assert (tmp_path / "made" / "review.csv").is_file()
    taken = youju("eval", "generate", "--review", tmp_path / "made")
    assert taken.code == 0, taken.err
    result = youju("eval", "run", tmp_path / "made", "--json").json
    assert result["set"]["generated"] == result["set"]["questions"] > 0
    assert youju("eval", "generate", document).code == 2
    assert youju("eval", "generate").code == 2


def test_proposals_that_fail_a_check_are_counted_by_reason(youju, handbook, tmp_path, monkeypatch):
    def complete(_client, messages):
        if "仓库" in messages[-1]["content"]:
            return "抱歉，我做不到。"
        said = {"question": "员工每年有几天带薪年假?", "answer": "10天", "quote": "10天带薪年假"}
        return json.dumps(said, ensure_ascii=False)

    monkeypatch.setattr(ChatClient, "complete", complete)
    other = tmp_path / "仓库.txt"
    other.write_text("仓库的钥匙由值班员保管，交接时要登记。" * 5, encoding="utf-8")
    document = handbook / "documents" / "员工手册.md"
    server = ("-n", "7", "--endpoint", "http://127.0.0.1:9/v1", "--out")
    typed = ("--lang", "en", "eval", "generate")
    made = youju(*typed, document, other, *server, tmp_path / "made")
    assert made.code == 0, made.err
    assert "Questions proposed: 1 of 7 wanted" in made.out
    assert "not the JSON asked for 1" in made.err
    none = youju(*typed, other, *server, tmp_path / "none")
    assert (none.code, "not the JSON asked for 1" in none.err) == (1, True)
    as_json = youju(*typed, document, other, *server, tmp_path / "again", "--json").json
    assert (as_json["wanted"], as_json["rejected"]) == (7, {"no_json": 1})


@pytest.mark.parametrize("check", Rejection)
def test_every_check_of_a_proposal_has_its_words(check):
    assert f"rejected.{check}" in MESSAGES


def test_calibration_wants_unanswerable_questions_and_no_test_set(youju, handbook):
    few = youju("eval", "calibrate", handbook)
    assert few.code == 1
    assert "unanswerable" in youju("--lang", "en", "eval", "calibrate", handbook).err
    (handbook / "set.toml").write_text(
        'questions = "questions.jsonl"\ndocuments = "documents"\npurpose = "test"\n'
    )
    assert "test" in youju("eval", "calibrate", handbook).err


def test_calibration_writes_settings_that_load(youju, tmp_path):
    folder = tmp_path / "规定"
    (folder / "documents").mkdir(parents=True)
    things = [
        f"第{n}号仓库存放{chr(0x4E00 + n * 37)}{chr(0x5100 + n * 53)}，共{n * 7}件。"
        for n in range(1, 41)
    ]
    (folder / "documents" / "仓库.txt").write_text("\n\n".join(things), encoding="utf-8")
    with (folder / "questions.jsonl").open("w", encoding="utf-8") as stream:
        for n in range(1, 31):
            asked = {
                "id": f"y{n}",
                "question": f"第{n}号仓库共有多少件?",
                "answers": [f"{n * 7}件"],
                "evidence": [f"共{n * 7}件"],
            }
            other = {"id": f"n{n}", "question": f"第{n + 100}号车间有多少吨煤?", "answers": []}
            stream.write(json.dumps(asked) + "\n" + json.dumps(other) + "\n")
    done = youju("eval", "calibrate", folder, "--write", tmp_path / "chosen.toml")
    assert done.code == 0, done.err
    kept = tmp_path / "eval-runs" / "规定-calibration" / "youju.toml"
    shown = youju("--config", kept, "config", "show", "--json").json
    assert str(kept) in shown["settings"]["answering.threshold"]["origin"]
    assert (tmp_path / "chosen.toml").is_file() == ("没有写入" not in done.err)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("run", "nowhere"), 1, "nowhere"),
        (("run", "{set}", "--set", "retriver=dense"), 1, "retrieval.retriever"),
        (("run", "{set}", "--set", "retrieval.retriever=sparse"), 1, "lexical"),
        (("run", "{set}", "--compare", "retriever"), 1, "--compare"),
        (("run", "{set}", "--trec", "a", "--predictions", "b"), 2, "--trec"),
        (("run", "{set}", "--trec", "a", "--set", "k=3"), 2, "--set"),
        (("run", "{set}", "--predictions", "nowhere.jsonl"), 1, "nowhere.jsonl"),
        (("compare", "nowhere", "neither"), 1, "nowhere"),
        (("gate", "nowhere", "--fail-under", "em=1"), 1, "nowhere"),
        (("generate", "nowhere.txt", "--out", "made"), 1, "nowhere.txt"),
    ],
)
def test_mistakes_are_said_in_words(youju, handbook, arguments, code, said):
    typed = [str(handbook) if word == "{set}" else word for word in arguments]
    done = youju("eval", *typed)
    assert (done.code, said in done.err) == (code, True), done.err
    assert "Traceback" not in done.err
