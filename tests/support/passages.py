"""Documents and passages made from a few lines of text, through the real outline and chunker."""

from __future__ import annotations

from youju.chunking import chunk
from youju.outline import outline
from youju.parsing import parse
from youju.schema import Document, Passage, ScoredPassage


def document_of(text: str, *, name: str = "文档.txt") -> tuple[Document, tuple[Passage, ...]]:
    """A document and its passages as an addition would make them, without a store."""
    parsed = parse(text.encode(), name=name)
    outlined = outline(parsed, name=name)
    document = Document(
        id=f"d-{name}",
        sha256="0" * 64,
        source=name,
        name=name,
        title=outlined.title,
        text=parsed.text,
        date=outlined.date,
    )
    return document, chunk(document, outlined.blocks)


def ranked(*passages: Passage, step: float = 0.01) -> tuple[ScoredPassage, ...]:
    """The passages as a ranking, each a step of rank score below the one before."""
    return tuple(
        ScoredPassage(passage, score=0.9, rank_score=1.0 - step * number)
        for number, passage in enumerate(passages)
    )
