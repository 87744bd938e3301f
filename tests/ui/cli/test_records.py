"""The record is a contract: docs/records.md names every key, and its example is one."""

import json
import re
from pathlib import Path

from youju.records import AnswerRecord, CitationRecord, ErrorRecord, PassageRecord, QuoteRecord

PAGE = (Path(__file__).parents[3] / "docs" / "records.md").read_text("utf-8")


def test_the_page_names_every_key():
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    kinds = (AnswerRecord, CitationRecord, ErrorRecord, PassageRecord, QuoteRecord)
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
