"""What speaks for a stretch of a sentence as the answer to a question, in names that can be read.

A stretch runs from one piece to another. What it is worth is a sum: of signs at its first piece, of signs
at its last, of signs of each piece in it, and of a few of the whole. The weights of the signs are learned
(``training/spans.py``); which sentences are looked at is the business of ``cut``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from youju.answering.asked import LINKS, Asked
from youju.answering.pieces import CLOSING, OPENING, Piece, pieces

Signs = Mapping[str, float]
"""Names of signs and how strong they are."""

_REACH = 8
"""Characters of the question beside its question word that are looked for beside a stretch."""
_STEPS = ((0, "0"), (1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"), (12, "12"))
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40, 60)
MOST_PIECES, LONGEST = 16, 60
"""Pieces of a stretch, and characters of one of several."""
WHOLE = (".* long", "one .*", "in .", ".* its marks", "a clause")
"""How the signs of a stretch as a whole are called (``whole_signs``); it has at most one of each."""
_BREAKS = frozenset(",;。!?:\n，；！？：")
_NO_BEGINNING = frozenset("，,。；;、！？!?：: \n》”）)")
_NO_END = frozenset("，,。；;、！？!?：: \n《“（(")


class Place(NamedTuple):
    """Where a word of the question stands in a sentence."""

    start: int
    end: int
    word: str


class Told(NamedTuple):
    """A sentence as a question sees it: its pieces, and the signs of each."""

    pieces: tuple[Piece, ...]
    first: Sequence[Signs]
    """Of a stretch that begins with the piece."""
    last: Sequence[Signs]
    """Of a stretch that ends with it."""
    inside: Sequence[Signs]
    """Of a stretch that holds it."""


def read_sentence(asked: Asked, plain: str) -> Told:
    """The signs of every piece of a sentence (index copy)."""
    parts = pieces(plain, asked.wanted, asked.text)
    places = _places(asked.words, plain)
    named = [
        any(place.start < one.span.end and one.span.start < place.end for place in places)
        for one in parts
    ]
    clause = _clauses(parts)
    held = _held_by_clause(asked, parts, clause, places)
    first = [
        _first_signs(asked, plain, parts, index, named=named)
        | _clause_signs(asked.kind, held, clause[index])
        for index in range(len(parts))
    ]
    last = [_last_signs(asked, plain, parts, index, named=named) for index in range(len(parts))]
    inside = [_inside_signs(asked.kind, one, named[index]) for index, one in enumerate(parts)]
    return Told(parts, first, last, inside)


def stretches(parts: Sequence[Piece], *, across: bool = True) -> Iterator[tuple[int, int]]:
    """First and last piece of every stretch that could be an answer, also ``across`` clauses."""
    for first, begins in enumerate(parts):
        if begins.text in _NO_BEGINNING:
            continue
        for last in range(first, min(len(parts), first + MOST_PIECES)):
            one = parts[last]
            if last > first and one.span.end - begins.span.start > LONGEST:
                break
            if not across and one.text in _BREAKS:
                break
            if one.text not in _NO_END:
                yield first, last


def whole_signs(kind: str, parts: Sequence[Piece], first: int, last: int) -> Iterator[str]:
    """The signs, each of strength 1, of a stretch as a whole."""
    length = parts[last].span.end - parts[first].span.start
    step = next((str(one) for one in _LENGTHS if length <= one), "more")
    yield f"{kind}: {step} long"
    before = parts[first - 1].text if first else ""
    behind = parts[last + 1].text if last + 1 < len(parts) else ""
    if first == last:
        yield f"{kind}: one {parts[first].tag}"
    if before and before in OPENING and behind == CLOSING[OPENING.index(before)]:
        yield f"{kind}: in {before}"
    opened = parts[first].text
    if opened in OPENING:
        whole = parts[last].text == CLOSING[OPENING.index(opened)]
        yield f"{kind}: {'with' if whole else 'tears'} its marks"
    if (not before or before in _BREAKS) and (not behind or behind in _BREAKS):
        yield f"{kind}: a clause"


def sentence_signs(kind: str, gap: float, rank: int) -> Signs:
    """Of a sentence whose value (``extract``) is ``gap`` below the best one's, in passage ``rank``."""
    return {
        "gap": gap,
        f"{kind}: gap": gap,
        f"passage {rank}": 1.0,
        "best sentence": float(gap == 0),
    }


def _first_signs(
    asked: Asked, plain: str, parts: Sequence[Piece], index: int, *, named: Sequence[bool]
) -> dict[str, float]:
    piece, kind = parts[index], asked.kind
    before = parts[index - 1].shape if index else "^"
    told = plain[: piece.span.start]
    bare = LINKS.sub("", told)
    run = _common_end(bare, asked.left)
    match = f"{_step(run)}{' and a link' if run and bare != told else ''}"
    away = next((step for step in range(index) if named[index - 1 - step]), None)
    distance = "none" if away is None else _step(away)
    return {
        f"first {piece.tag}": 1.0,
        f"{kind}: first {piece.tag}": 1.0,
        f"after {before}": 1.0,
        f"{kind}: after {before}": 1.0,
        f"{kind}: after {before} first {piece.family}": 1.0,
        f"left match {match}": 1.0,
        f"{kind}: left match {match}": 1.0,
        f"left word {distance}": 1.0,
        f"{kind}: left word {distance}": 1.0,
        "left words on the left": _share(asked.before, told),
        "right words on the left": _share(asked.behind, told),
    }


def _last_signs(
    asked: Asked, plain: str, parts: Sequence[Piece], index: int, *, named: Sequence[bool]
) -> dict[str, float]:
    piece, kind = parts[index], asked.kind
    behind = parts[index + 1].shape if index + 1 < len(parts) else "$"
    told = plain[piece.span.end :]
    match = _step(_common_start(told.lstrip("的是了"), asked.rest)) if asked.rest else "-"
    away = next((step for step, one in enumerate(named[index + 1 :]) if one), None)
    distance = "none" if away is None else _step(away)
    signs = {
        f"last {piece.tag}": 1.0,
        f"{kind}: last {piece.tag}": 1.0,
        f"before {behind}": 1.0,
        f"{kind}: before {behind}": 1.0,
        f"{kind}: last {piece.family} before {behind}": 1.0,
        f"right match {match}": 1.0,
        f"{kind}: right match {match}": 1.0,
        f"right word {distance}": 1.0,
        f"{kind}: right word {distance}": 1.0,
        "right words on the right": _share(asked.behind, told),
        "left words on the right": _share(asked.before, told),
    }
    if asked.noun:
        ending = _noun_sign(asked.noun, plain[: piece.span.end], told)
        signs |= {f"noun {ending}": 1.0, f"{kind}: noun {ending}": 1.0}
        signs[f"asked …{asked.noun[-1]}: last {piece.tag}"] = 1.0
    return signs


def _noun_sign(noun: str, told: str, behind: str) -> str:
    if told.endswith(noun):
        return "whole"
    if told.endswith(noun[-1]):
        return "ending"
    return "follows" if behind.startswith(noun) else "absent"


def _inside_signs(kind: str, piece: Piece, named: bool) -> dict[str, float]:
    signs = {f"holds {piece.shape}": 1.0, f"{kind}: holds {piece.family}": 1.0}
    if piece.shape == piece.text:
        signs[f"{kind}: holds {piece.text}"] = 1.0
    if named:
        signs |= {"holds a word asked": 1.0, f"{kind}: holds a word asked": 1.0}
    return signs


def _clause_signs(kind: str, held: Sequence[float], clause: int) -> dict[str, float]:
    """How much of the question the clause holds, and the one before it, against the best one."""
    best = max(held) or 1.0
    share = held[clause] / best
    return {
        "clause": share,
        f"{kind}: clause": share,
        "clause before": held[clause - 1] / best if clause else 0.0,
        "best clause": float(held[clause] == best),
    }


def _clauses(parts: Sequence[Piece]) -> list[int]:
    """In which clause each piece stands."""
    found: list[int] = []
    clause = 0
    for piece in parts:
        found.append(clause)
        clause += piece.text in _BREAKS
    return found


def _held_by_clause(
    asked: Asked, parts: Sequence[Piece], clause: Sequence[int], places: Sequence[Place]
) -> list[float]:
    """The share of the question's weight that begins in each clause."""
    held: list[set[str]] = [set() for _ in range((clause[-1] if clause else 0) + 1)]
    for place in places:
        for index, piece in enumerate(parts):
            if piece.span.start <= place.start < piece.span.end:
                held[clause[index]].add(place.word)
    return [sum(asked.words[word] for word in words) for words in held]


def _places(words: Iterable[str], plain: str) -> list[Place]:
    """Everywhere a word of the question stands."""
    found: list[Place] = []
    for word in words:
        start = plain.find(word)
        while start >= 0:
            found.append(Place(start, start + len(word), word))
            start = plain.find(word, start + 1)
    return found


def _share(words: Mapping[str, float], told: str) -> float:
    return sum(share for word, share in words.items() if word in told)


def _step(number: int) -> str:
    return next((name for most, name in _STEPS if number <= most), "more")


def _common_end(first: str, second: str) -> int:
    return _common_start(first[-_REACH:][::-1], second[-_REACH:][::-1])


def _common_start(first: str, second: str) -> int:
    """How many characters two texts begin with alike, as far as it matters."""
    length = 0
    for one, other in zip(first[:_REACH], second, strict=False):
        if one != other:
            break
        length += 1
    return length
