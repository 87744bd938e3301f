"""Whether finished runs over the same questions differ, on which questions, and both as text for people."""

from youju_eval.comparison.comparing import Comparison, compare
from youju_eval.comparison.duel_texts import duels_text
from youju_eval.comparison.duels import won_and_lost
from youju_eval.comparison.tables import comparison_markdown, comparison_table

__all__ = [
    "Comparison",
    "compare",
    "comparison_markdown",
    "comparison_table",
    "duels_text",
    "won_and_lost",
]
