"""A conversation with its sources as Markdown, as a web page and as JSON; pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from youju.courtesy import courtesy
from youju.records import answer_record
from youju.schema import Answer, Citation, Status
from youju_ui.assets import style
from youju_ui.chat.cards import where
from youju_ui.chat.markup import escape
from youju_ui.chat.session import Exchange
from youju_ui.messages import chat as chat_texts
from youju_ui.messages import chat_sources as texts
from youju_ui.messages.chat import filled

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is exported: the exchanges of one conversation, in one language."""

    title: str
    exchanges: tuple[Exchange, ...]
    language: str
    date: datetime

    def told(self) -> str:
        """Where it came from and when."""
        return filled(texts.EXPORTED, date=f"{self.date:%Y-%m-%d %H:%M}").localized(self.language)


def reply_of(exchange: Exchange, language: str) -> str:
    """What was answered, or that nothing was and why."""
    answer = exchange.answer
    if answer is None:
        message = exchange.error or texts.UNANSWERED
        return message.localized(language)
    said = courtesy(answer.question.text)
    if said is not None:
        return said.localized(language)
    if answer.status is Status.NOT_FOUND:
        reason = (answer.reason or chat_texts.NOT_FOUND_REASON).localized(language)
        return f"{chat_texts.NOT_FOUND.localized(language)}{': ' if language == 'en' else '：'}{reason}"
    return answer.text


def citations_of(exchange: Exchange) -> tuple[Citation, ...]:
    """The sources of one answer."""
    return exchange.answer.citations if exchange.answer is not None else ()


def quoted(citation: Citation) -> str:
    """The quotes of one source on one line."""
    quotes = (quote.text for quote in citation.quotes)
    return " ".join(("……".join(quotes) or citation.passage.text).split())


def place_of_citation(citation: Citation, language: str) -> str:
    """Document, heading path and page of one source."""
    place = where(citation.passage, language)
    name = citation.passage.document.name
    return f"{name} › {place}" if place else name


def as_markdown(transcript: Transcript) -> str:
    """Markdown in which nothing of a document is markup."""
    language = transcript.language
    lines = [f"# {_plain(transcript.title)}", "", f"*{_plain(transcript.told())}*", ""]
    for exchange in transcript.exchanges:
        lines += [f"## {_plain(exchange.question)}", ""]
        lines += [_understood(exchange), ""] if _understood(exchange) else []
        lines += [_with_marks(reply_of(exchange, language)), ""]
        for citation in citations_of(exchange):
            place = _plain(place_of_citation(citation, language))
            lines += [
                f"{citation.number}. {place}  ",
                f"   > {_plain(quoted(citation))}",
            ]
        if citations_of(exchange):
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _understood(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is None or answer.question.standalone.strip() in {"", exchange.question.strip()}:
        return ""
    return f"*{_plain(answer.question.standalone)}*"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _with_marks(text: str) -> str:
    """An answer whose ``[n]`` stay as they are, escaped like everything else."""
    return "\n\n".join(_plain(line) for line in text.split("\n") if line.strip())


def as_page(transcript: Transcript) -> str:
    """A web page of its own: no script, no request to anything."""
    language = transcript.language
    title = escape(transcript.title)
    body = "".join(_article(exchange, language) for exchange in transcript.exchanges)
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style()}</style></head>"
        f'<body class="yj-page yj-transcript"><main><h1>{title}</h1><p class="yj-muted">{escape(transcript.told())}</p>'
        f"{body}</main></body></html>"
    )


def _article(exchange: Exchange, language: str) -> str:
    sources = "".join(
        f'<li value="{citation.number}"><b>{escape(place_of_citation(citation, language))}</b>'
        f"<blockquote>{escape(quoted(citation))}</blockquote></li>"
        for citation in citations_of(exchange)
    )
    listed = f"<ol>{sources}</ol>" if sources else ""
    return (
        f"<article><h2>{escape(exchange.question)}</h2>"
        f'<p class="yj-short">{escape(reply_of(exchange, language))}</p>{listed}</article>'
    )


def as_json(transcript: Transcript) -> str:
    """The records of docs/records.md, one an exchange, with what was thought of each answer."""
    language = transcript.language
    records = [
        _record(exchange, exchange.answer, language)
        for exchange in transcript.exchanges
        if exchange.answer is not None
    ]
    whole = {
        "title": transcript.title,
        "exported": transcript.date.isoformat(timespec="seconds"),
        "exchanges": records,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _record(exchange: Exchange, answer: Answer, language: str) -> dict[str, object]:
    record: dict[str, object] = dict(
        answer_record(answer, language=language, identity=exchange.number)
    )
    if exchange.verdict is not None:
        record["liked"] = exchange.verdict.liked
        record["reason_of_reader"] = exchange.verdict.reason
    return record


def file_name(title: str, suffix: str) -> str:
    """The title as the name of a file."""
    safe = "".join(one if one.isalnum() or one in "-_ " else " " for one in title)
    return f"{' '.join(safe.split())[:60] or 'chat'}.{suffix}"


def written(transcript: Transcript, form: str) -> tuple[bytes, str]:
    """The export in one form with its media type.

    Raises:
        KeyError: no such form.
    """
    if form == "docx":
        from youju_ui.chat.wordfile import DOCX, as_docx

        return as_docx(transcript), DOCX
    makers = {
        "md": (as_markdown, "text/markdown; charset=utf-8"),
        "html": (as_page, "text/html; charset=utf-8"),
        "json": (as_json, "application/json; charset=utf-8"),
    }
    maker, media = makers[form]
    return maker(transcript).encode(), media
