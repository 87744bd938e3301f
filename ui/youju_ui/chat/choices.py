"""What a question is asked with: how passages are found and which documents may answer.

Comes from the browser, which is not trusted; what is out of range is brought into it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

RETRIEVERS = ("hybrid", "dense", "lexical")
MOST_PASSAGES = 30
"""The deepest ranking that can be asked for."""
MOST_NAMES = 2_000
"""Documents or collections that a question can be restricted to."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How one question is asked; None leaves a value as the library's settings have it."""

    k: int | None = None
    retriever: str | None = None
    threshold: float | None = None
    documents: frozenset[str] = frozenset()
    """Ids; with ``collections`` the union is searched, everything when both are empty."""
    collections: frozenset[str] = frozenset()

    @property
    def restricted(self) -> bool:
        """Whether only a part of the library may answer."""
        return bool(self.documents or self.collections)

    def widened(self) -> Choices:
        """The same without its restriction to documents and without a threshold of its own."""
        return replace(self, documents=frozenset(), collections=frozenset(), threshold=None)


NO_CHOICES = Choices()


def choices_of(sent: Mapping[str, object]) -> Choices:
    """The choices in what the browser sent; a value of the wrong kind counts as none."""
    k, threshold, retriever = sent.get("k"), sent.get("threshold"), sent.get("retriever")
    return Choices(
        k=None if _number(k) is None else round(_within(_number(k), 1, MOST_PASSAGES)),
        retriever=retriever if isinstance(retriever, str) and retriever in RETRIEVERS else None,
        threshold=None if _number(threshold) is None else _within(_number(threshold), 0.0, 1.0),
        documents=_names(sent.get("documents")),
        collections=_names(sent.get("collections")),
    )


def packed(choices: Choices | None) -> str:
    """Choices as the text that a page holds and sends along."""
    known = choices or NO_CHOICES
    names = {"documents": sorted(known.documents), "collections": sorted(known.collections)}
    return json.dumps({**asdict(known), **names}, ensure_ascii=False)


def unpacked(text: object) -> Choices:
    """The choices in a text that a page sent; none in one that is not of ours."""
    try:
        sent = json.loads(text) if isinstance(text, str) and text else {}
    except (ValueError, RecursionError):
        return NO_CHOICES
    return choices_of(sent) if isinstance(sent, dict) else NO_CHOICES


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _within(value: float | None, low: float, high: float) -> float:
    return low if value is None else min(high, max(low, value))


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        return frozenset()
    return frozenset(name for name in value[:MOST_NAMES] if isinstance(name, str) and name)
