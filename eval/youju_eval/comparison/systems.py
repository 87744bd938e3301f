"""What differs between the systems of several runs: their settings, and what their indexes were made with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from youju_eval.results import Result

Scalar = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, or a part of the index's fingerprint, that is not the same in all runs."""

    key: str
    values: tuple[Scalar, ...]


def settings_that_differ(runs: Sequence[Result]) -> tuple[Setting, ...]:
    """What differs between the systems, by key."""
    facts = [_facts(run) for run in runs]
    keys = dict.fromkeys(key for held in facts for key in held)
    rows = (Setting(key, tuple(held.get(key) for held in facts)) for key in keys)
    return tuple(row for row in rows if any(value != row.values[0] for value in row.values))


def _facts(run: Result) -> dict[str, Scalar]:
    """The settings of a run, and what its index was made with."""
    index = (
        {f"index.{key}": value for key, value in run.index.fingerprint.items()} if run.index else {}
    )
    return {**run.system.settings, **index}
