"""``retriever=lexical,dense,hybrid`` to the runs it stands for; making them is the runner's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from youju.errors import EvaluationError
from youju.settings import assigned

MOST_VARIANTS = 32


@dataclass(frozen=True, slots=True)
class Variant:
    """One point of the grid: its name, and the settings it changes by dotted key."""

    label: str
    assigned: Mapping[str, object]


def assignments(texts: Sequence[str], *, option: str = "--set") -> dict[str, object]:
    """``name=value`` texts as settings by dotted key; the last of one name counts.

    Raises:
        EvaluationError: a text has no ``=``.
        ConfigError: there is no such setting, or the value does not fit it.

    """
    return dict(assigned(*_split(text, option)) for text in texts)


def grid(texts: Sequence[str]) -> tuple[Variant, ...]:
    """Every combination of ``name=value,value,…`` texts, the first value of each first.

    Raises:
        EvaluationError: a text has no ``=``, fewer than two values, or the grid is too large.
        ConfigError: there is no such setting, or a value does not fit it.

    """
    axes = [_axis(text) for text in texts]
    variants = [
        Variant(
            label=", ".join(label for label, _, _ in point),
            assigned={key: value for _, key, value in point},
        )
        for point in product(*axes)
    ]
    if len(variants) > MOST_VARIANTS:
        raise EvaluationError(
            zh=f"--compare 一共是 {len(variants)} 种组合，最多 {MOST_VARIANTS} 种。请少给几个值。",
            en=f"--compare makes {len(variants)} combinations, at most {MOST_VARIANTS} are allowed. Give fewer values.",
        )
    return tuple(variants)


def _axis(text: str) -> list[tuple[str, str, object]]:
    """One ``name=value,…`` as (label, key, value) triples."""
    name, values = _split(text, "--compare")
    words = list(dict.fromkeys(word.strip() for word in values.split(",") if word.strip()))
    if len(words) < 2:
        raise EvaluationError(
            zh=f"--compare {text}：至少要两个不同的值，用逗号分开，例如 retriever=lexical,dense,hybrid。",
            en=f"--compare {text}: two values or more are wanted, such as retriever=lexical,dense,hybrid.",
        )
    return [(f"{name}={word}", *assigned(name, word)) for word in words]


def _split(text: str, option: str) -> tuple[str, str]:
    """The two sides of ``name=value``."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise EvaluationError(
            zh=f"{option} {text}：应写成 名称=值，例如 {option} retrieval.lexical_weight=0.2。",
            en=f"{option} {text}: write NAME=VALUE, such as {option} retrieval.lexical_weight=0.2.",
        )
    return name.strip(), value.strip()
