"""The folder of a proposed set: questions, copies of the documents, and the table a person reviews."""

from __future__ import annotations

import json
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from youju.errors import EvaluationError
from youju_eval.generate.table import groups_of, lines_of, write_table
from youju_eval.generate.values import Proposal
from youju_eval.sets.questions import write_questions
from youju_eval.sets.values import EvaluationQuestion, Purpose


@dataclass(frozen=True, slots=True)
class ProposalFolder:
    """The files of a proposed set, by name."""

    path: Path

    @property
    def settings(self) -> Path:
        """What the set is: name, purpose, ``generated = true``, how it came about."""
        return self.path / "set.toml"

    @property
    def questions(self) -> Path:
        """The questions; after a review those that were kept."""
        return self.path / "questions.jsonl"

    @property
    def proposed(self) -> Path:
        """The questions as proposed, kept by the first review."""
        return self.path / "questions.proposed.jsonl"

    @property
    def documents(self) -> Path:
        """Copies of the documents."""
        return self.path / "documents"

    @property
    def review(self) -> Path:
        """The table a person edits."""
        return self.path / "review.csv"


def write_proposal(proposal: Proposal, target: Path) -> ProposalFolder:
    """Write a proposal as a set into a new folder; all of it or nothing.

    Raises:
        EvaluationError: the folder holds something, nothing was proposed, or writing failed.

    """
    _ensure_free(target)
    if not proposal.questions:
        raise EvaluationError(
            zh="没有可写出的问题：文档中没有找到适合出题的句子。请换一批或加入更多文档。",
            en="There is no question to write: no sentence of the documents suits one. "
            "Try other or more documents.",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _write(proposal, ProposalFolder(partial), target.name)
            if target.is_dir():
                target.rmdir()
            partial.chmod(0o755)
            partial.rename(target)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    except OSError as error:
        raise EvaluationError(
            zh=f"无法写入 {target}：{error.strerror or error}。请检查权限和磁盘空间。",
            en=f"{target} cannot be written: {error.strerror or error}. Check permissions and disk space.",
        ) from error
    return ProposalFolder(target)


def write_settings(settings: Mapping[str, str | bool], path: Path) -> None:
    """Write ``set.toml``: texts and truth values alone, which TOML writes as JSON does."""
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items()
    ]
    path.write_text("".join(lines), encoding="utf-8")


def read_settings(path: Path) -> dict[str, str | bool]:
    """Read ``set.toml`` back; what is neither text nor truth value is left out.

    Raises:
        EvaluationError: it is missing or no TOML.

    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationError(
            zh=f"{path}：无法读取（{error}）。",
            en=f"{path}: cannot be read ({error}).",
        ) from error
    return {key: value for key, value in found.items() if isinstance(value, str | bool)}


def _write(proposal: Proposal, folder: ProposalFolder, name: str) -> None:
    """All files of the set into an empty folder."""
    folder.documents.mkdir()
    for one in proposal.documents:
        shutil.copyfile(one.document.source, folder.documents / one.document.name)
    today = datetime.now(UTC).date().isoformat()
    write_settings(
        {
            "name": name,
            "questions": folder.questions.name,
            "documents": folder.documents.name,
            "purpose": Purpose.DEVELOPMENT.value,
            "generated": True,
            "about": f"Proposed by {proposal.method}, seed {proposal.seed}, {today}, "
            f"from {len(proposal.documents)} documents; not reviewed by a person.",
        },
        folder.settings,
    )
    write_questions(proposal.questions, folder.questions)
    write_table((row_of(one) for one in proposal.questions), folder.review)


def row_of(question: EvaluationQuestion) -> dict[str, str]:
    """A question as a row of the review table."""
    return {
        "keep": "",
        "id": question.id,
        "type": question.type,
        "question": question.question,
        "answers": lines_of(question.answers),
        "evidence": groups_of(question.evidence),
        "document": question.document or "",
        "note": ", ".join(question.tags),
    }


def _ensure_free(target: Path) -> None:
    """Refuse a place that holds anything: a person's review is never overwritten."""
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists():
        raise EvaluationError(
            zh=f"{target} 已存在且不为空。请换一个文件夹名，或先移走其中的内容。",
            en=f"{target} exists and is not empty. Name another folder, or move its contents away first.",
        )
