"""Any sentence-transformers model as an encoder, in this process; where it lies is ``local_models``' task."""

from __future__ import annotations

import threading
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING, Any

import numpy as np

from youju_embeddings.errors import ModelError
from youju_embeddings.local_models import find_model
from youju_embeddings.model_directory import (
    Prompts,
    directory_hash,
    embedding_dimension,
    prompts_for,
)
from youju_embeddings.protocols import Fingerprint, Report, Vectors
from youju_embeddings.sentence_transformers_models import open_model, readable
from youju_embeddings.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

_BATCH = 16


class SentenceTransformerEncoder:
    """A local sentence-transformers model with the prompts of its family.

    The model is found at once and loaded, torch with it, at the first text. Calls take a lock: the
    tokenizers are not safe to share, and one call uses every core.

    Args:
        name_or_path: a local directory, the name of a model in the Hugging Face cache such as
            ``BAAI/bge-small-zh-v1.5``, or of an installed model package.
        query_prompt: what stands before a question instead of the family's prompt.
        passage_prompt: the same for passages.
        device: such as ``cpu`` or ``cuda``; None takes the best there is.

    Raises:
        ModelNotFoundError: the model is not on this machine.
    """

    def __init__(
        self,
        name_or_path: str,
        *,
        query_prompt: str | None = None,
        passage_prompt: str | None = None,
        device: str | None = None,
    ) -> None:
        self._name = name_or_path
        self._place = find_model(name_or_path)
        family = prompts_for(name_or_path, self._place)
        self._prompts = Prompts(
            family.query if query_prompt is None else query_prompt,
            family.passage if passage_prompt is None else passage_prompt,
        )
        self._device = device
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> Fingerprint:
        """Identity of the files in the model's directory, whatever the directory is called.

        Raises:
            ModelError: the directory does not state its dimension.
        """
        return self._fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n, dimension), in order."""
        return self._encode(texts, self._prompts.query, None)

    def encode_passages(self, texts: Sequence[str], *, report: Report | None = None) -> Vectors:
        """Vectors of passages, shape (n, dimension), in order; ``report`` hears of every batch."""
        return self._encode(texts, self._prompts.passage, report)

    def close(self) -> None:
        """Let the model go; the next text loads it again."""
        with self._lock:
            self.__dict__.pop("_model", None)

    def _encode(self, texts: Sequence[str], prompt: str, report: Report | None) -> Vectors:
        cleaned = [readable(text) for text in texts]
        vectors = np.empty((len(texts), self.fingerprint.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(cleaned[index]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._encode_batch([cleaned[index] for index in batch], prompt)
            if report is not None:
                report(len(batch))
        return vectors

    def _encode_batch(self, texts: list[str], prompt: str) -> Vectors:
        with self._lock:
            made = self._model.encode(
                texts,
                # Not None: that would bring in a default prompt from the model's own settings.
                prompt=prompt,
                batch_size=len(texts),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        vectors = unit(np.asarray(made, dtype=np.float32))
        if vectors.shape != (len(texts), self.fingerprint.dimension):
            raise self._unusable(f"{vectors.shape[-1]} ≠ {self.fingerprint.dimension}")
        if not np.isfinite(vectors).all():
            raise self._unusable("NaN")
        return vectors

    @cached_property
    def _fingerprint(self) -> Fingerprint:
        return Fingerprint(
            model=self._name,
            weights=directory_hash(self._place),
            dimension=embedding_dimension(self._place),
            prompts=f"{self._prompts.query}|{self._prompts.passage}",
            runtime=f"sentence-transformers {_version()}",
        )

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - sentence-transformers is untyped here
        return open_model(
            "SentenceTransformer", self._place, device=self._device, unusable=self._unusable
        )

    def _unusable(self, detail: str) -> ModelError:
        return ModelError(
            zh=f"向量模型“{self._name}”（{self._place}）无法使用：{detail}。"
            "请检查目录是否完整，或换用 --model bundled。",
            en=f"The embedding model “{self._name}” ({self._place}) cannot be used: {detail}. "
            "Check that the directory is complete, or use --model bundled.",
        )


def _version() -> str:
    try:
        return metadata.version("sentence-transformers")
    except metadata.PackageNotFoundError:
        return "-"
