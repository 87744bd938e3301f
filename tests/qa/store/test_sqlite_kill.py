"""A process killed at any moment loses nothing that it said was stored."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.qa.store.writing_child import sample_of

from youju.store.samples import Sample, make_manifest, make_query
from youju.store.sqlite import SqliteStore

KILLS = 10
CHILD = Path(__file__).with_name("writing_child.py")


def test_no_acknowledged_change_is_lost_by_killing_the_writer(tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    moments = random.Random(20240101)
    expected: dict[str, Sample] = {}
    following = 0
    for _ in range(KILLS):
        acknowledged = _write_and_kill(
            folder, following, changes=moments.randrange(1, 14), pause=moments.random() * 0.03
        )
        for number in acknowledged:
            _apply(expected, number)
        following += len(acknowledged)
        if _is_one_ahead(folder, expected, following):
            _apply(expected, following)
            following += 1
        _require_whole(folder, expected)
    assert following > KILLS


def _write_and_kill(folder: Path, first: int, *, changes: int, pause: float) -> list[int]:
    """Let a child make some changes, kill it a moment later; what it said it had made."""
    command = [sys.executable, str(CHILD), str(folder), "write", str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(changes)]
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        rest = list(child.stdout.read().splitlines(keepends=True))
    acknowledged.extend(int(line) for line in rest if line.strip())
    assert acknowledged == list(range(first, first + len(acknowledged)))
    return acknowledged


def _apply(expected: dict[str, Sample], number: int) -> None:
    if number % 4 == 3:
        expected.pop(sample_of(number - 2).document.id, None)
    else:
        sample = sample_of(number)
        expected[sample.document.id] = sample


def _is_one_ahead(folder: Path, expected: dict[str, Sample], following: int) -> bool:
    """Whether the change under way when the child died was already committed."""
    ahead = dict(expected)
    _apply(ahead, following)
    store = SqliteStore.open(folder, manifest=make_manifest(), create=False)
    titles = {document.id: document.title for document in store.documents()}
    store.close()
    assert titles in (_titles(expected), _titles(ahead))
    return titles != _titles(expected)


def _titles(samples: dict[str, Sample]) -> dict[str, str]:
    return {identity: sample.document.title for identity, sample in samples.items()}


def _require_whole(folder: Path, expected: dict[str, Sample]) -> None:
    store = SqliteStore.open(folder, manifest=make_manifest(), create=False)
    assert store.check() == ()
    for identity, sample in expected.items():
        assert store.document(identity) == sample.document
        assert store.passages_of(identity) == sample.passages
        assert store.terms(sample.ids) == sample.terms
    for identity, sample in list(expected.items())[-5:]:
        found = store.dense(sample.vectors[0], 1)
        assert store.passages([found[0].passage_id])[0].text == sample.passages[0].text
        word = sample.terms[0].body[0]
        assert {hit.passage_id for hit in store.lexical(make_query(word), 1)} <= set(sample.ids)
        assert store.frequencies([word])[word] == len(sample.passages), identity
    store.close()
