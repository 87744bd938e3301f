"""What only shows in a group of blocks: lists that look like headings, points of one paragraph each,
and short sentences that head the text behind them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence

from youju.outline.masthead import begins_with_salutation
from youju.outline.numbering import STRUCTURAL, Style
from youju.outline.readings import PLAIN, PLAIN_SENTENCE, Reading, Role, label
from youju.outline.surroundings import SENTENCE_END, STARTS_INSIDE, Surroundings

_LEAST = 3
_LONGEST_TOPIC = 25
_LONGEST_SHARED = 48
_ANNOUNCES = re.compile(r"以下|如下|下面|下列|^现在|^我代表|予以")
_PRONOUN = re.compile(r"[我你您他她它这那此其该]")
_NEVER_LISTED = frozenset(str(style) for style in (*STRUCTURAL, Style.ANNEX, Style.ARTICLE))


def with_lists(readings: Sequence[Reading]) -> list[Reading]:
    """Take numbered lines of which most have nothing below them for items, not headings."""
    result = list(readings)
    shown = _shown(readings)
    for group in _counts(readings, shown, (Role.HEADING, Role.ITEM)):
        headings = [place for place in group if readings[shown[place]].role is Role.HEADING]
        bare = [place for place in group if place + 1 in group or place not in headings]
        if len(group) >= _LEAST and len(bare) * 2 > len(group):
            for place in headings:
                old = readings[shown[place]]
                result[shown[place]] = Reading(Role.ITEM, "", old.style, old.number)
    return result


def with_single_leads(readings: Sequence[Reading]) -> list[Reading]:
    """Where each point of a count is one paragraph, the last one is no longer than the others."""
    result = list(readings)
    shown = _shown(readings)
    for group in _counts(readings, shown, (Role.LEAD, Role.ITEM)):
        if len(group) >= _LEAST and group[-1] - group[0] == len(group) - 1:
            for place in group:
                old = readings[shown[place]]
                result[shown[place]] = dataclasses.replace(old, single=True)
    return result


def _shown(readings: Sequence[Reading]) -> list[int]:
    return [index for index, reading in enumerate(readings) if reading.role is not Role.ASIDE]


def _counts(
    readings: Sequence[Reading], shown: Sequence[int], roles: Collection[Role]
) -> list[list[int]]:
    """Places in ``shown`` of readings of one numbering that count on from each other."""
    counts: list[list[int]] = []
    latest: dict[str, list[int]] = {}
    for place, index in enumerate(shown):
        reading = readings[index]
        counted = reading.role in roles and reading.number and not reading.level
        if not counted or reading.style in _NEVER_LISTED:
            continue
        count = latest.get(reading.style)
        if count is None or reading.number != readings[shown[count[-1]]].number + 1:
            count = latest[reading.style] = []
            counts.append(count)
        count.append(place)
    return counts


def with_topic_sentences(around: Surroundings, readings: Sequence[Reading]) -> list[Reading]:
    """Take short one-sentence lines before longer text, two or more in one part, for headings."""
    result = list(readings)
    part: list[int] = []
    for index, reading in enumerate((*readings, Reading(Role.HEADING))):
        if reading.role in (Role.HEADING, Role.LEAD) and reading.style != PLAIN:
            for place in _topics(around, part):
                result[place] = Reading(Role.HEADING, label(around.texts[place]), PLAIN_SENTENCE)
            part = []
        elif reading.role in (Role.BODY, Role.TURNING) and _is_topic_like(around, index):
            part.append(index)
    return result


def _is_topic_like(around: Surroundings, index: int) -> bool:
    text, after = around.texts[index], around.next.get(index)
    if after is None or not around.is_paragraph(index) or not around.is_paragraph(after):
        return False
    if not 5 <= len(text) <= _LONGEST_SHARED or text[-1] not in "。？?":
        return False
    if SENTENCE_END.search(text[:-1]) or _ANNOUNCES.search(text) or STARTS_INSIDE.match(text):
        return False
    follows = around.texts[after]
    return (
        around.markers[index] is None
        and around.markers[after] is None
        and len(follows) >= max(60, 2 * len(text))
        and not begins_with_salutation(follows)
        and around.after_an_end(index)
    )


def _topics(around: Surroundings, part: Sequence[int]) -> list[int]:
    """Of the candidates of one part those that are terse, or begin alike three times."""
    openings = [around.texts[place][:3] for place in part]
    chosen = [
        place
        for place, opening in zip(part, openings, strict=True)
        if openings.count(opening) >= _LEAST
        or (len(around.texts[place]) <= _LONGEST_TOPIC and not _PRONOUN.search(around.texts[place]))
    ]
    return chosen if len(chosen) > 1 else []
