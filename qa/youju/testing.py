"""Contract suites: inherit one in a test module, override its fixtures, and pytest runs the rest.

    class TestMyStore(StoreContract):
        @pytest.fixture
        def store(self) -> Iterator[Store]: ...

For failures that tell the values, a ``conftest.py`` calls
``pytest.register_assert_rewrite("youju.testing", "youju.store.contract",
"youju.store.contract_moving")``. Says what anyone's parser or store must do; how this project's own do it is tested in its tests.
"""

from __future__ import annotations

import pytest

from youju.parsing.base import Limits, ParsedDocument, Parser
from youju.store.contract import Reopen, StoreContract
from youju_embeddings.contracts import EncoderContract, PairScorerContract, VectorIndexContract


class ParserContract:
    """What every parser must do with a file it can read; override both fixtures."""

    @pytest.fixture
    def parser(self) -> Parser:
        """The parser under test."""
        raise NotImplementedError("override the fixture parser")

    @pytest.fixture
    def sample(self) -> bytes:
        """A file with several blocks."""
        raise NotImplementedError("override the fixture sample")

    @pytest.fixture
    def parsed(self, parser: Parser, sample: bytes) -> ParsedDocument:
        """The file, read."""
        suffix = min(parser.suffixes)
        return parser.parse(sample, name=f"样本{suffix}", limits=Limits())

    def test_it_names_itself(self, parser: Parser, parsed: ParsedDocument) -> None:
        assert parser.suffixes
        assert all(
            suffix.startswith(".") and suffix == suffix.lower() for suffix in parser.suffixes
        )
        assert parsed.parser == f"{parser.name}/{parser.version}"
        assert parsed.media_type

    def test_every_block_is_exactly_its_span(self, parsed: ParsedDocument) -> None:
        assert len(parsed.blocks) > 1
        for block in parsed.blocks:
            assert block.span.end <= len(parsed.text)
            assert block.span.of(parsed.text) == block.text
            assert block.text.strip()

    def test_blocks_stand_in_order_and_do_not_overlap(self, parsed: ParsedDocument) -> None:
        for before, after in zip(parsed.blocks, parsed.blocks[1:], strict=False):
            assert before.span.end <= after.span.start

    def test_blocks_cover_everything_but_blanks(self, parsed: ParsedDocument) -> None:
        end = 0
        for block in parsed.blocks:
            assert not parsed.text[end : block.span.start].strip()
            end = block.span.end
        assert not parsed.text[end:].strip()

    def test_pages_follow_each_other(self, parsed: ParsedDocument) -> None:
        for before, after in zip(parsed.pages, parsed.pages[1:], strict=False):
            assert before.end <= after.start
        assert all(page.end <= len(parsed.text) for page in parsed.pages)
        if parsed.pages:
            assert all(
                block.page is not None and 1 <= block.page <= len(parsed.pages)
                for block in parsed.blocks
            )

    def test_reading_twice_gives_the_same(
        self, parser: Parser, sample: bytes, parsed: ParsedDocument
    ) -> None:
        suffix = min(parser.suffixes)
        assert parser.parse(sample, name=f"样本{suffix}", limits=Limits()) == parsed


__all__ = [
    "EncoderContract",
    "PairScorerContract",
    "ParserContract",
    "Reopen",
    "StoreContract",
    "VectorIndexContract",
]
