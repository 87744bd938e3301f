"""Any CrossEncoder of sentence-transformers scores pairs, offline; tried with a tiny one made here."""

import json
import math
import subprocess
import sys

import pytest

from youju_embeddings import CrossEncoderScorer, ModelError, ModelNotFoundError, Window, load_scorer
from youju_embeddings.contracts import QUESTION, WINDOWS, PairScorerContract

CHARACTERS = "员工每年有几天休假享十带薪须提前一周申请地区生产总值增长教育医疗和住房持续改善，。？"


def write_cross_encoder(place, *, labels=1):
    """A BERT of two layers with its own vocabulary and chance weights, as sentence-transformers saves it."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(4)
    place.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS)]
    (place / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        num_labels=labels,
        initializer_range=0.5,
    )
    BertForSequenceClassification(config).save_pretrained(place)
    BertTokenizerFast(str(place / "vocab.txt"), model_max_length=64).save_pretrained(place)
    return place


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    pytest.importorskip("torch")
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "tiny-reranker")


@pytest.fixture(scope="module")
def shared(place):
    return CrossEncoderScorer(str(place), device="cpu")


class TestCrossEncoderScorer(PairScorerContract):
    @pytest.fixture
    def scorer(self, shared):
        return shared


def test_scores_are_the_logistic_function_of_the_model_s_own_logits(place, shared):
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    model = CrossEncoder(str(place), device="cpu", local_files_only=True)
    pairs = [(QUESTION, window.text) for window in WINDOWS[:2]]
    logits = model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
    assert abs(logits[0] - logits[1]) > 1e-3
    for reading, logit in zip(shared.score(QUESTION, WINDOWS[:2]), logits, strict=True):
        assert reading.relevance == pytest.approx(float(logit), abs=1e-4)
        assert reading.score == pytest.approx(1 / (1 + math.exp(-float(logit))), abs=1e-4)
        assert reading.span is None
        assert reading.margin is None


def test_a_model_with_several_labels_is_refused_in_words(tmp_path):
    pytest.importorskip("torch")
    scorer = CrossEncoderScorer(str(write_cross_encoder(tmp_path / "nli", labels=3)), device="cpu")
    with pytest.raises(ModelError, match="3 classes") as caught:
        scorer.score(QUESTION, [Window("十天")])
    assert "3 个类别" in caught.value.message.zh


def test_a_directory_that_is_damaged_is_refused_in_words(tmp_path):
    pytest.importorskip("torch")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be used"):
        CrossEncoderScorer(str(tmp_path), device="cpu").score(QUESTION, [Window("十天")])


def test_a_model_that_is_not_here_is_named_at_once():
    with pytest.raises(ModelNotFoundError) as caught:
        load_scorer("BAAI/no-such-reranker")
    assert "no-such-reranker" in str(caught.value)
    assert "重排模型" in caught.value.message.zh


def test_choosing_by_path_loads_nothing_heavy_before_the_first_question(place):
    program = (
        "import sys\n"
        "from youju_embeddings import load_scorer\n"
        "scorer = load_scorer(sys.argv[1])\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'sentence_transformers')))\n"
    )
    command = [sys.executable, "-c", program, str(place)]
    assert subprocess.run(command, check=False).returncode == 0
