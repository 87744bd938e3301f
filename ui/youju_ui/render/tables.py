"""Settings, models and findings as tables; pure functions that print nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from youju_ui.render.plain import one_line, safe, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from youju.store.base import Finding
    from youju_embeddings import ModelInfo


def findings(found: Sequence[Finding], *, language: str) -> RenderableType:
    """What a check found, each with the command that mends it."""
    rows = table([say("column.finding", language), say("column.repair", language)])
    for finding in found:
        rows.add_row(Text(safe(finding.what.localized(language))), Text(safe(finding.repair)))
    return rows


def settings(rows: Sequence[tuple[str, str, str, bool]], *, language: str) -> RenderableType:
    """Key, value and origin of every setting; those that were changed stand out."""
    drawn = table([say(f"column.{name}", language) for name in ("key", "value", "origin")])
    for key, value, origin, changed in rows:
        style = "bold" if changed else "dim"
        drawn.add_row(Text(key), Text(one_line(value)), Text(origin, style=style))
    return drawn


def rows(columns: Sequence[str], values: Sequence[Sequence[str]]) -> RenderableType:
    """Plain texts under their headings."""
    drawn = table(list(columns))
    for row in values:
        drawn.add_row(*(Text(one_line(value)) for value in row))
    return drawn


def setting_value(value: object) -> str:
    """A setting's value as its file would write it, a text without its quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def models(found: Sequence[ModelInfo], *, current: str, language: str) -> RenderableType:
    """The encoders of this machine; the one in use is marked, what one lacks is said."""
    columns = ("model", "dimension", "licence", "usable", "about")
    drawn = table([say(f"column.{name}", language) for name in columns], right=(1,))
    for model in found:
        mark = "* " if model.name == current else "  "
        about = model.source if model.missing is None else model.missing.localized(language)
        drawn.add_row(
            Text(mark + one_line(model.name), style="bold" if model.name == current else ""),
            str(model.dimension),
            model.licence,
            say("yes" if model.ready else "no", language),
            Text(safe(about)),
        )
    return drawn
