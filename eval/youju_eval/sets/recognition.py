"""Which format a file or folder is, from what is there; reading it is the format's own work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from youju.errors import EvaluationError
from youju_eval.rows import rows_of, whole
from youju_eval.sets.beir import CORPUS, QUERIES, part
from youju_eval.sets.formats import Format
from youju_eval.sets.manifest import MANIFEST, nearest
from youju_eval.sets.own import is_own
from youju_eval.sets.ragas import is_ragas
from youju_eval.sets.rgb import is_rgb
from youju_eval.sets.squad import is_flat_squad, is_squad
from youju_eval.sets.topics import TOPICS

FORMATS_ZH = "questions.jsonl、set.toml、BEIR 文件夹、SQuAD/CMRC 的 .json、RAGAS 或 RGB 的 .jsonl"
FORMATS_EN = "questions.jsonl, set.toml, a BEIR folder, SQuAD or CMRC .json, RAGAS or RGB .jsonl"
_TABLES = (".json", ".jsonl", ".ndjson", ".csv")
_QUESTIONS = ("questions*.jsonl", "questions*.jsonl.gz", "questions*.ndjson")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A format and the file or folder to read as such."""

    format: Format
    path: Path
    folder: bool = False
    """Whether the whole folder was named, so that its files belong to the set."""


def recognised(path: Path, *, described: bool = True) -> Recognised:
    """The format of a file or folder.

    Args:
        path: what was named.
        described: whether a ``set.toml`` counts; not where one is being read already.

    Raises:
        EvaluationError: nothing is there, it is of no format, or there are several sets.

    """
    if path.is_dir():
        return _folder(path, described=described)
    if path.is_file():
        return _file(path, described=described)
    near = nearest(path.name, _names(path.parent)) if path.parent.is_dir() else None
    raise EvaluationError(
        zh=f"{path}：没有这个文件或文件夹。{near.zh if near else ''}",
        en=f"{path}: there is no such file or folder. {near.en if near else ''}".strip(),
    )


def questions_files(folder: Path) -> list[Path]:
    """The files of questions of a folder in our format."""
    return sorted({one for pattern in _QUESTIONS for one in folder.glob(pattern)})


def _folder(folder: Path, *, described: bool) -> Recognised:
    """The format of a folder."""
    if described and (folder / MANIFEST).is_file():
        return Recognised(Format.MANIFEST, folder / MANIFEST, folder=True)
    own = questions_files(folder)
    if own:
        return Recognised(Format.YOUJU, _only(own, folder), folder=True)
    if part(folder, QUERIES) or part(folder, CORPUS):
        return Recognised(Format.BEIR, folder, folder=True)
    if (folder / TOPICS).is_file():
        return Recognised(Format.TREC, folder / TOPICS, folder=True)
    kinds = (*_TABLES, ".toml") if described else _TABLES
    tables = [
        one
        for one in sorted(folder.iterdir())
        if one.is_file() and one.suffix.lower() in kinds and not one.name.startswith(".")
    ]
    if not tables:
        raise EvaluationError(
            zh=f"{folder}：里面没有评测集。能读取：{FORMATS_ZH}。",
            en=f"{folder}: there is no evaluation set in it. Read are: {FORMATS_EN}.",
        )
    return _file(_only(tables, folder), described=described)


def _only(files: list[Path], folder: Path) -> Path:
    """The one file there is."""
    if len(files) == 1:
        return files[0]
    names = ", ".join(one.name for one in files)
    raise EvaluationError(
        zh=f"{folder}：里面有多个文件（{names}）。请写明用哪一个，例如：{files[0]}；它的文档用 --documents 指定。",
        en=f"{folder}: there are several files ({names}). Name the one to use, such as {files[0]},"
        " and its documents with --documents.",
    )


def _file(path: Path, *, described: bool) -> Recognised:
    """The format of a file."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".toml") and described:
        return Recognised(Format.MANIFEST, path)
    if name == TOPICS:
        return Recognised(Format.TREC, path)
    if name == QUERIES and part(path.parent, CORPUS):
        return Recognised(Format.BEIR, path.parent, folder=True)
    if not name.endswith(_TABLES):
        raise EvaluationError(
            zh=f"{path}：不认识这种文件。能读取：{FORMATS_ZH}。",
            en=f"{path}: this kind of file is not known. Read are: {FORMATS_EN}.",
        )
    if name.endswith(".json") and is_squad(whole(path)):
        return Recognised(Format.SQUAD, path)
    return Recognised(_by_fields(path), path)


def _by_fields(path: Path) -> Format:
    """The format of rows by the fields of the first that is an object."""
    first = next(iter(rows_of(path)), None)
    if first is None:
        raise EvaluationError(zh=f"{path}：文件是空的。", en=f"{path}: the file is empty.")
    if first.error is not None:
        raise first.error
    fields = frozenset(first.line.fields)
    if is_rgb(fields):
        return Format.RGB
    named = path.name.startswith("questions") and is_own(fields)
    if is_ragas(fields) and not named:
        return Format.RAGAS
    if is_flat_squad(fields) and not named:
        return Format.SQUAD
    if is_own(fields):
        return Format.YOUJU
    names = ", ".join(sorted(fields)) or "{}"
    hint_zh, hint_en = _hint(fields)
    raise EvaluationError(
        zh=f"{path}：看不出是哪种评测集（第一行的字段：{names}）。{hint_zh}",
        en=f"{path}: this is no evaluation set that is known (fields of the first row: {names}). {hint_en}",
    )


def _hint(fields: frozenset[str]) -> tuple[str, str]:
    """What to do about rows of no known format."""
    if "_id" in fields:
        return (
            f"如果是 BEIR，请写它所在的文件夹（内有 {CORPUS}、{QUERIES}、qrels/）。",
            f"If it is BEIR, name its folder (with {CORPUS}, {QUERIES}, qrels/).",
        )
    if "status" in fields or "citations" in fields:
        return (
            "这像是系统的回答而不是问题；请写问题的文件。",
            "This looks like a system's answers, not questions; name the file of questions.",
        )
    return (
        "我们的格式每行至少要有 id 和 question。",
        "Our format has at least id and question on each line.",
    )


def _names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
