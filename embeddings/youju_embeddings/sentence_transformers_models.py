"""Opens what sentence-transformers can open, in this process; encoders and scorers share it."""

from __future__ import annotations

from importlib import util
from typing import TYPE_CHECKING, Any, Literal, cast

from youju_embeddings.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from youju_embeddings.errors import ModelError


def open_model(
    kind: Literal["SentenceTransformer", "CrossEncoder"],
    place: Path,
    *,
    device: str | None,
    unusable: Callable[[str], ModelError],
) -> Any:  # noqa: ANN401 - sentence-transformers is untyped here
    """The model of a directory, in float32 and without the network; torch is loaded with it.

    Raises:
        MissingExtraError: sentence-transformers or torch is not installed.
        ModelError: what ``unusable`` makes of the first line of what went wrong.
    """
    if not all(util.find_spec(name) for name in ("sentence_transformers", "torch")):
        raise MissingExtraError(
            zh="使用这个模型需要 sentence-transformers 和 torch。请运行：pip install sentence-transformers",
            en="This model needs sentence-transformers and torch. "
            "Run: pip install sentence-transformers",
        )
    import sentence_transformers
    import transformers
    from safetensors import SafetensorError

    cast("Any", transformers.utils.logging).disable_progress_bar()
    opened = getattr(cast("Any", sentence_transformers), kind)
    try:
        return opened(
            str(place),
            device=device,
            local_files_only=True,
            model_kwargs={"dtype": "float32"},
        )
    except (
        SafetensorError,
        OSError,
        ValueError,
        KeyError,
        RuntimeError,
        ImportError,
        AttributeError,
    ) as error:
        raise unusable(first_line(error)) from error


def first_line(error: Exception) -> str:
    """What an error says first, or its type where it says nothing."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def readable(text: str) -> str:
    """Without lone surrogates, which have no UTF-8."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
