"""Small questions and predictions to measure."""

from youju_eval.predictions import CitedPassage, CitedQuote, Prediction, RankedPassage
from youju_eval.sets.values import EvaluationQuestion

LEAVE = "员工每年享有10天带薪年假。"
SICK = "病假另算。"


def question(
    *,
    answers=("10天",),
    evidence=(("享有10天带薪年假",),),
    kind="figure",
    document=None,
    relevant=None,
    identity="q1",
):
    return EvaluationQuestion(
        identity, kind, "年假几天?", answers, evidence, document, relevant=relevant or {}
    )


def unanswerable(identity="q1"):
    return question(answers=(), evidence=(), identity=identity)


def prediction(
    *retrieved,
    answer="年假10天[1]",
    status="answered",
    citations=(),
    confidence=None,
    total=None,
    identity="q1",
):
    timings = {} if total is None else {"total": total}
    return Prediction(identity, status, answer, retrieved, citations, confidence, timings)


def refused(**given):
    return prediction(**{"answer": "", "status": "not_found"} | given)


def passage(text=LEAVE, *, document="手册.docx", path=(), start=None):
    end = None if start is None else start + len(text)
    return RankedPassage(document, text, path, start=start, end=end)


def cited(text=LEAVE, *quotes, document="手册.docx", path=(), start=None):
    """A citation; a quote is a text, or a text with its offset in the document."""
    return CitedPassage(
        1,
        passage(text, document=document, path=path, start=start),
        tuple(
            CitedQuote(one)
            if isinstance(one, str)
            else CitedQuote(one[0], one[1], one[1] + len(one[0]))
            for one in quotes
        ),
    )
