"""The pruned tokenizer cuts texts of allowed characters exactly as the whole one does."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from youju_embeddings import ModelError
from youju_embeddings.engine import clean
from youju_embeddings.pruning import only_allowed, pruned
from youju_embeddings.small_tokenizer import SmallTokenizer, write_tokenizer
from youju_embeddings.tokenizer import tokenizer_definition


@pytest.fixture(scope="module")
def whole(packed):
    return Tokenizer.from_str(json.dumps(tokenizer_definition(packed)))


@pytest.fixture(scope="module")
def small(packed, tmp_path_factory):
    place = tmp_path_factory.mktemp("small")
    write_tokenizer(place, packed)
    return SmallTokenizer(place)


def assert_same(whole, small, text):
    expected = whole.encode(text, add_special_tokens=False)
    (cut,) = small.cut([text])
    assert cut.pieces.tolist() == expected.ids
    assert list(cut.offsets) == expected.offsets


RANGES = [
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2000, 0x206F),
    (0x2100, 0x27BF),
    (0x3000, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFF9F),
    (0x1F300, 0x1F6FF),
    (0x20000, 0x2A6DF),
]
CHARACTERS = st.one_of(
    st.characters(min_codepoint=low, max_codepoint=high, exclude_categories=["Cs"])
    for low, high in RANGES
)


@settings(max_examples=300, deadline=None)
@given(st.text(CHARACTERS, max_size=60))
def test_any_text_of_covered_characters_is_cut_as_by_the_whole_vocabulary(whole, small, text):
    text = clean(text)
    if small.covers(text):
        assert_same(whole, small, text)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_row_of_kept_pieces_is_cut_as_by_the_whole_vocabulary(whole, small, packed, data):
    pieces = packed.vocabulary.pieces
    numbers = data.draw(st.lists(st.integers(5, len(pieces) - 2), max_size=12))
    text = clean("".join(pieces[n] for n in numbers if only_allowed(pieces[n])).replace("▁", " "))
    assert small.covers(text)
    assert_same(whole, small, text)


def test_real_texts_are_covered_and_cut_alike(whole, small, data):
    lines = (data / "cmrc2018_dev" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [clean(json.loads(line)["text"]) for line in lines[:300]]
    covered = [text for text in texts if small.covers(text)]
    assert len(covered) > 0.9 * len(texts)
    for text in covered:
        assert_same(whole, small, text)


@pytest.mark.parametrize("text", ["Привет", "가나다", "สวัสดี", "中文与αβγ"])
def test_other_scripts_are_not_covered(small, text):
    assert not small.covers(text)


@pytest.mark.parametrize(
    "text", ["", "年假有几天？", "GDP增长５％，naïve café", "𬭎、①、㎡、カタカナ"]
)
def test_chinese_and_english_are_covered(small, text):
    assert small.covers(clean(text))


def test_half_of_the_pieces_are_left_and_know_where_they_were(packed):
    left = pruned(packed)
    whole, kept = packed.vocabulary, left.packed.vocabulary
    assert len(kept.pieces) < 0.51 * len(whole.pieces)
    assert [whole.pieces[number] for number in left.pieces] == list(kept.pieces)
    assert kept.pieces[kept.unknown] == "<unk>"
    assert min(kept.scores) == min(whole.scores)
    assert left.pieces.dtype == np.int32


def test_a_damaged_tokenizer_says_what_to_do(tmp_path):
    (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        SmallTokenizer(tmp_path)
    assert "Delete the directory" in str(caught.value)
    assert "删除" in caught.value.message.zh
