"""Retrieval measures against values worked out by hand and against pytrec_eval."""

import math
import random

import pytest
import pytrec_eval
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval.measures.cases import LEAVE, SICK, passage, prediction, question, unanswerable

from youju.errors import EvaluationError
from youju_eval.measures import RETRIEVAL_MEASURES, retrieval_values
from youju_eval.predictions import RANKED, missing

FIRST, SECOND = "每年享有10天带薪年假", "病假另算"
BOTH = question(evidence=((FIRST,), (SECOND,)))
OTHER = passage("无关的一段。")


def values(pairs, *names):
    return {
        name: list(found)
        for name, found in retrieval_values(pairs, names or RETRIEVAL_MEASURES).items()
    }


def one(asked, given):
    return {name: found for name, (found,) in values([(asked, given)]).items()}


def documents(*names, **more):
    return prediction(*(passage("", document=name) for name in names), **more)


def test_evidence_is_an_item_at_its_first_passage():
    found = one(question(), prediction(OTHER, passage(), passage()))
    assert found == pytest.approx(
        {"nDCG@10": 1 / math.log2(3), "RR@10": 0.5, "R@5": 1, "Success@1": 0, "AP": 0.5, "P@5": 0.2}
    )


def test_evidence_that_no_passage_holds_is_one_relevant_item_never_retrieved():
    found = one(BOTH, prediction(passage(), OTHER))
    ideal = 1 + 1 / math.log2(3)
    assert found == pytest.approx(
        {"nDCG@10": 1 / ideal, "RR@10": 1, "R@5": 0.5, "Success@1": 1, "AP": 0.5, "P@5": 0.2}
    )


def test_two_groups_first_found_in_one_passage_are_one_item():
    whole = passage(LEAVE + SICK)
    assert one(BOTH, prediction(whole, OTHER))["nDCG@10"] == 1
    assert one(BOTH, prediction(whole, passage(LEAVE), passage(SICK)))["AP"] == 1


def test_passages_cut_in_another_way_are_judged_alike():
    short = prediction(passage(LEAVE), passage(SICK))
    long = prediction(passage(OTHER.text + LEAVE), passage(SICK + OTHER.text))
    assert one(BOTH, short) == one(BOTH, long)


def test_graded_documents_are_ranked_where_they_first_appear():
    asked = question(evidence=(), relevant={"d1": 3, "d2": 2, "d3": 1, "d9": 2})
    found = one(asked, documents("d2", "d2", "x", "d1", "d2", "d3"))
    gain = 2 / math.log2(2) + 3 / math.log2(4) + 1 / math.log2(5)
    ideal = 3 / math.log2(2) + 2 / math.log2(3) + 2 / math.log2(4) + 1 / math.log2(5)
    assert found == pytest.approx(
        {
            "nDCG@10": gain / ideal,
            "RR@10": 1,
            "R@5": 3 / 4,
            "Success@1": 1,
            "AP": (1 / 1 + 2 / 3 + 3 / 4) / 4,
            "P@5": 3 / 5,
        }
    )


def test_judged_documents_come_before_evidence():
    asked = question(relevant={"d1": 1})
    assert one(asked, prediction(passage(document="d2"), passage(document="d1")))["RR@10"] == 0.5


def test_unanswerable_questions_are_not_measured_and_nothing_else_is_dropped():
    pairs = [
        (unanswerable(), prediction(passage())),
        (question(), missing("q2")),
        (question(), prediction()),
        (question(relevant={"d": 1}), prediction(status="error")),
        (question(), prediction(passage())),
    ]
    assert values(pairs, "nDCG@10") == {"nDCG@10": [None, 0, 0, 0, 1]}


def test_a_set_in_which_nothing_was_ranked_has_zeros():
    assert values([(question(), missing("q1"))], "AP", "R@5") == {"AP": [0], "R@5": [0]}
    assert values([], "AP") == {"AP": []}


def test_a_run_of_names_is_judged_by_the_document_of_the_question():
    ranked = documents("甲", "手册.docx", status=RANKED)
    assert one(question(document="手册.docx"), ranked)["RR@10"] == 0.5
    assert one(question(), ranked)["RR@10"] is None


def test_equal_or_missing_scores_keep_the_order_given():
    asked = question(evidence=(), relevant={"a": 1})
    assert one(asked, documents("b", "a"))["RR@10"] == 0.5
    assert one(asked, documents("a", "b"))["RR@10"] == 1


@pytest.mark.parametrize("name", ["nDCG@20", "R@100", "ERR@10", "P(rel=2)@5", "Rprec", "MRR@10"])
def test_every_measure_of_ir_measures_may_be_asked_for(name):
    asked = question(evidence=(), relevant={"a": 2, "b": 1})
    (found,) = retrieval_values([(asked, documents("a", "x", "b"))], [name])[name]
    assert found > 0


def test_one_measure_under_two_names_is_given_under_both():
    assert values([(question(), prediction(passage()))], "RR@10", "MRR@10") == {
        "RR@10": [1], "MRR@10": [1],
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["nDGC@10", "nDCG@", "nDCG@zehn", "P(stufe=2)@5", "RBP(p=0.9)", "", "1+1"]
)
def test_an_unknown_measure_is_named_with_those_there_are(name):
    with pytest.raises(EvaluationError, match="nDCG") as caught:
        retrieval_values([(question(), prediction(passage()))], [name])
    assert name in str(caught.value)
    assert "RBP," not in str(caught.value)  # it would need a package that is not ours


def test_graded_rankings_agree_with_pytrec_eval():
    """Sixty queries with up to thirty judgements of four grades, as cranfield has them."""
    chance = random.Random(1400)
    names = [f"d{number}" for number in range(60)]
    pairs, qrels, run = [], {}, {}
    for query in map(str, range(60)):
        graded = {
            name: chance.randint(1, 4) for name in chance.sample(names, chance.randint(1, 30))
        }
        ranking = chance.sample(names, chance.randint(1, 40))
        pairs.append((question(evidence=(), relevant=graded), documents(*ranking)))
        qrels[query] = graded
        run[query] = {name: float(-rank) for rank, name in enumerate(ranking)}
    wanted = {
        "nDCG@10": "ndcg_cut_10", "R@5": "recall_5", "Success@1": "success_1", "AP": "map",
        "P@5": "P_5", "RR": "recip_rank", "nDCG": "ndcg", "R@100": "recall_100",
    }  # fmt: skip
    kinds = {"ndcg_cut.10", "recall.5,100", "success.1", "map", "P.5", "recip_rank", "ndcg"}
    oracle = pytrec_eval.RelevanceEvaluator(qrels, kinds).evaluate(run)
    for name, found in values(pairs, *wanted).items():
        assert found == pytest.approx([oracle[query][wanted[name]] for query in qrels]), name


@settings(deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_the_questions_changes_nothing(order):
    pairs = [
        (question(), prediction(*[OTHER] * before, passage()))
        if before % 3
        else (BOTH, missing("x"))
        for before in range(8)
    ]
    straight, mixed = values(pairs), values([pairs[index] for index in order])
    assert mixed == {name: [found[index] for index in order] for name, found in straight.items()}


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=5), st.integers(1, 4))
def test_values_are_shares_and_a_perfect_ranking_scores_one(held, before):
    groups = tuple((f"证据{index}号",) for index in range(len(held)))
    perfect = [passage(text) for (text,) in groups]
    asked = question(evidence=groups)
    best = one(asked, prediction(*perfect))
    assert [best[name] for name in ("nDCG@10", "RR@10", "R@5", "Success@1", "AP")] == [1] * 5
    worse = one(
        asked, prediction(*[OTHER] * before, *(perfect[index % len(held)] for index in held))
    )
    assert all(0 <= worse[name] <= best[name] for name in best if name != "P@5")
