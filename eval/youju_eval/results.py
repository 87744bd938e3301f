"""The result of one run, as a value and as the JSON file that comparisons, gates and reports read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from youju.errors import EvaluationError

FORMAT = "youju-eval/1"
RESULT_FILE = "result.json"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure over ``n`` questions with its bootstrap interval; ``value`` is None without any."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One measure over the set, and by the type and the document of the questions."""

    name: str
    overall: Estimate
    by_type: Mapping[str, Estimate] = field(default_factory=dict)
    by_document: Mapping[str, Estimate] = field(default_factory=dict)
    higher_is_better: bool | None = True
    unit: str = ""
    per_question: bool = True
    """Whether ``QuestionResult.values`` holds it: such a measure can be tested pair by pair."""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The values of one question; a measure that does not apply is left out."""

    id: str
    type: str
    answerable: bool
    status: str
    values: Mapping[str, float]
    confidence: float | None = None
    document: str | None = None
    generated: str = ""


@dataclass(frozen=True, slots=True)
class SetInfo:
    """Which questions were asked; ``sha256`` is over questions and gold."""

    name: str
    sha256: str
    questions: int
    answerable: int
    purpose: str
    documents: int = 0
    generated: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class SystemInfo:
    """What answered: ``kind`` is ``library``, ``predictions``, ``trec`` or ``endpoint``."""

    kind: str
    label: str
    settings: Mapping[str, str | float | int | bool | None] = field(default_factory=dict)
    """Every setting of the run by dotted key."""
    changed: tuple[str, ...] = ()
    """The keys that differ from the defaults."""


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What was searched; ``fingerprint`` names model, weights, segmenter and chunker."""

    documents: int
    passages: int
    bytes: int
    fingerprint: Mapping[str, str | int]
    failed: tuple[str, ...] = ()
    """Documents of the set that could not be taken in, with the reason."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Where it was measured."""

    python: str
    machine: str
    cpus: int
    versions: Mapping[str, str]
    peak_memory_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One run over one set."""

    format: str
    set: SetInfo
    system: SystemInfo
    measures: tuple[MeasureResult, ...]
    questions: tuple[QuestionResult, ...]
    environment: Environment
    index: IndexInfo | None = None
    seed: int = 0
    started: str = ""
    """ISO time in UTC."""
    seconds: float = 0.0
    missing: tuple[str, ...] = ()
    """Questions without a record: misses, never dropped."""
    extra: tuple[str, ...] = ()
    """Records of no question: ignored, and said."""

    def measure(self, name: str) -> MeasureResult:
        """One measure by name.

        Raises:
            EvaluationError: the result does not hold it.

        """
        found = {one.name: one for one in self.measures}
        if name not in found:
            known = ", ".join(found)
            raise EvaluationError(
                zh=f"结果里没有指标 {name}。已有：{known}。",
                en=f"The result holds no measure {name}. There are: {known}.",
            )
        return found[name]


def to_builtins(value: object) -> object:
    """A result, comparison or gate as plain lists and dictionaries, for JSON."""
    return msgspec.to_builtins(value)


def write_result(result: Result, path: Path) -> None:
    """Write a result as indented JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=1) + b"\n")


def read_result(path: Path) -> Result:
    """A result from its file, or from the folder of its run.

    Raises:
        EvaluationError: there is none, or it is no result of ``youju eval run``.

    """
    file = path / RESULT_FILE if path.is_dir() else path
    try:
        result = msgspec.json.decode(file.read_bytes(), type=Result)
    except OSError as error:
        raise EvaluationError(
            zh=f"{file}：读不到评测结果。先运行 youju eval run，再给出它的输出文件夹或 {RESULT_FILE}。",
            en=f"{file}: there is no result. Run youju eval run first and name its folder or {RESULT_FILE}.",
        ) from error
    except msgspec.MsgspecError as error:
        raise EvaluationError(
            zh=f"{file}：不是 youju eval run 的结果（{error}）。",
            en=f"{file}: not a result of youju eval run ({error}).",
        ) from error
    if result.format != FORMAT:
        raise EvaluationError(
            zh=f"{file}：格式是 {result.format}，本版本只读 {FORMAT}。请用同一版本重新运行 youju eval run。",
            en=f"{file}: its format is {result.format}, this version reads {FORMAT}. Run youju eval run again.",
        )
    return result
