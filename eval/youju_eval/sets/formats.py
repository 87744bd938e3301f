"""The formats that are read, by the name a ``set.toml`` may give them."""

from enum import StrEnum


class Format(StrEnum):
    """One for each module that reads."""

    MANIFEST = "set.toml"
    YOUJU = "youju"
    BEIR = "beir"
    SQUAD = "squad"
    RAGAS = "ragas"
    RGB = "rgb"
    TREC = "trec"


NAMED = tuple(one for one in Format if one is not Format.MANIFEST)
"""Those a ``set.toml`` may name."""
