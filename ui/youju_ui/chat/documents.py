"""The list of documents and the progress of what is being added, as HTML; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from youju.schema import Change, Document, Outcome, Progress, Stage
from youju_embeddings.errors import Message
from youju_ui.chat.markup import attributes, button, escape, icon, icon_button
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled


@dataclass(frozen=True, slots=True)
class Addition:
    """One file on its way into the library; ``outcome`` is set when it has arrived or failed."""

    name: str
    progress: Progress | None = None
    outcome: Outcome | None = None
    failure: Message | None = None
    """What went wrong outside the library, where there is no outcome."""

    @property
    def failed(self) -> bool:
        """Whether the file was not taken in."""
        return self.failure is not None or (
            self.outcome is not None and self.outcome.change in {Change.FAILED, Change.SKIPPED}
        )

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.failure is not None or self.outcome is not None

    def state(self) -> Message:
        """Where the file stands, in words."""
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
    closing = ""
    if all(addition.finished for addition in additions):
        failed = sum(addition.failed for addition in additions)
        summary = filled(
            texts.UPLOAD_SUMMARY, added=len(additions) - failed, failed=failed
        ).localized(language)
        dismiss = button(texts.DISMISS.localized(language), "dismiss")
        closing = f'<div class="yj-additions-end"><span>{escape(summary)}</span>{dismiss}</div>'
    return f'<div class="yj-additions" role="status"><ul>{rows}</ul>{closing}</div>'


def _addition(addition: Addition, language: str) -> str:
    state = "failed" if addition.failed else "done" if addition.finished else "busy"
    drawing = {"failed": "warning", "done": "check", "busy": "file"}[state]
    share = addition.share()
    bar = (
        ""
        if addition.finished
        else f'<progress class="yj-progress" max="100" value="{share}" aria-label="{escape(addition.name)}">{share}%</progress>'
    )
    warnings = addition.outcome.warnings if addition.outcome is not None else ()
    noted = "".join(f"<small>{escape(warning.localized(language))}</small>" for warning in warnings)
    return (
        f'<li data-state="{state}">{icon(drawing)}<div><b>{escape(addition.name)}</b>'
        f"<span>{escape(addition.state().localized(language))}</span>{bar}{noted}</div></li>"
    )


def render_documents(documents: Sequence[Document], language: str) -> str:
    """The documents of the library by name, each can be opened and removed."""
    if not documents:
        return (
            f'<p class="yj-documents-empty">{escape(texts.DOCUMENTS_EMPTY.localized(language))}</p>'
        )
    rows = "".join(_document(document, language) for document in documents)
    return f'<ul class="yj-document-list">{rows}</ul>'


def _document(document: Document, language: str) -> str:
    facts: list[str] = [document.name.rsplit(".", 1)[-1].upper() if "." in document.name else ""]
    if document.pages:
        facts.append(filled(texts.PAGES, count=len(document.pages)).localized(language))
    facts.append(size_of(document.size))
    told = " · ".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)
    opener = attributes(
        type="button",
        class_="yj-document-open",
        data_act="document",
        data_document=document.id,
        title=f"{document.name} · {document.added[:10]}" if document.added else document.name,
        aria_label=filled(texts.OPEN_LABEL, document=document.name).localized(language),
    )
    remove = icon_button(
        filled(texts.REMOVE_LABEL, document=document.name).localized(language),
        "remove",
        drawing="trash",
        document=document.id,
        sure=texts.REMOVE_SURE.localized(language),
    )
    return f"<li><button {opener}>{icon('file')}<span><b>{escape(document.name)}</b><small>{told}</small></span></button>{remove}</li>"


def size_of(size: int) -> str:
    """Bytes in words people use; empty when unknown."""
    if size <= 0:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
