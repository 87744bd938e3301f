"""Where the documents of a set are: a folder of files, one file, or a corpus in BEIR's format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from youju.errors import EvaluationError
from youju.parsing import SUFFIXES
from youju_eval.jsonl import Line
from youju_eval.rows import read_rows, rows_of
from youju_eval.sets.beir import CORPUS, ensure_distinct, part, read_corpus
from youju_eval.sets.names import FileNames
from youju_eval.sets.values import SetDocument

_NO_DOCUMENT = ("readme", "source", "licence", "license")
"""What stands beside questions and speaks of them."""
_CORPUS_SUFFIXES = (".jsonl", ".jsonl.gz")


def read_documents(place: Path) -> tuple[SetDocument, ...]:
    """The documents at a place: a BEIR folder or corpus, a folder of files (with folders in it), a file.

    Raises:
        EvaluationError: nothing is there that can be read.

    """
    if place.name.endswith(_CORPUS_SUFFIXES) and place.is_file():
        return listed_documents(place) if _is_list(place) else read_corpus(place)
    if place.is_file():
        return file_documents([place], place.parent)
    if not place.is_dir():
        raise EvaluationError(
            zh=f"{place}：没有这个文件或文件夹。请检查 documents 的路径。",
            en=f"{place}: there is no such file or folder. Check the path of the documents.",
        )
    corpus = part(place, CORPUS)
    if corpus is not None:
        return read_corpus(corpus)
    return folder_documents(place)


def folder_documents(folder: Path) -> tuple[SetDocument, ...]:
    """The readable files of a folder and the folders in it; hidden ones are left out.

    Raises:
        EvaluationError: there is none.

    """
    found = [path for path in sorted(folder.rglob("*")) if _readable(path, folder)]
    if not found:
        kinds = "、".join(sorted(SUFFIXES))
        raise EvaluationError(
            zh=f"{folder}：没有可以读取的文档（能读取：{kinds}）。",
            en=f"{folder}: there is no document that can be read (read are {', '.join(sorted(SUFFIXES))}).",
        )
    return file_documents(found, folder)


def listed_documents(place: Path) -> tuple[SetDocument, ...]:
    """The files a ``documents.jsonl`` lists as ``{"id", "file"}``, relative to it.

    Raises:
        EvaluationError: a file is not there, or an id comes twice.

    """
    names = FileNames()

    def convert(line: Line) -> SetDocument:
        path = place.parent / line.text("file")
        if not path.is_file():
            raise EvaluationError(
                zh=f"{line.place}：没有文件 {path}。", en=f"{line.place}: there is no file {path}."
            )
        return SetDocument(line.identity(), names.kept(path.name, path.suffix), path=path)

    documents = read_rows(place, convert)
    ensure_distinct(documents, place)
    return documents


def documents_beside(questions: Path) -> tuple[SetDocument, ...]:
    """The readable files in the folder of a file of questions, but for what speaks of the set."""
    folder = questions.parent
    found = [
        path
        for path in sorted(folder.iterdir())
        if _readable(path, folder)
        and path != questions
        and not path.name.lower().startswith(_NO_DOCUMENT)
    ]
    return file_documents(found, folder)


def left_out(folder: Path) -> str:
    """How many files of a folder are of kinds that are not read, in words; empty when there are none."""
    kinds = Counter(
        path.suffix.lower() or path.name
        for path in folder.rglob("*")
        if path.is_file() and not _readable(path, folder) and not _hidden(path, folder)
    )
    if not kinds:
        return ""
    named = ", ".join(f"{kind} × {count}" for kind, count in sorted(kinds.items()))
    return f"未读取的文件 / files not read: {named}"


def joined(parts: Sequence[Sequence[SetDocument]], place: Path) -> tuple[SetDocument, ...]:
    """Documents of several places as those of one set.

    Raises:
        EvaluationError: two share an id.

    """
    documents = tuple(document for documents in parts for document in documents)
    ensure_distinct(documents, place)
    names = FileNames()
    return tuple(_renamed(document, names) for document in documents)


def file_documents(paths: Iterable[Path], root: Path) -> tuple[SetDocument, ...]:
    """Files as documents: called by their path from the root, named by their file name, each once."""
    files = list(paths)
    names = FileNames()
    often = Counter(path.name.casefold() for path in files)
    documents: list[SetDocument] = []
    for path in files:
        identity = path.relative_to(root).as_posix()
        wanted = path.name if often[path.name.casefold()] == 1 else identity.replace("/", "_")
        suffix = path.suffix
        documents.append(SetDocument(identity, names.kept(wanted, suffix), path=path))
    return tuple(documents)


def _is_list(place: Path) -> bool:
    """Whether the rows name files."""
    first = next(iter(rows_of(place)), None)
    return first is not None and "file" in first.line.fields


def _renamed(document: SetDocument, names: FileNames) -> SetDocument:
    """The document with a name nothing else in the set has."""
    suffix = Path(document.name).suffix
    return replace(document, name=names.kept(document.name, suffix))


def _readable(path: Path, root: Path) -> bool:
    """Whether a parser takes the file."""
    return path.suffix.lower() in SUFFIXES and path.is_file() and not _hidden(path, root)


def _hidden(path: Path, root: Path) -> bool:
    """Whether the file, or a folder above it, is hidden, or an office program's lock."""
    return any(one.startswith((".", "~$")) for one in path.relative_to(root).parts)
