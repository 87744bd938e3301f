"""One run, and the comparison of two, as HTML: measures, bars by type, what went wrong; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.citations import without_marks
from youju_embeddings.errors import Message
from youju_ui.chat.markup import escape
from youju_ui.chat.trialviews import named_measure
from youju_ui.messages import chat_trials as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from youju_eval.comparison import Comparison
    from youju_eval.folder import Run
    from youju_eval.predictions import Prediction
    from youju_eval.report.outcomes import Outcome
    from youju_eval.results import MeasureResult
    from youju_eval.sets.values import EvaluationQuestion

_MEASURES = 12
_PANELS = 3
_FAILURES = 40


def render_result(run: Run, language: str) -> str:
    """Measures with intervals, the main ones by type, and the questions that went wrong."""
    from youju_eval.presentation.glossary import in_order, key_measures

    named = {one.name: one for one in run.result.measures if one.overall.value is not None}
    names = in_order(key_measures(tuple(named), most=_MEASURES))
    rows = "".join(_measure(named[name], language) for name in names)
    heads = "".join(
        f'<th scope="col">{escape(one.localized(language))}</th>'
        for one in (texts.MEASURE, texts.VALUE, texts.INTERVAL)
    )
    return (
        f'<section class="yj-result"><h3 class="yj-section">{escape(texts.MEASURES.localized(language))}</h3>'
        f'<div class="yj-shelf-table"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{_types(run, language)}{_failures(run, language)}</section>"
    )


def _measure(measure: MeasureResult, language: str) -> str:
    from youju_eval.presentation.glossary import meaning
    from youju_eval.presentation.written import written

    estimate = measure.overall
    told = meaning(measure.name)
    note = f"<small>{escape(told.localized(language))}</small>" if told is not None else ""
    interval = (
        f"{written(estimate.low, measure.unit)} – {written(estimate.high, measure.unit)}"
        if estimate.low is not None
        else ""
    )
    return (
        f'<tr><th scope="row"><b>{named_measure(measure.name, language)}</b>{note}</th>'
        f"<td>{_bar(estimate.value, measure.unit)}</td><td>{escape(interval)}</td></tr>"
    )


def _bar(value: float | None, unit: str) -> str:
    from youju_eval.presentation.written import written

    told = f'<span class="yj-value">{escape(written(value, unit))}</span>'
    if value is None or unit:
        return told
    percent = round(100 * min(1.0, max(0.0, value)))
    return f'{told}<span class="yj-bar" aria-hidden="true"><i style="width:{percent}%"></i></span>'


def _types(run: Run, language: str) -> str:
    """Bars by type of question; nothing with a single type."""
    from youju_eval.report.breakdowns import type_panels

    first, _ = type_panels(run)
    panels = "".join(
        f"<div><h4>{named_measure(panel.name, language)}</h4><ul>"
        + "".join(
            f"<li><span>{escape(one.name)} <small>{one.figure.n}</small></span>{_typed(run, panel.name, one.name)}</li>"
            for one in panel.bars
        )
        + "</ul></div>"
        for panel in first[:_PANELS]
    )
    if not panels:
        return ""
    title = escape(texts.BY_TYPE.localized(language))
    return f'<h3 class="yj-section">{title}</h3><div class="yj-types">{panels}</div>'


def _typed(run: Run, measure: str, kind: str) -> str:
    found = run.result.measure(measure)
    return _bar(found.by_type[kind].value, found.unit)


def _failures(run: Run, language: str) -> str:
    from youju_eval.predictions import missing
    from youju_eval.report.outcomes import Outcome, outcome_of

    fine = {Outcome.RIGHT, Outcome.WITHHELD, Outcome.UNJUDGED}
    gold = {one.id: one for one in run.questions}
    judged = [
        (outcome, gold[one.id], prediction)
        for one in run.result.questions
        for prediction in [run.predictions.get(one.id) or missing(one.id)]
        if (outcome := outcome_of(one, prediction)) not in fine
    ]
    if not judged:
        return f'<p class="yj-muted">{escape(texts.NO_FAILURES.localized(language))}</p>'
    title = filled(texts.FAILURES, count=len(judged)).localized(language)
    entries = "".join(
        _failure(outcome, question, prediction, language)
        for outcome, question, prediction in judged[:_FAILURES]
    )
    rest = len(judged) - _FAILURES
    more = filled(texts.MORE_FAILURES, count=rest).localized(language) if rest > 0 else ""
    return f'<h3 class="yj-section">{escape(title)}</h3><div class="yj-failures">{entries}</div><p class="yj-muted">{escape(more)}</p>'


def _failure(
    outcome: Outcome, question: EvaluationQuestion, prediction: Prediction, language: str
) -> str:
    from youju_eval.report.outcomes import NAMES

    expected = " / ".join(question.answers)
    evidence = " … ".join(text for group in question.evidence for text in group)
    found = prediction.retrieved[0] if prediction.retrieved else None
    place = " › ".join((found.document, *found.heading_path)) if found is not None else ""
    sides = (
        (
            texts.EXPECTED,
            expected or texts.EXPECTED_NOTHING.localized(language),
            texts.EVIDENCE,
            evidence,
            question.document or "",
        ),
        (
            texts.GIVEN,
            without_marks(prediction.answer)
            or prediction.reason
            or texts.GIVEN_NOTHING.localized(language),
            texts.FOUND,
            found.text if found is not None else "",
            place,
        ),
    )
    shown = "".join(_side(*side, language=language) for side in sides)
    name = escape(NAMES[outcome].localized(language))
    return (
        f'<details class="yj-failure"><summary><span class="yj-outcome">{name}</span>'
        f"<span>{escape(question.question)}</span></summary>"
        f'<div class="yj-sides">{shown}</div></details>'
    )


def _side(
    title: Message, answer: str, label: Message, passage: str, place: str, *, language: str
) -> str:
    nothing = texts.NOTHING.localized(language)
    where = f"<small>{escape(place)}</small>" if place else ""
    return (
        f"<div><h4>{escape(title.localized(language))}</h4><p>{escape(answer)}</p>"
        f"<h4>{escape(label.localized(language))}</h4><blockquote>{escape(passage or nothing)}</blockquote>{where}</div>"
    )


def render_comparison(
    comparison: Comparison, names: tuple[str, ...], report: str, language: str
) -> str:
    """The second run against the first, measure by measure; ``report`` is a button."""
    from youju_eval.presentation.written import written

    heads = (texts.MEASURE, texts.FIRST, texts.SECOND, texts.DIFFERENCE, texts.CHANCE)
    columns = "".join(f'<th scope="col">{escape(one.localized(language))}</th>' for one in heads)
    rows = "".join(
        f'<tr class="{_class(one.better)}"><th scope="row">{named_measure(one.measure, language)}</th>'
        f"<td>{escape(written(one.baseline, one.unit))}</td><td>{escape(written(one.value, one.unit))}</td>"
        f"<td>{escape(written(one.difference, one.unit, sign=True))}</td><td>{one.p_holm:.3f}</td></tr>"
        for one in comparison.differences
    )
    notes = "".join(f"<li>{escape(one.localized(language))}</li>" for one in comparison.notes)
    title = filled(texts.COMPARED, first=names[0], second=names[1]).localized(language)
    return (
        f'<section class="yj-result"><h3 class="yj-section">{escape(title)}</h3>'
        f'<div class="yj-shelf-table"><table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<ul class="yj-notes">{notes}</ul><div class="yj-shelf-tools">{report}</div></section>'
    )


def _class(better: bool | None) -> str:
    return {True: "yj-better", False: "yj-worse", None: ""}[better]
