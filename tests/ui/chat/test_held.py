"""What a page holds and sends along comes back as it was, and anything else counts as nothing."""

from __future__ import annotations

import pytest

from youju_ui.chat.choices import NO_CHOICES, Choices, packed, unpacked
from youju_ui.chat.events import collection_held, text_held
from youju_ui.chat.language import spoken


@pytest.mark.parametrize(
    "choices",
    [
        NO_CHOICES,
        Choices(k=7, retriever="lexical", threshold=0.25),
        Choices(documents=frozenset({"一", "二"}), collections=frozenset({"合同/2024"})),
    ],
)
def test_choices_come_back_as_they_were(choices: Choices) -> None:
    assert unpacked(packed(choices)) == choices


@pytest.mark.parametrize(
    "sent", [None, "", "{", "[]", "3", 3, {"k": 3}, "[" * 100_000, '{"k": "many"}', "null"]
)
def test_what_is_none_of_ours_chooses_nothing(sent: object) -> None:
    assert unpacked(sent) == NO_CHOICES


@pytest.mark.parametrize(
    ("sent", "text"), [(None, ""), (3, ""), (["a"], ""), ("abc", "abc"), ("a" * 5000, "a" * 1000)]
)
def test_texts_are_short_texts(sent: object, text: str) -> None:
    assert text_held(sent) == text


@pytest.mark.parametrize(
    ("sent", "language"), [("en", "en"), ("de", "en"), (None, "zh-CN"), (3, "zh-CN")]
)
def test_a_page_speaks_one_of_our_languages(sent: object, language: str) -> None:
    assert spoken(sent) == language


def test_a_collection_has_a_short_name_of_one_line() -> None:
    assert collection_held(" 合同\n 2024 ") == "合同 2024"
    assert len(collection_held("长" * 500)) == 60
    assert collection_held(None) == ""
