"""What every adapter says of a passage, and the error when a framework is not there."""

from __future__ import annotations

from typing import Any

from youju.errors import MissingExtraError
from youju.records import passage_record
from youju.schema import Passage


def metadata_of(passage: Passage, *, score: float) -> dict[str, Any]:
    """The passage's record (docs/records.md) without its text, with title, collection and date."""
    record: dict[str, Any] = {**passage_record(passage, score=score)}
    del record["text"]
    document = passage.document
    return {
        **record,
        "title": document.title,
        "collection": document.collection,
        "date": document.date,
    }


def missing(extra: str, error: ModuleNotFoundError) -> MissingExtraError:
    """Names the line that installs what a framework's adapter needs."""
    return MissingExtraError(
        zh=f"没有安装 {error.name}。请运行：pip install 'youju[{extra}]'",
        en=f"{error.name} is not installed. Type: pip install 'youju[{extra}]'",
    )
