"""Runs as ``youju eval run`` leaves them, small and hostile."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from youju.schema import Role, Turn
from youju_eval.folder import Run, RunFolder
from youju_eval.predictions import CitedPassage, CitedQuote, Prediction, RankedPassage
from youju_eval.results import Environment, IndexInfo, Result, SystemInfo
from youju_eval.scoring import score, set_info
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet, Purpose

HOSTILE = "<img src=x onerror=\"document.title='hacked'\"></script><script>document.title='hacked'</script>"
LEAVE = RankedPassage(
    "手册.md", "员工每年享有10天\n带薪年假。", ("第一章 休假",), "p1", start=20, end=35, score=0.93
)
OTHER = RankedPassage("班车<b>.txt", f"班车7点发车。{HOSTILE}", (HOSTILE,), "p2", 0, 90, 0.4)
MORE = tuple(
    RankedPassage("手册.md", f"第{number}条 无关的规定。", (), f"m{number}", score=0.1)
    for number in range(6)
)
QUESTIONS = (
    EvaluationQuestion(
        "q1", "figure", "年假有几天?", ("10天",), (("享有10天带薪年假",),), document="手册.md"
    ),
    EvaluationQuestion(
        "q2", "multiturn", f"那病假呢?{HOSTILE}", ("5天",), (("病假5天",),), "手册.md",
        history=(Turn(Role.USER, "年假有几天?"),),
    ),
    EvaluationQuestion("q3", "unanswerable", "火星上有几只熊猫?"),
    EvaluationQuestion("q4", "figure", "班车几点发车?", ("7点",), (("班车7点发车",),), "班车<b>.txt"),
    EvaluationQuestion("q5", "unanswerable", "谁是火星镇长?"),
    EvaluationQuestion("q6", "figure", "几点下班?", ("18点",), (("18点下班",),), "手册.md"),
)  # fmt: skip
PREDICTIONS = (
    Prediction(
        "q1", "answered", "每年享有10天带薪年假[1]", (LEAVE, OTHER, *MORE),
        (CitedPassage(1, LEAVE, (CitedQuote("享有10天\n带薪年假", 24, 34),)),),
        0.93, MappingProxyType({"encode": 12.0, "total": 35.2}),
    ),
    Prediction("q2", "not_found", "", (OTHER, LEAVE), (), 0.2, MappingProxyType({"total": 20.0}), HOSTILE),
    Prediction("q3", "not_found", "", (OTHER,), (), 0.1, MappingProxyType({"total": 25.0})),
    Prediction(
        "q4", "answered", f"8点发车{HOSTILE}[1]", (OTHER,),
        (CitedPassage(1, OTHER, (CitedQuote("班车7点发车", 0, 6), CitedQuote("别处的话", 500, 504))),),
        0.8, MappingProxyType({"total": 300.0}),
    ),
    Prediction("q5", "answered", "王小满", (OTHER,), (), 0.6, MappingProxyType({"total": 22.0})),
)  # fmt: skip


def make_run(
    questions: tuple[EvaluationQuestion, ...] = QUESTIONS,
    predictions: tuple[Prediction, ...] = PREDICTIONS,
    *,
    label: str = "youju",
    purpose: Purpose = Purpose.DEVELOPMENT,
) -> Run:
    """A run scored as any other; ``q6`` has no record."""
    asked = EvaluationSet("手册<i>", questions, purpose=purpose, about=f"自编 {HOSTILE}")
    by_id = {one.id: one for one in predictions}
    scored = score(asked, by_id)
    result = Result(
        format="youju-eval/1",
        set=set_info(asked),
        system=SystemInfo(
            "library", label, {"answering.threshold": 0.5, "retrieval.k": 10}, ("retrieval.k",)
        ),
        measures=scored.measures,
        questions=scored.questions,
        environment=Environment("3.11.9", "x86_64", 2, {"youju": "0.1.0"}, 512 * 2**20),
        index=IndexInfo(2, 8, 123_456, {"model": "tiny"}, ("坏<b>.pdf: 打不开",)),
        started="2026-01-02T03:04:05+00:00",
        seconds=1.5,
        missing=scored.missing,
        extra=scored.extra,
    )
    return Run(RunFolder(Path(label)), result, questions, by_id)
