"""A library built with another segmenter or model is rebuilt from its own texts."""

from dataclasses import replace

import pytest

import youju
from youju.chunking import CHUNKER
from youju.errors import LibraryMismatchError, LibraryNotFoundError
from youju.repair import rebuild_derived, reindex
from youju.segmentation import SEGMENTER
from youju.store.base import Manifest
from youju.store.sqlite import SqliteStore, read_manifest
from youju_embeddings import load_encoder


def test_a_library_of_another_segmenter_is_refused_then_rebuilt(tmp_path, monkeypatch):
    place = tmp_path / "library"
    monkeypatch.setattr("youju.library.SEGMENTER", "older")
    with youju.Library.open(place) as library:
        library.add_bytes("放假公告\n端午节放假三天，六月九日起正常上班。\n".encode(), "公告.txt")
        known = library.documents()
    monkeypatch.undo()
    with pytest.raises(LibraryMismatchError):
        youju.Library.open(place)
    encoder = load_encoder()
    assert reindex(place, encoder) == 1
    encoder.close()
    with youju.Library.open(place) as library:
        assert [one.id for one in library.documents()] == [one.id for one in known]
        assert "三天" in library.ask("端午节放假几天？").text
        assert library.check() == ()
    assert not (place / "rebuilding").exists()


def test_rebuilding_where_there_is_no_library_says_so(tmp_path):
    encoder = load_encoder()
    with pytest.raises(LibraryNotFoundError):
        reindex(tmp_path / "nothing", encoder)


def test_the_manifest_is_known_without_opening(tmp_path):
    encoder = load_encoder()
    manifest = Manifest(replace(encoder.fingerprint, model="other"), SEGMENTER, CHUNKER)
    SqliteStore.open(tmp_path / "l", manifest=manifest).close()
    assert read_manifest(tmp_path / "l") == manifest
    assert read_manifest(tmp_path / "nothing") is None


def test_a_thrown_away_word_index_comes_back_by_itself(tmp_path):
    place = tmp_path / "library"
    with youju.Library.open(place) as library:
        library.add_bytes("放假公告\n端午节放假三天，六月九日起正常上班。\n".encode(), "公告.txt")
        before = [hit.passage.id for hit in library.search("端午节")]
    rebuild_derived(place)
    with youju.Library.open(place) as library:
        assert [hit.passage.id for hit in library.search("端午节")] == before
        assert library.check() == ()
