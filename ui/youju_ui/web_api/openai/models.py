"""What ``/v1`` takes: the fields of OpenAI's API that mean something here; all others are ignored."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from youju_ui.web_api.rest.models import CollectionName

FileId = Annotated[str, Field(min_length=1, max_length=200)]
Attributes = dict[str, str | float | bool] | None
Short = Annotated[str, Field(max_length=500)]


class Taken(BaseModel):
    """A body whose other fields (``temperature``, ``tools``, …) are let pass and mean nothing."""

    model_config = ConfigDict(extra="allow")


class Part(Taken):
    """One part of a message's content."""

    type: str
    text: str | None = None


class Message(Taken):
    """One message of a conversation; only those of ``user`` and ``assistant`` are read."""

    role: str
    content: str | list[Part] | None = None


class StreamOptions(Taken):
    """What a stream ends with."""

    include_usage: bool = False


class ChatRequest(Taken):
    """``POST /v1/chat/completions``."""

    model: Short = "youju"
    messages: list[Message] = Field(min_length=1, max_length=1000)
    stream: bool = False
    stream_options: StreamOptions | None = None
    collections: list[CollectionName] | None = Field(
        default=None, max_length=100, description="Ours: only these collections."
    )


class EmbeddingRequest(Taken):
    """``POST /v1/embeddings``."""

    model: Short = ""
    input: str | list[str] | list[int] | list[list[int]]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None
    input_type: Literal["query", "passage"] = Field(
        default="passage", description="Ours: models with prompts encode questions otherwise."
    )


class RerankRequest(Taken):
    """``POST /v1/rerank``."""

    model: Short = ""
    query: str = Field(min_length=1, max_length=2000)
    documents: list[str | dict[str, Any]] = Field(min_length=1, max_length=200)
    top_n: int | None = Field(default=None, ge=1)
    return_documents: bool = False


class RankingOptions(Taken):
    """How results are ranked; the ranker itself is ours."""

    ranker: str | None = None
    score_threshold: float = Field(default=0, ge=0, le=1)


class StoreSearchRequest(Taken):
    """``POST /v1/vector_stores/{id}/search``."""

    query: str | list[str]
    filters: dict[str, Any] | None = None
    max_num_results: int = Field(default=10, ge=1, le=50)
    ranking_options: RankingOptions | None = None
    rewrite_query: bool = False


class NewStore(Taken):
    """``POST /v1/vector_stores``."""

    name: CollectionName | None = None
    file_ids: list[str] = Field(default_factory=list, max_length=500)
    metadata: dict[str, str] | None = None


class ChangedStore(Taken):
    """``POST /v1/vector_stores/{id}``."""

    name: str | None = None
    metadata: dict[str, str] | None = None


class NewStoreFile(Taken):
    """``POST /v1/vector_stores/{id}/files``."""

    file_id: FileId
    attributes: Attributes = None


class ChangedStoreFile(Taken):
    """``POST /v1/vector_stores/{id}/files/{file_id}``."""

    attributes: Attributes


class NewBatch(Taken):
    """``POST /v1/vector_stores/{id}/file_batches``: ``file_ids`` with the same attributes, or ``files`` each with its own."""

    file_ids: list[FileId] = Field(default_factory=list, max_length=2000)
    attributes: Attributes = None
    files: list[NewStoreFile] = Field(default_factory=list, max_length=2000)

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if bool(self.file_ids) == bool(self.files):
            raise ValueError("give file_ids or files, and not both")
        return self
