"""One measure a file: a small function of a question and its prediction, defined in its docstring."""

from youju_eval.measures.answer_hit import answer_hit
from youju_eval.measures.evidence import evidence_at
from youju_eval.measures.length import answer_length
from youju_eval.measures.refusal import falsely_refused, rightly_refused

__all__ = ["answer_hit", "answer_length", "evidence_at", "falsely_refused", "rightly_refused"]
