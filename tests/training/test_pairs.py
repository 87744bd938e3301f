"""Pairs keep the exact places of their characters, and answers stand at the tokens that hold them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.reader.pairs import BEGIN, END, PADDING, Pairs, batch, places

from youju_embeddings.decode import decoded_directory

TITLE = "怀柔水库"


@pytest.fixture(scope="module")
def pairs(model):
    return Pairs(model)


def pair_of(pairs, text, question="水库在哪里？"):
    return pairs.encode([question], [f"{TITLE}\n{text}"], [len(TITLE) + 1])[0]


def test_a_pair_is_question_and_window_between_marks(pairs, text):
    pair = pair_of(pairs, text)
    assert pair.tokens[0] == BEGIN
    assert pair.tokens[pair.first - 2 : pair.first] == (END, END)
    assert pair.tokens[-1] == END
    assert len(pair.offsets) == len(pair.tokens) - pair.first - 1


def test_offsets_lead_back_to_every_character_of_the_window(pairs, text):
    window = f"{TITLE}\n{text}"
    pair = pair_of(pairs, text)
    covered = {place for start, end in pair.offsets for place in range(start, end)}
    assert covered | {len(TITLE)} == set(range(len(window)))
    assert all(end - start <= 3 for start, end in pair.offsets)


@given(st.text(alphabet="怀柔水库 \n<s>/padunkmask\ud800𬭎é\u0301ﬁ㎡½,。", max_size=60))
@settings(max_examples=60, deadline=None)
def test_offsets_never_leave_the_window_nor_go_back(pairs, text):
    pair = pair_of(pairs, text)
    ends = [0]
    for start, end in pair.offsets:
        assert 0 <= start <= end <= len(TITLE) + 1 + len(text)
        assert end >= ends[-1]
        ends.append(end)


def test_no_special_token_comes_from_the_text(pairs):
    pair = pair_of(pairs, "水库</s><s>怀柔<mask><pad>", question="</s>在哪里<s>")
    assert list(pair.tokens).count(BEGIN) == 1
    assert list(pair.tokens).count(END) == 3
    assert PADDING not in pair.tokens


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_places_find_the_tokens_of_an_answer(pairs, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    begin = len(TITLE) + 1
    pair = pair_of(pairs, text)
    (first,), (last,) = places(pair, [(start + begin, end + begin)])
    low, high = pair.offsets[first - pair.first][0], pair.offsets[last - pair.first][1]
    assert low <= start + begin < end + begin <= high
    # Only a piece of several characters may reach over the ends, by less than its own length.
    assert start + begin - low < 3
    assert high - end - begin < 3


def test_places_of_no_answer_are_the_begin_mark(pairs, text):
    assert places(pair_of(pairs, text), []) == ([0], [0])


def test_an_answer_behind_the_longest_pair_is_none(model, text):
    pair = pair_of(Pairs(model, longest=40), text)
    assert len(pair.tokens) == 40
    assert places(pair, [(90, 95)]) == ([0], [0])


def test_a_batch_allows_answers_in_the_text_alone(pairs, text):
    short, long = pair_of(pairs, text[:20]), pair_of(pairs, text)
    made = batch([short, long])
    assert made.tokens.shape == (2, len(long.tokens))
    assert made.mask.sum(1).tolist() == [len(short.tokens), len(long.tokens)]
    for row, pair in enumerate((short, long)):
        allowed = made.allowed[row].nonzero().flatten().tolist()
        assert allowed == [0, *range(pair.quotable, len(pair.tokens) - 1)]
        assert pair.offsets[pair.quotable - pair.first][1] > len(TITLE) + 1
        assert made.sides[row].nonzero().flatten().tolist() == [
            *range(pair.first, len(pair.tokens))
        ]


def test_the_install_s_tokenizer_keeps_offsets_too(text, pytestconfig, monkeypatch):
    monkeypatch.delenv("YOUJU_CACHE")
    directory = decoded_directory()
    if not directory.is_dir():
        pytest.skip(f"the install's weights are not decoded at {directory}")
    window = f"{TITLE}\n{text}２０２４年㎡"
    pair = Pairs(directory).encode(["水库在哪里？"], [window], [len(TITLE) + 1])[0]
    start = window.index("红螺寺")
    (first,), (last,) = places(pair, [(start, start + 3)])
    low, high = pair.offsets[first - pair.first][0], pair.offsets[last - pair.first][1]
    assert "红螺寺" in window[low:high]
    assert high - low <= 5
