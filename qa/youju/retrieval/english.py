"""English as a question is written in it: its words, which of them carry content, and their base forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FUNCTION_WORDS = frozenset(
    "about above according across after against ago all along also although am among amongst another any anybody anyone "
    "anything are aren around as aside away back because been before behind being below beneath beside besides between "
    "beyond both but can cannot could did didn do does doesn doing don done down during each either else ever every "
    "everyone everything except few for former furthermore further get gets got had hadn has hasn have haven having he "
    "hence her here hers herself him himself his however i if in inside instead into isn itself just keep kept latter "
    "least less let like ll lot make made makes many may me might mine more moreover most much must my myself near "
    "neither next no nobody none nor not nothing now off often on once one ones only onto or other others otherwise our ours "
    "ourselves out outside over own per perhaps quite rather re really same several shall she should since so some "
    "somebody someone something still such than that their theirs them themselves then there therefore these they thing "
    "things this those though through throughout thus til till to together too toward towards under unless until "
    "unlike up upon us use used using various ve very via was wasn way we well were weren whatever whether while whilst "
    "whole will within without would yet you your yours yourself s t d m".split()
)
"""Words without content of their own, beyond those that ``segmentation`` knows."""
_WORD = re.compile(r"[^\W_]+")


def plain_english(text: str) -> str:
    """A text in lower case without accents, each character still one."""
    plain = text.lower()
    if plain.isascii():
        return plain
    return "".join(unicodedata.normalize("NFD", character)[0] for character in plain)


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text with their places; accents, apostrophes and what follows them are gone."""
    for found in _WORD.finditer(plain_english(text)):
        if found[0] not in ("s", "t"):
            yield found[0], found.start()


_IRREGULAR_FORMS = (
    "arise arose arisen, eat ate eaten, beat beaten, become became, begin began begun, bend bent, bite bit bitten, "
    "bleed bled, blow blew blown, bear bore born borne, buy bought, bind bound, breed bred, break broke broken, "
    "bring brought, build built, burn burnt, come came, catch caught, choose chose chosen, creep crept, deal dealt, "
    "drink drank drunk, draw drew drawn, drive drove driven, dig dug, feed fed, fall fell fallen, feel felt, "
    "flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten, fight fought, find found, "
    "freeze froze frozen, give gave given, get got gotten, grow grew grown, hear heard, hold held, hide hid hidden, "
    "hang hung, keep kept, know knew known, lay laid, lie lain, lead led, leave left, lend lent, light lit, lose lost, "
    "make made, mean meant, meet met, overthrow overthrew overthrown, pay paid, run ran, ring rang rung, "
    "ride rode ridden, rise rose risen, say said, sing sang sung, sink sank sunk, sit sat, see saw seen, send sent, "
    "sew sewn, shine shone, shake shook shaken, shoot shot, show shown, sleep slept, slide slid, sell sold, "
    "seek sought, spend spent, speak spoke spoken, spin spun, steal stole stolen, stand stood, strike struck, "
    "stick stuck, swim swam swum, sweep swept, swear swore sworn, swing swung, teach taught, think thought, "
    "throw threw thrown, tell told, take took taken, tear tore torn, understand understood, "
    "undertake undertook undertaken, uphold upheld, go went gone, withdraw withdrew withdrawn, wake woke woken, "
    "win won, wear wore worn, weave wove woven, write wrote written, "
    "child children, foot feet, goose geese, man men, mouse mice, ox oxen, person people, tooth teeth, woman women, "
    "criterion criteria, phenomenon phenomena, bacterium bacteria, wolf wolves, knife knives, leaf leaves, life lives, "
    "wife wives, half halves, shelf shelves, thief thieves, good better best, bad worse worst"
)
_IRREGULAR = {
    form: base for base, *forms in map(str.split, _IRREGULAR_FORMS.split(",")) for form in forms
}
_ENDINGS = (
    ("ies", ("y",)), ("ied", ("y",)), ("iest", ("y",)), ("ier", ("y",)), ("es", ("", "e", "is")), ("s", ("",)),
    ("ed", ("", "e")), ("ing", ("", "e")), ("est", ("", "e")), ("er", ("", "e")), ("ly", ("",)),
    ("ists", ("y",)), ("ist", ("y",)), ("ians", ("", "y")), ("ian", ("", "y", "ia")), ("al", ("", "e", "y")),
)  # fmt: skip
"""Endings and what may have stood there; inflections first, then the commonest derivations."""
_SHORTEST = 3


def bases(word: str) -> Iterator[str]:
    """Words this one may be a form of, itself first, the likeliest before the others."""
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for ending, replacements in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST:
            continue
        if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
            yield stem[:-1]
        for replacement in replacements:
            yield stem + replacement
