"""Documents to a proposal: candidates of every kind, a choice of them, and questions without answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from youju_eval.generate.absence import Corpus
from youju_eval.generate.definitions import definition_candidates
from youju_eval.generate.english import english_candidates
from youju_eval.generate.entities import entity_candidates
from youju_eval.generate.figures import figure_candidates
from youju_eval.generate.lists import list_candidates
from youju_eval.generate.rules import rule_candidates
from youju_eval.generate.selection import key_of, select, without_doubles
from youju_eval.generate.structure import structure_candidates
from youju_eval.generate.swaps import Swapper
from youju_eval.generate.topics import Context, contexts
from youju_eval.generate.values import METHOD, Candidate, GenerationDocument, Proposal
from youju_eval.generate.wordings import reworded
from youju_eval.sets.values import EvaluationQuestion
from youju_eval.text import squeezed

UNANSWERABLE_SHARE = 0.2
_CHINESE: tuple[Callable[[Context], Iterator[Candidate]], ...] = (
    figure_candidates, rule_candidates, definition_candidates, list_candidates,
    entity_candidates, structure_candidates,
)  # fmt: skip
_ENGLISH: tuple[Callable[[Context], Iterator[Candidate]], ...] = (english_candidates,)


def propose(
    documents: Sequence[GenerationDocument], *, number: int = 100, seed: int = 0
) -> Proposal:
    """Questions on the documents for a person to review, made by templates alone.

    At most ``number``, fewer where the documents do not give so many; about a fifth has no answer.
    The same documents and seed give the same questions. Types: figure, date, entity, definition,
    list, structure, reason, unanswerable.
    """
    chance = Random(seed)  # noqa: S311  a choice of questions, no secret
    found = contexts(documents, seed)
    candidates = without_doubles(
        one for context in found for one in _candidates(context) if _is_sound(context, one)
    )
    lacking = round(UNANSWERABLE_SHARE * number)
    chosen = select(candidates, number - lacking, chance)
    answered = without_doubles(reworded(one, chance) for one in chosen)
    lacking = min(lacking, round(len(answered) * UNANSWERABLE_SHARE / (1 - UNANSWERABLE_SHARE)))
    asked = {key_of(one.question) for one in candidates}
    swapper = Swapper(Corpus(documents), chance)
    without = _unanswerable(swapper, found, candidates, lacking, asked)
    return Proposal(
        questions=numbered((*answered, *without), documents, METHOD),
        documents=tuple(documents),
        seed=seed,
        asked_for=number,
    )


def numbered(
    candidates: Sequence[Candidate], documents: Sequence[GenerationDocument], method: str
) -> tuple[EvaluationQuestion, ...]:
    """Candidates as questions ``gen-0001`` and on.

    One whose evidence stands in several documents names none of them: any may be cited.
    """
    texts = {one.document.name: squeezed(one.document.text) for one in documents}
    return tuple(
        EvaluationQuestion(
            id=f"gen-{number:04d}",
            type=one.type,
            question=one.question,
            answers=one.answers,
            evidence=one.evidence,
            document=one.document if one.document and _is_only_there(one, texts) else None,
            tags=one.tags,
            generated=method,
        )
        for number, one in enumerate(candidates, start=1)
    )


def _candidates(context: Context) -> Iterator[Candidate]:
    for find in _CHINESE if context.topic.chinese else _ENGLISH:
        yield from find(context)


def _is_sound(context: Context, one: Candidate) -> bool:
    """The last check of every candidate: gold in the document, nothing empty, no answer in the question."""
    text = squeezed(context.source.document.text)
    quotes = [squeezed(quote) for group in one.evidence for quote in group]
    if not quotes or not all(quote and quote in text for quote in quotes):
        return False
    asked = key_of(one.question)
    told = any(len(answer) > 3 and key_of(answer) in asked for answer in one.answers)
    return bool(one.answers) and all(one.answers) and not told and len(one.question) <= 120


def _is_only_there(one: Candidate, texts: Mapping[str, str]) -> bool:
    """Whether no other document holds one text of each group of the evidence."""
    groups = [[squeezed(quote) for quote in group] for group in one.evidence]
    return not any(
        all(any(quote in text for quote in group) for group in groups)
        for name, text in texts.items()
        if name != one.document
    )


def _unanswerable(
    swapper: Swapper,
    found: Sequence[Context],
    candidates: Sequence[Candidate],
    number: int,
    asked: set[str],
) -> tuple[Candidate, ...]:
    """Questions without answer, the kinds of swap in turns as far as the documents give them."""
    order = select(candidates, len(candidates), swapper.chance)
    sources: list[Iterator[Candidate]] = [
        _swapped(swapper.year, order),
        _swapped(swapper.region, order),
        _swapped(swapper.thing, order[::-1]),
        swapper.asked_of(found),
    ]
    chosen: list[Candidate] = []
    while sources and len(chosen) < number:
        for source in tuple(sources):
            one = next((one for one in source if key_of(one.question) not in asked), None)
            if one is None:
                sources.remove(source)
                continue
            asked.add(key_of(one.question))
            chosen.append(one)
    return tuple(chosen[:number])


def _swapped(
    swap: Callable[[Candidate], Candidate | None], candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    return (swapped for one in candidates if (swapped := swap(one)) is not None)
