"""Blocks to passages with exact spans: even in length, never across headings, ids that last.

Headings and paths come from ``outline``, sentence ends from ``sentences``, the choice of cuts from
``packing``.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from youju.chunking.packing import Sizes, pack
from youju.outline.masthead import is_front_line
from youju.schema import Block, BlockKind, Document, Passage, Span
from youju.sentences import split_sentences, trimmed

CHUNKER = "chunking/2"
_LATIN_WEIGHT = 0.4
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
_SOFT_CUTS = ("；;", "：:，,、", " \t\n　")


def weight(text: str) -> float:
    """How long a text counts: characters, but 0.4 each where the script is not Chinese.

    256 tokens are about 400 Chinese or 1,000 Latin characters.
    """
    return len(text) * _scale(text)


def _scale(text: str) -> float:
    return 1.0 if len(_WIDE.findall(text)) * 10 >= len(text) else _LATIN_WEIGHT


def chunk(document: Document, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages of a document, in order.

    They cover all non-blank text but tables of contents, furniture and the headings that stand in
    the path of a passage. Each lies inside one run of blocks with the same heading path.
    """
    seen: Counter[str] = Counter()
    return tuple(
        _passage(document, run, piece, seen)
        for run in _runs(blocks)
        for piece in _pieces(document.text, run)
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring blocks that may share a passage."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]


def _runs(blocks: Sequence[Block]) -> Iterator[_Run]:
    shown = [
        (number, block)
        for number, block in enumerate(blocks)
        if block.kind not in (BlockKind.TOC, BlockKind.FURNITURE) and block.text.strip()
    ]
    front = _masthead(shown)
    kept = [
        (_family(block, is_front=place < front), number - place, block)
        for place, (number, block) in enumerate(shown)
        if not _is_covered(block, shown[place + 1][1] if place + 1 < len(shown) else None)
    ]
    for _, group in itertools.groupby(_numbered(kept), key=lambda item: item[0]):
        members = tuple(block for _, block in group)
        yield _Run(members[0].heading_path, members)


def _numbered(kept: Sequence[tuple[str, int, Block]]) -> Iterator[tuple[tuple[object, ...], Block]]:
    """Each block with what it must share with its neighbour to be in one run with it."""
    for family, gap, block in kept:
        head = block.head if block.kind is BlockKind.TABLE_ROW else ""
        yield (family, gap, block.heading_path, head), block


def _family(block: Block, *, is_front: bool) -> str:
    if is_front:
        return "masthead"
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE, BlockKind.HEADING):
        return block.kind
    return "text"


def _masthead(shown: Sequence[tuple[int, Block]]) -> int:
    """How many leading blocks only say title, date, speaker, source or salutation."""
    for place, (_, block) in enumerate(shown):
        follower = shown[place + 1][1] if place + 1 < len(shown) else None
        is_line = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        if block.heading_path or not is_line or not is_front_line(block.text):
            return place
        if _is_covered(block, follower):
            return place
    return len(shown)


def _is_covered(block: Block, follower: Block | None) -> bool:
    """Whether a heading stands in the path of what follows it."""
    if block.kind is not BlockKind.HEADING or follower is None:
        return False
    depth = len(block.heading_path)
    path = follower.heading_path
    return (
        block.level > 0
        and len(path) > depth
        and path[:depth] == block.heading_path
        and _same_words(path[depth], block.text)
    )


def _same_words(label: str, text: str) -> bool:
    return label == re.sub(r"\s+", " ", text).strip().rstrip("。：:；; ")


def _pieces(text: str, run: _Run) -> Iterator[tuple[Span, ...]]:
    """The sentences of each passage of a run."""
    sentences: list[Span] = []
    opens: list[bool] = []
    for block in run.blocks:
        found = _block_sentences(text, block)
        # a row ends where it ends: 257,055,899 is no clause cut off after its comma
        flows = block.kind is not BlockKind.TABLE_ROW
        if flows and sentences and found and _runs_on(text, sentences[-1], found[0]):
            found[0] = Span(sentences.pop().start, found[0].end)
            opens.extend(False for _ in found[1:])
        else:
            led_in = sentences and text[sentences[-1].end - 1] in "：:"
            opens.extend(place == 0 and not led_in for place in range(len(found)))
        sentences.extend(found)
    scale = max((_scale(sentence.of(text)) for sentence in sentences), default=1.0)
    starts = [sentence.start * scale for sentence in sentences]
    ends = [sentence.end * scale for sentence in sentences]
    for group in pack(starts, ends, opens, Sizes()):
        yield tuple(sentences[group.start : group.stop])


def _runs_on(text: str, before: Span, after: Span) -> bool:
    """Whether a sentence was torn apart by a line break: …发布《 / 条例 / 》，自…"""
    last, first = text[before.end - 1], text[after.start]
    torn = last in "《“‘「『（(" or first in "，。、；：）》”’」』！？"
    cut_off = last.isalnum() and re.search("[，,]", before.of(text)) is not None
    return (torn or cut_off) and weight(text[before.start : after.end]) <= Sizes().aim


def _block_sentences(text: str, block: Block) -> list[Span]:
    """Sentences of one block, each no longer than a passage may be; a table row is one."""
    start, end = block.span.start, block.span.end
    if block.kind is BlockKind.TABLE_ROW:
        row = trimmed(text, start, end)
        found: Sequence[Span] = (row,) if row else ()
    else:
        found = split_sentences(text[start:end], start)
    return [part for sentence in found for part in _fitting(text, sentence)]


def _fitting(text: str, span: Span) -> Iterator[Span]:
    """The span itself, or its parts cut at the softest place that makes them fit."""
    limit = Sizes().limit
    longest = int(limit / _LATIN_WEIGHT)
    while len(span) > longest or weight(span.of(text)) > limit:
        cut = _soft_cut(text, span.start, min(span.end, span.start + longest))
        if weight(text[span.start : cut]) > limit:
            cut = _soft_cut(text, span.start, span.start + limit)
        first = trimmed(text, span.start, cut)
        rest = trimmed(text, cut, span.end)
        if first:
            yield first
        if rest is None:
            return
        span = rest
    yield span


def _soft_cut(text: str, start: int, most: int) -> int:
    """The last place in the second half of the stretch to cut behind a mark, else its end."""
    half = start + (most - start) // 2
    for marks in _SOFT_CUTS:
        places = [text.rfind(mark, half, most) for mark in marks]
        if max(places) >= 0:
            return max(places) + 1
    return most


def _passage(
    document: Document, run: _Run, sentences: tuple[Span, ...], seen: Counter[str]
) -> Passage:
    span = Span(sentences[0].start, sentences[-1].end)
    text = span.of(document.text)
    digest = hashlib.sha256("\n".join((*run.path, text)).encode()).hexdigest()[:8]
    seen[digest] += 1
    ordinal = f"-{seen[digest]}" if seen[digest] > 1 else ""
    first = next(block for block in run.blocks if block.span.end > span.start)
    return Passage(
        id=f"{document.id}-{digest}{ordinal}",
        document=document,
        text=text,
        span=span,
        heading_path=run.path,
        sentences=sentences,
        head=first.head,
        page=first.page,
    )
