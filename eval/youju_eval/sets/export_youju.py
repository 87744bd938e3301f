"""A set in our own folder: ``set.toml``, ``questions.jsonl``, the documents as files. Nothing is lost."""

from __future__ import annotations

import json
from pathlib import PurePath

from youju_eval.sets.questions import record_of
from youju_eval.sets.values import EvaluationSet, Purpose, SetDocument
from youju_eval.sets.written import Content, Written, json_lines

QUESTIONS = "questions.jsonl"
FOLDER = "documents"
LIST = "documents.jsonl"


def written(evaluation_set: EvaluationSet) -> Written:
    """The files of the folder; where ids are no file names, a ``documents.jsonl`` keeps them."""
    documents = evaluation_set.documents
    files: dict[str, Content] = {
        QUESTIONS: json_lines(record_of(question) for question in evaluation_set.questions)
    }
    listed = any(one.id != one.name for one in documents)
    for document in documents:
        files[f"{FOLDER}/{_name(document)}"] = document.content
    if listed:
        rows = ({"id": one.id, "file": f"{FOLDER}/{_name(one)}"} for one in documents)
        files[LIST] = json_lines(rows)
    place = LIST if listed else FOLDER if documents else None
    return Written({"set.toml": _described(evaluation_set, place), **files})


def _name(document: SetDocument) -> str:
    """The file name, which cannot lead out of the folder."""
    return PurePath(document.name.replace("\\", "/")).name


def _described(evaluation_set: EvaluationSet, documents: str | None) -> str:
    """The text of the ``set.toml``."""
    lines = [f"name = {_quoted(evaluation_set.name)}", f"questions = {_quoted(QUESTIONS)}"]
    lines.append(f"documents = {_quoted(documents) if documents else '[]'}")
    if evaluation_set.purpose is not Purpose.UNSTATED:
        lines.append(f"purpose = {_quoted(evaluation_set.purpose)}")
    if evaluation_set.about:
        lines.append(f"about = {_quoted(evaluation_set.about)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
