"""A run goes on exactly where it was interrupted, and ships what it learned."""

import json
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file
from training.reader import run as run_module
from training.reader.cases import read_validation
from training.reader.evaluate import readings_of
from training.reader.export import averaged, export
from training.reader.log import collect, read_lines, write_log
from training.reader.model import Shape
from training.reader.pairs import batch
from training.reader.run import Plan, Run
from training.reader.shipped import open_export, open_run
from training.reader.train import options_of

STEPS = 14
"""More than one part of the examples has batches of."""


@pytest.fixture
def plan(model, examples, tmp_path):
    return Plan(
        examples,
        model,
        tmp_path / "main",
        steps=STEPS,
        shape=Shape(rank=4),
        batch_tokens=700,
        save_seconds=-1.0,
        validated=3,
    )


def checkpoint(plan):
    return torch.load(plan.out / "checkpoint.pt", weights_only=True)


def assert_same(first, second):
    assert first["learned"].keys() == second["learned"].keys()
    for name, value in first["learned"].items():
        assert torch.equal(value, second["learned"][name]), name
    assert first["place"][:4] == second["place"][:4]


@pytest.mark.parametrize("interrupted_at", [3, 11])
def test_an_interrupted_run_goes_on_exactly(plan, tmp_path, monkeypatch, interrupted_at):
    whole = replace(plan, out=tmp_path / "whole", save_seconds=1e9)
    Run(whole).train()

    learn = Run._learn

    def interrupted(self, group, progress):
        if self._place.step == interrupted_at:
            raise KeyboardInterrupt
        return learn(self, group, progress)

    monkeypatch.setattr(run_module.Run, "_learn", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Run(plan).train()
    assert checkpoint(plan)["place"][0] == interrupted_at
    monkeypatch.setattr(run_module.Run, "_learn", learn)
    Run(plan).train()
    assert checkpoint(plan)["place"][0] == STEPS
    assert_same(checkpoint(plan), checkpoint(whole))


def test_a_run_learns(plan):
    Run(replace(plan, steps=60, save_seconds=1e9, rate=5e-3)).train()
    entries = read_lines(plan.out / "log.jsonl")
    losses = [one["span loss"] for one in entries if "span loss" in one]
    assert losses[-1] < losses[0]
    assert "em" in entries[-1]["validation"]


@pytest.mark.parametrize(
    "change",
    [
        {"shape": Shape(rank=0)},
        {"shape": Shape(rank=4, first_adapted=1)},
        {"longest": 50},
        {"relevance_weight": 2.0},
    ],
    ids=["whole matrices", "upper layers", "shorter", "relevance"],
)
def test_each_ablation_trains_and_opens_again(plan, change):
    varied = replace(plan, steps=2, save_seconds=1e9, **change)
    Run(varied).train()
    trained = open_run(varied.out, varied.model)
    assert trained.reader.shape == varied.shape
    pair = trained.pairs.encode(["水库在哪里？"], ["水库。" * 100], [0])[0]
    assert len(pair.tokens) == varied.longest if varied.longest < 384 else 100


def test_a_folder_without_examples_names_the_command(plan, tmp_path, examples):
    (tmp_path / "validation.jsonl").write_bytes((examples / "validation.jsonl").read_bytes())
    with pytest.raises(FileNotFoundError, match=r"training\.reader\.data"):
        Run(replace(plan, examples=tmp_path)).train()


@pytest.fixture
def exported(plan, tmp_path):
    Run(replace(plan, save_seconds=1e9)).train()
    trained = open_run(plan.out, plan.model)
    cases = read_validation(plan.examples / "validation.jsonl")
    about = export(trained, cases, tmp_path / "export")
    return trained, cases, about


def test_an_export_opens_to_the_same_logits(exported, plan, tmp_path):
    trained, cases, _ = exported
    opened = open_export(tmp_path / "export", plan.model)
    pairs = opened.pairs.encode([cases[0].question], [cases[0].windows[0][1]], [0])
    made = batch(pairs)
    with torch.inference_mode():
        before = trained.reader(made.tokens, made.sides, made.mask)
        after = opened.reader(made.tokens, made.sides, made.mask)
        assert readings_of(opened.reader, opened.pairs, cases) == readings_of(
            trained.reader, trained.pairs, cases
        )
    assert torch.equal(before.start, after.start)
    assert torch.equal(before.end, after.end)
    assert torch.equal(before.relevance, after.relevance)


def test_an_average_lies_between_its_start_and_what_was_trained_from_it(exported, plan, tmp_path):
    start = tmp_path / "export" / "reader.safetensors"
    Run(replace(plan, out=tmp_path / "on", start=start, save_seconds=1e9)).train()
    trained = open_run(tmp_path / "on", plan.model)
    own = {name: value.clone() for name, value in trained.reader.trained().items()}
    averaged(trained, start, 0.7)
    earlier = load_file(start)
    for name, value in trained.reader.trained().items():
        expected = (0.7 * own[name].float() + 0.3 * earlier[name].float()).half()
        assert torch.equal(value.half(), expected), name
    assert trained.about["average"]["share"] == 0.7


def test_an_export_says_how_to_use_it(exported, tmp_path):
    _, _, about = exported
    written = json.loads((tmp_path / "export" / "reader.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(about))
    assert written["shape"] == {"rank": 4, "first_adapted": 0}
    assert written["training"]["steps"] == STEPS
    assert set(written["calibration"]) >= {"relevance", "margin", "intercept"}


def test_a_run_may_begin_from_an_export(exported, plan, tmp_path):
    started = replace(plan, out=tmp_path / "next", start=tmp_path / "export" / "reader.safetensors")
    run = Run(started)
    learned = open_run(plan.out, plan.model).reader.trained()
    for name, value in run._reader.trained().items():
        assert torch.equal(value, learned[name])


def test_the_log_has_data_plan_curve_and_no_paths(exported, plan, tmp_path):
    log = collect(plan.out, [plan.examples], tmp_path / "decoding.jsonl")
    write_log(tmp_path / "log.json", log | {"export": exported[2]})
    text = (tmp_path / "log.json").read_text(encoding="utf-8")
    read = json.loads(text)
    assert read["mixtures"][0]["statutes and reports"]["number"] == 2
    assert read["plans"][0]["rank"] == 4
    assert read["curve"][-1]["step"] == STEPS
    assert read["export"]["training"]["steps"] == STEPS
    assert str(tmp_path) not in text
    assert str(plan.model) not in text
    assert text.endswith("}\n")


def test_defaults_of_the_command_are_those_of_what_ships(monkeypatch, tmp_path):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    options = options_of(["--steps", "5"])
    assert options.out == tmp_path / "training" / "main"
    assert options.examples == tmp_path / "training" / "examples"
    assert (options.rank, options.first_adapted, options.longest) == (32, 0, 384)
    assert options.relevance_weight == 0.5


def test_a_run_needs_an_end(capsys):
    with pytest.raises(SystemExit):
        options_of([])
    assert "--until" in capsys.readouterr().err
