"""How figures are put before people wherever they are shown: meaning and order of measures, values by unit, aligned tables."""

from youju_eval.presentation.result_tables import result_markdown, result_table

__all__ = ["result_markdown", "result_table"]
