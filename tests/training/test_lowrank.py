"""The shortened gradient of the low-rank layer is the whole one; folding changes nothing."""

import pytest
import torch
from training.reader.lowrank import LowRankLinear
from training.reader.model import Reader, Shape
from training.reader.pairs import Pairs, batch


def test_gradients_equal_those_of_the_merged_form():
    torch.manual_seed(3)
    layer = LowRankLinear(torch.randn(7, 5), torch.randn(7), rank=3)
    with torch.no_grad():
        layer.up.normal_()
    layer.double()
    inputs = torch.randn(2, 4, 5, dtype=torch.float64, requires_grad=True)
    goal = torch.randn(2, 4, 7, dtype=torch.float64)
    parameters = (inputs, layer.down, layer.up, layer.bias)
    own = torch.autograd.grad((layer(inputs) * goal).sum(), parameters)
    plain = torch.nn.functional.linear(inputs, layer.weight + layer.up @ layer.down, layer.bias)
    expected = torch.autograd.grad((plain * goal).sum(), parameters)
    for found, right in zip(own, expected, strict=True):
        torch.testing.assert_close(found, right)


def test_gradients_pass_the_numerical_check():
    torch.manual_seed(4)
    layer = LowRankLinear(torch.randn(4, 3), torch.randn(4), rank=2)
    with torch.no_grad():
        layer.up.normal_()
    layer.double()
    inputs = torch.randn(5, 3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(layer, (inputs,))


def test_the_frozen_weight_learns_nothing():
    layer = LowRankLinear(torch.randn(7, 5), torch.randn(7), rank=3)
    assert {name for name, _ in layer.named_parameters()} == {"down", "up", "bias"}


@pytest.mark.parametrize("shape", [Shape(rank=4), Shape(rank=4, first_adapted=1), Shape(rank=0)])
def test_a_folded_reader_says_the_same(model, text, shape):
    reader = Reader(model, shape, torch.float32).eval()
    with torch.no_grad():
        for value in reader.trained().values():
            value.normal_(0, 0.1)
    made = batch(Pairs(model).encode(["水库在哪里？"] * 2, [text, text[:30]], [0, 0]))
    with torch.inference_mode():
        before = reader(made.tokens, made.sides, made.mask)
        reader.fold()
        after = reader(made.tokens, made.sides, made.mask)
    torch.testing.assert_close(after.start, before.start)
    torch.testing.assert_close(after.relevance, before.relevance)


def test_lower_layers_stay_out_of_what_is_learned(model):
    learned = Reader(model, Shape(rank=4, first_adapted=1)).trained()
    assert not any(name.startswith(("layers.0.", "side", "norm.")) for name in learned)
    assert any(name.startswith("layers.1.") for name in learned)


def test_an_untouched_reader_encodes_as_the_install_does(model, text):
    from sentence_transformers import SentenceTransformer
    from training.reader.mining import vectors
    from training.reader.model import UNTRAINED

    reader = Reader(model, UNTRAINED, torch.float32).eval()
    texts = [text, text[:40], "水库"]
    with torch.inference_mode():
        own = vectors(reader, tokenizer_of(model), texts, "")
    theirs = SentenceTransformer(str(model), device="cpu").encode(texts)
    assert abs(own - theirs).max() < 1e-5


def tokenizer_of(model):
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(model / "tokenizer.json"))


def test_adapters_of_another_shape_are_refused(model):
    learned = Reader(model, Shape(rank=4)).trained()
    with pytest.raises(ValueError, match="another shape"):
        Reader(model, Shape(rank=2)).take(learned)
