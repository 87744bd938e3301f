"""Documents moved to another collection: found there at once, still the same, never encoded again."""

from __future__ import annotations

import pytest

import youju
from youju.errors import AlreadyThereError, NotInLibraryError
from youju.schema import Change, Scope, Status

HALL = "体育馆每天晚上八点关门，周一不开放。"
QUESTION = "体育馆几点关门？"
PUBLIC, INNER = Scope(readable=frozenset({"公开"})), Scope(readable=frozenset({"内部"}))


@pytest.fixture
def library(tmp_path):
    with youju.Library.open(tmp_path / "资料库") as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "体育馆.txt"
    place.write_text(HALL, encoding="utf-8")
    return place


def test_a_moved_document_answers_where_it_is_now_under_the_same_ids(library, file):
    library.add(file, collection="公开")
    before = library.ask(QUESTION, scope=PUBLIC)
    (moved,) = library.move("体育馆.txt", collection="内部")
    assert (moved.collection, moved.text) == ("内部", "")
    assert library.ask(QUESTION, scope=PUBLIC).status is Status.NOT_FOUND
    after = library.ask(QUESTION, scope=INNER)
    assert after.text == before.text
    assert after.citations[0].passage.id == before.citations[0].passage.id
    assert after.citations[0].passage.document.collection == "内部"
    assert library.check() == ()


def test_whoever_has_the_library_open_sees_the_move_at_once(library, file, tmp_path):
    library.add(file, collection="公开")
    with youju.Library.open(tmp_path / "资料库") as other:
        assert "八点" in other.ask(QUESTION, scope=PUBLIC).text
        passage = other.passages(moved_id := other.document("体育馆.txt").id)[0]
        library.move(moved_id, collection="内部")
        assert other.ask(QUESTION, scope=PUBLIC).status is Status.NOT_FOUND
        assert "八点" in other.ask(QUESTION, scope=INNER).text
        assert other.passage(passage.id).document.collection == "内部"


def test_nothing_is_encoded_to_move(library, file, monkeypatch):
    library.add(file)

    def encode(*_texts, **_more):
        raise AssertionError("encoded")

    monkeypatch.setattr(type(library.encoder), "encode_passages", encode)
    library.move("体育馆.txt", collection="内部")
    assert library.documents(scope=INNER)


def test_a_moved_file_is_updated_in_its_collection(library, file):
    library.add(file, collection="公开")
    (moved,) = library.move(str(file), collection="内部")
    assert library.add(file, collection="内部")[0].change is Change.UNCHANGED
    file.write_text(HALL.replace("八点", "九点"), encoding="utf-8")
    (outcome,) = library.update()
    assert outcome.change is Change.UPDATED
    assert [(one.id, one.collection) for one in library.documents()] == [(moved.id, "内部")]
    assert "九点" in library.ask(QUESTION).text


def test_what_comes_to_the_former_place_is_another_document(library, file):
    library.add(file, collection="公开")
    (moved,) = library.move(str(file), collection="内部")
    second = library.add(file, collection="公开")[0]
    assert second.change is Change.ADDED
    assert second.document is not None
    assert second.document.id != moved.id
    assert library.add(file, collection="公开")[0].change is Change.UNCHANGED
    with pytest.raises(AlreadyThereError) as error:
        library.move(moved.id, collection="公开")
    assert "体育馆.txt" in error.value.message.zh
    library.remove(second.document.id)
    library.move(moved.id, collection="公开")
    assert [(one.id, one.collection) for one in library.documents()] == [(moved.id, "公开")]
    assert library.check() == ()


def test_one_unknown_name_moves_nothing(library, file):
    library.add(file)
    with pytest.raises(NotInLibraryError):
        library.move("体育馆.txt", "没有.txt", collection="内部")
    assert [one.collection for one in library.documents()] == ["default"]
