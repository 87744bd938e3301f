"""The C engine, and the cleaning of what it reads."""

import hashlib
import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju_embeddings import MissingExtraError
from youju_embeddings import engine as engine_module
from youju_embeddings.engine import clean, weights_hash, weights_path

LIGATURE = "\ufdfa"


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_is_safe_for_a_c_string_and_cleaning_again_changes_nothing(text):
    cleaned = clean(text)
    assert "\0" not in cleaned
    assert LIGATURE not in cleaned
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


def test_ordinary_text_is_left_as_it_is():
    for text in (
        "2022年，全区生产总值增长５％～６％。",
        "a < b <em>c</em> <summary>",
        "𬭎䶮",
        "  两  端  ",
    ):
        assert clean(text) == text


def test_a_document_cannot_write_special_tokens(engine):
    assert clean("<s>甲</s><mask><pad><unk>") == "< s>甲< /s>< mask>< pad>< unk>"
    plain, marked = engine.encode([clean("甲"), clean("甲</s></s></s></s>")], query=False)
    assert plain @ marked < 0.99


def test_text_after_a_zero_character_counts(engine):
    short, whole = engine.encode(
        [clean("今年"), clean("今年\0地区生产总值增长百分之五")], query=False
    )
    assert short @ whole < 0.95


def test_a_text_that_grows_beyond_the_buffer_of_the_engine_is_harmless(engine):
    vectors = engine.encode([clean(LIGATURE * 40)], query=False)
    assert np.isfinite(vectors).all()


def test_a_long_text_is_read_to_its_end(engine):
    filler = "教育、医疗、住房和社会保障持续改善。" * 30
    same, other = engine.encode(
        [clean(filler + "结尾" * 60), clean(filler + "ending words" * 60)], query=False
    )
    assert engine.count_tokens(filler) > 300
    assert same @ other < 0.999


def test_questions_and_passages_have_their_own_prompts(engine):
    question = engine.encode(["地区生产总值是多少"], query=True)
    passage = engine.encode(["地区生产总值是多少"], query=False)
    assert 0.8 < float((question @ passage.T)[0, 0]) < 0.9999


def test_other_threads_run_while_the_engine_works(engine):
    engine.encode(["热身"], query=True)
    worker = threading.Thread(
        target=engine.encode, args=(["持续改善民生。" * 20] * 2,), kwargs={"query": False}
    )
    worker.start()
    ticks = 0
    while worker.is_alive():
        time.sleep(0.001)
        ticks += 1
    assert ticks > 10


def test_the_weights_hash_is_that_of_the_file():
    with weights_path().open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == weights_hash()


def test_says_what_to_do_where_the_wheel_is_missing(monkeypatch):
    monkeypatch.setattr(engine_module.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError) as caught:
        weights_path()
    assert "--model" in caught.value.message.zh
    assert "--model" in caught.value.message.en
