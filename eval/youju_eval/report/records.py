"""The questions of one or more runs as the JSON a page browses; how rows look is the page's script.

Passages stand once, whoever retrieved them, and only those that can be looked at: cited ones and the
first of each ranking. Keys are short because there are thousands of records.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from youju_eval.folder import Run
from youju_eval.predictions import Prediction, RankedPassage, missing
from youju_eval.presentation.glossary import in_order, key_measures
from youju_eval.report.outcomes import NAMES, outcome_of
from youju_eval.report.spans import Quoted, gold, quoted
from youju_eval.report.texts import WORDS
from youju_eval.results import QuestionResult
from youju_eval.sets.values import EvaluationQuestion

KEPT = 5
"""Passages of a ranking whose text is kept."""
LONGEST = 4000
"""Characters kept of one passage."""
MARKS = 5
"""Values shown in a row before it is opened."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages told so far; ``add`` gives the number of one."""

    rows: list[list[object]] = field(default_factory=list[list[object]])
    numbers: dict[tuple[str, str, tuple[str, ...]], int] = field(
        default_factory=dict[tuple[str, str, tuple[str, ...]], int]
    )

    def add(self, passage: RankedPassage) -> int:
        """The number of a passage, told now if it was not before."""
        key = (passage.document, passage.text, passage.heading_path)
        if key not in self.numbers:
            self.numbers[key] = len(self.rows)
            shortened = len(passage.text) > LONGEST
            self.rows.append(
                [passage.document, list(passage.heading_path), kept(passage), int(shortened)]
            )
        return self.numbers[key]


def kept(passage: RankedPassage) -> str:
    """What the page holds of the text of a passage."""
    return passage.text[:LONGEST]


def page_data(runs: Sequence[Run], labels: Sequence[str]) -> str:
    """Everything the page's script needs, as JSON that cannot end its ``<script>``.

    Questions are those of the first run, in its order; a question another run did not ask is null there.
    """
    first = runs[0]
    measures = in_order([one.name for one in first.result.measures if one.per_question])
    passages = Passages()
    records = [_records(run, first.questions, measures, passages) for run in runs]
    data = {
        "name": first.result.set.name,
        "words": {name: [message.zh, message.en] for name, message in WORDS.items()},
        "outcomes": {str(outcome): [name.zh, name.en] for outcome, name in NAMES.items()},
        "measures": [_measure(run_measure, first) for run_measure in measures],
        "marks": [measures.index(name) for name in key_measures(measures, most=MARKS)],
        "runs": list(labels),
        "questions": [_question(one) for one in first.questions],
        "records": records,
        "passages": passages.rows,
    }
    return escaped(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def escaped(text: str) -> str:
    """JSON that stands safely in a ``<script>``: no ``<``, ``>`` or ``&`` is left in it."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _measure(name: str, run: Run) -> dict[str, object]:
    """What the page must know of a measure."""
    measure = run.result.measure(name)
    return {"name": name, "unit": measure.unit, "higher": measure.higher_is_better}


def _question(question: EvaluationQuestion) -> dict[str, object]:
    """A question with its gold; what is empty is left out."""
    told: dict[str, object] = {
        "id": question.id,
        "type": question.type,
        "text": question.question,
        "gold": list(question.answers),
        "evidence": [list(group) for group in question.evidence],
        "document": question.document,
        "history": [[str(turn.role), turn.text] for turn in question.history],
        "relevant": [[name, grade] for name, grade in question.relevant.items()],
        "generated": question.generated,
        "answerable": question.answerable,
    }
    return {key: value for key, value in told.items() if value}


def _records(
    run: Run,
    questions: Sequence[EvaluationQuestion],
    measures: Sequence[str],
    passages: Passages,
) -> list[dict[str, object] | None]:
    """What one run made of each question."""
    results = {one.id: one for one in run.result.questions}
    return [
        _record(
            question,
            results[question.id],
            _prediction(run.predictions, question.id),
            measures,
            passages,
        )
        if question.id in results
        else None
        for question in questions
    ]


def _record(
    question: EvaluationQuestion,
    result: QuestionResult,
    prediction: Prediction,
    measures: Sequence[str],
    passages: Passages,
) -> dict[str, object]:
    """What one run made of one question; what is empty is left out."""
    shown = prediction.retrieved[:KEPT]
    told: dict[str, object] = {
        "outcome": str(outcome_of(result, prediction)),
        "answer": prediction.answer,
        "reason": prediction.reason,
        "cited": [
            [
                cited.number,
                passages.add(cited.passage),
                *_marked(quoted(cited, kept(cited.passage))),
            ]
            for cited in prediction.citations
        ],
        "found": [[passages.add(one), _rounded(one.score)] for one in shown],
        "more": len(prediction.retrieved) - len(shown),
        "gold": _gold(question, prediction, passages),
    }
    numbers = {
        "confidence": _rounded(prediction.confidence),
        "ms": _rounded(prediction.timings_ms.get("total"), digits=1),
    }
    return (
        {key: value for key, value in told.items() if value}
        | {key: value for key, value in numbers.items() if value is not None}
        | {"values": [_rounded(result.values.get(name)) for name in measures]}
    )


def _prediction(predictions: Mapping[str, Prediction], identity: str) -> Prediction:
    """What was answered, or that nothing was."""
    return predictions.get(identity) or missing(identity)


def _marked(found: Quoted) -> list[list[object]]:
    """Quotes as lists."""
    return [[list(units) for units in found.inside], list(found.outside)]


def _gold(
    question: EvaluationQuestion, prediction: Prediction, passages: Passages
) -> dict[int, list[list[object]]]:
    """By the number of a passage: where the gold stands in its text, and in which of its headings."""
    shown = (*prediction.retrieved[:KEPT], *(cited.passage for cited in prediction.citations))
    stands: dict[int, list[list[object]]] = {}
    for passage in shown:
        found = gold(question, passage, kept(passage))
        if found.text or found.headings:
            marked: list[object] = [list(units) for units in found.text]
            stands[passages.add(passage)] = [marked, list(found.headings)]
    return stands


def _rounded(value: float | None, *, digits: int = 4) -> float | None:
    """A number in few characters; None for none and for what is no number."""
    if value is None or not math.isfinite(value):
        return None
    return round(value, digits)
