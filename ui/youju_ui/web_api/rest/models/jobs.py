"""Work in the background, and the evaluations that are such work."""

from typing import Annotated, Literal

from pydantic import Field

from youju_ui.web_api.rest.models.fields import Model, QuestionText


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
    """Your jobs, newest first, a page at a time."""

    jobs: list[Job]
    next: str | None = Field(description="``cursor`` of the next page; null on the last.")


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
