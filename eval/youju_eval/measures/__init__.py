"""One measure a file: a small function of a question and its prediction, defined in its docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_eval.measures.answer_hit import ANSWER_HIT
from youju_eval.measures.applies import names_documents_only, only_ranks
from youju_eval.measures.aurc import AURC, risk_coverage
from youju_eval.measures.base import Measure, Pair, SetMeasure
from youju_eval.measures.char_f1 import CHAR_F1
from youju_eval.measures.citation_precision import CITATION_PRECISION
from youju_eval.measures.citation_recall import CITATION_RECALL
from youju_eval.measures.cmrc_f1 import CMRC_F1
from youju_eval.measures.em import EXACT_MATCH
from youju_eval.measures.evidence import EVIDENCE
from youju_eval.measures.latency import LATENCY
from youju_eval.measures.length import LENGTH
from youju_eval.measures.list_recall import LIST_RECALL
from youju_eval.measures.numeric_support import NUMERIC_SUPPORT
from youju_eval.measures.quote_verbatim import QUOTE_VERBATIM
from youju_eval.measures.refusal import (
    FALSE_REFUSALS,
    REFUSAL_F1,
    REFUSAL_PRECISION,
    REFUSAL_RECALL,
)
from youju_eval.measures.retrieval import RETRIEVAL_MEASURES, retrieval_values
from youju_eval.measures.right_reaction import RIGHT_REACTION
from youju_eval.measures.span_iou import SPAN_IOU

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTION_MEASURES: tuple[Measure, ...] = (
    *EVIDENCE,
    EXACT_MATCH,
    CHAR_F1,
    CMRC_F1,
    ANSWER_HIT,
    LIST_RECALL,
    LENGTH,
    CITATION_PRECISION,
    CITATION_RECALL,
    QUOTE_VERBATIM,
    SPAN_IOU,
    NUMERIC_SUPPORT,
    REFUSAL_RECALL,
    FALSE_REFUSALS,
    RIGHT_REACTION,
)
"""One value a question, in the order of a report."""

SET_MEASURES: tuple[SetMeasure, ...] = (REFUSAL_PRECISION, REFUSAL_F1, AURC, *LATENCY)
"""One value a set, in the order of a report."""


def question_measures(pairs: Sequence[Pair]) -> tuple[Measure, ...]:
    """Those of ``QUESTION_MEASURES`` by which a run can be measured.

    Rankings alone (a TREC run) have nothing to say of answers, nor, without texts, of evidence.
    """
    predictions = [prediction for _, prediction in pairs]
    measures = EVIDENCE if only_ranks(predictions) else QUESTION_MEASURES
    plain = names_documents_only(predictions)
    return tuple(one for one in measures if not (plain and one in EVIDENCE))


def set_measures(pairs: Sequence[Pair]) -> tuple[SetMeasure, ...]:
    """Those of ``SET_MEASURES`` by which a run can be measured: of rankings alone, the latency."""
    return LATENCY if only_ranks(prediction for _, prediction in pairs) else SET_MEASURES


__all__ = [
    "QUESTION_MEASURES",
    "RETRIEVAL_MEASURES",
    "SET_MEASURES",
    "Measure",
    "Pair",
    "SetMeasure",
    "question_measures",
    "retrieval_values",
    "risk_coverage",
    "set_measures",
]
