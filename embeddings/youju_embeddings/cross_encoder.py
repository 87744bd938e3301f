"""Any sentence-transformers CrossEncoder as a pair scorer; where it lies is ``local_models``' task.

It ranks and finds no span. A reranker of the user's own choice goes through here, such as
``BAAI/bge-reranker-v2-m3``.
"""

from __future__ import annotations

import math
import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from youju_embeddings.errors import ModelError, ModelNotFoundError
from youju_embeddings.local_models import find_model
from youju_embeddings.protocols import Reading
from youju_embeddings.sentence_transformers_models import first_line, open_model, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from youju_embeddings.protocols import Window

_BATCH = 8
_BOUND = 500.0
"""The exponential of more does not fit a float."""


class CrossEncoderScorer:
    """A local cross-encoder with one relevance logit. Calls from several threads wait for each other.

    The model is found at once and loaded, torch with it, at the first question.

    Args:
        name_or_path: a local directory, or the name of a model in the Hugging Face cache.
        device: such as ``cpu`` or ``cuda``; None takes the best there is.

    Raises:
        ModelNotFoundError: the model is not on this machine.
    """

    def __init__(self, name_or_path: str, *, device: str | None = None) -> None:
        self._name = name_or_path
        self._device = device
        self._lock = threading.Lock()
        try:
            self._place = find_model(name_or_path)
        except ModelNotFoundError as error:
            raise _not_found(name_or_path) from error

    @property
    def name(self) -> str:
        """The name or path it was asked for by."""
        return self._name

    def score(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        """One reading a window, in order: the logit, its logistic function as score, and no span.

        What does not fit the model's length is cut off the window's end.

        Raises:
            MissingExtraError: sentence-transformers or torch is not installed.
            ModelError: the model cannot be opened, or gives something else than one logit a pair.
        """
        asked = readable(question)
        pairs = [(asked, readable(window.text)) for window in windows]
        if not pairs:
            return ()
        with self._lock:
            logits = self._logits(pairs)
        return tuple(_reading(float(logit)) for logit in logits)

    def close(self) -> None:
        """Let the model go; the next question loads it again."""
        with self._lock:
            self.__dict__.pop("_model", None)

    def _logits(self, pairs: list[tuple[str, str]]) -> npt.NDArray[np.float32]:
        import torch

        try:
            made = self._model.predict(
                pairs,
                batch_size=_BATCH,
                show_progress_bar=False,
                activation_fn=torch.nn.Identity(),
                convert_to_numpy=True,
            )
        except (RuntimeError, ValueError, IndexError) as error:
            raise self._unusable(first_line(error)) from error
        logits = np.asarray(made, dtype=np.float32)
        if logits.shape != (len(pairs),) or not np.isfinite(logits).all():
            raise self._unusable(f"logits {logits.shape}")
        return logits

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - sentence-transformers is untyped here
        model = open_model(
            "CrossEncoder", self._place, device=self._device, unusable=self._unusable
        )
        labels = int(model.num_labels)
        if labels != 1:
            raise self._several_labels(labels)
        return model

    def _several_labels(self, labels: int) -> ModelError:
        return ModelError(
            zh=f"“{self._name}”（{self._place}）给出 {labels} 个类别，不是一个相关性分数，不能用来排序。"
            "请换用重排模型（例如 BAAI/bge-reranker-v2-m3），或用随附的 bundled。",
            en=f"“{self._name}” ({self._place}) gives {labels} classes instead of one relevance score and "
            "cannot rank. Use a reranker (such as BAAI/bge-reranker-v2-m3), or bundled, which comes with "
            "the install.",
        )

    def _unusable(self, detail: str) -> ModelError:
        return ModelError(
            zh=f"重排模型“{self._name}”（{self._place}）无法使用：{detail}。"
            "请检查目录是否完整，或换用随附的 bundled。",
            en=f"The reranker “{self._name}” ({self._place}) cannot be used: {detail}. "
            "Check that the directory is complete, or use bundled, which comes with the install.",
        )


def _reading(logit: float) -> Reading:
    return Reading(1 / (1 + math.exp(-max(-_BOUND, min(_BOUND, logit)))), logit)


def _not_found(name: str) -> ModelNotFoundError:
    return ModelNotFoundError(
        zh=f"这台机器上没有重排模型“{name}”。youju 不会自行下载：请在能联网的机器上下载后给出它的本地目录"
        "（例如 /data/models/bge-reranker-v2-m3），或用 bundled 使用随附的阅读模型。",
        en=f"There is no reranker “{name}” on this machine. youju downloads nothing by itself: fetch the "
        "model where there is a network and give its local directory (such as "
        "/data/models/bge-reranker-v2-m3), or use bundled, the reader that comes with the install.",
    )
