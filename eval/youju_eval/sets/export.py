"""A set written in another format: the folder is made here, what is in it by a file for each form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from youju.errors import EvaluationError, Message
from youju_eval.sets import export_beir, export_squad, export_tables, export_youju
from youju_eval.sets.texts import read_texts
from youju_eval.sets.values import EvaluationSet
from youju_eval.sets.written import Written

MARK = ".youju-export.json"
"""Names the form and the files of an export, so that the next one may replace them and nothing else."""


class ExportForm(StrEnum):
    """The formats that are written."""

    YOUJU = "youju"
    """``set.toml``, ``questions.jsonl`` and the documents as files: nothing is lost."""
    BEIR = "beir"
    """``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv``, with answers as further fields."""
    SQUAD = "squad"
    """SQuAD 2.0: one ``squad.json``."""
    TREC = "trec"
    """``topics.tsv`` and ``qrels.txt``."""
    RAGAS = "ragas"
    """``ragas.jsonl``."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what the form could not hold."""

    files: tuple[Path, ...]
    notes: tuple[Message, ...] = ()


def export(evaluation_set: EvaluationSet, target: Path, *, form: ExportForm) -> Exported:
    """Write a set into a folder, which is made, or replaced when it is an earlier export.

    Files among the documents are parsed where the form needs their texts (BEIR, SQuAD, TREC).

    Raises:
        EvaluationError: the folder holds something else or cannot be written, a document cannot be
            read, or the form can hold none of the questions.

    """
    ensure_free(target)
    written = _written(evaluation_set, form)
    try:
        _clear(target)
        _write(target, written, form)
    except OSError as error:
        raise EvaluationError(
            zh=f"无法写入 {target}：{error.strerror}。请检查权限和磁盘空间。",
            en=f"{target} cannot be written: {error.strerror}. Check permissions and disk space.",
        ) from error
    return Exported(tuple(target / name for name in written.files), written.notes)


def ensure_free(target: Path) -> None:
    """Refuse a place where something else would be lost.

    Raises:
        EvaluationError: it is a file, or a folder with other content than an earlier export.

    """
    if target.is_file():
        raise EvaluationError(
            zh=f"{target} 是一个文件。请给出一个文件夹。",
            en=f"{target} is a file. Name a folder.",
        )
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise EvaluationError(
            zh=f"{target}：文件夹不是空的，也不是先前的导出。请换一个文件夹。",
            en=f"{target}: the folder is neither empty nor an earlier export. Name another one.",
        )


def _written(evaluation_set: EvaluationSet, form: ExportForm) -> Written:
    """The files of a form."""
    if form is ExportForm.YOUJU:
        return export_youju.written(evaluation_set)
    if form is ExportForm.BEIR:
        return export_beir.written(evaluation_set, _texts(evaluation_set))
    if form is ExportForm.SQUAD:
        return export_squad.written(evaluation_set, _texts(evaluation_set))
    if form is ExportForm.TREC:
        return export_tables.trec(evaluation_set, _texts(evaluation_set, needed=False))
    return export_tables.ragas(evaluation_set)


def _texts(evaluation_set: EvaluationSet, *, needed: bool = True) -> Mapping[str, str]:
    """The texts of all documents, without titles.

    Raises:
        EvaluationError: the set has none although they are needed, or one cannot be read.

    """
    if needed and not evaluation_set.documents:
        raise EvaluationError(
            zh=f"评测集 {evaluation_set.name} 没有带文档，这种格式却要写出文档。请用 --documents 指定文档。",
            en=f"The set {evaluation_set.name} brings no documents, which this form holds."
            " Name them with --documents.",
        )
    read = read_texts(evaluation_set)
    for message in read.failed.values():
        raise EvaluationError(zh=message.zh, en=message.en)
    own = {one.id: one.text for one in evaluation_set.documents if one.text is not None}
    return {**read.texts, **own}


def _clear(target: Path) -> None:
    """Take away the files of an earlier export, and folders that are empty then."""
    mark = target / MARK
    if not mark.is_file():
        return
    root = target.resolve()
    for name in _marked(mark):
        path = target / name
        if path.resolve().is_relative_to(root) and path.is_file():
            path.unlink()
            if path.parent != target and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _marked(mark: Path) -> list[str]:
    """The names of an earlier export's files."""
    try:
        value: object = json.loads(mark.read_text(encoding="utf-8"))
    except ValueError:
        return []
    files = cast("dict[str, object]", value).get("files") if isinstance(value, dict) else None
    return [str(one) for one in cast("list[object]", files)] if isinstance(files, list) else []


def _write(target: Path, written: Written, form: ExportForm) -> None:
    """Write the files; the mark first, so that an export that was broken off can be repeated."""
    target.mkdir(parents=True, exist_ok=True)
    mark = json.dumps({"form": form, "files": list(written.files)}, ensure_ascii=False, indent=1)
    (target / MARK).write_text(mark + "\n", encoding="utf-8")
    for name, content in written.files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content() if callable(content) else content.encode("utf-8", "replace"))
