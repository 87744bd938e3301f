"""A reader of two narrow layers over a vocabulary of single characters, written as the real one is."""

import json
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from training.reader.examples import Example

from youju_embeddings.decode import write_directory
from youju_embeddings.packed import Shape, Vocabulary

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
TEXT = (
    "怀柔水库建于一九五八年，位于怀柔区中部。水库面积十二平方公里，总库容一点四亿立方米。"
    "它由北京市水务局管理，主要用于防洪、供水和养鱼。附近有红螺寺、慕田峪长城和青龙峡。"
    "春天有很多人来这里看花，秋天看红叶。冬天湖面结冰，游客可以滑冰。"
)
WORDS = ("怀柔", "水库", "北京市", "长城", "位于", "▁")
OTHERS = "谁什么哪里何时几多少？在是的\n《》0123456789/"


@dataclass(frozen=True)
class Weights:
    """What ``write_directory`` reads of a packed model, with weights drawn from a seed."""

    shape: Shape
    vocabulary: Vocabulary
    normalization: dict

    def tensor(self, name):
        hidden, inner = self.shape.hidden, self.shape.feed_forward
        sizes = {"emb.word": self.shape.vocabulary, "emb.pos": self.shape.positions, "emb.type": 2}
        chance = np.random.default_rng(sum(map(ord, name)))
        if name in sizes:
            size = sizes[name] * hidden
        elif name.endswith(".b") or "ln" in name:
            wide = ".fi." in name
            size = inner if wide else hidden
            if name.endswith("ln.w"):
                return np.ones(size, dtype=np.float32)
        else:
            size = hidden * (inner if ".fi." in name or ".fo." in name else hidden)
        return chance.normal(0, 0.2, size).astype(np.float32)


@pytest.fixture(autouse=True, scope="session")
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def text():
    return TEXT


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """A directory as ``youju_embeddings.decode`` writes it."""
    characters = sorted(set(TEXT + OTHERS) - {"\n"})
    pieces = (*SPECIAL, *WORDS, *(one for one in characters if one not in WORDS), "<mask>")
    scores = tuple(-1.0 if len(piece) > 1 else -2.0 for piece in pieces)
    sizes = Shape(
        hidden=24,
        layers=2,
        heads=2,
        feed_forward=48,
        vocabulary=len(pieces),
        positions=400,
        types=2,
        epsilon=1e-12,
    )
    vocabulary = Vocabulary(pieces, scores, begin=0, padding=1, end=2, unknown=3)
    place = tmp_path_factory.mktemp("model")
    write_directory(Weights(sizes, vocabulary, {"\n": " "}), place)
    return place


def asked(number, text=TEXT):
    """An example, answering or not, about a stretch of the text."""
    start = 7 * number % 60
    end = start + 3 + number % 5
    spans = ((start, end),) if number % 3 else ()
    kind = "positive" if spans else "mined"
    return Example(
        f"q{number}", f"{text[start - 2 : start]}是什么？", "怀柔水库", text, spans, kind
    )


@pytest.fixture(scope="session")
def examples(tmp_path_factory):
    """A folder with two parts and a validation file, as ``training.reader.data`` writes it."""
    place = tmp_path_factory.mktemp("examples")
    for part in range(2):
        lines = [
            json.dumps(asked(number + 40 * part).as_dict(), ensure_ascii=False)
            for number in range(40)
        ]
        (place / f"train-{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [
        {
            "id": f"v{number}",
            "question": f"{TEXT[number : number + 2]}在哪里？",
            "answers": [TEXT[number : number + 4]],
            "windows": [["怀柔水库", TEXT], ["怀柔水库", TEXT[:60]]],
            "negatives": [asked(3 * number).as_dict(), asked(3 * number + 3).as_dict()],
        }
        for number in range(10)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (place / "validation.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    manifest = {
        "seed": 1,
        "validation articles": ["a", "b"],
        "statutes and reports": {"laws_md/一.md": "00", "laws_md/二.md": "01"},
        "examples": {"train-0": {"positive": 26, "mined": 14}},
    }
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return place
