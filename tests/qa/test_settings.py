"""Settings: precedence, origins, and errors that say what to type instead."""

from dataclasses import asdict

import pytest

from youju.errors import ConfigError
from youju.parsing.base import Limits
from youju.settings import (
    LimitSettings,
    OriginKind,
    RetrievalSettings,
    Settings,
    default_library,
    library_file,
    load_settings,
    user_file,
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load(tmp_path, **arguments):
    arguments.setdefault("environment", {})
    return load_settings(library=tmp_path / "资料", **arguments)


def test_without_any_source_everything_is_default(tmp_path):
    loaded = load(tmp_path)
    assert loaded.settings == Settings()
    assert {loaded.origin(key).kind for key, _ in loaded.settings.items()} == {OriginKind.DEFAULT}
    assert loaded.files == ()


def test_each_source_wins_over_the_one_before(tmp_path):
    library, config = tmp_path / "资料", tmp_path / "extra.toml"
    steps = [
        (lambda: write(user_file(), "[retrieval]\nk = 2"), {}, "file"),
        (lambda: write(library_file(library), "[retrieval]\nk = 3"), {}, "file"),
        (lambda: write(config, "[retrieval]\nk = 4"), {"config": config}, "file"),
        (lambda: None, {"environment": {"YOUJU_RETRIEVAL__K": "5"}}, "environment"),
        (lambda: None, {"flags": {"retrieval.k": 6}}, "command line"),
        (lambda: None, {"overrides": {"retrieval.k": 7}}, "keyword argument"),
    ]
    arguments = {}
    for expected, (prepare, more, origin) in enumerate(steps, start=2):
        prepare()
        arguments |= more
        loaded = load(tmp_path, **arguments)
        assert loaded.settings.retrieval.k == expected
        assert str(loaded.origin("retrieval.k")).startswith(origin)


def test_an_origin_names_the_variable_in_both_languages(tmp_path):
    origin = load(tmp_path, environment={"YOUJU_RETRIEVAL__K": "5"}).origin("retrieval.k")
    assert str(origin) == "environment YOUJU_RETRIEVAL__K"
    assert origin.message.zh == "环境变量 YOUJU_RETRIEVAL__K"


def test_overrides_may_be_nested(tmp_path):
    loaded = load(tmp_path, overrides={"server": {"port": 1}, "language": "en"})
    assert (loaded.settings.server.port, loaded.settings.language) == (1, "en")


def test_a_flag_that_was_not_used_changes_nothing(tmp_path):
    loaded = load(tmp_path, flags={"retrieval.k": None})
    assert loaded.origin("retrieval.k").kind is OriginKind.DEFAULT


def test_paths_in_a_file_are_relative_to_it_and_elsewhere_as_typed(tmp_path):
    config = write(tmp_path / "a" / "b.toml", '[embedding]\ncache = "vectors.db"')
    assert load(tmp_path, config=config).settings.embedding.cache == tmp_path / "a" / "vectors.db"
    typed = load(tmp_path, environment={"YOUJU_EMBEDDING__CACHE": "x.db"}).settings.embedding.cache
    assert str(typed) == "x.db"


def test_whole_numbers_serve_as_numbers_and_a_byte_order_mark_does_no_harm(tmp_path):
    config = write(tmp_path / "b.toml", "\ufeff[answering]\nthreshold = 1")
    share = load(tmp_path, config=config).settings.answering.threshold
    assert (share, type(share)) == (1.0, float)


@pytest.mark.parametrize(
    ("environment", "overrides", "said"),
    [
        ({"YOUJU_RETREIVAL__K": "5"}, {}, "YOUJU_RETRIEVAL__K"),
        ({}, {"retrieval.kk": 5}, "retrieval.k"),
        ({}, {"langauge": "en"}, "language"),
        ({}, {"threshold": 0.2}, "answering.threshold"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_spelling(
    tmp_path, environment, overrides, said
):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, environment=environment, overrides=overrides)
    assert said in caught.value.message.zh
    assert said in caught.value.message.en


@pytest.mark.parametrize(
    ("environment", "overrides", "expected"),
    [
        ({"YOUJU_RETRIEVAL__K": "many"}, {}, "a whole number"),
        ({}, {"retrieval.k": True}, "a whole number"),
        ({}, {"retrieval.k": 2.5}, "a whole number"),
        ({}, {"answering.threshold": "high"}, "a number"),
        ({}, {"server.host": 1}, "a text"),
        ({}, {"embedding.cache": 1}, "a path"),
    ],
)
def test_a_value_of_another_type_is_refused_with_the_type_wanted(
    tmp_path, environment, overrides, expected
):
    with pytest.raises(ConfigError, match=expected):
        load(tmp_path, environment=environment, overrides=overrides)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("retrieval.k", 0),
        ("answering.threshold", 1.01),
        ("answering.threshold", float("nan")),
        ("retrieval.lexical_weight", float("inf")),
        ("retrieval.score_slope", 0.0),
        ("retrieval.score_slope", -1.0),
        ("retrieval.score_intercept", float("nan")),
        ("server.port", 70000),
        ("language", "fr"),
    ],
)
def test_a_value_out_of_range_is_refused_by_its_key(tmp_path, key, value):
    with pytest.raises(ConfigError, match=key):
        load(tmp_path, overrides={key: value})


def test_ranges_hold_in_python_too():
    with pytest.raises(ConfigError, match="at least 1"):
        RetrievalSettings(k=0)


def test_an_error_in_a_file_names_the_file(tmp_path):
    config = write(tmp_path / "b.toml", "[retrieval\nk = 1")
    with pytest.raises(ConfigError, match=r"b\.toml.*line 1"):
        load(tmp_path, config=config)
    with pytest.raises(ConfigError, match=r"b\.toml"):
        load(tmp_path, config=write(config, "[retrieval]\nkk = 1"))


def test_the_file_that_was_named_must_exist(tmp_path):
    with pytest.raises(ConfigError, match="nowhere"):
        load(tmp_path, config=tmp_path / "nowhere.toml")


def test_a_stage_without_a_table_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="no setting retrieval"):
        load(tmp_path, overrides={"retrieval": 3})


def test_reserved_variables_and_those_of_others_are_no_settings(tmp_path):
    environment = {"YOUJU_DATA": "x", "YOUJU_LANG": "en", "YOUJU_LIBRARY": "y", "HOME": "z"}
    assert load(tmp_path, environment=environment).settings == Settings()


def test_an_empty_variable_is_not_set(tmp_path):
    assert load(tmp_path, environment={"YOUJU_RETRIEVAL__K": ""}).settings == Settings()


def test_the_default_library_is_the_variable_or_the_data_directory(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert str(default_library({"YOUJU_LIBRARY": "here"})) == "here"
    assert default_library({}).name == "library"


def test_the_limits_are_those_of_the_parsers():
    assert asdict(LimitSettings()) == asdict(Limits())


def test_items_cover_every_value_once():
    keys = [key for key, _ in Settings().items()]
    assert len(keys) == len(set(keys))
    assert {"language", "retrieval.k", "server.port", "embedding.cache"} <= set(keys)
