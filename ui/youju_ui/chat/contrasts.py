"""Why a passage that came close was not cited, told against those that were; pure."""

from __future__ import annotations

from collections.abc import Sequence

from youju.schema import ScoredPassage
from youju_embeddings.errors import Message
from youju_ui.messages import chat_reasons as texts
from youju_ui.messages.chat import filled

_NOTICEABLE = 0.004
"""Adjustments below are noise to a reader."""
_TOLD = 3
_WORDS = 3
_CLOSE = 0.02


def why_not(scored: ScoredPassage, cited: Sequence[ScoredPassage]) -> tuple[Message, ...]:
    """At most three reasons, the most telling first; ``cited`` is empty when nothing answered."""
    reasons = [*_mismatches(scored, cited)]
    if cited:
        lacking = _lacking(scored, cited[0])
        if lacking:
            reasons.append(lacking)
        if _distance(scored) - _distance(cited[0]) > 0:
            reasons.append(texts.LESS_ALIKE)
    reasons += _likelihood(scored, cited)
    if not reasons:
        reasons.append(texts.ENOUGH)
    return tuple(reasons[:_TOLD])


def _mismatches(scored: ScoredPassage, cited: Sequence[ScoredPassage]) -> list[Message]:
    """What spoke against it, unless it spoke against the cited passage as much."""
    best = cited[0].parts.adjustments if cited else {}
    worst = sorted(scored.parts.adjustments.items(), key=lambda entry: entry[1])
    return [
        texts.HURT[name]
        for name, value in worst
        if value < -_NOTICEABLE and name in texts.HURT and value < best.get(name, 0.0)
    ]


def _lacking(scored: ScoredPassage, best: ScoredPassage) -> Message | None:
    """The words of the question that the cited passage has and this one has not."""
    held = " ".join((scored.passage.text, scored.passage.context))
    missing = [term for term in best.parts.matched_terms if len(term) > 1 and term not in held][
        :_WORDS
    ]
    if not missing:
        return None
    return Message(
        zh=texts.LACKS.zh.format(words="、".join(f"“{term}”" for term in missing)),
        en=texts.LACKS.en.format(words=", ".join(f"“{term}”" for term in missing)),
    )


def _distance(scored: ScoredPassage) -> float:
    """How far the meaning is, in cosine; far when the search by meaning did not find it."""
    return 1.0 if scored.parts.dense_rank is None else 1.0 - scored.parts.dense_score


def _likelihood(scored: ScoredPassage, cited: Sequence[ScoredPassage]) -> list[Message]:
    percent = round(100 * scored.score)
    if not cited:
        return [filled(texts.BELOW, percent=percent)]
    best = max(one.score for one in cited)
    if scored.score < best - _CLOSE:
        return [filled(texts.LESS_LIKELY, percent=percent, cited=round(100 * best))]
    return []


def matches_of(scored: ScoredPassage) -> tuple[tuple[Message, bool], ...]:
    """What moved the passage in the ranking, in words, with whether it helped."""
    told: list[tuple[Message, bool]] = []
    for name, value in scored.parts.adjustments.items():
        if value > _NOTICEABLE and name in texts.HELPED:
            told.append((texts.HELPED[name], True))
        elif value < -_NOTICEABLE and name in texts.HURT:
            told.append((texts.HURT[name], False))
    return tuple(told)
