"""Passages, answers, and what is asked for them."""

from typing import Annotated, Literal

from pydantic import Field

from youju_ui.web_api.rest.models.fields import CollectionName, Model, QuestionText, Whole


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
