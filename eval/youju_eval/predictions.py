"""What a system answered: the records of ``youju ask --batch`` (docs/records.md), or any other system's.

Only ``id`` is needed; whatever else a system gives is measured, whatever it leaves out is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from youju.schema import Status
from youju_eval.jsonl import Line, read_lines

MISSING = "missing"
"""The status of a question without a record."""
RANKED = "ranked"
"""The status in a TREC run: passages were ranked, nothing was answered or refused."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """One passage of a ranking; offsets are code points of the document's text."""

    document: str
    text: str
    heading_path: tuple[str, ...] = ()
    passage_id: str = ""
    start: int | None = None
    end: int | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """One quoted stretch."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage an answer names as its proof, with what it quotes of it."""

    number: int
    passage: RankedPassage
    quotes: tuple[CitedQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was answered to one question."""

    id: str
    status: str
    answer: str = ""
    retrieved: tuple[RankedPassage, ...] = ()
    """Best first."""
    citations: tuple[CitedPassage, ...] = ()
    confidence: float | None = None
    """In [0, 1], also when refused; None when the system states none."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds by stage; ``total`` is the whole question."""
    reason: str = ""
    """Why it was refused, or what went wrong."""

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
    return Prediction(identity, MISSING)


def renamed(prediction: Prediction, name: Callable[[str], str]) -> Prediction:
    """The prediction with every document's name replaced, so that names and ids can be compared."""
    return replace(
        prediction,
        retrieved=tuple(replace(one, document=name(one.document)) for one in prediction.retrieved),
        citations=tuple(
            replace(one, passage=replace(one.passage, document=name(one.passage.document)))
            for one in prediction.citations
        ),
    )


def read_predictions(path: Path) -> dict[str, Prediction]:
    """The records of a JSONL file by id; the last of one id counts, as a run may be repeated.

    Raises:
        EvaluationError: a line is no record.

    """
    return {one.id: one for one in (prediction_of(line) for line in read_lines(path))}


def write_predictions(predictions: Iterable[Prediction], path: Path) -> None:
    """Write predictions as records that ``read_predictions`` gives back."""
    lines = (json.dumps(_record(one), ensure_ascii=False) + "\n" for one in predictions)
    path.write_text("".join(lines), encoding="utf-8")


def prediction_of(line: Line) -> Prediction:
    """One record as a prediction; without a ``status`` an answer that is not empty is one.

    Raises:
        EvaluationError: a field is of another kind.

    """
    answer = line.text("answer", default="")
    given = Status.ANSWERED if answer.strip() else Status.NOT_FOUND
    return Prediction(
        id=line.identity(),
        status=line.text("status", default=given),
        answer=answer,
        retrieved=tuple(_passage(passage) for passage in line.objects("retrieved")),
        citations=tuple(
            _citation(cited, number)
            for number, cited in enumerate(line.objects("citations"), start=1)
        ),
        confidence=line.number("confidence"),
        timings_ms=line.numbers("timings_ms"),
        reason=line.optional_text("reason") or line.optional_text("error"),
    )


def _record(prediction: Prediction) -> dict[str, object]:
    """A prediction as the object of its line; the fields are those of the values."""
    record = asdict(prediction)
    record["citations"] = [
        {"number": one.number, "quotes": [asdict(quote) for quote in one.quotes]}
        | asdict(one.passage)
        for one in prediction.citations
    ]
    return record


def _passage(line: Line) -> RankedPassage:
    """One passage of a record."""
    return RankedPassage(
        document=line.text("document", default=""),
        text=line.text("text", default=""),
        heading_path=line.texts("heading_path"),
        passage_id=line.text("passage_id", default=""),
        start=line.whole("start"),
        end=line.whole("end"),
        score=line.number("score"),
    )


def _citation(line: Line, number: int) -> CitedPassage:
    """One citation of a record."""
    return CitedPassage(
        number=line.whole("number") or number,
        passage=_passage(line),
        quotes=tuple(
            CitedQuote(quote.text("text"), quote.whole("start"), quote.whole("end"))
            for quote in line.objects("quotes")
        ),
    )
