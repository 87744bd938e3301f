"""有据: questions about your own documents, answered with the passages that prove it.

>>> import youju
>>> library = youju.Library.open("我的资料")          # creates or opens
>>> library.add("报告.txt", "制度.docx", "规划.pdf")
>>> answer = library.ask("2022年地区生产总值是多少?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju import errors
from youju.errors import YoujuError
from youju.schema import (
    Answer,
    Block,
    BlockKind,
    Change,
    Citation,
    Document,
    Outcome,
    Passage,
    Progress,
    Question,
    Quote,
    Role,
    Scope,
    ScoredPassage,
    ScoreParts,
    Span,
    Stage,
    Status,
    Trace,
    Turn,
)

if TYPE_CHECKING:
    from youju.library import Library
    from youju.settings import Settings, load_settings

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Block",
    "BlockKind",
    "Change",
    "Citation",
    "Document",
    "Library",
    "Outcome",
    "Passage",
    "Progress",
    "Question",
    "Quote",
    "Role",
    "Scope",
    "ScoreParts",
    "ScoredPassage",
    "Settings",
    "Span",
    "Stage",
    "Status",
    "Trace",
    "Turn",
    "YoujuError",
    "__version__",
    "errors",
    "load_settings",
]


def __getattr__(name: str) -> object:
    """Load the library and its settings at first use (PEP 562): the parsing child needs neither."""
    if name == "Library":
        from youju.library import Library

        return Library
    if name in {"Settings", "load_settings"}:
        from youju import settings

        return getattr(settings, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
