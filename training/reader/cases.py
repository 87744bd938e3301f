"""Questions with the windows they are measured on; reading them is left to ``evaluate``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from training.reader.windows import read_set


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the windows of its passage as (context, text), and its answers."""

    id: str
    question: str
    answers: tuple[str, ...]
    windows: tuple[tuple[str, str], ...]
    negatives: tuple[tuple[str, str, str, str], ...] = ()
    """Kind, question, context, text."""


def read_validation(path: Path) -> list[Case]:
    """The cases that ``data`` held out, in an order of which any beginning is of all articles."""
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        negatives = tuple(
            (one["kind"], one["question"], one["context"], one["text"]) for one in row["negatives"]
        )
        windows = tuple((context, text) for context, text in row["windows"])
        cases.append(Case(row["id"], row["question"], tuple(row["answers"]), windows, negatives))
    return cases[::4] + cases[1::4] + cases[2::4] + cases[3::4]


def cases_of(data: Path, name: str) -> list[Case]:
    """Each question of a set beside the windows of its own passage."""
    found = read_set(data, name)
    return [
        Case(
            one.id,
            one.text,
            one.answers,
            tuple((window.context, window.text) for window in found.windows[one.passage]),
        )
        for one in found.questions
    ]
