"""Answers, hits, documents and outlines as rich renderables; pure functions that print nothing.

What comes from documents is hostile: control and direction characters are taken out before a
terminal sees them.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from youju.citations import MARK, location
from youju.schema import Answer, BlockKind, Citation, ScoredPassage, Span, Status
from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.cli import MESSAGES

if TYPE_CHECKING:
    from youju.schema import Block, Document, Outcome, Passage
    from youju.store.base import Finding, Stats

_CATALOGUE = Catalogue(MESSAGES)
_HIGHLIGHT = "bold black on yellow"
_SHOWN = 160
"""Characters of a passage shown where it is only a hint."""
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\n\t")


def safe(text: str) -> str:
    """The text of the same length with characters that steer a terminal replaced by ``·``."""
    return "".join(
        "·" if _steers(character) and character not in _KEPT else character for character in text
    )


def one_line(text: str) -> str:
    """A name or title on one line."""
    return " ".join(safe(text).split())


def readable_size(size: int) -> str:
    """A number of bytes in the unit that suits it, ``1.4 MB``."""
    amount = float(size)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError("the last unit takes everything")


def answer(answer: Answer, *, language: str) -> RenderableType:
    """The short answer, then each cited passage with its quotes marked; or why there is none."""
    parts: list[RenderableType] = []
    if answer.question.standalone != answer.question.text:
        understood = _say("ask.understood", language, question=safe(answer.question.standalone))
        parts.append(Text(understood, style="dim"))
    if answer.status is Status.NOT_FOUND:
        parts.extend(_not_found(answer, language=language))
        return Group(*parts)
    text = Text(safe(answer.text), style="bold")
    text.highlight_regex(MARK, style="cyan")
    confidence = _say("ask.confidence", language, confidence=f"{answer.confidence:.2f}")
    parts.append(text.append(f"   {confidence}", style="not bold dim"))
    for citation in answer.citations:
        parts += [Text(), *_citation(citation, language=language)]
    return Group(*parts)


def hits(found: Sequence[ScoredPassage], *, language: str) -> RenderableType:
    """Search hits, best first: place and score, the passage with the matched words marked."""
    parts: list[RenderableType] = []
    for number, hit in enumerate(found, start=1):
        head = Text(f"{number}. ", style="cyan")
        head.append(one_line(location(hit.passage, language)), style="bold")
        head.append("   " + _say("search.score", language, score=f"{hit.score:.2f}"), style="dim")
        body = Text(safe(hit.passage.text))
        body.highlight_words([term for term in hit.parts.matched_terms if term], "yellow")
        parts += [head, Padding(body, (0, 0, 1, 3))]
    return Group(*parts)


def documents(
    found: Sequence[Document], counts: Mapping[str, int], *, language: str
) -> RenderableType:
    """The documents of a library as a table; ``counts`` are passages by document id."""
    table = _table(
        [
            _say(f"column.{name}", language)
            for name in ("name", "title", "collection", "date", "size", "passages", "added")
        ],
        right=(4, 5),
    )
    for document in found:
        title = one_line(document.title)
        table.add_row(
            Text(one_line(document.name), style="bold"),
            Text("" if title == document.name.rpartition(".")[0] else title),
            Text(one_line(document.collection)),
            Text(one_line(document.date or "")),
            readable_size(document.size),
            str(counts.get(document.id, "")),
            Text(document.added[:16].replace("T", " "), style="dim"),
        )
    return table


def total(stats: Stats, *, language: str) -> str:
    """The sizes of a library in one sentence."""
    return _say(
        "list.total",
        language,
        documents=stats.documents,
        passages=stats.passages,
        characters=f"{stats.characters:,}",
        size=readable_size(stats.bytes_on_disk),
    )


def document(
    document: Document,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    *,
    language: str,
) -> RenderableType:
    """One document: its facts and its outline with the passages under each heading."""
    lengths = [len(passage.text) for passage in passages]
    facts = {
        "show.title": document.title,
        "show.source": document.source,
        "show.collection": document.collection,
        "show.date": document.date or "",
        "show.format": f"{document.media_type} ({document.parser})",
        "show.pages": str(len(document.pages) or ""),
        "show.id": document.id,
        "show.size": _say(
            "show.sizes",
            language,
            size=readable_size(document.size),
            characters=f"{len(document.text):,}",
            passages=len(passages),
            median=round(statistics.median(lengths)) if lengths else 0,
            longest=max(lengths, default=0),
        ),
        **{key: value for key, value in document.metadata.items()},
    }
    grid = Table.grid(padding=(0, 2))
    for key, value in facts.items():
        if value:
            label = _say(key, language) if key.startswith("show.") else one_line(key)
            grid.add_row(Text(label, style="dim"), Text(one_line(value)))
    head = Text(one_line(document.name), style="bold")
    return Group(head, Padding(grid, (0, 0, 1, 1)), outline(blocks, passages, language=language))


def outline(
    blocks: Sequence[Block], passages: Sequence[Passage], *, language: str
) -> RenderableType:
    """The headings as a tree with the number of passages that stand directly under each."""
    counts: dict[tuple[str, ...], int] = {}
    for passage in passages:
        counts[passage.heading_path] = counts.get(passage.heading_path, 0) + 1
    root = Tree(Text(_say("show.outline", language), style="dim"), guide_style="dim")
    if counts.get(()):
        root.add(_branch(_say("show.front", language), counts[()], language=language))
    nodes: dict[tuple[str, ...], Tree] = {(): root}
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        path = (*block.heading_path, block.text.strip())
        parent = next(
            nodes[path[:depth]] for depth in range(len(path) - 1, -1, -1) if path[:depth] in nodes
        )
        name = one_line(block.text)
        nodes[path] = parent.add(_branch(name, counts.get(path, 0), language=language))
    if len(nodes) == 1:
        root.add(Text(_say("show.no_headings", language), style="dim"))
    return root


def outcomes(found: Sequence[Outcome], *, language: str) -> RenderableType:
    """What became of each file of an addition."""
    table = _table(
        [_say(f"column.{name}", language) for name in ("change", "file", "passages")], right=(2,)
    )
    for outcome in found:
        name = outcome.document.name if outcome.document else outcome.source
        table.add_row(
            _say(f"change.{outcome.change}", language),
            Text(one_line(name)),
            str(outcome.passages or ""),
        )
    return table


def failures(found: Sequence[Outcome], *, language: str) -> RenderableType:
    """The files that did not go in, each with its reason."""
    table = _table([_say("column.file", language), _say("column.reason", language)])
    for outcome in found:
        if outcome.error is not None:
            reason = outcome.error.message.localized(language)
            table.add_row(Text(one_line(outcome.source)), Text(safe(reason)))
    return table


def findings(found: Sequence[Finding], *, language: str) -> RenderableType:
    """What a check found, each with the command that mends it."""
    table = _table([_say("column.finding", language), _say("column.repair", language)])
    for finding in found:
        table.add_row(Text(safe(finding.what)), Text(safe(finding.repair)))
    return table


def _citation(citation: Citation, *, language: str) -> list[RenderableType]:
    """``[1] file › path (page)`` and the passage with its quotes marked."""
    page = citation.quotes[0].page if citation.quotes else citation.passage.page
    head = Text(f"[{citation.number}] ", style="cyan")
    head.append(one_line(location(citation.passage, language, page=page)))
    spans = [quote.span for quote in citation.quotes]
    return [head, Padding(_marked(citation.passage, spans), (0, 0, 0, 4))]


def _marked(passage: Passage, spans: Sequence[Span]) -> Text:
    """The passage with stretches of its document marked."""
    text = Text(safe(passage.text))
    for span in spans:
        start = max(span.start - passage.span.start, 0)
        end = min(span.end - passage.span.start, len(passage.text))
        if start < end:
            text.stylize(_HIGHLIGHT, start, end)
    return text


def _not_found(answer: Answer, *, language: str) -> list[RenderableType]:
    """That nothing was found, why, and the nearest passages."""
    parts: list[RenderableType] = [Text(_say("ask.not_found", language), style="bold")]
    if answer.reason is not None:
        parts.append(Text(safe(answer.reason.localized(language))))
    if answer.nearest:
        parts += [Text(), Text(_say("ask.nearest", language), style="dim")]
    for near in answer.nearest:
        text = one_line(near.passage.text)
        short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        place = Text("· " + one_line(location(near.passage, language)), style="dim")
        parts += [place, Padding(Text(short), (0, 0, 0, 2))]
    return parts


def _branch(name: str, count: int, *, language: str) -> Text:
    """One heading of an outline."""
    text = Text(name)
    if count:
        text.append("  " + _say("show.passages", language, count=count), style="dim")
    return text


def _table(columns: Sequence[str], *, right: Sequence[int] = ()) -> Table:
    """An unboxed table; long words of a column fold instead of being cut."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for number, column in enumerate(columns):
        table.add_column(
            column,
            overflow="fold",
            justify="right" if number in right else "left",
            min_width=cell_len(column),
            no_wrap=number in right,
        )
    return table


def _steers(character: str) -> bool:
    """Whether a character moves the cursor, changes colours or the direction of writing."""
    return character < " " or "\x7f" <= character <= "\x9f" or character in _DIRECTION


def _say(key: str, language: str, /, **values: str | int | float) -> str:
    """A sentence of the command line."""
    return _CATALOGUE.text(key, language, **values)
