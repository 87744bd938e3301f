"""A set from whatever is there: the format is recognised, never asked for; reading is each format's."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from youju_eval.results import RESULT_FILE
from youju_eval.sets.beir import read_beir
from youju_eval.sets.formats import Format
from youju_eval.sets.gold import from_answers, only_found
from youju_eval.sets.manifest import Gold, Manifest, read_manifest
from youju_eval.sets.own import judged, read_own
from youju_eval.sets.ragas import read_ragas
from youju_eval.sets.recognition import Recognised, recognised
from youju_eval.sets.rgb import read_rgb
from youju_eval.sets.sources import (
    documents_beside,
    folder_documents,
    joined,
    left_out,
    read_documents,
)
from youju_eval.sets.squad import read_squad
from youju_eval.sets.topics import read_topics
from youju_eval.sets.values import EvaluationSet, SetDocument
from youju_eval.trec import read_qrels

DOCUMENTS = "documents"
"""The folder of a set's documents beside its questions."""

_READERS: Final[Mapping[Format, Callable[[Path], EvaluationSet]]] = MappingProxyType(
    {
        Format.YOUJU: read_own,
        Format.BEIR: read_beir,
        Format.SQUAD: read_squad,
        Format.RAGAS: read_ragas,
        Format.RGB: read_rgb,
        Format.TREC: read_topics,
    }
)


def open_set(
    path: Path,
    *,
    documents: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> EvaluationSet:
    """The set at a path: ``set.toml``, our folder or file, BEIR, SQuAD/CMRC, RAGAS, RGB, TREC topics.

    Args:
        path: a file, or the folder of the set.
        documents: where the documents are, in place of those the set brings.
        environment: what ``$NAME`` in a ``set.toml`` stands for; the process's own without it.

    Raises:
        EvaluationError: nothing usable is there; says which file and line, and what to do.

    """
    found = recognised(path)
    if found.format is Format.MANIFEST:
        manifest = read_manifest(found.path, os.environ if environment is None else environment)
        return _described(manifest, documents)
    if documents is None:
        return _read(found)
    return replace(_read(found, files=False), documents=read_documents(documents))


def _read(found: Recognised, *, files: bool = True) -> EvaluationSet:
    """What a format reads, with the files of the folder where a folder of our own was named."""
    opened = _READERS[found.format](found.path)
    if not (files and found.format is Format.YOUJU and found.folder):
        return opened
    documents, about = _own_documents(found.path)
    return replace(opened, documents=documents, about=about)


def _own_documents(questions: Path) -> tuple[tuple[SetDocument, ...], str]:
    """The documents of our folder, in ``documents/`` or beside the questions, and what was left out."""
    for folder in sorted(questions.parent.iterdir()):
        if folder.is_dir() and folder.name.casefold() == DOCUMENTS:
            return folder_documents(folder), left_out(folder)
    is_run = (questions.parent / RESULT_FILE).is_file()
    return () if is_run else documents_beside(questions), ""


def _described(manifest: Manifest, documents: Path | None) -> EvaluationSet:
    """The set a ``set.toml`` describes, over other documents where they are given."""
    places = manifest.documents if documents is None else (documents,)
    opened = _read(_questions(manifest), files=places is None)
    questions, found = opened.questions, opened.documents
    if places is not None:
        found = joined([read_documents(place) for place in places], manifest.path)
    if manifest.qrels is not None:
        questions = judged(questions, read_qrels(manifest.qrels), manifest.qrels)
    if manifest.gold is Gold.FOUND:
        questions = only_found(questions, found)
    elif manifest.gold is Gold.ANSWERS:
        questions = from_answers(questions, found)
    if manifest.generated:
        questions = tuple(
            one if one.generated else replace(one, generated=manifest.generated)
            for one in questions
        )
    return EvaluationSet(
        name=manifest.name,
        questions=questions,
        documents=found,
        purpose=manifest.purpose,
        about=manifest.about or opened.about,
        source=manifest.path,
    )


def _questions(manifest: Manifest) -> Recognised:
    """The questions a ``set.toml`` names; those in its own folder bring the documents there."""
    named = manifest.questions
    if manifest.format is not None and (named.is_file() or manifest.format is Format.BEIR):
        found = Recognised(manifest.format, named)
    else:
        found = recognised(named, described=False)
    beside = found.path.parent.resolve() == manifest.path.parent.resolve()
    return replace(found, folder=found.folder or beside)
