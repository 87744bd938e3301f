"""A set whose questions each have one wrong character of the same sound, to be measured like any other.

python -m benchmarks.misspelling eval/sets/huairou.toml /tmp/misspelled --most 300
youju eval run /tmp/misspelled/set.toml
youju eval run /tmp/misspelled/set.toml --set answering.respelling=false

The character is one of a word of two characters or more that asks nothing; questions without such a
word are left out. Exchanging characters by sound is what the product undoes, and both read the same
table of sounds (pypinyin): mistakes of other kinds are not measured.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from random import Random

from youju.retrieval.spelling import homophones
from youju.segmentation import is_content, plain_words
from youju_eval.sets import EvaluationSet, ExportForm, export, open_set

SEED = 20261124
_ASKS = re.compile(r"[什么谁哪何几多少怎吗呢]")


def mistyped(question: str, chance: Random) -> str | None:
    """The question with one character of one of its words exchanged; None where it has no such word."""
    words = [one for one in plain_words(question) if len(one) > 1 and one in question]
    chance.shuffle(words)
    for word in words:
        at = chance.randrange(len(word))
        others = homophones().get(word[at], ())
        if others and is_content(word) and not _ASKS.search(word):
            wrong = word[:at] + chance.choice(others) + word[at + 1 :]
            return question.replace(word, wrong, 1)
    return None


def misspelled(evaluation_set: EvaluationSet, most: int) -> EvaluationSet:
    """At most ``most`` of the questions, drawn by the seed, with their gold as it is."""
    questions = evaluation_set.questions
    drawn = Random(SEED).sample(questions, min(most, len(questions)))
    asked = [(one, mistyped(one.question, Random(f"{SEED}/{one.id}"))) for one in drawn]
    return replace(
        evaluation_set,
        name=f"{evaluation_set.name}-misspelled",
        questions=tuple(replace(one, question=wrong) for one, wrong in asked if wrong),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int, default=300)
    options = parser.parse_args()
    export(misspelled(open_set(options.set), options.most), options.out, form=ExportForm.YOUJU)


if __name__ == "__main__":
    main()
