"""The record is a contract: docs/records.md names every key, and its example is one."""

import json
import re
from pathlib import Path

import typer

from youju.records import (
    AnswerRecord,
    CitationRecord,
    ErrorRecord,
    PassageRecord,
    QuoteRecord,
    RankedRecord,
)
from youju_ui.app import build_app
from youju_ui.records import (
    CheckRecord,
    DocumentRecord,
    FindingRecord,
    HeadingRecord,
    OutcomeRecord,
)

PAGE = (Path(__file__).parents[3] / "docs" / "records.md").read_text("utf-8")


def test_the_page_names_every_key():
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    answers = (AnswerRecord, CitationRecord, ErrorRecord, PassageRecord, QuoteRecord)
    kinds = (
        *answers,
        RankedRecord,
        CheckRecord,
        DocumentRecord,
        FindingRecord,
        HeadingRecord,
        OutcomeRecord,
    )
    assert {key for kind in kinds for key in kind.__annotations__} == named


def test_the_example_has_exactly_the_keys_and_its_quotes_are_exact():
    example = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])
    assert set(example) == set(AnswerRecord.__annotations__)
    for citation in example["citations"]:
        assert set(citation) == set(CitationRecord.__annotations__) | set(
            PassageRecord.__annotations__
        )
        for quote in citation["quotes"]:
            assert set(quote) == set(QuoteRecord.__annotations__)
            start = quote["start"] - citation["start"]
            assert citation["text"][start:][: len(quote["text"])] == quote["text"]
    for passage in example["retrieved"]:
        assert set(passage) == set(PassageRecord.__annotations__)
        assert passage["end"] - passage["start"] == len(passage["text"])


def commands(command, path=("youju",)):
    inner = getattr(command, "commands", {})
    if not inner:
        yield " ".join(path), command
    for name, one in inner.items():
        yield from commands(one, (*path, name))


def test_every_command_that_gives_a_result_gives_it_as_json_and_is_on_the_page():
    for path, command in commands(typer.main.get_command(build_app("en"))):
        if path in {"youju serve", "youju mcp"}:
            continue
        options = {option for parameter in command.params for option in parameter.opts}
        assert "--json" in options, path
        assert f"`{path}`" in PAGE or f"`{path.split()[-1]}`" in PAGE, path


def test_what_removed_and_mended_say_is_what_the_page_says(youju, library):
    mended = youju("--library", library, "repair", "--json").json
    assert mended == {"library": str(library), "fine": True, "findings": []}
    removed = youju("--library", library, "remove", "员工手册.md", "--json").json
    assert [set(one) for one in removed] == [set(DocumentRecord.__annotations__)]
    assert removed[0]["passages"] > 0
    assert [one["name"] for one in youju("--library", library, "list", "--json").json] == [
        "工作报告.txt"
    ]
