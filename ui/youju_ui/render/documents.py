"""Documents, outlines and what became of files, for a terminal; pure functions that print nothing."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from youju.schema import BlockKind
from youju_ui.render.plain import one_line, readable_size, safe, say, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from youju.schema import Block, Document, Outcome, Passage
    from youju.store.base import Stats


def documents(
    found: Sequence[Document], counts: Mapping[str, int], *, language: str
) -> RenderableType:
    """The documents of a library as a table; ``counts`` are passages by document id."""
    rows = table(
        [
            say(f"column.{name}", language)
            for name in ("name", "title", "collection", "date", "size", "passages", "added")
        ],
        right=(4, 5),
    )
    for document in found:
        title = one_line(document.title)
        rows.add_row(
            Text(one_line(document.name), style="bold"),
            Text("" if title == document.name.rpartition(".")[0] else title),
            Text(one_line(document.collection)),
            Text(one_line(document.date or "")),
            readable_size(document.size),
            str(counts.get(document.id, "")),
            Text(document.added[:16].replace("T", " "), style="dim"),
        )
    return rows


def total(stats: Stats, *, language: str) -> str:
    """The sizes of a library in one sentence."""
    return say(
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
        "show.size": say(
            "show.sizes",
            language,
            size=readable_size(document.size),
            characters=f"{len(document.text):,}",
            passages=len(passages),
            median=round(statistics.median(lengths)) if lengths else 0,
            longest=max(lengths, default=0),
        ),
        **document.metadata,
    }
    grid = Table.grid(padding=(0, 2))
    for key, value in facts.items():
        if value:
            label = say(key, language) if key.startswith("show.") else one_line(key)
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
    root = Tree(Text(say("show.outline", language), style="dim"), guide_style="dim")
    if counts.get(()):
        root.add(_branch(say("show.front", language), counts[()], language=language))
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
        root.add(Text(say("show.no_headings", language), style="dim"))
    return root


def outcomes(found: Sequence[Outcome], *, language: str) -> RenderableType:
    """What became of each file of an addition."""
    rows = table(
        [say(f"column.{name}", language) for name in ("change", "file", "passages")], right=(2,)
    )
    for outcome in found:
        name = outcome.document.name if outcome.document else outcome.source
        rows.add_row(
            say(f"change.{outcome.change}", language),
            Text(one_line(name)),
            str(outcome.passages or ""),
        )
    return rows


def failures(found: Sequence[Outcome], *, language: str) -> RenderableType:
    """The files that did not go in, each with its reason."""
    rows = table([say("column.file", language), say("column.reason", language)])
    for outcome in found:
        if outcome.error is not None:
            reason = outcome.error.message.localized(language)
            rows.add_row(Text(one_line(outcome.source)), Text(safe(reason)))
    return rows


def _branch(name: str, count: int, *, language: str) -> Text:
    """One heading of an outline."""
    text = Text(name)
    if count:
        text.append("  " + say("show.passages", language, count=count), style="dim")
    return text
