"""What a model directory says about itself."""

import json

import pytest

from youju_embeddings import ModelError
from youju_embeddings.model_directory import (
    Prompts,
    directory_hash,
    embedding_dimension,
    licence,
    prompts_for,
)

BGE_ZH = "为这个句子生成表示以用于检索相关文章："


def make(place, **files):
    for name, content in files.items():
        path = place / name.replace("__", "/").replace("_json", ".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-large", "query: ", "passage: "),
        ("/models/e5-small-v2", "query: ", "passage: "),
        ("BAAI/bge-small-zh-v1.5", BGE_ZH, ""),
        ("BAAI/bge-large-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("BAAI/bge-m3", "", ""),
        ("sentence-transformers/all-MiniLM-L6-v2", "", ""),
    ],
)
def test_families_are_known_by_name(tmp_path, name, query, passage):
    assert prompts_for(name, tmp_path) == Prompts(query, passage)


def test_an_instruct_model_gets_an_instruction_for_questions_only(tmp_path):
    prompts = prompts_for("intfloat/multilingual-e5-large-instruct", tmp_path)
    assert prompts.query.startswith("Instruct: ")
    assert prompts.passage == ""


def test_the_models_own_prompts_win(tmp_path):
    own = {"prompts": {"query": "Instruct: …\nQuery:", "document": ""}}
    make(tmp_path, config_sentence_transformers_json=own)
    assert prompts_for("Qwen/Qwen3-Embedding-0.6B", tmp_path) == Prompts("Instruct: …\nQuery:", "")
    assert prompts_for("BAAI/bge-small-zh-v1.5", tmp_path).query == "Instruct: …\nQuery:"


def test_a_renamed_directory_is_known_by_its_original_name(tmp_path):
    make(tmp_path, config_json={"_name_or_path": "BAAI/bge-base-zh-v1.5"})
    assert prompts_for(str(tmp_path), tmp_path).query == BGE_ZH


def test_the_dimension_is_that_of_the_last_layer(tmp_path):
    make(tmp_path, config_json={"hidden_size": 768})
    assert embedding_dimension(tmp_path) == 768
    make(
        tmp_path,
        modules_json=[{"path": ""}, {"path": "1_Pooling"}, {"path": "2_Dense"}],
        **{"1_Pooling__config_json": {"word_embedding_dimension": 768}},
        **{"2_Dense__config_json": {"in_features": 768, "out_features": 256}},
    )
    assert embedding_dimension(tmp_path) == 256


def test_a_directory_without_a_dimension_says_so(tmp_path):
    (tmp_path / "config.json").write_text("{broken", encoding="utf-8")
    with pytest.raises(ModelError, match="dimension"):
        embedding_dimension(tmp_path)


def test_the_hash_follows_weights_and_settings_but_not_the_card(tmp_path):
    make(tmp_path, config_json={"hidden_size": 8})
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    before = directory_hash(tmp_path)
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_bytes(b"other")
    assert directory_hash(tmp_path) == before
    assert licence(tmp_path) == "mit"
    (tmp_path / "model.safetensors").write_bytes(b"weighty")
    assert directory_hash(tmp_path) != before
