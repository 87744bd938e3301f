"""Values of the library as rich renderables for the terminal; pure functions that print nothing."""

from youju_ui.render.answers import answer, hits
from youju_ui.render.documents import document, documents, failures, outcomes, outline, total
from youju_ui.render.plain import one_line, readable_size, safe
from youju_ui.render.tables import findings, models, rows, setting_value, settings

__all__ = [
    "answer",
    "document",
    "documents",
    "failures",
    "findings",
    "hits",
    "models",
    "one_line",
    "outcomes",
    "outline",
    "readable_size",
    "rows",
    "safe",
    "setting_value",
    "settings",
    "total",
]
