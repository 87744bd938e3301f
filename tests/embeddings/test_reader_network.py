"""The reader's graph computes what the network means: against torch, against itself, and after folding."""

import json

import numpy as np
import pytest

from youju_embeddings.engine import weights_path
from youju_embeddings.graph import Precision
from youju_embeddings.packed import read_packed
from youju_embeddings.protocols import Window
from youju_embeddings.reader_adapters import folded, installed_weights, read_description
from youju_embeddings.reader_network import RunningReader, check_pairs, moved, write_reader
from youju_embeddings.reader_pairs import cut_pairs
from youju_embeddings.reader_spans import best_span, span_scores
from youju_embeddings.small_tokenizer import SmallTokenizer
from youju_embeddings.transformer import transformer


@pytest.fixture(scope="module")
def network(packed):
    return folded(installed_weights(), transformer(packed.tensors))


@pytest.fixture(scope="module")
def description():
    return read_description(installed_weights())


@pytest.fixture(scope="module")
def tokenizer(int8_place):
    return SmallTokenizer(int8_place)


@pytest.fixture(scope="module")
def exact(network, tmp_path_factory):
    path = tmp_path_factory.mktemp("exact") / "float32.onnx"
    write_reader(path, network, Precision.FLOAT32)
    return RunningReader(path)


def torch_logits(packed, network, pair):
    """The same from transformers' own BertModel."""
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=2,
        hidden_size=384,
        num_hidden_layers=12,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
        layer_norm_eps=1e-12,
        attn_implementation="eager",
    )
    model = BertModel(config).eval()
    parts = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "mix",
        "attention.output.LayerNorm": "norm_attention",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "norm_output",
    }
    with torch.inference_mode():
        for layer, weights in zip(model.encoder.layer, network.transformer.layers, strict=True):
            for name, part in parts.items():
                module, affine = layer.get_submodule(name), getattr(weights, part)
                module.weight.copy_(torch.from_numpy(affine.weight))
                module.bias.copy_(torch.from_numpy(affine.bias))
        for name, short in (("position", "pos"), ("token_type", "type")):
            table = model.embeddings.get_submodule(f"{name}_embeddings")
            table.weight.copy_(torch.from_numpy(packed.tensor(f"emb.{short}").reshape(-1, 384)))
        model.embeddings.LayerNorm.weight.copy_(torch.from_numpy(packed.tensor("emb.ln.w")))
        model.embeddings.LayerNorm.bias.copy_(torch.from_numpy(packed.tensor("emb.ln.b")))
        words = packed.tensor("emb.word").reshape(-1, 384)[pair.pieces]
        words[: pair.first] += network.side[0]
        words[pair.first :] += network.side[1]
        states = model(inputs_embeds=torch.from_numpy(words)[None]).last_hidden_state[0].numpy()
    spans = states @ network.span.weight.T + network.span.bias
    first, second = network.relevance
    joined = np.concatenate([states[0], states.mean(axis=0)]) @ first.weight.T + first.bias
    gelu = torch.nn.functional.gelu(torch.from_numpy(joined)).numpy()
    return spans[:, 0], spans[:, 1], float((gelu @ second.weight.T + second.bias)[0])


@pytest.mark.slow
def test_the_float_graph_equals_torch(packed, network, exact, tokenizer, description):
    pytest.importorskip("torch")
    for pair in check_pairs(tokenizer, description)[:2]:
        start, end, relevance = torch_logits(packed, network, pair)
        found = exact.read(pair)
        np.testing.assert_allclose(found.start, start, atol=1e-3)
        np.testing.assert_allclose(found.end, end, atol=1e-3)
        assert found.relevance == pytest.approx(relevance, abs=1e-3)


def test_adapters_without_change_leave_the_encoder(packed, network):
    base = transformer(packed.tensors)
    changed = network.transformer.layers[0].query.weight - base.layers[0].query.weight
    # Low rank: what was learned is a product through 32 dimensions.
    assert np.linalg.matrix_rank(changed, tol=1e-3 * np.abs(changed).max()) <= 32
    np.testing.assert_array_equal(network.transformer.norm.weight, base.norm.weight)


def test_a_reading_has_not_moved_from_itself(exact, tokenizer, description):
    pair = check_pairs(tokenizer, description)[0]
    logits = exact.read(pair)
    assert moved(logits, logits, pair, description) == 0


class TestPairs:
    def cut(self, tokenizer, question, window, *, longest=384):
        (pair,) = cut_pairs(tokenizer, question, [window], longest=longest, longest_question=64)
        return pair

    def test_offsets_are_those_of_the_window(self, tokenizer):
        text = "标题\n第三条：𬭎先生ＡＢ ５％"
        pair = self.cut(tokenizer, "问题", Window(text, begin=3))
        assert len(pair.offsets) == pair.stop - pair.first
        assert [text[a:b] for a, b in pair.offsets][-1].strip() in ("％", "５％")
        assert all(end > 3 for _, end in pair.offsets[pair.quotable - pair.first :])

    def test_question_and_window_are_cut_to_the_room(self, tokenizer):
        pair = self.cut(tokenizer, "为什么会这样呢" * 100, Window("不知道的事" * 300))
        assert len(pair.pieces) == 384
        assert pair.first == 1 + 64 + 2
        assert pair.pieces[0] == 0
        assert pair.pieces[-1] == 2

    def test_a_window_of_headings_alone_has_nothing_to_quote(self, tokenizer):
        pair = self.cut(tokenizer, "问", Window("标题\n", begin=3))
        assert pair.quotable == pair.stop
        flat = np.zeros(len(pair.pieces), dtype=np.float32)
        assert best_span(flat, flat, pair, longest_answer=96) is None


def test_the_best_span_is_the_best_of_all_stretches(tokenizer):
    (pair,) = cut_pairs(
        tokenizer, "问", [Window("标题\n员工每年享有十天年假", 3)], longest=384, longest_question=64
    )
    rng = np.random.default_rng(2)
    start, end = (rng.normal(size=len(pair.pieces)).astype(np.float32) for _ in range(2))
    best = best_span(start, end, pair, longest_answer=3)
    scores = {
        (i, j): float(start[i] + end[j])
        for i in range(pair.quotable, pair.stop)
        for j in range(i, min(i + 3, pair.stop))
    }
    (first, last), top = max(scores.items(), key=lambda item: item[1])
    assert (best.first + pair.first, best.last + pair.first) == (first, last)
    # Margins are differences of logits: what the shares are taken over falls out.
    assert best.margin == pytest.approx(top - float(start[0] + end[0]), abs=1e-5)
    sums, _ = span_scores(start, end, pair, longest_answer=3)
    assert np.isneginf(sums[1, 0])


def test_the_description_says_how_pairs_are_cut(description):
    assert (description.longest, description.longest_question) == (384, 64)
    assert json.loads((installed_weights() / "reader.json").read_text())["format"] == 1
    assert read_packed(weights_path()).shape.positions >= description.longest
