"""The progress of what is being added, as HTML; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from youju.schema import Change, Outcome, Progress, Stage
from youju_embeddings.errors import Message
from youju_ui.chat.markup import button, escape, icon
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_documents as words
from youju_ui.messages.chat import filled


@dataclass(frozen=True, slots=True)
class Addition:
    """One file on its way into the library; ``outcome`` is set when it has arrived or failed."""

    name: str
    progress: Progress | None = None
    outcome: Outcome | None = None
    failure: Message | None = None
    """What went wrong outside the library, where there is no outcome."""
    cancelled: bool = False
    seconds_left: float | None = None
    """How long the encoding still takes at its pace so far."""

    @property
    def failed(self) -> bool:
        """Whether the file was not taken in."""
        return self.failure is not None or (
            self.outcome is not None and self.outcome.change in {Change.FAILED, Change.SKIPPED}
        )

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.cancelled or self.failure is not None or self.outcome is not None

    def state(self) -> Message:
        """Where the file stands, in words."""
        if self.cancelled:
            return words.CANCELLED
        if self.failure is not None:
            return _failed(self.failure)
        if self.outcome is not None:
            return _settled(self.outcome)
        return texts.STAGE_WAITING if self.progress is None else stage_of(self.progress)

    def share(self) -> int:
        """How much is done, in percent."""
        if self.finished:
            return 100
        if self.progress is None:
            return 0
        match self.progress.stage:
            case Stage.PARSE:
                return 8
            case Stage.ENCODE:
                done = self.progress.done / self.progress.total if self.progress.total else 0.0
                return 12 + round(80 * min(1.0, done))
            case Stage.STORE:
                return 96
            case Stage.DONE:
                return 100


def stage_of(progress: Progress) -> Message:
    """The stage of a progress report in words."""
    match progress.stage:
        case Stage.PARSE:
            return texts.STAGE_PARSE
        case Stage.ENCODE:
            return filled(texts.STAGE_ENCODE, done=progress.done, total=progress.total)
        case Stage.STORE:
            return texts.STAGE_STORE
        case Stage.DONE:
            return texts.STAGE_DONE


def _settled(outcome: Outcome) -> Message:
    match outcome.change:
        case Change.ADDED:
            return filled(texts.ADDED, passages=outcome.passages)
        case Change.UPDATED:
            return filled(texts.UPDATED, passages=outcome.passages)
        case Change.UNCHANGED:
            return texts.UNCHANGED
        case Change.SKIPPED | Change.FAILED:
            return _failed(
                outcome.error.message if outcome.error is not None else texts.ADD_UNEXPECTED
            )


def _failed(why: Message) -> Message:
    return Message(zh=texts.ADD_FAILED.zh + why.zh, en=texts.ADD_FAILED.en + why.en)


def render_additions(additions: Sequence[Addition], language: str) -> str:
    """One row a file with its stage, a bar, and at the end what became of it; empty without files."""
    if not additions:
        return ""
    rows = "".join(_addition(addition, language) for addition in additions)
    return f'<div class="yj-additions" role="status"><ul>{rows}</ul>{_closing(additions, language)}</div>'


def _closing(additions: Sequence[Addition], language: str) -> str:
    """Under the rows: while something is under way a way to stop it, then what came of all."""
    finished = sum(addition.finished for addition in additions)
    if finished < len(additions):
        counted = filled(words.OVERALL, done=finished, total=len(additions)).localized(language)
        stop = button(words.CANCEL_ALL.localized(language), "halt", drawing="close")
        return f'<div class="yj-additions-busy"><span>{escape(counted)}</span>{stop}</div>'
    missing = sum(addition.failed or addition.cancelled for addition in additions)
    summary = filled(texts.UPLOAD_SUMMARY, added=len(additions) - missing, failed=missing)
    dismiss = button(texts.DISMISS.localized(language), "dismiss")
    return (
        f'<div class="yj-additions-end"><span>{escape(summary.localized(language))}</span>'
        f"{dismiss}</div>"
    )


def _addition(addition: Addition, language: str) -> str:
    state = "failed" if addition.failed else "done" if addition.finished else "busy"
    state = "stopped" if addition.cancelled else state
    drawing = {"failed": "warning", "done": "check", "busy": "file", "stopped": "close"}[state]
    share = addition.share()
    bar = (
        ""
        if addition.finished
        else f'<progress class="yj-progress" max="100" value="{share}" aria-label="{escape(addition.name)}">{share}%</progress>'
    )
    warnings = addition.outcome.warnings if addition.outcome is not None else ()
    noted = "".join(f"<small>{escape(warning.localized(language))}</small>" for warning in warnings)
    told = addition.state().localized(language) + _left(addition, language)
    return (
        f'<li data-state="{state}">{icon(drawing)}<div><b>{escape(addition.name)}</b>'
        f"<span>{escape(told)}</span>{bar}{noted}</div></li>"
    )


def _left(addition: Addition, language: str) -> str:
    if addition.finished or addition.seconds_left is None:
        return ""
    seconds = max(1, round(addition.seconds_left))
    time = (
        filled(words.SECONDS, count=seconds)
        if seconds < 100
        else filled(words.MINUTES, count=round(seconds / 60))
    ).localized(language)
    return " · " + filled(words.TIME_LEFT, time=time).localized(language)
