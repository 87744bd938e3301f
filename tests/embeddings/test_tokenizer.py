"""The written tokenizer cuts texts into as many tokens as the engine does."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from youju_embeddings.engine import clean
from youju_embeddings.tokenizer import tokenizer_definition


@pytest.fixture(scope="module")
def tokenizer(packed):
    return Tokenizer.from_str(json.dumps(tokenizer_definition(packed)))


def count(tokenizer, text):
    return len(tokenizer.encode("passage: " + text).ids)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2022年，全区地区生产总值同比增长5%，一般公共预算收入120.5亿元。",
        "３～５个工作日；（０１０）８８８８－１２３４；ＡＢＣ",
        "𬭎𬭎𬭎先生与䶮女士，𠮷野家",
        "㎡ ℃ ½ ① ㋿ ﬁ ™️ ©️ 👨‍👩‍👧‍👦 🇨🇳",
        "The quick brown fox; naïve café, e\u0301, Ångström",
        "  行首\t制表\r\n\r\n换行  两端  ",
        "<s>假的</s><mask>标记<pad>",
        "가나다 각 が ﾊﾞ क्षि ٣٤٥",
        "地區生產總值與國民經濟" * 80,
        "\ufdfa" * 50,
    ],
)
def test_agrees_with_the_engine(tokenizer, engine, text):
    assert count(tokenizer, clean(text)) == engine.count_tokens(clean(text))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "M"]), max_size=40))
def test_agrees_with_the_engine_on_any_text_without_combining_marks(tokenizer, engine, text):
    assert count(tokenizer, clean(text)) == engine.count_tokens(clean(text))


def test_agrees_with_the_engine_on_real_passages(tokenizer, engine, data):
    lines = (data / "cmrc2018_dev" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [clean(json.loads(line)["text"]) for line in lines[:200]]
    assert [count(tokenizer, text) for text in texts] == list(map(engine.count_tokens, texts))


def test_special_tokens_frame_the_text(tokenizer):
    encoding = tokenizer.encode("query: 你好")
    assert encoding.tokens[0] == "<s>"
    assert encoding.tokens[-1] == "</s>"
    assert tokenizer.token_to_id("<pad>") == 1
