"""Retrieval measures by their ir-measures names, each query on its own; formulas are ir-measures'.

Gold is either judged documents (BEIR, TREC), or text: then a piece of evidence is what is to be
found, so that systems which cut their passages in other ways are judged alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from youju.errors import EvaluationError, MissingExtraError
from youju_eval.measures.applies import names_documents_only
from youju_eval.measures.gold import first_ranks

if TYPE_CHECKING:
    import ir_measures

    from youju_eval.measures.base import Pair
    from youju_eval.predictions import Prediction
    from youju_eval.sets.values import EvaluationQuestion

RETRIEVAL_MEASURES = ("nDCG@10", "RR@10", "R@5", "Success@1", "AP", "P@5")
"""What is reported unless other names are asked for."""

_Judged: TypeAlias = tuple[Mapping[str, int], Sequence[str]]
"""The grades of the relevant items, and the ranking of items, best first, each once."""


def retrieval_values(
    pairs: Sequence[Pair], names: Sequence[str]
) -> Mapping[str, tuple[float | None, ...]]:
    """The values of each measure, aligned with ``pairs``; None for an unanswerable question.

    Judged documents: the ranking is that of the documents of the passages, each where it first
    appears. Evidence: the first passage that holds a text of a group (as for evidence@k) is relevant;
    a group that no passage holds is one relevant item more, never retrieved; two groups first found
    in one passage are one item. Where a run names documents only, the question's document stands for
    its evidence. Equal scores keep the order given. A question without a ranking or without a record
    has 0: it is never dropped from the mean.

    Raises:
        EvaluationError: a name is none of ir-measures', or nothing installed computes it.
        MissingExtraError: ir-measures itself is not there.

    """
    _ensure_installed()
    measures = {name: _measure(name) for name in names}
    plain = names_documents_only(prediction for _, prediction in pairs)
    found = {str(index): judged_items(*pair, plain=plain) for index, pair in enumerate(pairs)}
    judged = {query: one for query, one in found.items() if one is not None}
    values: dict[str, list[float | None]] = {
        name: [0.0 if str(index) in judged else None for index in range(len(pairs))]
        for name in names
    }
    by_measure: dict[str, list[str]] = {}
    for name, measure in measures.items():
        by_measure.setdefault(str(measure), []).append(name)
    for query, computed, value in _evaluate(measures.values(), judged):
        for name in by_measure[computed]:
            values[name][int(query)] = value
    return {name: tuple(column) for name, column in values.items()}


def judged_items(
    question: EvaluationQuestion, prediction: Prediction, *, plain: bool = False
) -> _Judged | None:
    """What is relevant and how it was ranked; None when nothing was judged.

    In a ``plain`` run, of documents without text, the document named is what is to be found.
    """
    relevant = question.relevant
    if not relevant and plain and question.evidence and question.document is not None:
        relevant = {question.document: 1}
    if relevant:
        return relevant, tuple(dict.fromkeys(one.document for one in prediction.retrieved))
    if plain or not question.evidence:
        return None
    ranks = first_ranks(question, prediction)
    items = {
        f"group-{index}" if rank is None else f"passage-{rank}": 1
        for index, rank in enumerate(ranks)
    }
    return items, [f"passage-{rank}" for rank in range(1, len(prediction.retrieved) + 1)]


def _ensure_installed() -> None:
    """Refuse in words where the dependency is marked out (no wheel of its C part)."""
    if find_spec("ir_measures") is None:
        raise MissingExtraError(
            zh="检索指标需要 ir-measures，这台机器上没有它的安装包。请先装 C 编译器，再运行：pip install ir-measures",
            en="Retrieval measures need ir-measures, which has no wheel for this machine. Have a C compiler, then: pip install ir-measures",
        )


def _evaluate(
    measures: Iterable[ir_measures.Measure], judged: Mapping[str, _Judged]
) -> Iterable[tuple[str, str, float]]:
    """Query, measure and value, for the queries that have a ranking."""
    import ir_measures

    qrels = {query: dict(relevant) for query, (relevant, _) in judged.items()}
    run = {
        query: {item: float(-rank) for rank, item in enumerate(ranking)}
        for query, (_, ranking) in judged.items()
        if ranking
    }
    if not run:
        return
    for metric in ir_measures.iter_calc(list(measures), qrels, run):
        if metric.query_id in run and not math.isnan(metric.value):
            yield metric.query_id, str(metric.measure), float(metric.value)


def _measure(name: str) -> ir_measures.Measure:
    """A measure of ir-measures by its name, of which it is sure that it can be computed."""
    import ir_measures

    try:
        measure = ir_measures.parse_measure(name)
        if _supported(measure):
            return measure
        reason = "no software installed computes it"
    except (NameError, ValueError, TypeError, KeyError, AssertionError) as error:
        reason = str(error)
    known = ", ".join(_computable())
    raise EvaluationError(
        zh=f"算不了检索指标 {name}（{reason}）。可用的有：{known}。截断位置写在 @ 之后，如 nDCG@20。",
        en=f"The measure {name} cannot be computed ({reason}). There are: {known}; a cutoff follows @, as in nDCG@20.",
    )


def _computable() -> Iterator[str]:
    """The names of the measures that what is installed computes."""
    import ir_measures

    for name, kind in sorted(ir_measures.measures.registry.items()):
        variants = [kind()] + ([kind() @ 10] if kind.AT_PARAM in kind.SUPPORTED_PARAMS else [])
        for measure in variants:
            try:
                supported = _supported(measure)
            except AssertionError:  # a parameter without a default
                continue
            if supported:
                yield name
                break


def _supported(measure: ir_measures.Measure) -> bool:
    """Whether some software installed computes a measure; a wrong parameter is an AssertionError."""
    import ir_measures

    supports: Callable[[ir_measures.Measure], bool] = ir_measures.DefaultPipeline.supports
    return supports(measure)
