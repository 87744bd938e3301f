"""What went wrong, and how the server is."""

from typing import Literal

from pydantic import BaseModel, Field

from youju_ui.web_api.rest.models.fields import Model


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
