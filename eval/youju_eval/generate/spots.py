"""A place in a document with what a candidate needs of it; what is asked there is the templates' work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from youju.answering.clauses import clauses, without_mark
from youju.schema import Passage, Span
from youju_eval.generate.topics import Context
from youju_eval.generate.values import Candidate, Slots
from youju_eval.text import squeezed

_STRETCH = 3000
"""Characters of a document without headings that count as one section."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One stretch of a document, a sentence or a clause, as evidence of a question."""

    context: Context
    passage: Passage
    span: Span

    @property
    def quote(self) -> str:
        """The exact stretch."""
        return self.span.of(self.context.source.document.text)

    @property
    def plain(self) -> str:
        """The stretch without white space."""
        return squeezed(self.quote)

    @property
    def section(self) -> str:
        """Where it stands, as coarse as a choice must be spread: the heading path."""
        path = "\n".join(self.passage.heading_path)
        return path or f"@{self.passage.span.start // _STRETCH}"

    def unmarked(self) -> Spot:
        """The spot without the number it opens with: 第二条, (一), 3.4."""
        span = without_mark(self.context.source.document.text, self.span)
        return Spot(self.context, self.passage, span)

    def clauses(self) -> Iterator[Spot]:
        """Its clauses, in order."""
        text = self.context.source.document.text
        for span in clauses(text, self.span):
            yield Spot(self.context, self.passage, span)

    def asked(
        self,
        kind: str,
        ask: str,
        answers: tuple[str, ...],
        *,
        subject: str = "",
        quality: float = 1.0,
        tags: tuple[str, ...] = (),
        pattern: str = "",
    ) -> Candidate:
        """A candidate with the spot as its evidence; ``ask`` is the question without its mark."""
        return Candidate(
            type=kind,
            question=f"{ask}？" if self.context.topic.chinese else f"{ask}?",
            answers=answers,
            evidence=((self.quote,),),
            document=self.context.source.document.name,
            section=self.section,
            quality=quality,
            tags=tags,
            slots=Slots(subject) if subject else None,
            pattern=pattern,
        )


def sentences(context: Context, *, longest: int = 400) -> Iterator[Spot]:
    """The sentences of a document in order, without rows of tables and those too long to ask about."""
    text = context.source.document.text
    for passage in context.source.passages:
        for span in passage.sentences:
            said = span.of(text)
            if len(said) <= 2 * longest and "|" not in said and "\t" not in said:
                spot = Spot(context, passage, span)
                if len(spot.plain) <= longest:
                    yield spot
