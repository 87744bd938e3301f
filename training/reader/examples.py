"""One training example, and where an answer stands in a window; making them is left to ``making``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from youju.segmentation import bigrams

_AROUND = 40
_AS_GOOD = 0.8


@dataclass(frozen=True, slots=True)
class Example:
    """``spans`` are offsets into ``text``, any of them right; none: the window does not answer it."""

    id: str
    question: str
    context: str
    text: str
    spans: tuple[tuple[int, int], ...]
    kind: str

    def as_dict(self) -> dict[str, object]:
        """As written to a file."""
        return asdict(self)


def read_examples(path: Path) -> Iterator[Example]:
    """The examples of a file, in order."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            row["spans"] = tuple((start, end) for start, end in row["spans"])
            yield Example(**row)


def occurrences(
    question: str, text: str, answers: Sequence[str]
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """Where an answer stands among words of the question, best first, and how many of them.

    An answer such as a year can stand several times; the sets do not say which place is meant.
    """
    asked = set(bigrams(question))
    found: list[tuple[int, tuple[int, int]]] = []
    for answer in dict.fromkeys(answers):
        start = text.find(answer)
        while answer and start >= 0:
            end = start + len(answer)
            around = set(bigrams(text[max(0, start - _AROUND) : end + _AROUND]))
            found.append((len(asked & around), (start, end)))
            start = text.find(answer, start + 1)
    if not found:
        return 0.0, ()
    best = max(score for score, _ in found)
    kept = [span for score, span in sorted(found, reverse=True) if score >= _AS_GOOD * best]
    return best + 1.0, tuple(kept)
