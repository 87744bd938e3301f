"""What happens on the evaluation page: sets added, runs started, stopped, shown, compared, deleted.

Imports Gradio, so only the server imports it, once its environment is set.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING

import gradio as gr

from youju.errors import YoujuError
from youju_embeddings.errors import Message
from youju_ui.chat.context import Context, NotAllowedError
from youju_ui.chat.events import data_of, text_of
from youju_ui.chat.feedback import judged_questions
from youju_ui.chat.markup import button, escape
from youju_ui.chat.trialresults import render_comparison, render_result
from youju_ui.chat.trialruns import Asked, Trials
from youju_ui.chat.trialviews import Bench, names_of, render_bench
from youju_ui.messages import chat_trials as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from youju_eval.sets import EvaluationSet


@dataclass(frozen=True, slots=True)
class Trialling:
    """Each method returns the HTML of the page; one run at a time."""

    context: Context
    trials: Trials
    stopped: Event = field(default_factory=Event)
    busy: Lock = field(default_factory=Lock)

    def view(self, language: str, request: gr.Request) -> str:
        """The page as it stands; the latest run is shown."""
        return self._page(language, request)

    def show(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """One run."""
        return self._page(language, request, shown=text_of(event, "run"))

    def start(self, language: str, event: gr.EventData, request: gr.Request) -> Iterator[str]:
        """Run a set on the library as it is now, with progress."""
        chosen = text_of(event, "set")
        refused = self._refused(request)
        if refused is not None:
            yield self._page(language, request, chosen=chosen, notice=refused)
            return
        if not self.busy.acquire(blocking=False):
            yield self._page(language, request, chosen=chosen, notice=texts.BUSY)
            return
        try:
            self.stopped.clear()
            yield from self._run(chosen, language, request)
        finally:
            self.busy.release()

    def halt(self, request: gr.Request) -> None:
        """Stop the run that is under way."""
        if self._refused(request) is None:
            self.stopped.set()

    def compare(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """Two runs, the earlier one first."""
        from youju_eval.comparison import compare

        sent = data_of(event).get("runs")
        wanted = {str(one) for one in sent} if isinstance(sent, list) else set()
        if not self._allowed(request):
            return self._page(language, request)
        runs = [run for run in reversed(self.trials.runs()) if run.folder.path.name in wanted]
        if len(runs) != 2:
            return self._page(language, request, notice=texts.TWO)
        try:
            found = compare([run.result for run in runs], labels=["1", "2"])
        except YoujuError as error:
            return self._page(language, request, notice=error.message)
        first, second = (run.folder.path.name for run in runs)
        path = f"evaluations/{second}/report.html?against={first}"
        report = button(
            texts.REPORT.localized(language), "save", drawing="download", quiet=False, path=path
        )
        result = render_comparison(found, names_of(runs), report, language)
        return render_bench(self._bench(request), result, language)

    def add_set(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """Take in a file of questions."""
        sent = data_of(event)
        refused = self._refused(request)
        if refused is not None:
            return self._page(language, request, notice=refused)
        try:
            added = self._taken(str(sent.get("name", "")), sent)
        except YoujuError as error:
            why = error.message
            told = Message(
                zh=texts.BAD_SET.zh.format(why=why.zh), en=texts.BAD_SET.en.format(why=why.en)
            )
            return self._page(language, request, notice=told)
        told = filled(texts.SET_ADDED, name=added.name, count=len(added.questions))
        return self._page(language, request, chosen=added.name, notice=told)

    def _taken(self, name: str, sent: Mapping[str, object]) -> EvaluationSet:
        """The set in what the browser sent: a text, or an archive in base64."""
        packed = sent.get("archive")
        if not isinstance(packed, str):
            return self.trials.add_set(name, str(sent.get("text", "")))
        try:
            data = base64.b64decode(packed, validate=True)
        except ValueError:
            data = b""
        return self.trials.add_archive(name, data)

    def drop(self, language: str, event: gr.EventData, request: gr.Request) -> str:
        """Delete one run."""
        refused = self._refused(request)
        if refused is None:
            self.trials.remove(text_of(event, "run"))
        return self._page(language, request, notice=refused)

    def _run(self, chosen: str, language: str, request: gr.Request) -> Iterator[str]:
        try:
            judged = judged_questions(self.context.history.judged(self.context.user(request)))
            evaluation_set = self.trials.open_set(chosen, feedback=judged)
        except YoujuError as error:
            yield self._page(language, request, notice=error.message)
            return
        bench = replace(self._bench(request), chosen=chosen, asked=Asked())
        yield render_bench(bench, "", language)
        begun, indexing = monotonic(), False
        for asked in self.trials.start(
            self.context.library, evaluation_set, language, self.stopped
        ):
            if asked.run or asked.failure is not None:
                yield self._page(
                    language, request, shown=asked.run, chosen=chosen, notice=asked.failure
                )
                return
            if asked.indexing != indexing:
                begun, indexing = monotonic(), asked.indexing
            spent = monotonic() - begun
            left = spent / asked.done * (asked.total - asked.done) if asked.done else None
            yield render_bench(replace(bench, asked=asked, seconds_left=left), "", language)

    def _page(
        self,
        language: str,
        request: gr.Request,
        *,
        shown: str = "",
        chosen: str = "",
        notice: Message | None = None,
    ) -> str:
        if not self._allowed(request):
            told = escape(texts.NOT_ALLOWED.localized(language))
            return f'<section class="yj-trials"><p class="yj-empty">{told}</p></section>'
        bench = self._bench(request)
        run = next((one for one in bench.runs if one.folder.path.name == shown), None)
        run = run or next(iter(bench.runs), None)
        result = "" if run is None else render_result(run, language)
        name = "" if run is None else run.folder.path.name
        bench = replace(bench, shown=name, chosen=chosen, notice=notice)
        return render_bench(bench, result, language)

    def _bench(self, request: gr.Request) -> Bench:
        judged = judged_questions(self.context.history.judged(self.context.user(request)))
        return Bench(
            sets=tuple((name, self.trials.brings_documents(name)) for name in self.trials.sets()),
            judged=judged.count("\n"),
            runs=self.trials.runs(),
            editable=self.context.edits(request),
        )

    def _refused(self, request: gr.Request) -> Message | None:
        """Why the person may not run or change anything here, None when he may."""
        try:
            self.context.require_editor(request)
        except NotAllowedError as error:
            return error.message
        return None if self._allowed(request) else texts.NOT_ALLOWED

    def _allowed(self, request: gr.Request) -> bool:
        """Runs ask the whole library, so only those who may read all of it may see them."""
        return self.context.rights(request) is None
