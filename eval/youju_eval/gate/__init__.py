"""Whether a finished run is good enough for a CI job: limits as people write them, checks, their table and JUnit."""

from youju_eval.gate.checking import Gate, check_gate
from youju_eval.gate.junit import write_junit
from youju_eval.gate.limits import parse_limits
from youju_eval.gate.tables import gate_table

__all__ = ["Gate", "check_gate", "gate_table", "parse_limits", "write_junit"]
