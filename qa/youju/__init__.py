"""有据: questions about your own documents, answered with the passages that prove it.

>>> import youju
>>> library = youju.Library.open("我的资料")          # creates or opens
>>> library.add("报告.txt", "制度.docx", "规划.pdf")
>>> answer = library.ask("2022年地区生产总值是多少?")
"""

from youju import errors
from youju.errors import YoujuError
from youju.library import Library
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
