"""Text to vectors and back to neighbours; knows nothing of documents."""

from youju_embeddings.errors import (
    ConfigError,
    Message,
    MissingExtraError,
    ModelError,
    ModelNotFoundError,
    YoujuError,
)
from youju_embeddings.protocols import (
    Encoder,
    Fingerprint,
    Identifiers,
    PairScorer,
    Report,
    VectorIndex,
    Vectors,
)

__all__ = [
    "ConfigError",
    "Encoder",
    "Fingerprint",
    "Identifiers",
    "Message",
    "MissingExtraError",
    "ModelError",
    "ModelNotFoundError",
    "PairScorer",
    "Report",
    "VectorIndex",
    "Vectors",
    "YoujuError",
]
