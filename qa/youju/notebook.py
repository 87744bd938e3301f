"""Answers and rankings as cards in a notebook: the evidence highlighted in its passage, all of it escaped.

>>> from youju.notebook import show
>>> show(library.ask("年假有几天？"))

The values themselves have no ``_repr_html_``: they are plain data that know neither a language nor a
page, and a repr that draws would follow them into logs and other people's notebooks. Nothing is
registered at import and IPython is not needed: a ``Card`` brings the method that notebooks (Jupyter,
marimo, Colab) look for. ``Card.html`` also goes into Streamlit's ``st.html`` or any page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from youju.citations import MARK, location
from youju.errors import Message
from youju.schema import Answer, Passage, ScoredPassage, Span

_NOT_FOUND = Message(zh="资料里没有找到答案。", en="The documents do not answer this.")
_NEAREST = Message(zh="最接近的段落", en="The nearest passages")
_CONFIDENCE = Message(zh="可信度 {value}", en="confidence {value}")
_SCORE = Message(zh="相关度 {value}", en="score {value}")
_EMPTY = Message(zh="没有找到相关段落。", en="No passage was found.")

# Inline, and without colours for text, so that light and dark notebooks stay readable.
_CARD = "font-family:system-ui,sans-serif;line-height:1.6;max-width:46em"
_SOURCE = "margin:.6em 0;padding:.1em 0 .1em .9em;border-left:3px solid rgba(128,128,128,.45)"
_SMALL = "font-size:.85em;opacity:.75"
_QUOTE = "background:rgba(255,200,0,.35);color:inherit;border-radius:.2em"


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of HTML that a notebook shows; as text it is ``text``."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show(value: Answer | Sequence[ScoredPassage], *, language: str = "zh-CN") -> Card:
    """An answer, or the hits of a search, as the last line of a notebook's cell."""
    if isinstance(value, Answer):
        return _answer_card(value, language)
    items = [_hit(hit, language) for hit in value]
    words = "\n".join(f"{hit.score:.2f} {location(hit.passage, language)}" for hit in value)
    return _card(items or [_line(_EMPTY.localized(language))], words or _EMPTY.localized(language))


def highlighted(passage: Passage, quotes: Sequence[Span]) -> str:
    """The passage's text as HTML with the quotes in ``<mark>``; what lies outside is left out.

    Quotes that overlap are marked once.
    """
    text, first = passage.text, passage.span.start
    parts: list[str] = []
    done = 0
    for quote in sorted(span for span in quotes if passage.span.contains(span)):
        begin, end = max(quote.start - first, done), quote.end - first
        if begin >= end:
            continue
        parts.append(escape(text[done:begin]))
        parts.append(f'<mark style="{_QUOTE}">{escape(text[begin:end])}</mark>')
        done = end
    return "".join((*parts, escape(text[done:])))


def _answer_card(answer: Answer, language: str) -> Card:
    question = answer.question
    head = _line(question.text, style=_SMALL)
    if question.standalone != question.text:
        head += _line(f"→ {question.standalone}", style=_SMALL)
    reason = "" if answer.reason is None else answer.reason.localized(language)
    if not answer.citations:
        said = answer.text or _NOT_FOUND.localized(language)
        items = [head, _line(said, style="font-weight:600"), _line(reason)]
        if answer.nearest:
            items.append(_line(_NEAREST.localized(language), style=_SMALL))
        items += [_hit(hit, language) for hit in answer.nearest]
        return _card(items, f"{said} {reason}".strip())
    body = MARK.sub(r"<sup>[\1]</sup>", escape(answer.text)).replace("\n", "<br>")
    sure = _CONFIDENCE.localized(language).format(value=f"{answer.confidence:.2f}")
    items = [
        head,
        f'<div style="font-size:1.1em">{body} <span style="{_SMALL}">{escape(sure)}</span></div>',
        _line(reason, style=_SMALL),
    ]
    words = [answer.text]
    for citation in answer.citations:
        spans = [quote.span for quote in citation.quotes]
        where = f"[{citation.number}] {location(citation.passage, language)}"
        items.append(_source(where, highlighted(citation.passage, spans)))
        words.append(where)
    return _card(items, "\n".join(words))


def _hit(hit: ScoredPassage, language: str) -> str:
    score = _SCORE.localized(language).format(value=f"{hit.score:.2f}")
    where = f"{location(hit.passage, language)} · {score}"
    return _source(where, highlighted(hit.passage, ()))


def _source(where: str, body: str) -> str:
    lines = body.replace("\n", "<br>")
    return f'<div style="{_SOURCE}">{_line(where, style=_SMALL)}<div>{lines}</div></div>'


def _line(text: str, *, style: str = "") -> str:
    return f'<div style="{style}">{escape(text)}</div>' if text else ""


def _card(items: Sequence[str], text: str) -> Card:
    return Card(html=f'<div style="{_CARD}">{"".join(items)}</div>', text=text)
