"""The compiled character map does to each character what the plain map says."""

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import normalizers

from youju_embeddings.charsmap import precompiled_charsmap

characters = st.characters(exclude_categories=["Cs"], min_codepoint=1)


@given(st.dictionaries(characters, st.text(characters, max_size=4), max_size=40), characters)
def test_agrees_with_the_map_for_any_character(mapping, other):
    compiled = normalizers.Precompiled(precompiled_charsmap(mapping))
    for character in [*mapping, other]:
        assert compiled.normalize_str(character) == mapping.get(character, character)


def test_the_map_of_the_model_survives_for_every_character(packed):
    compiled = normalizers.Precompiled(precompiled_charsmap(packed.normalization))
    for character, replacement in packed.normalization.items():
        assert compiled.normalize_str(character) == replacement
    assert compiled.normalize_str("３～５ ㎡") == "3～5 m2"
