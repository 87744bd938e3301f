"""Articles of a reading-comprehension set, cut into the windows that the product would index."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from youju.chunking import chunk
from youju.outline import outline
from youju.parsing import parse
from youju.parsing.base import Limits
from youju.schema import Document


@dataclass(frozen=True, slots=True)
class Window:
    """``context`` (title and heading path) stands before ``text`` when it is read; answers do not."""

    article: str
    passage: str
    context: str
    text: str

    @property
    def whole(self) -> str:
        """As it is read and indexed."""
        return f"{self.context}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the passage it was written for, and its answers (none: not answered there)."""

    id: str
    text: str
    answers: tuple[str, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class ReadingSet:
    name: str
    questions: tuple[Asked, ...]
    windows: dict[str, tuple[Window, ...]]
    """By passage."""


@functools.cache
def converter(way: str) -> Callable[[str], str]:
    """``t2s`` or ``s2t`` of OpenCC."""
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(way).convert
    return convert


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article_of(name: str, passage: str) -> str:
    """DRCD numbers its passages ``article-passage``; the others have one passage an article."""
    return f"{name}/{passage.rsplit('-', 1)[0] if name.startswith('drcd') else passage}"


def cut(name: str, passage: str, title: str, text: str) -> Iterator[Window]:
    """The product's passages of a text under its title."""
    data = f"{title}\n{text}\n".encode()
    parsed = parse(data, name=f"{title[:40].replace('/', ' ') or 'text'}.txt", limits=Limits())
    outlined = outline(parsed, name=f"{title[:40]}.txt")
    digest = hashlib.sha256(data).hexdigest()
    file = f"{passage}.txt"
    document = Document(
        digest[:12], digest, file, file, title, parsed.text, size=len(data), pages=parsed.pages
    )
    article = article_of(name, passage)
    for one in chunk(document, outlined.blocks):
        # The title is no sentence of the text; where it became one, it is no window either.
        if one.text.strip() != title.strip():
            yield Window(article, f"{name}/{passage}", one.context, one.text)


def read_set(data: Path, name: str) -> ReadingSet:
    """One folder of the shared layout."""
    windows = {
        f"{name}/{row['_id']}": tuple(
            cut(name, str(row["_id"]), str(row["title"]).replace("_", " "), str(row["text"]))
        )
        for row in _rows(data / name / "corpus.jsonl")
    }
    questions = tuple(
        Asked(
            f"{name}/{row['_id']}",
            str(row["text"]),
            tuple(str(answer) for answer in row["answers"]),  # type: ignore[attr-defined]
            f"{name}/{row['passage_id']}",
        )
        for row in _rows(data / name / "queries.jsonl")
    )
    return ReadingSet(name, questions, windows)


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether a text contains an answer, white space aside."""
    bare = "".join(text.split())
    return any("".join(answer.split()) in bare for answer in answers)
