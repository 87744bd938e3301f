"""config show, models list and models prepare."""


def test_every_setting_is_shown_with_its_origin(youju, monkeypatch):
    monkeypatch.setenv("YOUJU_RETRIEVAL__K", "5")
    shown = youju("--model", "other", "config", "show", "--json").json
    assert shown["settings"]["retrieval.k"] == {
        "value": 5,
        "origin": "environment YOUJU_RETRIEVAL__K",
    }
    assert shown["settings"]["embedding.model"] == {"value": "other", "origin": "command line"}
    assert shown["settings"]["server.port"]["origin"] == "default"
    table = youju("config", "show")
    assert "环境变量 YOUJU_RETRIEVAL__K" in table.out
    assert "资料库：" in table.err


def test_the_models_of_this_machine_are_listed(youju):
    result = youju("models", "list")
    assert result.code == 0
    assert "bundled" in result.out
    models = youju("models", "list", "--json").json
    assert [model["in_use"] for model in models if model["name"] == "bundled"] == [True]


def test_a_model_in_use_that_is_not_listed_is_named(youju):
    assert "当前模型：/models/mine" in youju("--model", "/models/mine", "models", "list").err


def test_the_models_are_built_once_and_named(youju):
    result = youju("models", "prepare")
    assert result.code == 0
    assert "multilingual-e5-small" in result.err
    assert "bundled" in result.err
    told = youju("models", "prepare", "--json").json
    assert any("bundled" in name for name in told["models"])
    assert told["seconds"] >= 0
