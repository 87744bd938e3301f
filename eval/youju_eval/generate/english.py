"""Questions on English text by a few sure sentence forms: figures, years, makers, definitions, lists.

A smaller set than for Chinese; what a form does not fit is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from youju.schema import BlockKind
from youju_eval.generate.spots import Spot, sentences
from youju_eval.generate.topics import Context
from youju_eval.generate.values import DATE, DEFINITION, ENTITY, FIGURE, PARAPHRASE, Candidate
from youju_eval.sets.values import LIST, STRUCTURE

_NAME = r"(?:The |A |An )?[A-Z][\w’'&.\-]*(?: (?:of|the|and|for|in|de|von|[A-Z0-9][\w’'&.\-]*|[a-z]+(?= (?:of|in|[A-Z]))))*"
_NUMBER = r"(?:about |approximately |around |nearly |over |more than |some )?(?:[$€£])?\d[\d,.]*\d?(?: (?:million|billion|trillion|thousand|hundred))?"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = rf"(?:{_MONTH}\.? (?:\d{{1,2}},? )?)?(?:1\d|20)\d{{2}}"
_MADE = (
    "founded|established|built|created|written|designed|invented|discovered|composed|directed|painted|launched|"
    "published|introduced|developed|opened|signed|formed|elected|born|completed|constructed|released|adopted"
)
_REGULAR = (
    "end join publish sign defeat establish found launch pass discover invent open abandon accept annex appoint attack "
    "award ban claim construct conquer develop discard elect enter expand extend form grant host install invest "
    "kill land order patent present propose reach reform reject renew report request return start "
    "support threaten transform visit annul announce conduct appear"
).split()
_REGULAR_IN_E = (
    "die move receive invade arrive merge purchase acquire introduce declare adopt create capture release "
    "name replace complete close produce combine revise use unite issue define decide propose describe achieve organize"
).split()
_IRREGULAR: Mapping[str, str] = {
    "became": "become", "won": "win", "began": "begin", "married": "marry", "wrote": "write",
    "built": "build", "ratified": "ratify", "sold": "sell", "bought": "buy", "left": "leave",
    "lost": "lose", "held": "hold", "made": "make", "took": "take", "gave": "give", "led": "lead",
    "fell": "fall", "fought": "fight", "sent": "send", "abolished": "abolish",
}  # fmt: skip
_DID: Mapping[str, str] = {
    **{f"{verb}ed": verb for verb in _REGULAR},
    **{f"{verb}d": verb for verb in _REGULAR_IN_E},
    **_IRREGULAR,
}
_ASIDE = r"(?: \([^)]{1,60}\))?(?:, [^,.;]{3,60},)?"
_ADVERB = "(?:first |originally |officially |initially |later |finally |formally |also )?"
_BY = re.compile(
    rf"^(?P<thing>{_NAME}){_ASIDE} (?P<was>was|were|is) {_ADVERB}(?P<verb>{_MADE}) (?:in \d{{4}} )?by (?P<who>{_NAME})(?P<rest>[ ,.;(].*)?$"
)
_WAS_IN = re.compile(
    rf"^(?P<thing>{_NAME}){_ASIDE} (?P<was>was|were) {_ADVERB}(?P<verb>{_MADE}) (?:[a-z ,]{{0,25}}?)?(?:in|on) (?P<when>{_WHEN})\b"
)
_IN_WAS = re.compile(
    rf"^(?:In|On) (?P<when>{_WHEN}),? (?P<thing>{_NAME}){_ASIDE} (?P<was>was|were) {_ADVERB}(?P<verb>{_MADE})\b(?P<rest>[^,.;]{{0,60}})"
)
_IN_DID = re.compile(
    rf"^(?:In|On) (?P<when>{_WHEN}),? (?P<thing>{_NAME}){_ASIDE} {_ADVERB}(?P<verb>{'|'.join(_DID)}) (?P<rest>[^,.;:]{{3,60}})(?=[,.;])"
)
_DID_IN = re.compile(
    rf"^(?P<thing>{_NAME}){_ASIDE} {_ADVERB}(?P<verb>{'|'.join(_DID)}) (?P<rest>[^,.;:]{{3,60}}?) (?:in|on) (?P<when>{_WHEN})(?=[,.;])"
)
_HAS = re.compile(
    rf"^(?P<thing>{_NAME}) (?P<verb>has|had|have|contains|contained|employs|employed|covers|covered|produces|produced) (?P<number>{_NUMBER}) (?P<what>[a-z][a-z\- ]{{2,40}}?)(?=[,.;(]| in | and | that | with | of | for | at | to )"
)
_HAVE = {"has": "have", "had": "have", "contains": "contain", "contained": "contain", "employs": "employ",
         "employed": "employ", "covers": "cover", "covered": "cover", "produces": "produce", "produced": "produce"}  # fmt: skip
_VALUE = re.compile(
    rf"^(?P<thing>[Tt]he (?:[a-z\-]+ )*(?:population|area|length|height|depth|weight|cost|price|budget|capacity|speed|temperature|number|rate|revenue|income|value|total|share|percentage|distance|age|density|elevation|diameter|size|amount|average)\b[^,.;]{{0,60}}?) (?P<is>is|was|were|are|reached|totaled|totalled|rose to|fell to|stood at) (?P<number>{_NUMBER}(?: ?(?:%|percent|per cent|[a-zA-Z°²/]+))?)"
)
_LOCATED = re.compile(
    rf"^(?P<thing>{_NAME}){_ASIDE} (?P<is>is|was) (?:located|situated) (?P<where>(?:in|on|at|near|along) [^.;]{{3,80}})"
)
_DEFINED = re.compile(
    r"^(?P<term>(?:The |An? )?[A-Z][\w’'\-]*(?: [\w’'\-]+){0,4})(?: \([^)]{1,40}\))? (?P<is>is defined as|refers to|is) (?P<meaning>(?:an?|the) [^.;]{22,200})[.;]?"
)
_LISTED = re.compile(
    r"^(?P<thing>[A-Z][^,.;:]{4,60}?) (?P<verb>include|includes|included|consists of|consist of|are divided into) (?P<items>[^.;:]{10,200})"
)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|them|he|she|his|her|this|that|these|those|we|our|you|i|there|such|which|who|another|other|"
    r"both|each|some|many|most|one|all|here|latter|former|first|second|last|above|below|however|also|what|why|when|where|"
    r"how|whether|given|any|since|although|while|if|after|before|because|during|for|as|at|on|by|with|under|over|unlike|"
    r"like|despite|instead|than|then|thus|only|even|not)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|its|they|their|them|he|she|his|her|this|that|these|those|such|which|who)\b"
)
_OPENING = re.compile(r"^(?:Deciding|Using|Having|Being|Making|Finding|Given|According)\b")
_PERSON = re.compile(
    r"(?:an?|the) (?:[\w\-]+ ){0,3}?(?:chair|president|leader|founder|author|director|mayor|governor|king|queen|emperor|"
    r"writer|singer|scientist|politician|player|coach|economist|engineer|artist|philosopher|bishop|general)\b"
)
_MOST_WORDS = 10


def english_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on one English document."""
    yield from _sections(context)
    for spot in sentences(context, longest=320):
        plain = " ".join(spot.quote.split())
        if len(plain) >= 20:
            yield from _who_and_when(spot, plain)
            yield from _did_when(spot, plain)
            yield from _how_much(spot, plain)
            yield from _what(spot, plain)
            yield from _list(spot, plain)


def _alone(phrase: str) -> bool:
    """Whether a phrase says by itself what it is."""
    short = len(phrase.split()) <= _MOST_WORDS and len(phrase) > 2
    return short and not _PRONOUN.search(phrase) and not _OPENING.match(phrase)


def _inside(spot: Spot, phrase: str) -> str:
    """A phrase as it stands within a sentence: The Louvre → the Louvre, Pharmacists → pharmacists."""
    phrase = re.sub(r"^(The|An?)(?= )", lambda match: match.group().lower(), phrase).strip()
    first = phrase.split(" ", 1)[0]
    text = spot.context.source.document.text
    common = re.search(rf"(?<![.!?] ){re.escape(first.lower())}\b", text) is not None
    upper = re.search(rf"[a-z,] {re.escape(first)}\b", text) is not None
    named = any(word[:1].isupper() for word in phrase.split()[1:])
    return phrase if named or upper or not common else first.lower() + phrase[len(first) :]


def _lead(spot: Spot, thing: str, ask: str) -> str:
    """The question, led in by the document's name where its subject has no name of its own."""
    named = any(word[:1].isupper() for word in thing.split()[1:])
    if spot.context.alone or named or thing[:1].isupper():
        return ask
    return f"According to {spot.context.topic.quoted}, {ask[0].lower()}{ask[1:]}"


def _who_and_when(spot: Spot, text: str) -> Iterator[Candidate]:
    choice = spot.context.choice
    match = _BY.match(text)
    more = match is not None and re.match(r",? (?:and )?[A-Z]", match["rest"] or "") is not None
    if match and not more and _alone(match["thing"]) and _alone(match["who"]):
        thing, verb = _inside(spot, match["thing"]), match["verb"]
        ask = choice(
            f"Who {match['was']} {thing} {verb} by", f"By whom {match['was']} {thing} {verb}"
        )
        yield spot.asked(ENTITY, ask, (match["who"].rstrip("."),), subject=thing, quality=1.4)
    match = _WAS_IN.match(text) or _IN_WAS.match(text)
    if match and _alone(match["thing"]):
        thing = _inside(spot, match["thing"])
        rest = (match.groupdict().get("rest") or "").rstrip()
        if not _POINTS.search(rest):
            ask = f"{_when(spot, match['when'])} {match['was']} {thing} {match['verb']}{rest}"
            yield spot.asked(DATE, ask, (match["when"],), subject=thing, quality=1.4)
    match = _LOCATED.match(text)
    if match and _alone(match["thing"]):
        thing = _inside(spot, match["thing"])
        ask = f"Where {match['is']} {thing} located"
        yield spot.asked(ENTITY, ask, (match["where"],), subject=thing, quality=1.2)


def _did_when(spot: Spot, text: str) -> Iterator[Candidate]:
    """In 1969 the agency launched X, asked as: when did the agency launch X."""
    match = _IN_DID.match(text) or _DID_IN.match(text)
    cut = match is not None and re.search(r"(?: [A-Z]|\b(?:Mr|Dr|St|U\.S))$", match["rest"])
    if match and not cut and _alone(match["thing"]) and not _POINTS.search(match["rest"]):
        thing = _inside(spot, match["thing"])
        ask = f"{_when(spot, match['when'])} did {thing} {_DID[match['verb']]} {match['rest']}"
        yield spot.asked(DATE, ask, (match["when"],), subject=thing, quality=1.3)


def _when(spot: Spot, when: str) -> str:
    return spot.context.choice("When", "In what year") if when.isdigit() else "When"


def _how_much(spot: Spot, text: str) -> Iterator[Candidate]:
    match = _HAS.match(text)
    unit = match is not None and re.match(
        r"percent|per cent|million|billion|years? old", match["what"]
    )
    if match and not unit and _alone(match["thing"]) and _alone(match["what"]):
        thing, verb = _inside(spot, match["thing"]), match["verb"]
        did = "did" if verb.endswith("d") else "does"
        ask = f"How many {match['what']} {did} {thing} {_HAVE.get(verb, verb)}"
        number = match["number"].strip(" .,")
        if verb != "have":
            yield spot.asked(FIGURE, ask, (number,), subject=thing, quality=1.2)
    match = _VALUE.match(text)
    if match and _alone(match["thing"]):
        thing = _inside(spot, match["thing"])
        ask = f"What {'is' if match['is'] in ('is', 'are') else 'was'} {thing}"
        number = match["number"].strip(" .,")
        yield spot.asked(FIGURE, _lead(spot, thing, ask), (number,), subject=thing, quality=1.3)


def _what(spot: Spot, text: str) -> Iterator[Candidate]:
    match = _DEFINED.match(text)
    if match is None or not _alone(match["term"]) or re.search(r"\d", match["term"]):
        return
    term = _inside(spot, match["term"])
    ask = f"{'Who' if _PERSON.match(match['meaning']) else 'What'} is {term}"
    if match["is"] != "is":
        bare = re.sub("^(?:the|an?) ", "", term)
        ask = spot.context.choice(ask, f"What does “{bare}” mean")
    elif (
        re.search(r"\bof (?:that|this|these|those)\b", match["meaning"])
        or term.startswith("the ")
        or re.match("an example|the same|a very|a controversial", match["meaning"])
    ):
        return
    yield spot.asked(
        DEFINITION,
        ask,
        (match["meaning"].rstrip(" ,"),),
        subject=term,
        quality=1.1,
        tags=(PARAPHRASE,),
    )


def _list(spot: Spot, text: str) -> Iterator[Candidate]:
    match = _LISTED.match(text)
    if match is None or not _alone(match["thing"]):
        return
    items = [one.strip() for one in re.split(r", (?:and |or )?| and ", match["items"]) if one]
    if not 3 <= len(items) <= 8 or any(
        len(one) > 40 or re.match("each|border", one) for one in items
    ):
        return
    thing, verb = _inside(spot, match["thing"]), match["verb"]
    did = {"include": "do", "consist of": "do", "included": "did"}.get(verb, "does")
    if verb == "are divided into":
        ask = f"What are {thing} divided into"
    else:
        ask = f"What {did} {thing} {'consist of' if verb.startswith('consist') else 'include'}"
    yield spot.asked(LIST, _lead(spot, thing, ask), tuple(items), quality=1.1)


def _sections(context: Context) -> Iterator[Candidate]:
    """Which sections there are."""
    headings = [one for one in context.source.blocks if one.kind is BlockKind.HEADING and one.level]
    top = [one for one in headings if one.heading_path == headings[0].heading_path]
    if 3 <= len(top) <= 14:
        yield Candidate(
            type=STRUCTURE,
            question=f"What are the main sections of {context.topic.quoted}?",
            answers=tuple(" ".join(one.text.split()) for one in top),
            evidence=tuple((one.text.strip(),) for one in top),
            document=context.source.document.name,
            quality=1.3,
            pattern="parts",
        )
