"""An answer as the CMRC 2018 evaluation reads it: its signs left out, Chinese by the character.

After ``cmrc2018_evaluate.py`` (Cui et al. 2019, github.com/ymcui/cmrc2018, version 6), which splits
what is not Chinese with NLTK; the rules of NLTK's word tokeniser that bear on short answers are here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from youju.citations import without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
"""The signs the script leaves out. It lists …… as two characters and so never leaves out …; the ASCII
comma, full stop, question mark and brackets are not in its list either."""

_CHINESE = re.compile("[一-龥]")
"""What the script takes for Chinese; rarer characters (〇, extensions) are letters to it."""

_ALONE = r"?!()\[\]{}<>;@#$%&\"‘‚„«»–—"
"""Signs that are a token wherever they stand."""
_WORD = re.compile(
    r"\.{2,}"
    rf"|[{_ALONE}]|'(?=\w)"
    rf"|(?:[^\s{_ALONE},.]|,(?=\d)|\.(?![)\]}}>\"'»]*\s*$|\.))+"  # 1,000, 3.5 and u.s. stay whole
    r"|[.,]"
)
_ENGLISH_ENDING = re.compile(r"(?<=.)(?:n't|'(?:s|m|d|ll|re|ve)?)$")
"""What NLTK cuts off a word: it's is two tokens."""


def bare(text: str) -> str:
    """The text in lower case without marks ``[n]``, outer white space and the script's signs."""
    return "".join(one for one in without_marks(text).lower().strip() if one not in _SIGNS)


def answer_tokens(text: str) -> tuple[str, ...]:
    """The tokens the script compares: each Chinese character, and the words between them.

    A sign is left out before words are split, so that 3-5 is the one word 35.
    """
    tokens: list[str] = []
    run = ""
    for character in bare(text):
        if _CHINESE.match(character):
            tokens.extend(_words(run))
            tokens.append(character)
            run = ""
        else:
            run += character
    tokens.extend(_words(run))
    return tuple(tokens)


def _words(run: str) -> Iterator[str]:
    """The words and signs of a stretch without Chinese."""
    for word in _WORD.findall(run):
        ending = _ENGLISH_ENDING.search(word)
        if ending is None:
            yield word
        else:
            yield word[: ending.start()]
            yield ending[0]
