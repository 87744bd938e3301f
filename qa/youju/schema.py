"""The frozen values that go between the stages; they know nothing of the stages.

Offsets are code points of the document's text, half open: ``document.text[span.start:span.end]``.
A browser counts UTF-16 units: convert at the edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from youju_embeddings.errors import Message, YoujuError

DEFAULT_COLLECTION = "default"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    CODE = "code"
    TOC = "toc"
    FURNITURE = "furniture"
    """Running headers, footers, page numbers: in the text, never in the evidence."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a library at one revision (``sha256`` of its bytes).

    ``id`` is given once: the same collection and source are the same document for ever.
    ``pages`` holds the span of each page in order, empty where the format has none.
    """

    id: str
    sha256: str
    source: str
    name: str
    title: str
    text: str = field(repr=False)
    date: str | None = None
    """ISO year, year-month or date the text says it is of: ``2023``, ``2023-01``, ``2023-01-14``."""
    media_type: str = "text/plain"
    collection: str = DEFAULT_COLLECTION
    added: str = ""
    """ISO time in UTC of the last change."""
    size: int = 0
    """Bytes of the original file."""
    pages: tuple[Span, ...] = field(default=(), repr=False)
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    parser: str = ""
    """Name and version of the parser, ``docx/1``."""

    def page_at(self, offset: int) -> int | None:
        """The 1-based number of the page on which a character stands, None without pages."""
        for number, page in enumerate(self.pages, start=1):
            if offset < page.end:
                return number
        return len(self.pages) or None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row: ``document.text[span] == text``."""

    kind: BlockKind
    text: str
    span: Span
    level: int = 0
    """1 for the outermost heading, growing inwards; 0 for everything that is no heading."""
    heading_path: tuple[str, ...] = ()
    """The headings above the block, outermost first; a heading's own text is not in its path."""
    head: str = ""
    """The header row of the table, or the lead-in of the list, that the block belongs to."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: ``document.text[span] == text``, at most 400 characters.

    ``sentences`` are spans of the document's text that cover the passage's non-blank text in order.
    ``context`` is indexed with the text and never quoted.
    """

    id: str
    document: Document
    text: str
    span: Span
    heading_path: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()
    head: str = ""
    page: int | None = None

    @property
    def context(self) -> str:
        """Title, heading path, table and list head: what the passage is about but does not say."""
        return "\n".join(
            part for part in (self.document.title, *self.heading_path, self.head) if part
        )


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """Where a score came from, for display; ranks are 1-based, None when the way did not find it."""

    dense_rank: int | None = None
    dense_score: float = 0.0
    lexical_rank: int | None = None
    lexical_score: float = 0.0
    fused_score: float = 0.0
    matched_terms: tuple[str, ...] = ()
    adjustments: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Named changes on top of the fused score: ``sentence``, ``title``, ``place``, ``year``, ``aim``, ``figure``."""
    features: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """What ``score`` was computed from, by name."""


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage in a ranking.

    ``rank_score`` orders one result list and means nothing across questions. ``score`` in [0, 1] is
    how likely the passage answers the question, comparable across questions: thresholds use it.
    """

    passage: Passage
    score: float
    rank_score: float
    parts: ScoreParts = ScoreParts()
    alike: tuple[Passage, ...] = ()
    """Near-identical passages further down, left out of the ranking in its favour."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages a question may see; part of every store query, never a filter afterwards.

    None means no limit. ``readable`` holds the collections the asker has the right to read and
    ``collections`` those he asks for: only what is in both is searched.
    """

    collections: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    """Document ids."""
    readable: frozenset[str] | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    """Pairs that a document's metadata must hold, all of them."""


class Role(StrEnum):
    """Who said a turn."""

    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and how it was understood on its own (``standalone``)."""

    text: str
    standalone: str
    history: tuple[Turn, ...] = ()
    carried: tuple[str, ...] = ()
    """What the standalone reading took over from the history."""
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class Quote:
    """One exact stretch of the source: ``document.text[span] == text``."""

    text: str
    span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """``[number]`` of an answer: the passage and the quotes in it that prove the answer."""

    number: int
    passage: Passage
    quotes: tuple[Quote, ...]
    score: float = 0.0


class Status(StrEnum):
    """Whether the documents answer the question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Trace:
    """Milliseconds and counts per stage; the faces, the evaluation and the log share it."""

    timings_ms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer with its citations, or an honest "not found" with its reason.

    Every ``[n]`` in ``text`` has a citation and the reverse. ``confidence`` in [0, 1] is how likely
    the cited passages answer the question; ``reason`` says why nothing, or a part of the question,
    was answered. ``retrieved`` is the final ranking before evidence was
    chosen, also when nothing is answered.
    """

    question: Question
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    reason: Message | None = None
    retrieved: tuple[ScoredPassage, ...] = ()
    trace: Trace = Trace()

    @property
    def nearest(self) -> tuple[ScoredPassage, ...]:
        """The passages to show when nothing was found."""
        return self.retrieved[:3]


class Change(StrEnum):
    """What became of one source that was to be added."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    """A file of a folder that no parser reads."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source; ``document`` has no text here, ``error`` is set when it failed or was skipped."""

    source: str
    change: Change
    document: Document | None = None
    passages: int = 0
    error: YoujuError | None = None
    warnings: tuple[Message, ...] = ()


class Stage(StrEnum):
    """Where the work on one source stands."""

    PARSE = "parse"
    ENCODE = "encode"
    STORE = "store"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an addition is: the ``number``-th of ``sources``, and passages done in its stage."""

    source: str
    number: int
    sources: int
    stage: Stage
    done: int = 0
    total: int = 0
