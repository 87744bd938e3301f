"""A sentence in pieces: words with their part of speech, each figure and each foreign name whole.

Every answer that is cut out of a sentence begins and ends between two pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from youju.figures import Figure, Quantity, find_figures
from youju.question import Asks, Wanted
from youju.retrieval.rerank import figure_fit
from youju.schema import Span
from youju.segmentation import tags

OPENING, CLOSING = '《“"「『〈（(‘【', '》”"」』〉）)’】'
"""Brackets and quotation marks, each in the place of its other half."""
FORM_WORDS = frozenset(
    "的 是 为 在 由 于 被 和 与 及 了 以 从 到 至 有 对 向 将 把 也 并 而 因 因为 由于 所以 因此 叫 叫做 称 称为 即 等 中 后 "
    "前 时 之 其 所 就 都 但 或 又 以及 约 共 分别 包括 位于 担任 成为 作为 获得 名为 不 他 她 它 上 下 内 外 来自 通过 用 使 "
    "使得 导致 用于 用来 等等 主要 为了 、 ， , 。 ； ： : ; 《 》 “ ” （ ） ( ) 「 」 『 』 · ! ? - — ~".split()
)
"""Words and marks that say by themselves how a sentence goes on; of others only the kind counts."""
_MIDDLE_DOT = frozenset("·・‧")
TAIL = re.compile(
    r"(?:\s*[—–~～至到-]\s*|零)\d[\d.,]*(?:%|个?[\u4e00-\u9fff]{0,2})|年?代(?:[初末]|中期)?|[年月]?[初底末]|晚上|[上下中]午|凌晨|/小时"
)
"""What belongs to a figure behind it: the end of a range, 晚上, 年代."""
HEAD = re.compile(r"(?:公元)?前?\d{1,4}年$")
"""And before it: 476年 of 476年9月4日."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, figure, name or mark at ``span`` of its sentence.

    ``tag`` is jieba's part of speech, or what kind of figure it is and how it fits the question.
    """

    span: Span
    text: str
    tag: str

    @property
    def shape(self) -> str:
        """A form word itself, else its tag: what it says to its neighbours."""
        return self.text if self.text in FORM_WORDS else self.tag

    @property
    def family(self) -> str:
        """The tag, coarser."""
        if self.tag.startswith("figure"):
            return self.tag
        return self.tag[:2] if self.tag.startswith("n") else self.tag[:1]


def whole_figure(text: str, figure: Figure) -> Span:
    """A figure with its range, 年代 or year."""
    head = HEAD.search(text[: figure.span.start])
    tail = TAIL.match(text, figure.span.end)
    start = head.start() if head else figure.span.start
    return Span(start, tail.end() if tail else figure.span.end)


def pieces(plain: str, wanted: Wanted, asked: str) -> tuple[Piece, ...]:
    """The pieces of a sentence (index copy) in order; together they are the sentence.

    None at all where the tagger rewrites it. ``asked`` is the question: a figure it names answers nothing.
    """
    words: list[Piece] = []
    place = 0
    for word, tag in tags(plain):
        words.append(Piece(Span(place, place + len(word)), word, tag))
        place += len(word)
    if place != len(plain):
        return ()
    return tuple(_names_joined(_with_figures(plain, words, _figures(plain, wanted, asked))))


def _figures(plain: str, wanted: Wanted, asked: str) -> list[Piece]:
    found: list[Piece] = []
    for figure in find_figures(plain):
        span = whole_figure(plain, figure)
        while found and span.start <= found[-1].span.start:
            found.pop()  # 476年 of 476年9月4日
        if not found or found[-1].span.end <= span.start:
            found.append(Piece(span, span.of(plain), _figure_tag(wanted, figure, asked)))
    return found


def _figure_tag(wanted: Wanted, figure: Figure, asked: str) -> str:
    if wanted.asks not in (Asks.FIGURE, Asks.DATE):
        return "figure-date" if figure.quantity is Quantity.DATE else "figure-other"
    fit = figure_fit(wanted, figure)
    told = "unit" if fit >= 1 else "quantity" if fit >= 0.7 else "some" if fit > 0 else "unlike"
    return f"figure-{told}{'-asked' if figure.text in asked else ''}"


def _with_figures(plain: str, words: Sequence[Piece], figures: Sequence[Piece]) -> Iterator[Piece]:
    """The words with each figure as one piece; a word it begins or ends in is split."""
    rest = iter(figures)
    figure = next(rest, None)
    for word in words:
        start, end = word.span.start, word.span.end
        while figure is not None and figure.span.start < end:
            if start < figure.span.start:
                yield _part(plain, word, start, figure.span.start)
            start = max(start, figure.span.end)
            if figure.span.end > end:
                break
            yield figure
            figure = next(rest, None)
        if start < end:
            yield _part(plain, word, start, end)


def _part(plain: str, word: Piece, start: int, end: int) -> Piece:
    return (
        word
        if len(word.span) == end - start
        else Piece(Span(start, end), plain[start:end], word.tag)
    )


def _names_joined(found: Iterator[Piece]) -> list[Piece]:
    """约翰·史密斯 as one name."""
    joined: list[Piece] = []
    for piece in found:
        dotted = len(joined) > 1 and joined[-1].text in _MIDDLE_DOT and piece.tag[:1] in "nae"
        if dotted and joined[-2].tag.startswith("n"):
            dot, head = joined.pop(), joined.pop()
            span = Span(head.span.start, piece.span.end)
            joined.append(Piece(span, f"{head.text}{dot.text}{piece.text}", "nrt"))
        else:
            joined.append(piece)
    return joined
