"""What goes in and comes out of ``/api/v1``, as its OpenAPI document shows it.

The records themselves are made in ``youju.records`` and ``youju_ui.records``; a test holds these
models against them.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

HAS_A_WORD = r"[\p{L}\p{N}]"
"""A text with at least one letter or figure."""

QuestionText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        pattern=HAS_A_WORD,
        description="In plain language, Chinese or English.",
        examples=["2022年地区生产总值是多少？"],
    ),
]
CollectionName = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"\S", examples=["default"]),
]


Whole = Annotated[
    int,
    BeforeValidator(
        lambda sent: int(sent) if isinstance(sent, float) and sent.is_integer() else sent
    ),
]
"""A whole number; JSON may write it as ``5.0``."""


class Model(BaseModel):
    """Fields that are not known, and values of another type, are refused: a slip is noticed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Passage(Model):
    """One passage of a ranking; offsets are code points of the document's text."""

    document: str = Field(examples=["白鹭镇报告.txt"])
    document_id: str = Field(examples=["d7e7971d3c6db"])
    passage_id: str = Field(examples=["d7e7971d3c6db-9e3648a5"])
    text: str = Field(examples=["全镇地区生产总值完成12.6亿元，比上年增长5.2%。"])
    start: int = Field(ge=0, examples=[23])
    end: int = Field(ge=0, examples=[48])
    page: int | None = Field(description="1-based, null where the format has no pages.")
    heading_path: list[str] = Field(examples=[["一、2024年工作回顾"]])
    score: float = Field(
        ge=0, le=1, description="How likely the passage answers, comparable across questions."
    )


class RankedPassage(Passage):
    """A passage of a ranking, with its near-identical ones further down that were left out."""

    alike: list[str] = Field(description="Their passage ids.")


class Quote(Model):
    """One exact stretch of the document's text."""

    text: str = Field(examples=["全镇地区生产总值完成12.6亿元"])
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None


class Citation(Passage):
    """A cited passage with its number and quotes."""

    number: int = Field(ge=1, examples=[1])
    quotes: list[Quote]


class Answer(Model):
    """One answered question, or one honest "not found" (docs/records.md)."""

    id: str | int | None = None
    question: str
    standalone_question: str = Field(description="As understood with the history.")
    status: Literal["answered", "not_found"]
    answer: str = Field(examples=["12.6亿元[1]"])
    confidence: float = Field(ge=0, le=1)
    reason: str | None = Field(description="Why nothing, or a part, was answered.")
    citations: list[Citation]
    retrieved: list[RankedPassage] = Field(description="The final ranking, best first.")
    timings_ms: dict[str, float]


class Turn(Model):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=20_000)


class SearchRequest(Model):
    """A query and where to look."""

    query: QuestionText
    k: Whole = Field(default=10, ge=1, le=100, description="Passages at most.")
    collections: list[CollectionName] | None = Field(
        default=None, max_length=100, description="Only these; null is all you may read."
    )
    documents: list[str] | None = Field(
        default=None, max_length=1000, description="Only the documents of these ids."
    )
    threshold: float = Field(default=0, ge=0, le=1, description="Least score of a passage.")


class SearchResponse(Model):
    """The passages found, best first."""

    query: str
    passages: list[RankedPassage]


class AskRequest(Model):
    """A question, what was said before it, and where to look."""

    question: QuestionText
    history: list[Turn | Annotated[str, Field(max_length=20_000)]] = Field(
        default_factory=list,
        max_length=100,
        description="Earlier turns, oldest first; a text is an earlier question.",
        examples=[["白鹭镇2024年地区生产总值是多少？"]],
    )
    collections: list[CollectionName] | None = Field(default=None, max_length=100)
    documents: list[str] | None = Field(default=None, max_length=1000)
    threshold: float | None = Field(
        default=None, ge=0, le=1, description="Least confidence; null is the server's setting."
    )
    stream: bool = Field(
        default=False,
        description="Server-sent events: started, delta, citation, answer, done (or error).",
    )


class Document(Model):
    """One document; its size is in bytes of the original file."""

    id: str = Field(examples=["d7e7971d3c6db"])
    name: str
    title: str
    source: str
    collection: str
    date: str | None
    media_type: str
    size: int
    pages: int
    passages: int
    added: str
    sha256: str
    metadata: dict[str, str]


class Heading(Model):
    """One heading of a document."""

    level: int
    text: str
    path: list[str]
    page: int | None


class DocumentDetail(Document):
    """A document with its outline."""

    outline: list[Heading]


class DocumentPage(Model):
    """One page of a list of documents."""

    documents: list[Document]
    total: int
    next: str | None = Field(description="``cursor`` of the next page; null on the last.")


class StoredPassage(Model):
    """A passage as it stands in its document, outside any ranking."""

    passage_id: str
    document_id: str
    document: str
    text: str
    start: int
    end: int
    page: int | None
    heading_path: list[str]
    url: str = Field(examples=["/passages/d7e7971d3c6db-9e3648a5"])


class PassagePage(Model):
    """One page of the passages of a document, in their order."""

    passages: list[StoredPassage]
    total: int
    next: int | None = Field(description="``offset`` of the next page; null on the last.")


class Collection(Model):
    """One collection; its name is its id in every contract."""

    name: str
    documents: int


class CollectionList(Model):
    """The collections you may read."""

    collections: list[Collection]


class NewCollection(Model):
    """A collection that is to hold documents later."""

    name: CollectionName


class JobProblem(Model):
    """Why a job failed."""

    code: str
    detail: str


class Job(Model):
    """Work in the background."""

    id: str
    kind: Literal["document", "evaluation"]
    subject: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    stage: str = Field(examples=["encode"])
    progress: float = Field(ge=0, le=1)
    created: str
    started: str | None
    finished: str | None
    problem: JobProblem | None
    result: dict[str, object] | None = Field(
        description="Of a document: what became of it. Of an evaluation: its measures."
    )


class JobList(Model):
    """Your jobs, newest first."""

    jobs: list[Job]


class EvaluationQuestion(Model):
    """One question with what should be found (docs/evaluation-sets.md)."""

    id: str = Field(min_length=1, max_length=200, examples=["q1"])
    question: QuestionText
    type: str = Field(default="", max_length=100)
    history: list[Annotated[str, Field(max_length=2000)]] = Field(
        default_factory=list, max_length=20
    )
    answers: list[Annotated[str, Field(max_length=2000)]] = Field(
        default_factory=list, max_length=50, description="Short answers that count as right."
    )
    evidence: list[Annotated[str, Field(max_length=4000)]] = Field(
        default_factory=list, max_length=50, description="Quotes that a passage should hold."
    )
    document: str | None = Field(default=None, max_length=1000)


class EvaluationRequest(Model):
    """A set of questions to ask the library, one after the other."""

    questions: list[EvaluationQuestion] = Field(min_length=1, max_length=5000)
    label: str = Field(default="", max_length=200)


class ProblemPlace(Model):
    """Where a request does not fit."""

    where: str = Field(examples=["body.query"])
    message: str


class Problem(BaseModel):
    """What went wrong (RFC 9457, ``application/problem+json``), in the caller's language."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["没有找到"])
    status: int = Field(examples=[404])
    detail: str
    code: str = Field(examples=["not_found"])
    request_id: str
    errors: list[ProblemPlace] | None = None


class Health(Model):
    """Whether the process serves; the counts are told to who may read everything."""

    status: Literal["ok"]
    documents: int | None = None
    passages: int | None = None
    preparing: bool


class Readiness(Model):
    """Whether the model is loaded and questions are answered at once."""

    status: Literal["ready"]
