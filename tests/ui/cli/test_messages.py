"""The catalogues: both languages complete, every key used, every key asked for there."""

import re
from pathlib import Path

import pytest

import youju_ui
from youju_embeddings import Message
from youju_ui.messages import Catalogue, choose_language, cli, cli_help, normal_language

SOURCES = Path(youju_ui.__file__).parent


@pytest.mark.parametrize("face", [cli, cli_help], ids=["cli", "cli_help"])
def test_both_languages_have_the_same_places(face):
    assert Catalogue(face.MESSAGES).mismatches() == ()


def test_mismatches_are_noticed():
    wrong = {
        "a": Message(zh="{x}", en="{y}"),
        "b": Message(zh="", en="b"),
        "c": Message(zh="{x}", en="{x}"),
    }
    assert Catalogue(wrong).mismatches() == ("a", "b")


def test_no_key_is_unused():
    files = [
        *SOURCES.glob("*.py"),
        *SOURCES.glob("commands/*.py"),
        *SOURCES.glob("render/*.py"),
        *SOURCES.glob("commands/*/*.py"),
        *SOURCES.glob("evaluation/*.py"),
    ]
    text = "\n".join(file.read_text("utf-8") for file in files)
    literals = set(re.findall(r"[\"']([a-z_.0-9]+)[\"']", text))
    prefixes = set(re.findall(r"f\"([a-z_]+)\.\{", text))
    unused = [
        key
        for key in (*cli.MESSAGES, *cli_help.MESSAGES)
        if key not in literals and key.partition(".")[0] not in prefixes
    ]
    assert unused == []


def test_a_place_without_its_value_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        Catalogue(cli.MESSAGES).text("usage.no_command", "en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh-CN"),
        ({"LANG": "C.UTF-8"}, "zh-CN"),
        ({"LANG": "POSIX"}, "zh-CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "YOUJU_LANG": "en"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "YOUJU_LANG": "auto"}, "zh-CN"),
    ],
)
def test_the_language_is_chosen_from_the_environment(environment, language):
    assert choose_language(environment) == language


def test_a_flag_wins_and_other_tags_are_none_of_ours():
    assert choose_language({"YOUJU_LANG": "en"}, asked="zh") == "zh-CN"
    assert normal_language("fr") is None
