"""The blocks of a document with what stands before and after each, for judging headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence

from youju.outline.contents import Contents
from youju.outline.numbering import marker
from youju.schema import Block, BlockKind

LONGEST_HEADING = 60
SENTENCE_END = re.compile(r"[。！？!?；;]")
ENDED = re.compile(r"[。！？!?；;：:…”’」』）)】》.]$")
STARTS_INSIDE = re.compile(r"^[，。、；：）)”’」』》！？,;:!]")
ENDS_INSIDE = re.compile(r"[“‘「『《（(]$")


class Surroundings:
    """Texts, numberings and neighbours; tables of contents, masthead and furniture are passed over."""

    def __init__(
        self, blocks: Sequence[Block], contents: Contents, masthead: Collection[int]
    ) -> None:
        self.blocks = blocks
        self.contents = contents
        self.aside = frozenset(
            index
            for index, block in enumerate(blocks)
            if index in contents.indices or index in masthead or block.kind is BlockKind.FURNITURE
        )
        self.texts = [block.text.strip() for block in blocks]
        self.markers = [marker(text) for text in self.texts]
        shown = [index for index in range(len(blocks)) if index not in self.aside]
        self.next = dict(itertools.pairwise(shown))
        self.previous = {after: before for before, after in self.next.items()}

    def is_paragraph(self, index: int) -> bool:
        """Whether the parser took the block for plain text."""
        return self.blocks[index].kind is BlockKind.PARAGRAPH

    def after_an_end(self, index: int) -> bool:
        """Whether what stands before is finished, so that something new may begin here."""
        before = self.previous.get(index)
        if before is None or not self.is_paragraph(before):
            return True
        text = self.texts[before]
        if ENDED.search(text):
            return ENDS_INSIDE.search(text) is None
        return (
            self.markers[before] is not None
            and len(text) <= LONGEST_HEADING
            and not SENTENCE_END.search(text)
        )

    def before_text(self, index: int) -> bool:
        """Whether a paragraph, a list, a table or the start of a count stands behind."""
        after = self.next.get(index)
        if after is None or self.blocks[after].kind is BlockKind.HEADING:
            return False
        text, found = self.texts[after], self.markers[after]
        if STARTS_INSIDE.match(text) or (found is None and text.startswith(("（", "("))):
            return False
        if not self.is_paragraph(after):
            return True
        if found is not None:
            return found.number <= 1
        return len(text) >= 40 or (len(text) >= 15 and SENTENCE_END.search(text) is not None)

    def before_inner(self, index: int) -> bool:
        """Whether a longer paragraph or an inner numbering stands behind, not the next of its kind."""
        after = self.next.get(index)
        if after is None or STARTS_INSIDE.match(self.texts[after]):
            return False
        found, own = self.markers[after], self.markers[index]
        if found is None:
            return len(self.texts[after]) > len(self.texts[index])
        return own is None or found.style.rank > own.style.rank
