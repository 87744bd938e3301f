"""A directory of the cache is there whole, or not at all."""

import threading
import time

import pytest

from youju_embeddings import ModelError
from youju_embeddings.built_directory import ensure_built


def test_is_built_once_and_found_afterwards(tmp_path):
    calls = []

    def build(place):
        calls.append(place)
        (place / "file").write_text("whole")

    for _ in range(2):
        found = ensure_built(tmp_path / "deep" / "model", build, size="1 KB")
        assert (found / "file").read_text() == "whole"
    assert len(calls) == 1


def test_a_refused_build_leaves_nothing_and_may_be_tried_again(tmp_path):
    def refuse(place):
        (place / "file").write_text("half")
        raise ModelError(zh="不一致", en="disagrees")

    place = tmp_path / "model"
    with pytest.raises(ModelError, match="disagrees"):
        ensure_built(place, refuse, size="1 KB")
    assert [path.name for path in tmp_path.iterdir()] in ([], ["model.lock"])
    assert ensure_built(place, lambda building: None, size="1 KB").is_dir()


def test_what_a_killed_build_left_is_cleared_away(tmp_path):
    (tmp_path / "model.abc.part").mkdir()
    ensure_built(tmp_path / "model", lambda building: None, size="1 KB")
    assert not (tmp_path / "model.abc.part").exists()


def test_threads_build_once(tmp_path):
    calls = []

    def build(place):
        calls.append(place)
        time.sleep(0.05)

    threads = [
        threading.Thread(target=ensure_built, args=(tmp_path / "model", build), kwargs={"size": ""})
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_a_place_that_cannot_be_written_names_the_variable(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError) as caught:
        ensure_built(tmp_path / "file" / "model", lambda building: None, size="30 MB")
    assert "YOUJU_CACHE" in caught.value.message.zh
    assert "30 MB" in str(caught.value)
