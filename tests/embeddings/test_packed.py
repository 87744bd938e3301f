"""The packed file is read whole, or refused with what to do."""

import numpy as np
import pytest

from youju_embeddings import ModelError
from youju_embeddings.engine import weights_path
from youju_embeddings.packed import read_packed


def test_reads_the_shape_and_the_vocabulary_of_multilingual_e5_small(packed):
    assert (packed.shape.hidden, packed.shape.layers, packed.shape.heads) == (384, 12, 12)
    assert len(packed.vocabulary.pieces) == len(packed.vocabulary.scores) == 250002
    assert packed.vocabulary.pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")


def test_decodes_both_kinds_of_tensor(packed):
    norm = packed.tensor("emb.ln.w")
    assert norm.shape == (384,)
    query = packed.tensor("l0.q.w").reshape(384, 384)
    assert query.dtype == np.float32
    assert 0.01 < query.std() < 0.5
    # Every block of 32 is a scale times a whole number from -8 to 7.
    block = query[0, :32]
    scale = np.abs(block[block != 0]).min()
    steps = block / scale
    assert np.allclose(steps * 8, np.round(steps * 8), atol=1e-2)


def test_names_the_install_line_when_a_tensor_is_missing(packed):
    with pytest.raises(ModelError, match="pip install"):
        packed.tensor("no.such")


@pytest.mark.parametrize("size", [0, 3, 40, 5_000, 3_000_000])
def test_refuses_a_file_that_is_cut_short(tmp_path, size):
    path = tmp_path / "cut.bin"
    with weights_path().open("rb") as whole:
        path.write_bytes(whole.read(size))
    with pytest.raises(ModelError) as caught:
        read_packed(path)
    assert "重新安装" in caught.value.message.zh


def test_refuses_another_kind_of_file(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"PK\x03\x04" + bytes(1000))
    with pytest.raises(ModelError):
        read_packed(path)
