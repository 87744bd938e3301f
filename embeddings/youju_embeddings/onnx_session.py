"""Opens a model file in ONNX Runtime with the settings that suit a shared machine; knows no model."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from youju_embeddings.engine import usable_cores
from youju_embeddings.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from youju_embeddings.packed import Floats

Inputs: TypeAlias = "Mapping[str, npt.NDArray[Any]]"

_MOST_THREADS = 8
_ERRORS_ONLY = 3


class OnnxSession:
    """One loaded model. Calls take a lock: one already uses every core.

    Waiting threads sleep, as the engine's do, and memory goes back after each run instead of being
    kept in an arena as large as the longest text ever seen.

    Args:
        path: the model file.

    Raises:
        MissingExtraError: ONNX Runtime is not installed.
        ModelError: the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        try:
            import onnxruntime

            raised: Any = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
        except ImportError as error:
            raise _not_installed() from error
        runtime = cast("Any", onnxruntime)
        self._failures: tuple[type[Exception], ...] = (
            raised.EPFail,
            raised.Fail,
            raised.InvalidArgument,
            raised.InvalidGraph,
            raised.InvalidProtobuf,
            raised.NoModel,
            raised.NoSuchFile,
            raised.NotImplemented,
            raised.RuntimeException,
            RuntimeError,
        )
        options = runtime.SessionOptions()
        options.intra_op_num_threads = min(_MOST_THREADS, usable_cores())
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.log_severity_level = _ERRORS_ONLY
        self._path = path
        self._lock = threading.Lock()
        try:
            self._session = runtime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except self._failures as error:
            raise self._unusable(error) from error

    def run(self, inputs: Inputs, outputs: Sequence[str]) -> list[Floats]:
        """The outputs of these names.

        Raises:
            ModelError: the runtime fails, or an output is not finite.
        """
        try:
            with self._lock:
                found: list[Floats] = self._session.run(list(outputs), dict(inputs))
        except self._failures as error:
            raise self._unusable(error) from error
        if not all(np.isfinite(values).all() for values in found):
            raise self._unusable(ValueError("no finite values"))
        return found

    def _unusable(self, error: Exception) -> ModelError:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return ModelError(
            zh=f"模型文件 {self._path} 无法使用：{reason}。请删除它所在的目录后重试，目录会重新生成。",
            en=f"The model file {self._path} cannot be used: {reason}. Delete the directory it is in and "
            "try again: it is built anew.",
        )


def _not_installed() -> MissingExtraError:
    return MissingExtraError(
        zh="这一步需要 ONNX Runtime。请运行：pip install onnx onnxruntime",
        en="This needs ONNX Runtime. Run: pip install onnx onnxruntime",
    )
