"""A whole run scored: by type and by document, nothing dropped from a mean, generated kept apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.errors import EvaluationError
from youju_eval.predictions import (
    CitedPassage,
    CitedQuote,
    Prediction,
    RankedPassage,
    read_predictions,
    write_predictions,
)
from youju_eval.scoring import MOST_DOCUMENTS, score, set_info
from youju_eval.sets import EvaluationQuestion, EvaluationSet, SetDocument

QUESTIONS = (
    EvaluationQuestion("a", "figure", "年假几天?", ("10天",), (("10天年假",),), "手册"),
    EvaluationQuestion("b", "entity", "谁批准?", ("部门主管",), (("部门主管",), ("批准",)), "手册"),
    EvaluationQuestion("c", "unanswerable", "火星?"),
    EvaluationQuestion("d", "figure", "几点下班?", ("18点",), (("18点下班",),), "手册"),
)
DOCUMENTS = (SetDocument("手册", "手册.md", text="…"),)
SET = EvaluationSet("手册", QUESTIONS, DOCUMENTS)


def passage(text):
    return RankedPassage("手册.md", text, ("第一章",))


ANSWERED = {
    "a": Prediction("a", "answered", "10天[1]", (passage("享有10天年假"),), confidence=0.9),
    "b": Prediction("b", "answered", "由部门主管批准[1]", (passage("无关"), passage("部门主管批准"))),
    "c": Prediction("c", "not_found", "", (passage("无关"),), confidence=0.1),
    "z": Prediction("z", "error"),
}  # fmt: skip


def values(scored):
    return {one.name: one.overall.value for one in scored.measures}


def test_the_measures_of_a_run():
    scored = score(SET, ANSWERED)
    found = values(scored)
    assert found["evidence@1"] == pytest.approx(1 / 3)
    assert found["evidence@3"] == pytest.approx(2 / 3)
    assert found["answer_hit"] == pytest.approx(2 / 3)
    assert found["RR@10"] == pytest.approx((1 + 0.5 + 0) / 3)
    assert found["false_refusals"] == pytest.approx(1 / 3)
    assert found["refusal_recall"] == 1.0
    assert found["right_reaction"] == pytest.approx(3 / 4)
    assert (scored.missing, scored.extra) == (("d",), ("z",))


def test_rows_by_type_and_by_document():
    hits = next(one for one in score(SET, ANSWERED).measures if one.name == "answer_hit")
    assert {name: one.value for name, one in hits.by_type.items()} == {"figure": 0.5, "entity": 1.0}
    assert hits.by_type["figure"].n == 2
    assert hits.by_document["手册"].value == pytest.approx(2 / 3)
    assert hits.overall.low <= hits.overall.value <= hits.overall.high


def test_documents_may_be_called_by_their_file_or_by_their_id():
    by_id = {
        "a": Prediction("a", "answered", "10天", (RankedPassage("手册", "享有10天年假"),)),
    }
    assert values(score(SET, by_id))["evidence@1"] == values(score(SET, ANSWERED))["evidence@1"]


def test_without_any_record_everything_is_a_miss():
    scored = score(SET, {})
    found = values(scored)
    assert scored.missing == ("a", "b", "c", "d")
    for name in ("nDCG@10", "evidence@10", "answer_hit", "em", "refusal_recall", "right_reaction"):
        assert found[name] == 0.0
    assert found["false_refusals"] == 1.0


def test_generated_questions_have_rows_of_their_own():
    made = EvaluationQuestion(
        "g", "figure", "?", ("1",), (("1",),), "手册", generated="templates/1"
    )
    mixed = EvaluationSet("混", (*QUESTIONS, made), DOCUMENTS)
    hits = next(one for one in score(mixed, ANSWERED).measures if one.name == "answer_hit")
    assert set(hits.by_type) == {"figure", "entity", "generated:figure"}
    assert set_info(mixed).generated == 1


def test_many_documents_are_not_broken_down():
    many = [
        EvaluationQuestion(str(n), "figure", "?", ("1",), (("1",),), f"d{n}")
        for n in range(MOST_DOCUMENTS + 1)
    ]
    scored = score(EvaluationSet("多", tuple(many)), {})
    assert all(not one.by_document for one in scored.measures)


def test_an_unknown_measure_is_refused_with_the_ones_there_are():
    with pytest.raises(EvaluationError, match="nDCG"):
        score(SET, ANSWERED, retrieval=["nDGC@10"])


def test_a_seed_gives_the_same_figures_and_another_other_intervals():
    assert score(SET, ANSWERED, seed=1) == score(SET, ANSWERED, seed=1)


@given(st.permutations(range(len(QUESTIONS))))
@settings(deadline=None)
def test_the_order_of_the_questions_changes_no_value(order):
    shuffled = EvaluationSet("手册", tuple(QUESTIONS[i] for i in order), DOCUMENTS)
    first, second = values(score(SET, ANSWERED)), values(score(shuffled, ANSWERED))
    assert first == pytest.approx(second, nan_ok=True)
    assert set_info(shuffled).sha256 == set_info(SET).sha256


def test_gold_decides_the_hash_of_a_set():
    other = EvaluationSet("手册", (*QUESTIONS[:3], EvaluationQuestion("d", "figure", "几点下班?")))
    assert set_info(other).sha256 != set_info(SET).sha256


def test_predictions_are_read_back_as_written(tmp_path):
    cited = CitedPassage(1, passage("享有10天年假"), (CitedQuote("10天", 2, 5),))
    full = Prediction(
        "a", "answered", "10天[1]", (passage("x"),), (cited,), 0.5, {"total": 3.0}, "why"
    )
    write_predictions([full], tmp_path / "p.jsonl")
    assert read_predictions(tmp_path / "p.jsonl") == {"a": full}


def test_a_record_without_a_status_is_an_answer_when_it_holds_one(tmp_path):
    path = tmp_path / "p.jsonl"
    path.write_text(
        '{"id": 1, "answer": "x"}\n{"id": "2", "answer": ""}\n{"id": "3", "answer": null}'
    )
    with pytest.raises(EvaluationError, match=r"p\.jsonl:3.*answer"):
        read_predictions(path)
    path.write_text('{"id": 1, "answer": "x"}\n{"id": "2", "answer": ""}\n')
    assert [one.status for one in read_predictions(path).values()] == ["answered", "not_found"]
