"""A calibration as one HTML file that needs nothing else; the plots are in ``plots``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from youju.errors import Message
from youju_eval.calibration.plots import (
    RIGHT,
    UNANSWERABLE,
    WRONG,
    confidence_plot,
    reliability_plot,
    risk_coverage_plot,
)
from youju_eval.calibration.rows import bounds, rows, shown
from youju_eval.calibration.values import Calibration, Judged
from youju_eval.report.pages import colours, opening, templates, write_page

CHANGES_SHOWN = 200
_OLD = Message(zh="原设置", en="old settings")
_NEW = Message(zh="新设置", en="new settings")


@dataclass(frozen=True, slots=True)
class Change:
    """A question that the new settings react to otherwise, out of fold."""

    question: Judged
    effect: int
    """1 became right, -1 became wrong, 0 neither."""
    what: Message


def write_calibration_report(
    calibration: Calibration, path: Path, *, language: str = "zh-CN"
) -> None:
    """Write verdict, settings, figures and plots as one page in both languages.

    Args:
        calibration: what to show.
        path: the HTML file; its folder is made if need be.
        language: ``zh-CN`` or ``en``, in which the page opens.

    Raises:
        EvaluationError: the file cannot be written.

    """
    write_page(calibration_page(calibration, language=language), path)


def calibration_page(calibration: Calibration, *, language: str) -> str:
    """The page as text; see ``write_calibration_report``."""
    changes = tuple(_changes(calibration))
    opens = opening(language)
    return (
        templates()
        .get_template("calibration.html.j2")
        .render(
            language=opens,
            colours=colours(),
            number=shown,
            bounds=bounds,
            calibration=calibration,
            rows=tuple(rows(calibration.before, calibration.after)),
            plots=_plots(calibration, opens),
            kinds=(("right", RIGHT), ("wrong", WRONG), ("unanswerable", UNANSWERABLE)),
            old=_OLD,
            new=_NEW,
            changes=changes[:CHANGES_SHOWN],
            changed=len(changes),
            better=sum(change.effect > 0 for change in changes),
            worse=sum(change.effect < 0 for change in changes),
        )
    )


def _plots(calibration: Calibration, language: str) -> dict[str, str]:
    """Every plot by name; a plot is named to who cannot see it in the language the page opens in."""

    def label(zh: str, en: str) -> Message:
        return Message(zh=Message(zh, en).localized(language), en=en)

    return {
        "reliability_before": reliability_plot(
            [one.before for one in calibration.questions],
            label=label("原设置的可靠性图", "Reliability diagram, old settings"),
        ),
        "reliability_after": reliability_plot(
            [one.after for one in calibration.questions],
            label=label("新设置的可靠性图", "Reliability diagram, new settings"),
        ),
        "risk_coverage": risk_coverage_plot(
            calibration, label=label("风险与覆盖率曲线", "Risk–coverage curves")
        ),
        "confidence_before": confidence_plot(
            calibration,
            lambda one: one.confidence_before,
            threshold=calibration.current.threshold,
            label=label("原设置的置信度分布", "Confidences, old settings"),
        ),
        "confidence_after": confidence_plot(
            calibration,
            lambda one: one.confidence_chosen,
            threshold=calibration.chosen.threshold,
            label=label("新设置的置信度分布", "Confidences, new settings"),
        ),
    }


def _changes(calibration: Calibration) -> Iterator[Change]:
    """Questions answered before and refused now, or the other way round; what got worse first."""
    moved = [one for one in calibration.questions if one.kept_before is not one.kept_after]
    for one in sorted(moved, key=lambda one: (_effect(one), one.id)):
        kind = (RIGHT if one.right else WRONG) if one.answerable else UNANSWERABLE
        what = Message(
            zh=f"{kind.zh}，{'现在作答' if one.kept_after else '现在拒答'}",
            en=f"{kind.en}, {'now answered' if one.kept_after else 'now refused'}",
        )
        yield Change(one, _effect(one), what)


def _effect(one: Judged) -> int:
    """1 when the reaction became right, -1 when it became wrong, 0 when it was wrong both times."""
    return int(one.after.reaction) - int(one.before.reaction)
