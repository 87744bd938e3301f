"""Vectors are remembered, and no state of the file is an error."""

import logging
import sqlite3
import subprocess
import sys

import numpy as np
import pytest

from youju_embeddings import CachedEncoder
from youju_embeddings.contracts import EncoderContract

TEXTS = [f"第{number}条" for number in range(300)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vectors" / "cache.sqlite"


class TestCachedEncoder(EncoderContract):
    @pytest.fixture
    def encoder(self, hash_encoder, path):
        cached = CachedEncoder(hash_encoder, path)
        yield cached
        cached.close()


def test_a_known_text_is_not_encoded_again(make_hash_encoder, path):
    first, second = make_hash_encoder(), make_hash_encoder()
    cached = CachedEncoder(first, path)
    expected = cached.encode_passages(TEXTS[:5] + TEXTS[:2])
    assert first.encoded == TEXTS[:5]
    cached.close()
    again = CachedEncoder(second, path)
    heard = []
    np.testing.assert_array_equal(
        again.encode_passages(TEXTS[:5] + TEXTS[:2], report=heard.append), expected
    )
    assert second.encoded == []
    assert heard == [7]
    again.close()


def test_an_interrupted_call_goes_on_where_it_stopped(make_hash_encoder, path):
    interrupted = make_hash_encoder(fail_after=200)
    cached = CachedEncoder(interrupted, path)
    with pytest.raises(KeyboardInterrupt):
        cached.encode_passages(TEXTS)
    cached.close()
    done = len(interrupted.encoded)
    assert 0 < done < len(TEXTS)
    resumed = make_hash_encoder()
    cached = CachedEncoder(resumed, path)
    np.testing.assert_array_equal(
        cached.encode_passages(TEXTS), make_hash_encoder().encode_passages(TEXTS)
    )
    assert resumed.encoded == TEXTS[done:]
    cached.close()


def test_models_do_not_share_vectors(make_hash_encoder, path):
    for weights in ("one", "two"):
        encoder = make_hash_encoder(weights=weights)
        cached = CachedEncoder(encoder, path)
        cached.encode_passages(TEXTS[:3])
        cached.close()
        assert encoder.encoded == TEXTS[:3]


def fill(make_hash_encoder, path):
    cached = CachedEncoder(make_hash_encoder(), path)
    cached.encode_passages(TEXTS)
    cached.close()


@pytest.mark.parametrize("damage", ["text", "cut", "zeros", "other_table"])
def test_a_damaged_file_is_begun_again_with_a_warning(make_hash_encoder, path, caplog, damage):
    fill(make_hash_encoder, path)
    data = path.read_bytes()
    if damage == "text":
        path.write_bytes("这不是数据库".encode() * 500)
    elif damage == "cut":
        path.write_bytes(data[: len(data) // 3])
    elif damage == "zeros":
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    else:
        path.unlink()
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE vectors (something)")
            database.execute("PRAGMA user_version = 1")
        database.close()
    encoder = make_hash_encoder()
    cached = CachedEncoder(encoder, path)
    with caplog.at_level(logging.WARNING):
        vectors = cached.encode_passages(TEXTS)
    np.testing.assert_array_equal(vectors, make_hash_encoder().encode_passages(TEXTS))
    assert "begun again" in caplog.text
    cached.close()
    fill(make_hash_encoder, path)
    after = make_hash_encoder()
    cached = CachedEncoder(after, path)
    cached.encode_passages(TEXTS)
    assert after.encoded == []
    cached.close()


def test_a_vector_with_flipped_bits_is_encoded_again(make_hash_encoder, path):
    fill(make_hash_encoder, path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid <= 9")
        database.execute("UPDATE vectors SET vector = x'00' WHERE rowid = 10")
    database.close()
    encoder = make_hash_encoder()
    cached = CachedEncoder(encoder, path)
    np.testing.assert_array_equal(
        cached.encode_passages(TEXTS), make_hash_encoder().encode_passages(TEXTS)
    )
    assert encoder.encoded == TEXTS[:10]
    cached.close()


@pytest.mark.parametrize("kind", ["folder_is_a_file", "file_is_a_folder"])
def test_a_file_that_cannot_be_had_is_left_aside_with_one_warning(
    hash_encoder, tmp_path, caplog, kind
):
    if kind == "folder_is_a_file":
        (tmp_path / "file").write_text("")
        path = tmp_path / "file" / "cache.sqlite"
    else:
        path = tmp_path / "folder"
        path.mkdir()
    cached = CachedEncoder(hash_encoder, path)
    with caplog.at_level(logging.WARNING):
        cached.encode_passages(TEXTS[:3])
        cached.encode_passages(TEXTS[:3])
    assert hash_encoder.encoded == TEXTS[:3] * 2
    assert caplog.text.count("left aside") == 1
    cached.close()


def test_the_file_stays_within_its_bound_and_keeps_the_newest(make_hash_encoder, path):
    bound = 100_000
    cached = CachedEncoder(make_hash_encoder(), path, maximum_bytes=bound)
    for start in range(0, 3000, 100):
        cached.encode_passages([f"文本{number}" for number in range(start, start + 100)])
    cached.close()
    # Evicting comes after writing, so one batch and the log may go over for a moment.
    assert path.stat().st_size < bound * 1.5
    encoder = make_hash_encoder()
    cached = CachedEncoder(encoder, path)
    cached.encode_passages([f"文本{number}" for number in (0, 1, 2998, 2999)])
    assert encoder.encoded == ["文本0", "文本1"]
    cached.close()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import HashEncoder
from youju_embeddings import CachedEncoder
cached = CachedEncoder(HashEncoder(), Path(sys.argv[2]))
for start in range(int(sys.argv[3]), 600, 20):
    cached.encode_passages([f"第{n}条" for n in range(start, start + 20)])
cached.close()
"""


def test_several_processes_may_write_at_once(make_hash_encoder, path, request):
    folder = str(request.path.parent)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, folder, str(path), str(offset)])
        for offset in (0, 10)
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    encoder = make_hash_encoder()
    cached = CachedEncoder(encoder, path)
    cached.encode_passages([f"第{n}条" for n in range(600)])
    assert encoder.encoded == []
    cached.close()
