"""Questions won and lost as text for a terminal: what each side answered, and the passage it ranked first."""

from __future__ import annotations

from collections.abc import Sequence

from youju.errors import Message
from youju_eval.comparison.duels import Duel, Side, TopPassage
from youju_eval.presentation.layout import clipped, wrapped
from youju_eval.presentation.written import NOTHING, written

_PASSAGE = 170
"""Columns shown of a passage: two lines."""
_ANSWER = 260
_BEFORE = 25
"""Characters kept before the evidence in a passage."""
_REACTIONS = {
    "answered": Message("已答", "answered"),
    "not_found": Message("拒答", "refused"),
    "error": Message("出错", "error"),
    "missing": Message("没有记录", "no record"),
}


def duels_text(
    duels: Sequence[Duel],
    *,
    language: str,
    limit: int = 10,
    labels: tuple[str, str] = ("A", "B"),
) -> str:
    """What the second run lost, then what it won, at most ``limit`` of each, with both sides' texts."""
    if not duels:
        return Message("没有分出胜负的问题。", "No question was won or lost.").localized(language)
    measure, zh = duels[0].measure, language.startswith("zh")
    sections = (
        (False, Message(f"{labels[1]} 更差", f"{labels[1]} is worse")),
        (True, Message(f"{labels[1]} 更好", f"{labels[1]} is better")),
        (None, Message("不同", "Different")),
    )
    parts: list[str] = []
    for won, title in sections:
        held = [duel for duel in duels if duel.won is won]
        if not held:
            continue
        most = (
            "" if len(held) <= limit else f"，列出前 {limit} 个" if zh else f", the first {limit}"
        )
        count = f"{len(held)} 题" if zh else f"{len(held)} question{'s' * (len(held) > 1)}"
        parts.append(f"{measure}: {title.localized(language)} ({count}{most})")
        parts += [_duel(duel, language, labels) for duel in held[:limit]]
    return "\n\n".join(parts)


def _duel(duel: Duel, language: str, labels: tuple[str, str]) -> str:
    gold = Message("标准答案：", "gold: ").localized(language)
    answers = " | ".join(duel.answers) or NOTHING
    return "\n".join(
        (
            wrapped(f"{duel.id} [{duel.type}] {duel.question}", indent="  ", first=""),
            wrapped(clipped(answers, _ANSWER), first=f"  {gold}", indent="    "),
            *_side(duel, duel.first, labels[0], language=language),
            *_side(duel, duel.second, labels[1], language=language, other=duel.first),
        )
    )


def _side(
    duel: Duel, side: Side, label: str, *, language: str, other: Side | None = None
) -> list[str]:
    """Value, reaction and answer in one line, the first passage in the next unless ``other`` showed it."""
    known = _REACTIONS.get(side.status)
    reaction = known.localized(language) if known else side.status
    confidence = "" if side.confidence is None else f" {side.confidence:.2f}"
    said = clipped(side.answer or side.reason or NOTHING, _ANSWER)
    lines = [
        wrapped(
            said,
            first=f"  {label} {written(side.value, duel.unit)} {reaction}{confidence}: ",
            indent="    ",
        )
    ]
    if other is not None and other.passage == side.passage and side.passage is not None:
        return [*lines, Message("    #1 同上", "    #1 the same passage").localized(language)]
    if side.passage is None:
        nothing = Message("没有检索到段落", "nothing was retrieved").localized(language)
        return [*lines, f"    {nothing}"]
    mark = _mark(side).localized(language)
    path = " > ".join((side.passage.document, *side.passage.heading_path))
    where = clipped(path, 60)
    text = clipped(_excerpt(side.passage, duel.evidence), _PASSAGE)
    return [*lines, wrapped(f"{where}: {text}", first=f"    #1 {mark} ", indent="       ")]


def _mark(side: Side) -> Message:
    """Whether the first passage holds the evidence, or where the first that does stands."""
    if side.passage is not None and side.passage.holds_evidence:
        return Message("[有依据]", "[evidence]")
    if side.evidence_rank is None:
        return Message("[依据未检索到]", "[evidence not retrieved]")
    return Message(f"[依据在第 {side.evidence_rank} 段]", f"[evidence at #{side.evidence_rank}]")


def _excerpt(passage: TopPassage, evidence: Sequence[Sequence[str]]) -> str:
    """The passage from a little before its first evidence on."""
    places = (passage.text.find(text) for group in evidence for text in group)
    start = max(0, min((place for place in places if place >= 0), default=0) - _BEFORE)
    return ("…" if start else "") + passage.text[start:]
