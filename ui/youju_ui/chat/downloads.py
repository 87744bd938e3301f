"""Files the chat hands out: page images, exported conversations, judged answers as questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from youju.errors import YoujuError
from youju_ui.chat.drawing import Drawer
from youju_ui.chat.feedback import judged_questions, unjudged_answers
from youju_ui.chat.pages import spans_of
from youju_ui.chat.session import seen_by
from youju_ui.chat.transcript import Transcript, file_name, written
from youju_ui.chat.trialruns import FOLDER, Trials
from youju_ui.messages import chat_sources as texts

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from youju_eval.folder import Run
    from youju_ui.chat.context import Context

_LINES = "application/jsonl; charset=utf-8"
_MOST_QUOTES = 20


def add_downloads(app: FastAPI, context: Context) -> None:
    """Put the files on the application."""
    import gradio as gr
    from fastapi import Request, Response

    drawer = Drawer()

    def page_image(document_id: str, page: int, request: Request, quotes: str = "") -> Response:
        reader = context.reader(gr.Request(request))
        try:
            document = reader.document(document_id)
        except YoujuError:
            return Response(status_code=404)
        data = context.originals.find(document) if 0 < page <= len(document.pages) else None
        if data is None:
            return Response(status_code=404)
        marked = [span.of(document.text) for span in spans_of(quotes)[:_MOST_QUOTES]]
        image = drawer.draw(data, document.sha256, page, marked)
        if image is None:
            return Response(status_code=422)
        kept = {"cache-control": "private, max-age=3600"}
        return Response(image, media_type="image/png", headers=kept)

    def export(conversation: str, form: str, request: Request) -> Response:
        asking = gr.Request(request)
        user, language = context.user(asking), context.language(asking)
        if form not in texts.FORMATS or not context.history.owns(user, conversation):
            told = texts.NO_CONVERSATION.localized(language)
            return Response(told, status_code=404, media_type="text/plain; charset=utf-8")
        reader = context.reader(asking)
        transcript = Transcript(
            title=context.history.title(user, conversation),
            exchanges=tuple(
                seen_by(one, reader) for one in context.history.exchanges(user, conversation)
            ),
            language=language,
            date=datetime.now(UTC).astimezone(),
        )
        content, media = written(transcript, form)
        return _file(Response(content, media_type=media), file_name(transcript.title, form))

    def feedback(name: str, request: Request) -> Response:
        asking = gr.Request(request)
        judged = context.history.judged(context.user(asking))
        makers = {"questions.jsonl": judged_questions, "to-judge.jsonl": unjudged_answers}
        if name not in makers:
            return Response(status_code=404)
        return _file(Response(makers[name](judged), media_type=_LINES), name)

    def report(run: str, request: Request, against: str = "") -> Response:
        asking = gr.Request(request)
        trials = Trials(context.library.path / FOLDER)
        found = [trials.run(name) for name in (run, against) if name]
        runs = [one for one in found if one is not None]
        if context.rights(asking) is not None or len(runs) != len(found):
            return Response(status_code=404)
        page = report_page(runs, context.language(asking))
        return _file(Response(page, media_type="text/html; charset=utf-8"), f"{run}.html")

    routes: dict[str, Callable[..., Response]] = {
        "/documents/{document_id}/pages/{page}.png": page_image,
        "/conversations/{conversation}/export.{form}": export,
        "/feedback/{name}": feedback,
        "/evaluations/{run}/report.html": report,
    }
    for path, endpoint in routes.items():
        # The annotations must be the classes themselves: FastAPI cannot look up local names.
        endpoint.__annotations__["request"] = Request
        app.add_api_route(path, endpoint, methods=["GET"], response_model=None)


def report_page(runs: Sequence[Run], language: str) -> str:
    """The page of one run, or of one against another, as youju_eval writes it."""
    from youju_eval.report.html import report_page as page_of

    return page_of(runs, baseline=1 if len(runs) > 1 else None, language=language)


def _file(response: Response, name: str) -> Response:
    """The response as a file to keep; names in any script."""
    response.headers["content-disposition"] = f"attachment; filename*=UTF-8''{percent(name)}"
    response.headers["cache-control"] = "no-store"
    return response
