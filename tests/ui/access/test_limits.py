"""Rates and the log, by themselves."""

import json
import logging

from youju_ui.access import LOCAL, Audit, RateLimit


def test_a_bucket_empties_and_fills_again():
    now = 0.0
    rate = RateLimit(60, clock=lambda: now)
    assert [rate.take("a") for _ in range(60)] == [0.0] * 60
    assert rate.take("a") == 1.0
    assert rate.take("b") == 0.0
    now = 1.0
    assert rate.take("a") == 0.0
    assert rate.take("a") > 0


def test_strangers_do_not_fill_the_memory():
    now = 0.0
    rate = RateLimit(1, clock=lambda: now)
    for number in range(10_001):
        rate.take(str(number))
        now += 61
    assert len(rate._buckets) < 10


def test_a_line_is_one_object_whatever_was_written(tmp_path):
    log = Audit(tmp_path, content=True)
    log.record(LOCAL, "ask", content='两行\n"引号"', found=3)
    log.record("user:x", "login\ud800")
    lines = [
        json.loads(line) for line in (tmp_path / "audit.jsonl").read_text("utf-8").splitlines()
    ]
    assert lines[0]["content"] == '两行\n"引号"'
    assert lines[0]["found"] == 3
    assert lines[1]["who"] == "user:x"
    assert (tmp_path / "audit.jsonl").stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_is_told_and_stops_nobody(tmp_path, caplog):
    with caplog.at_level(logging.ERROR):
        Audit(tmp_path / "missing").record(LOCAL, "ask")
    assert "audit.jsonl" in caplog.text
