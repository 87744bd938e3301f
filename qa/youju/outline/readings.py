"""How a block is read for the outline: its role, the heading it gives, the style that ranks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a block does for the tree of headings."""

    HEADING = "heading"
    LEAD = "lead"
    """A paragraph whose numbered first sentence heads it and what follows."""
    OWN_LEAD = "own_lead"
    """A paragraph whose first sentence heads only itself."""
    ITEM = "item"
    """A numbered paragraph without a heading of its own."""
    TURNING = "turning"
    """A paragraph that takes up a stretch of time anew (五年来，…): it ends headings that are sentences."""
    CLOSING = "closing"
    """A paragraph that turns from the last point back to the whole part."""
    BODY = "body"
    ASIDE = "aside"
    """Masthead, table of contents, furniture: no part of the tree."""


PLAIN = "plain"
"""The style of a heading without a number."""
PLAIN_YEAR = "plain_year"
"""One that names the work of a year: 2022年工作回顾."""
PLAIN_SENTENCE = "plain_sentence"
"""One that is a short sentence: 国民经济保持较快增长。"""
PLAIN_QUESTION = "plain_question"
"""One that asks what the next line answers: 问：…？ / 答：…"""
PLAIN_FRAME = "plain_frame"
"""One that frames the whole: 前言, 结束语, 名词解释."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one block is read; ``number`` is 0 where nothing is counted."""

    role: Role
    label: str = ""
    style: str = ""
    number: int = 0
    level: int = 0
    """The level that the format itself states, 0 when it states none."""
    single: bool = False
    """Whether the heading of a paragraph heads that paragraph alone."""


def label(text: str) -> str:
    """Write a heading as it stands in a path: one line, no mark at its end."""
    return re.sub(r"\s+", " ", text).strip().rstrip("。：:；; ")
