"""Runs and qrels, as trec_eval reads and writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.errors import EvaluationError
from youju_eval.predictions import Prediction, RankedPassage
from youju_eval.trec import read_qrels, read_run, write_qrels, write_run

NAMES = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cs", "Cc", "Z"],
        exclude_characters="␣〿␉⍽",  # they stand for white space and come back as it
    ),
    min_size=1,
    max_size=8,
)


def run(*passages, identity="q1"):
    return Prediction(identity, "answered", "10天", passages)


def passage(document, score=None, identity=""):
    return RankedPassage(document, "text", passage_id=identity, score=score)


def written(tmp_path, *predictions, **more):
    path = tmp_path / "run.trec"
    write_run(predictions, path, tag="ours", **more)
    return path.read_text(encoding="utf-8").splitlines()


def text_file(tmp_path, text):
    path = tmp_path / "file.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_stands_where_its_best_passage_does(tmp_path):
    lines = written(tmp_path, run(passage("a", 0.9), passage("a", 0.8), passage("b", 0.5)))
    assert lines == ["q1 Q0 a 1 0.900000 ours", "q1 Q0 b 2 0.500000 ours"]


def test_passages_are_written_by_their_id_when_asked(tmp_path):
    lines = written(
        tmp_path, run(passage("a", identity="p1"), passage("a", identity="p2")), level="passage"
    )
    assert lines == ["q1 Q0 p1 1 2 ours", "q1 Q0 p2 2 1 ours"]


@pytest.mark.parametrize("scores", [(0.5, 0.5), (0.4, 0.5), (0.5, None), (0.50000001, 0.5)])
def test_scores_that_do_not_fall_are_counted_down_so_that_the_order_stays(tmp_path, scores):
    lines = written(tmp_path, run(passage("z", scores[0]), passage("a", scores[1])))
    assert lines == ["q1 Q0 z 1 2 ours", "q1 Q0 a 2 1 ours"]


def test_names_with_white_space_are_one_column_and_come_back(tmp_path):
    names = ["年报 2025.txt", "全角\u3000空格", "tab\tin", "hard\u00a0space"]
    lines = written(tmp_path, run(*(passage(name) for name in names), identity="问 1"))
    assert all(len(line.split()) == 6 for line in lines)
    found = read_run(tmp_path / "run.trec")
    assert [one.document for one in found["问 1"].retrieved] == names


def test_a_run_is_ordered_by_score_then_rank_and_is_neither_answered_nor_refused(tmp_path):
    path = text_file(
        tmp_path,
        "q1 Q0 low 1 0.1 x\r\nq1 Q0 tie2 3 0.5 x\nq1\tQ0\ttie1\t2\t5e-1\tx\nq1 Q0 low 9 0.05 x\n\n",
    )
    found = read_run(path)["q1"]
    assert [(one.document, one.score) for one in found.retrieved] == [
        ("tie1", 0.5),
        ("tie2", 0.5),
        ("low", 0.1),
    ]
    assert (found.status, found.answered, found.refused) == ("ranked", False, False)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "the run is empty"),
        ("q1 Q0 a 1 0.5 x\nq1 a 0.5\nq1 b\n", r":2: too few columns.*1 more is wrong"),
        ("q1 Q0 a first 0.5 x\n", "not first and 0.5"),
        ("q1 Q0 a 1 nan x\n", "not finite"),
    ],
)
def test_broken_runs_are_named(tmp_path, text, match):
    with pytest.raises(EvaluationError, match=match):
        read_run(text_file(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "q1 0 a 2\nq1 0 b 0\n",
        "q1\t0\ta\t2\nq1\t0\tb\t0\n",
        "\ufeffquery-id\tcorpus-id\tscore\r\nq1\ta\t2\r\nq1\tb\t0\r\n",
        "q1\ta\t2.0\nq1\tb\t0\n",
    ],
)
def test_judgements_of_trec_and_beir_are_read(tmp_path, text):
    assert read_qrels(text_file(tmp_path, text)) == {"q1": {"a": 2, "b": 0}}


@pytest.mark.parametrize("beir", [False, True])
@given(
    qrels=st.dictionaries(
        NAMES.filter(
            lambda one: (
                one.lower().replace("-", "").replace("_", "")
                not in ("query", "topic", "qid", "queryid")
            )
        ),
        st.dictionaries(NAMES, st.integers(-1, 4), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    )
)
def test_judgements_come_back_as_written(tmp_path_factory, beir, qrels):
    path = tmp_path_factory.mktemp("qrels") / "qrels.tsv"
    write_qrels(qrels, path, beir=beir)
    assert read_qrels(path) == qrels


def test_the_order_is_the_one_trec_eval_sees(tmp_path):
    ir_measures = pytest.importorskip("ir_measures")
    predictions = [run(*(passage(name, 0.5) for name in "zyxa"))]
    written(tmp_path, *predictions)
    write_qrels({"q1": {"y": 1}}, tmp_path / "qrels.txt")
    found = ir_measures.calc_aggregate(
        [ir_measures.RR @ 10],
        list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt"))),
        list(ir_measures.read_trec_run(str(tmp_path / "run.trec"))),
    )
    assert found[ir_measures.RR @ 10] == 0.5
