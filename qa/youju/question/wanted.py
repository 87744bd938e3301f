"""The values a question is read into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from youju.figures import Quantity


class Asks(StrEnum):
    """The kind of answer a question wants."""

    FIGURE = "figure"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ENTITY = "entity"
    LIST = "list"
    REASON = "reason"
    MANNER = "manner"
    WHETHER = "whether"
    DEFINITION = "definition"
    SECTION = "section"
    OTHER = "other"


OPEN = frozenset({Asks.LIST, Asks.REASON, Asks.MANNER, Asks.WHETHER, Asks.DEFINITION, Asks.OTHER})
"""Kinds that want no figure or name."""


LONGER = frozenset({Asks.MANNER, Asks.WHETHER, Asks.SECTION})
"""Kinds whose answer is more than one stretch, or no stretch at all."""


LAST = -1
"""The number of the last part: 最后一部分."""


class Aim(StrEnum):
    """Whether a question is about what was done or what is planned."""

    REVIEW = "review"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants.

    ``unit`` is the counter or unit it names (家, 亿元 without its scale), empty when it names none.
    ``years`` are those it writes out; ``relative_year`` is -1 for 去年, 0 for 今年, 1 for 明年,
    to be resolved against the date of each document.
    """

    asks: Asks
    quantity: Quantity | None = None
    unit: str = ""
    years: tuple[int, ...] = ()
    relative_year: int | None = None
    aim: Aim | None = None
    ordinal: int | None = None
    """For a section: the third part is 3; None for "which parts are there"."""
    ordinal_kind: str = ""
    """部分, 章, 条, 节, 点."""
    within: tuple[tuple[int, str], ...] = ()
    """The parts that one is in, outermost first: (3, 部分) for 第三部分的第二点."""
    lists: bool = False
    """Whether its own parts are asked for: 第一部分分几点."""
