"""Questions on English text by a few sure forms of sentences and headings; what fits none gives none.

Whether a question is a good one the library decides: it is shown only if it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
_THING = r"(?P<thing>(?:[Tt]he |[Aa]n? )?[A-Za-z][\w’'-]*(?: [\w’'-]+){0,7}?)"
_ABOUT = r"(?:about |around |over |up to |at most |at least |only )?"
_SUM = rf"{_ABOUT}(?:[¥$€£]|RMB |CNY )?\d"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^{_THING} {form}"), question)
    for form, question in (
        (rf"(?P<verb>costs?) {_SUM}", "How much {do} {thing} cost?"),
        (r"(?P<verb>is|are) open (?:\w+ ){0,3}?(?:from|at|on)\b.*\d", "When {verb} {thing} open?"),
        (
            r"(?P<verb>starts?|begins?|opens?|closes?|ends?) (?:at|on|from) \d",
            "When {do} {thing} {bare}?",
        ),
        (rf"(?P<verb>takes?|lasts?) {_SUM}", "How long {do} {thing} {bare}?"),
        (r"(?P<verb>is|are) kept (?:there )?for \d", "How long {verb} {thing} kept?"),
        (
            rf"(?P<verb>ha(?:s|ve)) {_SUM}[\d,.]* (?P<what>[a-z]+)\b",
            "How many {what} {do} {thing} have?",
        ),
        (
            rf"(?P<verb>is|are|was|were) {_SUM}[\d,.]* \w+ (?P<what>long|wide|high|tall|deep|old)\b",
            "How {what} {verb} {thing}?",
        ),
        (rf"(?P<verb>is|are|was|were) {_SUM}", "What {verb} {thing}?"),
        (rf"(?P<verb>reached|totall?ed|amounted to) {_SUM}", "What was {thing}?"),
    )
)
_LEANING = re.compile(
    r"^(?:it|its|this|that|these|those|they|their|there|he|she|his|her|we|our|you|your|who|which|what|where|when|"
    r"if|as|in|on|at|by|for|from|to|with|after|before|all|each|both|some|most|and|but|or|not|no)\b",
    re.IGNORECASE,
)
"""How a subject begins that means little without the words before it."""
_NAMED = re.compile(r"\b(?:that|which|who|and|is|are|was|were)\b")
_TOPIC = re.compile(r"[A-Z][a-z’'-]+(?: [a-z’'-]+){0,4}")
_TOPICS_ARE = re.compile(
    r"\b(?:hours|fees|charges|rules|requirements|conditions|duties|steps|costs|prices)$"
)
_TOPICS_IS = re.compile(
    r"\b(?:policy|procedure|process|period|deadline|purpose|scope|fee|charge|notice)$"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def is_english(text: str) -> bool:
    """Whether a text is in Latin letters, without a single Chinese character."""
    return not _CHINESE.search(text) and re.search(r"[A-Za-z]{2}", text) is not None


def english_questions(text: str) -> Iterator[str]:
    """Questions for what the sentences of a text state in figures."""
    for sentence in _SENTENCE.split(text):
        plain = " ".join(sentence.split())
        for form, question in _FORMS:
            found = form.match(plain)
            if found is None or _LEANING.match(found["thing"]) or _NAMED.search(found["thing"]):
                continue
            verb = found["verb"]
            yield question.format(
                thing=_inside(found["thing"], text),
                verb=verb,
                bare=verb.removesuffix("s"),
                do="does" if verb.endswith("s") else "do",
                what=found.groupdict().get("what", ""),
            )
            break


def english_topic(heading: str) -> str:
    """The question that a heading such as "Opening hours" stands for, empty for most."""
    if not _TOPIC.fullmatch(heading):
        return ""
    topic = heading[0].lower() + heading[1:]
    if _TOPICS_ARE.search(topic):
        return f"What are the {topic}?"
    return f"What is the {topic}?" if _TOPICS_IS.search(topic) else ""


def _inside(thing: str, text: str) -> str:
    """A subject as it stands within a sentence: The ride → the ride, Parking → parking."""
    first, _, rest = thing.partition(" ")
    common = first in {"The", "A", "An"} or re.search(rf"\b{re.escape(first.lower())}\b", text)
    # A word that stands alone before its verb is no name where nothing shows that it is one.
    return f"{first.lower()} {rest}".rstrip() if common or not rest else thing
