"""Why these passages: the parts of each score in plain words, as HTML; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youju.schema import Answer, ScoredPassage, ScoreParts, Span
from youju_embeddings.errors import Message
from youju_ui.chat.contrasts import matches_of, why_not
from youju_ui.chat.markup import attributes, escape, marked, occurrences
from youju_ui.messages import chat as texts
from youju_ui.messages import chat_reasons as words
from youju_ui.messages.chat import filled

_OTHERS = 3
"""Passages shown that were not cited."""
_SNIPPET = 90
_TERMS = 10
_LEAD = 24
_PAUSES = "。！？；，、：|\n "


def snippet(scored: ScoredPassage) -> str:
    """The stretch of a passage with the most matched words, the words marked, as inert HTML."""
    text = scored.passage.text
    hits = occurrences(text, (term for term in scored.parts.matched_terms if len(term) > 1))
    start = _start(text, hits)
    window = Span(start, min(len(text), start + _SNIPPET))
    before = "…" if window.start else ""
    after = "…" if window.end < len(text) else ""
    return f"{before}{marked(text, window, hits, tag='em')}{after}"


def _start(text: str, hits: Sequence[Span]) -> int:
    """Where to begin so that most hits are in sight, after a pause in the text where one is near."""
    if not hits or len(text) <= _SNIPPET:
        return 0
    _, first = max(
        (sum(hit.start <= other.start < hit.start + _SNIPPET for other in hits), -hit.start)
        for hit in hits
    )
    latest = max(0, min(-first, len(text) - _SNIPPET))
    for position in range(latest, max(0, latest - _LEAD), -1):
        if text[position - 1] in _PAUSES:
            return position
    return max(0, latest - _LEAD // 2) if latest > _LEAD else 0


def render_reasons(answer: Answer, exchange: int, language: str) -> str:
    """A fold-out: the cited passages, and why not the next three; empty when nothing was retrieved."""
    if not answer.retrieved:
        return ""
    numbers = {citation.passage.id: citation.number for citation in answer.citations}
    cited = [scored for scored in answer.retrieved if scored.passage.id in numbers]
    shown = _shown(answer.retrieved, numbers)
    rows = "".join(
        _row(scored, rank, numbers.get(scored.passage.id), cited, exchange, language)
        for rank, scored in shown
    )
    return (
        f'<details class="yj-why"><summary>{escape(texts.WHY.localized(language))}</summary>'
        f'<p class="yj-muted">{escape(texts.WHY_HELP.localized(language))}</p><ol>{rows}</ol></details>'
    )


def _shown(
    ranking: Sequence[ScoredPassage], numbers: Mapping[str, int]
) -> list[tuple[int, ScoredPassage]]:
    """The cited passages and the first three of the others, in the order of the ranking."""
    shown: list[tuple[int, ScoredPassage]] = []
    others = 0
    for rank, scored in enumerate(ranking, start=1):
        is_cited = scored.passage.id in numbers
        if is_cited or others < _OTHERS:
            shown.append((rank, scored))
            others += not is_cited
    return shown


def _ways(parts: ScoreParts) -> tuple[Message, ...]:
    dense = (
        texts.WHY_DENSE_NONE
        if parts.dense_rank is None
        else filled(texts.WHY_DENSE, rank=parts.dense_rank)
    )
    lexical = (
        texts.WHY_LEXICAL_NONE
        if parts.lexical_rank is None
        else filled(texts.WHY_LEXICAL, rank=parts.lexical_rank)
    )
    return dense, lexical


def _facts(parts: ScoreParts, language: str) -> str:
    """The two ranks with their scores, and both together."""
    dense, lexical = _ways(parts)
    entries = (
        (dense, "" if parts.dense_rank is None else f"{parts.dense_score:.3f}"),
        (lexical, "" if parts.lexical_rank is None else f"{parts.lexical_score:.2f}"),
        (words.FUSED, f"{parts.fused_score:.3f}"),
    )
    return "".join(
        f"<li>{escape(way.localized(language))}{f' <small>{value}</small>' if value else ''}</li>"
        for way, value in entries
    )


def _row(
    scored: ScoredPassage,
    rank: int,
    number: int | None,
    cited: Sequence[ScoredPassage],
    exchange: int,
    language: str,
) -> str:
    percent = round(100 * min(1.0, max(0.0, scored.score)))
    state = texts.WHY_NOT_CITED if number is None else filled(texts.WHY_CITED, number=number)
    opener = attributes(
        type="button",
        class_="yj-why-text",
        data_act="passage" if number is None else "cite",
        data_exchange=exchange,
        data_number=number,
        data_passage=scored.passage.id,
    )
    heading = " › ".join((scored.passage.document.name, *scored.passage.heading_path))
    return (
        f'<li><div class="yj-why-head"><b>{rank}</b><span class="yj-why-name">{escape(heading)}</span>'
        f'<span class="yj-why-state">{escape(state.localized(language))}</span></div>'
        f"<button {opener}>{snippet(scored)}</button>"
        f'<div class="yj-score"><span>{escape(texts.WHY_SCORE.localized(language))}</span>'
        f'<span class="yj-bar" aria-hidden="true"><i style="width:{percent}%"></i></span><span>{percent}%</span></div>'
        f'<ul class="yj-facts">{_facts(scored.parts, language)}</ul>{_matches(scored, language)}{_terms(scored, language)}'
        f"{_contrast(scored, cited, language) if number is None else ''}{_copies(scored, language)}</li>"
    )


def _matches(scored: ScoredPassage, language: str) -> str:
    told = "".join(
        f'<li class="{"yj-for" if helped else "yj-against"}">{escape(message.localized(language))}</li>'
        for message, helped in matches_of(scored)
    )
    return f'<ul class="yj-matches">{told}</ul>' if told else ""


def _terms(scored: ScoredPassage, language: str) -> str:
    terms = "".join(f"<em>{escape(term)}</em>" for term in scored.parts.matched_terms[:_TERMS])
    if not terms:
        return ""
    return (
        f'<p class="yj-terms"><span>{escape(texts.WHY_TERMS.localized(language))}</span>{terms}</p>'
    )


def _contrast(scored: ScoredPassage, cited: Sequence[ScoredPassage], language: str) -> str:
    """Why a passage was not cited, as one sentence."""
    joint = "；" if language.startswith("zh") else "; "
    told = joint.join(reason.localized(language) for reason in why_not(scored, cited))
    colon = "：" if language.startswith("zh") else ": "
    label = words.NOT_TAKEN.localized(language) + colon
    return f'<p class="yj-whynot"><b>{escape(label)}</b>{escape(told)}</p>'


def _copies(scored: ScoredPassage, language: str) -> str:
    """How many near-identical passages it stands for, and in which files."""
    if not scored.alike:
        return ""
    names = dict.fromkeys(passage.document.name for passage in scored.alike)
    joint = "、" if language.startswith("zh") else ", "
    told = filled(words.COPIES, count=len(scored.alike), names=joint.join(names))
    return f'<p class="yj-muted">{escape(told.localized(language))}</p>'
