"""The span that is read is the best that may be read."""

import pytest
import torch
from training.reader.pairs import Pair
from training.reader.spans import LONGEST_ANSWER, Row


def row_of(length, *, quotable=6, seed=0):
    """A window of single characters behind four tokens of question, with logits by chance."""
    first = 4
    count = first + length
    pair = Pair(tuple(range(count + 1)), first, quotable, tuple((i, i + 1) for i in range(length)))
    allowed = torch.zeros(count + 1, dtype=torch.bool)
    allowed[0] = True
    allowed[quotable:count] = True
    torch.manual_seed(seed)
    return Row(pair, torch.randn(count + 1), torch.randn(count + 1), allowed, 0.5)


def searched(row, penalty=0.0):
    """Every legal span by hand: (score with its price, start, end, log-probability)."""
    start = torch.where(row.allowed, row.start, -torch.inf).log_softmax(-1).tolist()
    end = torch.where(row.allowed, row.end, -torch.inf).log_softmax(-1).tolist()
    low, high = row.pair.quotable, len(row.pair.tokens) - 1
    return max(
        (
            start[i] + end[j] - penalty * (j - i),
            i - row.pair.first,
            j + 1 - row.pair.first,
            start[i] + end[j],
        )
        for i in range(low, high)
        for j in range(i, min(high, i + LONGEST_ANSWER))
    )


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("penalty", [0.0, 0.3])
def test_reads_the_best_of_all_legal_spans(seed, penalty):
    row = row_of(130, seed=seed)
    _, start, end, span = searched(row, penalty)
    read = row.read(penalty=penalty)
    assert (read.start, read.end) == (start, end)
    assert read.span == pytest.approx(span, abs=1e-4)


def test_an_end_before_its_start_is_never_read():
    row = row_of(10)
    row.start[12], row.end[7] = 30.0, 30.0
    read = row.read()
    assert read.start <= read.end - 1


def test_a_title_is_never_read():
    row = row_of(10, quotable=8)
    row.start[5], row.end[5] = 50.0, 50.0
    assert row.read().start >= 4


def test_an_answer_has_a_longest_length():
    row = row_of(200)
    row.start[6], row.end[6 + LONGEST_ANSWER] = 30.0, 30.0
    read = row.read()
    assert read.end - read.start <= LONGEST_ANSWER


def test_a_window_without_text_answers_nothing():
    row = row_of(2)
    read = row.read()
    assert (read.start, read.end) == (0, 0)
    assert read.margin < -1e30


def test_none_is_what_the_begin_mark_says():
    row = row_of(10)
    row.start[0], row.end[0] = 40.0, 40.0
    read = row.read()
    assert read.none == pytest.approx(0.0, abs=1e-4)
    assert read.margin < 0
