"""Sets, predictions and cases made for calibration: drawn by a seed, honest, separable, or by hand."""

import random

from hypothesis import strategies as st

from youju_eval.calibration import CurrentSettings
from youju_eval.calibration.cases import Case, logit_of
from youju_eval.predictions import CitedPassage, Prediction, RankedPassage
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet, Purpose

NOW = CurrentSettings(threshold=0.28)


def question(number, *, answerable=True, document=None, **more):
    gold = {"answers": ("十天",), "evidence": (("年假十天",),)} if answerable else {}
    return EvaluationQuestion(
        f"q{number:04}", "figure", f"第{number}问?", document=document, **{**gold, **more}
    )


def prediction(asked, *, sure, right, score=None, status="answered"):
    passage = RankedPassage(
        asked.document or "手册.md", "年假十天" if right else "别的", score=score
    )
    return Prediction(
        asked.id,
        status,
        answer="十天[1]" if right else "别的[1]",
        citations=(CitedPassage(1, passage),),
        confidence=sure,
    )


def a_set(asked, **more):
    return EvaluationSet("手册", tuple(asked), purpose=Purpose.DEVELOPMENT, **more)


def drawn(n, *, seed, sure_of):
    """A set of ``n`` questions, half unanswerable; ``sure_of(answerable, right, generator)``."""
    generator = random.Random(seed)
    asked, given_back = [], {}
    for number in range(n):
        one = question(number, answerable=number % 2 == 0)
        right = one.answerable and generator.random() < 0.8
        asked.append(one)
        given_back[one.id] = prediction(
            one, sure=sure_of(one.answerable, right, generator), right=right
        )
    return a_set(asked), given_back


def honest(answerable, right, generator):
    """Confidence that tells right from wrong, but is far too high throughout."""
    return generator.uniform(0.8, 0.99) if right else generator.uniform(0.55, 0.9)


def separable(answerable, right, generator):
    return generator.uniform(0.7, 0.9) if answerable else generator.uniform(0.4, 0.6)


def case(name, *, answerable=True, right=True, sure=0.5, discount=1.0, answered=True, group=None):
    return Case(
        name,
        name,
        answerable,
        right and answerable,
        answered,
        logit_of(sure),
        discount,
        group or name,
    )


cases = st.lists(
    st.builds(
        lambda kind, sure, discount: (kind, sure, discount),
        st.sampled_from(["right", "wrong", "unanswerable"]),
        st.floats(0.01, 0.99),
        st.sampled_from([1.0, 1.0, 0.2, 0.04]),
    ),
    min_size=1,
    max_size=40,
).map(
    lambda rows: [
        case(f"q{number}", answerable=kind != "unanswerable", right=kind == "right", sure=sure, discount=discount)
        for number, (kind, sure, discount) in enumerate(rows)
    ]
)  # fmt: skip


def reactions(found, sure, threshold):
    kept = [answer >= threshold for answer in sure]
    right = sum(
        one.right if keep else not one.answerable for one, keep in zip(found, kept, strict=True)
    )
    refused = sum(one.answerable and not keep for one, keep in zip(found, kept, strict=True))
    return right, refused
