"""Every text of the chat exists in both languages, with the same places to fill."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import youju_ui.messages
from youju_embeddings.errors import Message
from youju_ui.messages.catalogue import places

MODULES = sorted(
    one.name for one in pkgutil.iter_modules(youju_ui.messages.__path__) if "chat" in one.name
)


def messages(module: str) -> Iterator[tuple[str, Message]]:
    loaded = importlib.import_module(f"youju_ui.messages.{module}")
    for name, value in vars(loaded).items():
        held = value.items() if isinstance(value, dict) else [("", value)]
        for key, message in held:
            if isinstance(message, Message):
                yield f"{name}.{key}", message


@pytest.mark.parametrize("module", MODULES)
def test_both_languages_say_the_same_things(module: str) -> None:
    found = list(messages(module))
    assert found
    for name, message in found:
        assert message.zh.strip(), name
        assert message.en.strip(), name
        assert places(message.zh) == places(message.en), name


@pytest.mark.parametrize("module", MODULES)
def test_no_text_holds_an_emoji(module: str) -> None:
    # Where a font has none they are boxes, and elsewhere they shout.
    emoji = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
    assert [name for name, text in messages(module) if emoji.search(text.zh + text.en)] == []
