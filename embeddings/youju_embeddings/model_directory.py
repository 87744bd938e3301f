"""What a sentence-transformers directory says about itself, read without loading its weights."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_embeddings.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

_E5_PROMPTS = ("query: ", "passage: ")
_E5_INSTRUCTION = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
)
_BGE_ZH_INSTRUCTION = "为这个句子生成表示以用于检索相关文章："
_BGE_EN_INSTRUCTION = "Represent this sentence for searching relevant passages: "

_OTHER_RUNTIMES = {"onnx", "openvino", "coreml"}
_WITHOUT_MEANING = {".md", ".txt~", ".png", ".gitattributes", ".lock"}


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands before a question and before a passage."""

    query: str = ""
    passage: str = ""


def is_model_directory(place: Path) -> bool:
    """Whether transformers could open it."""
    return (place / "config.json").is_file() or (place / "modules.json").is_file()


def embedding_dimension(place: Path) -> int:
    """Length of the vectors: of the last layer that changes it.

    Raises:
        ModelError: the directory does not say.
    """
    dimension = _integer(_settings(place / "config.json"), "hidden_size", "d_model", "dim")
    for module in _modules(place):
        settings = _settings(module / "config.json")
        names = ("embedding_dimension", "word_embedding_dimension", "out_features")
        dimension = _integer(settings, *names) or dimension
    if not dimension:
        raise ModelError(
            zh=f"模型目录 {place} 没有说明向量维度（config.json 缺失或不完整）。请检查目录是否完整。",
            en=f"The model directory {place} does not state its dimension (config.json is missing or "
            "incomplete). Check that the directory is complete.",
        )
    return dimension


def directory_hash(place: Path) -> str:
    """SHA-256 over every file that takes part in the encoding, hexadecimal; about 1 GB a second."""
    whole = hashlib.sha256()
    for path in sorted(place.rglob("*")):
        relative = path.relative_to(place)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or relative.parts[0] in _OTHER_RUNTIMES or path.suffix in _WITHOUT_MEANING:
            continue
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").digest()
            whole.update(relative.as_posix().encode() + b"\0" + digest)
    return whole.hexdigest()


def prompts_for(name: str, place: Path) -> Prompts:
    """The prompts that a model was trained with.

    The model's own ``prompts`` win (Qwen3-Embedding has them, and any model may); the E5 and BGE
    families from before that convention are known by name; others have none.

    Args:
        name: the name asked for, such as ``BAAI/bge-small-zh-v1.5``.
        place: the model's directory.
    """
    own = _settings(place / "config_sentence_transformers.json").get("prompts")
    if isinstance(own, dict):
        texts = {str(key): str(value) for key, value in own.items()}
        passage = texts.get("passage") or texts.get("document") or ""
        if texts.get("query") or passage:
            return Prompts(texts.get("query", ""), passage)
    original = str(_settings(place / "config.json").get("_name_or_path", ""))
    for candidate in (name, place.name, original):
        found = _family_prompts(candidate.lower().replace("_", "-").rsplit("/", 1)[-1])
        if found is not None:
            return found
    return Prompts()


def _family_prompts(name: str) -> Prompts | None:
    if re.search(r"(^|-)e5-", name):
        if name.endswith("instruct"):
            return Prompts(query=_E5_INSTRUCTION)
        return Prompts(*_E5_PROMPTS)
    if re.match(r"bge-(small|base|large)-zh", name):
        return Prompts(query=_BGE_ZH_INSTRUCTION)
    if re.match(r"bge-(small|base|large)-en", name):
        return Prompts(query=_BGE_EN_INSTRUCTION)
    return None


def licence(place: Path) -> str:
    """The licence in the head of the model card, empty when there is none."""
    try:
        head = (place / "README.md").read_text(encoding="utf-8", errors="replace")[:4000]
    except OSError:
        return ""
    found = re.search(r"^license:\s*(\S+)\s*$", head, re.MULTILINE)
    return found[1] if found else ""


def _modules(place: Path) -> list[Path]:
    try:
        modules = json.loads((place / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [place / "1_Pooling"]
    paths = [str(module.get("path", "")) for module in modules if isinstance(module, dict)]
    return [place / path for path in paths if path]


def _settings(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(content) if isinstance(content, dict) else {}


def _integer(settings: dict[str, object], *names: str) -> int:
    for name in names:
        value = settings.get(name)
        if isinstance(value, int):
            return value
    return 0
