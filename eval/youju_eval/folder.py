"""The folder of one run: everything a comparison, a gate or a report needs, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from youju.errors import EvaluationError
from youju_eval.predictions import Prediction, read_predictions, renamed
from youju_eval.results import RESULT_FILE, Result, read_result
from youju_eval.sets.questions import read_questions
from youju_eval.sets.values import EvaluationQuestion


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The files of one run, by name; a folder may hold only some of them while it runs."""

    path: Path

    @property
    def result(self) -> Path:
        """The result as JSON."""
        return self.path / RESULT_FILE

    @property
    def questions(self) -> Path:
        """The questions as they were asked, with gold; documents by their id."""
        return self.path / "questions.jsonl"

    @property
    def predictions(self) -> Path:
        """One record a question (docs/records.md)."""
        return self.path / "predictions.jsonl"

    @property
    def trec(self) -> Path:
        """The rankings as a TREC run."""
        return self.path / "run.trec"

    @property
    def documents(self) -> Path:
        """File name → id of the documents that are called otherwise in the set (a corpus' ids)."""
        return self.path / "documents.json"

    def read(self) -> Run:
        """The whole run.

        Raises:
            EvaluationError: a file is missing or broken.

        """
        if not self.path.is_dir():
            raise EvaluationError(
                zh=f"{self.path}：没有这个文件夹。请给出 youju eval run 的输出文件夹。",
                en=f"{self.path}: there is no such folder. Name the folder youju eval run wrote.",
            )
        ids = self._ids()
        return Run(
            folder=self,
            result=read_result(self.path),
            questions=read_questions(self.questions),
            predictions={
                name: renamed(one, lambda name: ids.get(name, name))
                for name, one in read_predictions(self.predictions).items()
            },
        )

    def _ids(self) -> Mapping[str, str]:
        """The ids by file name; most sets have one name for both."""
        try:
            return msgspec.json.decode(self.documents.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.MsgspecError) as error:
            raise EvaluationError(
                zh=f"{self.documents} 读不了（{error}）。请重新运行 youju eval run。",
                en=f"{self.documents} cannot be read ({error}). Run youju eval run again.",
            ) from error


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run with its texts; ``predictions`` by the question's id, documents by their ids."""

    folder: RunFolder
    result: Result
    questions: tuple[EvaluationQuestion, ...]
    predictions: Mapping[str, Prediction]
