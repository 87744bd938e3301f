"""The settings and their one loader; which stage uses which value is the stages' work."""

from youju.settings.loader import (
    FILE_NAME,
    RESERVED,
    Loaded,
    assigned,
    default_library,
    library_file,
    load_settings,
    user_file,
    with_values,
)
from youju.settings.origin import Origin, OriginKind
from youju.settings.values import (
    AnsweringSettings,
    EmbeddingSettings,
    LimitSettings,
    ReadingSettings,
    RetrievalSettings,
    ServerSettings,
    Settings,
)

__all__ = [
    "FILE_NAME",
    "RESERVED",
    "AnsweringSettings",
    "EmbeddingSettings",
    "LimitSettings",
    "Loaded",
    "Origin",
    "OriginKind",
    "ReadingSettings",
    "RetrievalSettings",
    "ServerSettings",
    "Settings",
    "assigned",
    "default_library",
    "library_file",
    "load_settings",
    "user_file",
    "with_values",
]
