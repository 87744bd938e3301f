"""How a run is made: a set's documents indexed, its questions answered by a library or a server, the result left in a folder."""

from youju_eval.running.ablation import Variant, assignments, grid
from youju_eval.running.endpoint import REFUSAL, endpoint_answers
from youju_eval.running.run import (
    MARK,
    LibraryPlan,
    Plan,
    run_answers,
    run_library,
    score_predictions,
)

__all__ = [
    "MARK",
    "REFUSAL",
    "LibraryPlan",
    "Plan",
    "Variant",
    "assignments",
    "endpoint_answers",
    "grid",
    "run_answers",
    "run_library",
    "score_predictions",
]
