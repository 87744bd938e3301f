"""The records of ``youju ask --batch`` as far as the measures read them (docs/records.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju.schema import Status
from youju_eval.jsonl import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from youju_eval.jsonl import Line


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """One passage of the final ranking."""

    document: str
    text: str
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was answered to one question."""

    id: str
    status: str
    answer: str = ""
    retrieved: tuple[RankedPassage, ...] = ()
    """Best first."""

    @property
    def answered(self) -> bool:
        """Whether an answer was given."""
        return self.status == Status.ANSWERED

    @property
    def refused(self) -> bool:
        """Whether it was said that the documents do not answer; an error is no refusal."""
        return self.status == Status.NOT_FOUND


def missing(identity: str) -> Prediction:
    """What stands for a question without a record: neither answered nor refused, a miss everywhere."""
    return Prediction(identity, "missing")


def read_predictions(path: Path) -> dict[str, Prediction]:
    """The records of a JSONL file by id; the last of one id counts, as a run may be repeated.

    Raises:
        EvaluationError: a line is no record.

    """
    return {one.id: one for one in (_prediction(line) for line in read_lines(path))}


def _prediction(line: Line) -> Prediction:
    """One line as a prediction."""
    return Prediction(
        id=line.identity(),
        status=line.text("status"),
        answer=line.text("answer", default=""),
        retrieved=tuple(
            RankedPassage(
                document=passage.text("document"),
                text=passage.text("text"),
                heading_path=passage.texts("heading_path"),
            )
            for passage in line.objects("retrieved")
        ),
    )
