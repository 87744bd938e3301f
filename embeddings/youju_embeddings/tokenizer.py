"""Writes the packed vocabulary as a Hugging Face ``tokenizer.json`` that cuts texts as the engine does."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from youju_embeddings.charsmap import precompiled_charsmap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from youju_embeddings.packed import PackedModel, Vocabulary

_METASPACE = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}


def tokenizer_definition(packed: PackedModel) -> dict[str, object]:
    """The content of ``tokenizer.json``."""
    vocabulary = packed.vocabulary
    specials = [vocabulary.begin, vocabulary.padding, vocabulary.end, vocabulary.unknown]
    specials.append(vocabulary.pieces.index("<mask>"))
    charsmap = base64.b64encode(precompiled_charsmap(packed.normalization)).decode("ascii")
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special(i, vocabulary.pieces[i]) for i in specials],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Precompiled", "precompiled_charsmap": charsmap},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                _METASPACE,
                {
                    "type": "Split",
                    "pattern": {"Regex": unknown_characters(vocabulary)},
                    "behavior": "Isolated",
                    "invert": False,
                },
            ],
        },
        "post_processor": _frame(vocabulary),
        "decoder": _METASPACE,
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": [
                list(pair) for pair in zip(vocabulary.pieces, vocabulary.scores, strict=True)
            ],
            "byte_fallback": False,
        },
    }


def unknown_characters(vocabulary: Vocabulary) -> str:
    """A regular expression for one character that no piece holds.

    The tokenizers library merges neighbouring unknown characters into one token, the engine gives
    one to each; isolating them before the model is asked makes both agree.
    """
    named = {vocabulary.begin, vocabulary.end, vocabulary.padding, vocabulary.unknown}
    known = {c for i, piece in enumerate(vocabulary.pieces) if i not in named for c in piece}
    return "[^" + "".join(_ranges(sorted(map(ord, known)))) + "]"


def _ranges(code_points: list[int]) -> Iterator[str]:
    start = end = code_points[0]
    for code_point in [*code_points[1:], -1]:
        if code_point == end + 1:
            end = code_point
            continue
        yield re.escape(chr(start)) + ("-" + re.escape(chr(end)) if end > start else "")
        start = end = code_point


def _frame(vocabulary: Vocabulary) -> dict[str, object]:
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    marks = ((begin, vocabulary.begin), (end, vocabulary.end))
    first: list[object] = [
        {"SpecialToken": {"id": begin, "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": end, "type_id": 0}},
    ]
    second: list[object] = [
        {"SpecialToken": {"id": end, "type_id": 0}},
        {"Sequence": {"id": "B", "type_id": 0}},
        {"SpecialToken": {"id": end, "type_id": 0}},
    ]
    return {
        "type": "TemplateProcessing",
        "single": first,
        "pair": first + second,
        "special_tokens": {
            text: {"id": text, "ids": [number], "tokens": [text]} for text, number in marks
        },
    }


def _special(number: int, content: str) -> dict[str, object]:
    return {
        "id": number,
        "content": content,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }
