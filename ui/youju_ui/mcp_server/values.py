"""What the tools return; the fields of these values are the output schemas that clients see."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Place(_Value):
    """Where a passage stands; offsets are code points of the document's text, half open."""

    document: str = Field(description="Name of the file.")
    document_id: str
    collection: str
    start: int
    end: int
    page: int | None = Field(description="1-based; null where the format has no pages.")
    heading_path: list[str] = Field(description="The headings above, outermost first.")


class Found(_Value):
    """One passage of a search."""

    id: str = Field(description="Id of the passage: give it to fetch.")
    title: str
    url: str = Field(description="Shows the passage in its document, where youju serve runs.")
    text: str = Field(description="The passage, exactly as in the document.")
    score: float = Field(description="In [0, 1], comparable across questions.")
    metadata: Place


class SearchResults(_Value):
    """The passages found, best first."""

    results: list[Found]


class FetchedPlace(Place):
    """Where a fetched text stands, and how to read on."""

    title: str
    date: str | None
    length: int = Field(description="Characters of the whole document.")
    previous: str | None = Field(description="Id of the passage before, null at the beginning.")
    next: str | None = Field(description="Id of the passage after, null at the end.")


class Fetched(_Value):
    """One passage, or a document's text from an offset on."""

    id: str
    title: str
    text: str
    url: str
    metadata: FetchedPlace


class Quoted(_Value):
    """One exact stretch of the document's text."""

    text: str
    start: int
    end: int
    page: int | None


class Linked(_Value):
    """A passage, as in docs/records.md, with its link."""

    document: str
    document_id: str
    passage_id: str
    text: str
    start: int
    end: int
    page: int | None
    heading_path: list[str]
    score: float
    url: str


class Ranked(Linked):
    """A passage of the ranking."""

    alike: list[str] = Field(description="Ids of near-identical passages left out in its favour.")


class Cited(Linked):
    """A cited passage with its number in the answer and the quotes that prove it."""

    number: int
    quotes: list[Quoted]


class Answered(_Value):
    """The record of an answer, as in docs/records.md, with links."""

    id: str | int | None = None
    question: str
    standalone_question: str
    status: str = Field(description="answered, or not_found: then say so, do not guess.")
    answer: str = Field(description="The short answer with its marks [1]; empty when not found.")
    confidence: float
    reason: str | None
    citations: list[Cited]
    retrieved: list[Ranked]
    timings_ms: dict[str, float]


class Listed(_Value):
    """One document."""

    id: str
    name: str
    title: str
    collection: str
    date: str | None
    pages: int
    media_type: str
    size: int = Field(description="Bytes of the original file.")


class Documents(_Value):
    """The documents that may be read, by name."""

    documents: list[Listed]
