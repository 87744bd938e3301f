"""The settings of a library, frozen and nested by stage; where they come from is the loader's work.

Limits stand in the annotations (``Range``, ``Choice``) and are checked whenever a value is made, so
that ``RetrievalSettings(k=0)`` fails in Python as ``retrieval.k = 0`` fails in a file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args, get_type_hints

from youju_embeddings.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Range:
    """The closed interval a number must lie in; None is open on that side."""

    minimum: float | None = None
    maximum: float | None = None

    def complaint(self, value: object) -> tuple[str, str] | None:
        """What the value should be, in Chinese and English; None when it fits."""
        if not isinstance(value, int | float):
            return None
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if math.isfinite(value) and low <= value <= high:
            return None
        if self.maximum is None:
            return f"应不小于 {self.minimum:g}", f"should be at least {self.minimum:g}"
        return (
            f"应在 {self.minimum:g} 与 {self.maximum:g} 之间",
            f"should lie between {self.minimum:g} and {self.maximum:g}",
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The words a text may be."""

    words: tuple[str, ...]

    def complaint(self, value: object) -> tuple[str, str] | None:
        """What the value should be, in Chinese and English; None when it fits."""
        if value in self.words:
            return None
        listed = ", ".join(self.words)
        return f"应为其中之一：{listed}", f"should be one of: {listed}"


Count = Annotated[int, Range(minimum=1)]
Weight = Annotated[float, Range(minimum=0)]
Share = Annotated[float, Range(minimum=0, maximum=1)]


def complaint(stage: type, name: str, value: object) -> tuple[str, str] | None:
    """What a value of a stage should be instead, in Chinese and English; None when it fits."""
    annotation = get_type_hints(stage, include_extras=True)[name]
    for limit in get_args(annotation)[1:]:
        if isinstance(limit, Range | Choice):
            return limit.complaint(value)
    return None


def _check(stage: object) -> None:
    """Refuse a value outside the limits of its annotation."""
    for name in get_type_hints(type(stage)):
        value = getattr(stage, name)
        wrong = complaint(type(stage), name, value)
        if wrong is not None:
            raise ConfigError(
                zh=f"{type(stage).__name__} 的 {name} 不能是 {value!r}：{wrong[0]}。",
                en=f"{name} of {type(stage).__name__} cannot be {value!r}: it {wrong[1]}.",
            )


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """Which model turns text into vectors."""

    model: str = "bundled"
    """``bundled``, a model's name, or the path of a model on this machine."""
    cache: Path | None = None
    """File in which vectors are remembered by text; None remembers none."""


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How passages are found and ordered."""

    k: Count = 10
    """Passages a search returns."""
    retriever: Annotated[str, Choice(("hybrid", "dense", "lexical"))] = "hybrid"
    """Vectors and words together, or one of them alone (to measure what each is worth)."""
    candidates: Count = 100
    """Passages each way of searching hands to the fusion."""
    named: Count = 30
    """Passages each way adds of the documents whose titles the question names."""
    reranked: Count = 50
    """Fused candidates that are matched by sentence, title, year and figure."""
    near: Annotated[int, Range(minimum=0)] = 8
    """Passages whose words are compared with those of a question asked in other words; 0 compares none."""
    synonyms: Path | None = None
    """File of synonyms, one group a line; None is ``synonyms.txt`` in the library's folder, if it is there."""
    lexical_weight: Weight = 0.075
    title_boost: Weight = 1.0
    headings_boost: Weight = 1.0
    body_boost: Weight = 1.0
    bigrams_boost: Weight = 0.5
    score_slope: Annotated[float, Range(minimum=0.001, maximum=1000)] = 1.0
    score_intercept: Annotated[float, Range(minimum=-1000, maximum=1000)] = 0.0
    """The score shown is sigmoid(slope · logit(score) + intercept); 1 and 0 leave it as it is.
    ``youju eval calibrate`` fits both, with ``answering.threshold``, to a set of your own questions."""

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Whether the best passages are read beside the question, by what, and how many."""

    reader: Annotated[str, Choice(("auto", "always", "off"))] = "auto"
    """``auto`` reads a few passages and more where the first stage is in doubt; ``always`` all ``most``."""
    model: str = "bundled"
    """``bundled``, or the name or path of a sentence-transformers CrossEncoder on this machine."""
    usual: Count = 2
    """Passages that ``auto`` reads of a question the first stage is sure of."""
    most: Count = 8
    """Passages that are read at most."""
    weight: Weight = 0.15
    """What a passage that surely answers gains in the ranking, in units of cosine."""
    doubtful: Share = 0.6
    """Score of the first passage below which ``auto`` reads ``most``."""
    clear: Share = 0.95
    """Score of the first passage from which on ``auto`` reads none, where no short answer is sought."""
    close: Weight = 0.02
    """So near to the first passage, the first unread one makes ``auto`` read ``most``."""

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class AnsweringSettings:
    """When and how a question is answered."""

    threshold: Share = 0.28
    """Below this confidence the answer is "the documents do not say"."""
    evidence: Count = 3
    """Passages an answer may cite."""
    longest: Count = 120
    """Characters of a short answer, marks not counted."""
    respelling: bool = True
    """Whether a question that finds no answer is asked again with a wrong character set right."""

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What one file may cost before it is refused; the same fields as ``parsing.base.Limits``."""

    file_bytes: Count = 200 * 1024 * 1024
    expanded_bytes: Count = 512 * 1024 * 1024
    expansion_ratio: Count = 200
    members: Count = 10_000
    characters: Count = 20_000_000
    seconds: Annotated[float, Range(minimum=0.1)] = 300.0
    memory_bytes: Count = 2 * 1024 * 1024 * 1024

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where the chat and the APIs listen and how much they take at once."""

    host: str = "127.0.0.1"
    port: Annotated[int, Range(minimum=0, maximum=65535)] = 7860
    """0 lets the system choose a free port."""
    concurrency: Count = 8
    """Questions answered at the same time."""
    queue: Count = 48
    """Questions that may wait; beyond, the caller is told to come back."""
    root_path: str = ""
    """Path that a proxy puts before all addresses and takes off again, such as ``/youju``."""
    rate: Count = 600
    """Requests a minute of one key or user to the APIs; beyond, 429."""
    origins: str = ""
    """Pages elsewhere that may call the APIs from a browser: ``https://a.example https://b.example``."""
    audit: Annotated[str, Choice(("guarded", "always", "off"))] = "guarded"
    """Whether ``audit.jsonl`` keeps who asked and changed what; ``guarded``: once there are keys or users."""
    audit_content: bool = False
    """Whether the log keeps the questions themselves too."""

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, by stage."""

    language: Annotated[str, Choice(("auto", "zh-CN", "en"))] = "auto"
    """What people are spoken to in; ``auto`` follows the system or the browser."""
    embedding: EmbeddingSettings = field(default_factory=EmbeddingSettings)
    retrieval: RetrievalSettings = field(default_factory=RetrievalSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    answering: AnsweringSettings = field(default_factory=AnsweringSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    server: ServerSettings = field(default_factory=ServerSettings)

    def __post_init__(self) -> None:
        _check(self)

    def items(self) -> Iterator[tuple[str, object]]:
        """Every value under its dotted key, in the order they are declared."""
        for entry in fields(self):
            value: object = getattr(self, entry.name)
            if is_dataclass(value):
                for inner in fields(value):
                    yield f"{entry.name}.{inner.name}", getattr(value, inner.name)
            else:
                yield entry.name, value
