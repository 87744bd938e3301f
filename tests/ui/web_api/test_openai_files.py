"""Files of vector stores with the real ``openai`` package: attributes, batches, failures, what is not there."""

import threading

import pytest
from tests.support import serving

from youju_ui.access import Role

openai = pytest.importorskip("openai", reason="openai is not installed")
STORE = "后勤"


@pytest.fixture
def api(address):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as made:
        made.vector_stores.create(name=STORE)
        yield made


def upload(api, name, text):
    data = text if isinstance(text, bytes) else text.encode()
    return api.files.create(file=(name, data), purpose="assistants")


def upload_some(api):
    """Two that can be read and one that cannot."""
    return [
        upload(api, "门.txt", "大门钥匙在门卫室。"),
        upload(api, "食堂.txt", "食堂周三供应饺子。"),
        upload(api, "坏.pdf", b"%PDF-1.7 broken"),
    ]


@pytest.fixture
def halted(library, monkeypatch):
    """Additions that wait until they are told to go on: the first has begun, the others wait."""
    real, begun, go = library.add_bytes, threading.Event(), threading.Event()

    def slow(*arguments, **options):
        begun.set()
        assert go.wait(60)
        return real(*arguments, **options)

    monkeypatch.setattr(library, "add_bytes", slow)
    yield begun, go
    go.set()


def test_attributes_are_changed_and_searched_without_reading_the_file_again(api, library):
    file = upload(api, "食堂.txt", "食堂周三供应饺子。")
    put = api.vector_stores.files.create_and_poll(
        vector_store_id=STORE, file_id=file.id, attributes={"floor": 2, "kind": "菜单"}
    )
    # Beside what the file itself says, such as its encoding.
    assert put.attributes == {"encoding": "utf-8", "floor": 2, "kind": "菜单"}
    before = library.search("周三供应什么", k=1)[0].passage
    changed = api.vector_stores.files.update(
        file.id, vector_store_id=STORE, attributes={"floor": 3, "open": True}
    )
    assert (changed.id, changed.attributes) == (file.id, {"floor": 3, "open": True})

    def found(key, value):
        wanted = {"type": "eq", "key": key, "value": value}
        return [
            one.file_id for one in api.vector_stores.search(STORE, query="周三", filters=wanted)
        ]

    assert found("floor", 3) == found("open", True) == [file.id]
    assert found("floor", 2) == found("kind", "菜单") == []
    after = library.search("周三供应什么", k=1)[0].passage
    assert (after.id, after.text) == (before.id, before.text)
    assert (
        api.vector_stores.files.update(file.id, vector_store_id=STORE, attributes=None).attributes
        == {}
    )
    assert api.vector_stores.files.retrieve(file.id, vector_store_id=STORE).status == "completed"


def test_a_batch_tells_how_each_file_ended(api):
    files = upload_some(api)
    batch = api.vector_stores.file_batches.create_and_poll(
        vector_store_id=STORE, file_ids=[one.id for one in files], attributes={"year": "2026"}
    )
    assert (batch.object, batch.status, batch.vector_store_id) == (
        "vector_store.files_batch",
        "completed",
        STORE,
    )
    counts = batch.file_counts
    assert (counts.completed, counts.failed, counts.in_progress, counts.total) == (2, 1, 0, 3)
    assert api.vector_stores.file_batches.retrieve(batch.id, vector_store_id=STORE) == batch
    listed = api.vector_stores.file_batches.list_files(batch.id, vector_store_id=STORE, limit=2)
    assert {one.id: one.status for one in listed} == dict(
        zip([one.id for one in files], ["completed", "completed", "failed"], strict=True)
    )
    failed = api.vector_stores.file_batches.list_files(
        batch.id, vector_store_id=STORE, filter="failed"
    )
    (broken,) = failed
    assert broken.last_error.code == "invalid_file"
    assert "pdf" in broken.last_error.message.lower()
    (kept,) = [one for one in api.vector_stores.files.list(STORE) if one.id == files[0].id]
    assert kept.attributes["year"] == "2026"


def test_kinds_that_do_not_fit_are_texts(api):
    file = upload(api, "食堂.txt", "食堂周三供应饺子。")
    # Somebody's own attribute may bear the name under which the kinds are noted.
    odd = {"attribute_kinds": '{"far": "number", "deep": "number"}', "far": "inf", "deep": "low"}
    put = api.vector_stores.files.create_and_poll(
        vector_store_id=STORE, file_id=file.id, attributes=odd
    )
    assert (put.attributes["far"], put.attributes["deep"]) == ("inf", "low")
    put = api.vector_stores.files.update(
        file.id, vector_store_id=STORE, attributes={"attribute_kinds": "["}
    )
    assert put.status == "completed"


def test_files_of_a_batch_can_have_attributes_of_their_own(api):
    files = upload_some(api)[:2]
    sent = [{"file_id": one.id, "attributes": {"n": str(n)}} for n, one in enumerate(files)]
    batch = api.vector_stores.file_batches.create(STORE, files=sent)
    done = api.vector_stores.file_batches.poll(batch.id, vector_store_id=STORE)
    assert done.file_counts.completed == 2
    listed = api.vector_stores.file_batches.list_files(batch.id, vector_store_id=STORE)
    assert [one.attributes["n"] for one in listed] == ["0", "1"]


def test_files_are_uploaded_and_put_in_by_one_call(api):
    before = upload(api, "门.txt", "大门钥匙在门卫室。")
    batch = api.vector_stores.file_batches.upload_and_poll(
        STORE, files=[("食堂.txt", "食堂周三供应饺子。".encode())], file_ids=[before.id]
    )
    assert (batch.status, batch.file_counts.completed) == ("completed", 2)
    assert (
        "饺子" in next(iter(api.vector_stores.search(STORE, query="周三供应什么"))).content[0].text
    )


def test_a_cancelled_batch_leaves_out_what_was_not_done(api, library, halted):
    begun, go = halted
    files = upload_some(api)[:2]
    batch = api.vector_stores.file_batches.create(STORE, file_ids=[one.id for one in files])
    assert batch.status == "in_progress"
    assert begun.wait(30)
    cancelled = api.vector_stores.file_batches.cancel(batch.id, vector_store_id=STORE)
    assert cancelled.file_counts.cancelled == 1
    go.set()
    done = api.vector_stores.file_batches.poll(batch.id, vector_store_id=STORE)
    assert (done.status, done.file_counts.cancelled) == ("cancelled", 2)
    gone = api.vector_stores.files.list(STORE, filter="cancelled")
    assert {one.id for one in gone} == {one.id for one in files}
    assert not {"门.txt", "食堂.txt"} & {one.name for one in library.documents()}


def test_a_batch_is_known_after_a_restart(library):
    def client(url):
        return openai.OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0)

    with serving.listening(serving.application(library)) as url, client(url) as api:
        api.vector_stores.create(name=STORE)
        sent = [one.id for one in upload_some(api)]
        before = api.vector_stores.file_batches.create_and_poll(STORE, file_ids=sent)
    with serving.listening(serving.application(library)) as url, client(url) as api:
        assert api.vector_stores.file_batches.retrieve(before.id, vector_store_id=STORE) == before


def test_a_file_that_failed_is_taken_out_of_its_store_and_not_told_of_again(api):
    file = upload(api, "坏.pdf", b"%PDF-1.7 broken")
    batch = api.vector_stores.file_batches.create_and_poll(STORE, file_ids=[file.id])
    assert batch.status == "failed"
    assert api.vector_stores.files.delete(file.id, vector_store_id=STORE).deleted
    assert list(api.vector_stores.files.list(STORE)) == []
    assert api.vector_stores.retrieve(STORE).file_counts.total == 0
    again = api.vector_stores.file_batches.retrieve(batch.id, vector_store_id=STORE)
    assert again.file_counts.total == 0
    with pytest.raises(openai.NotFoundError):
        api.vector_stores.files.delete(file.id, vector_store_id=STORE)
    assert api.files.retrieve(file.id).filename == "坏.pdf", "the upload itself stays"


def test_a_file_that_waits_is_taken_out_before_it_is_read(api, library, halted):
    begun, go = halted
    first, second = upload_some(api)[:2]
    for file in (first, second):
        api.vector_stores.files.create(STORE, file_id=file.id)
    assert begun.wait(30)
    assert api.vector_stores.files.delete(second.id, vector_store_id=STORE).deleted
    go.set()
    assert api.vector_stores.files.poll(first.id, vector_store_id=STORE).status == "completed"
    assert [one.id for one in api.vector_stores.files.list(STORE)] == [first.id]
    assert "食堂.txt" not in {one.name for one in library.documents()}


@pytest.mark.parametrize("late", [False, True], ids=["at its start", "as it ends"])
def test_a_file_deleted_while_it_is_read_does_not_come_back(api, library, monkeypatch, late):
    real, begun, go = library.add_bytes, threading.Event(), threading.Event()

    def slow(*arguments, **options):
        outcome = real(*arguments, **options) if late else None
        begun.set()
        assert go.wait(60)
        return outcome or real(*arguments, **options)

    monkeypatch.setattr(library, "add_bytes", slow)
    before = {one.name for one in library.documents()}
    file = upload(api, "食堂.txt", "食堂周三供应饺子。")
    api.vector_stores.files.create(STORE, file_id=file.id)
    assert begun.wait(30)
    assert api.files.delete(file.id).deleted
    go.set()
    other = upload(api, "门.txt", "大门钥匙在门卫室。")
    assert api.vector_stores.files.create_and_poll(other.id, vector_store_id=STORE)
    assert {one.name for one in library.documents()} == {*before, "门.txt"}
    assert [one.id for one in api.vector_stores.files.list(STORE)] == [other.id]


def test_the_text_that_was_read_can_be_had(api):
    file = upload(api, "食堂.md", "# 食堂\n\n周三供应饺子。")
    api.vector_stores.files.create_and_poll(vector_store_id=STORE, file_id=file.id)
    (part,) = api.vector_stores.files.content(file.id, vector_store_id=STORE)
    assert part.type == "text"
    assert "周三供应饺子。" in part.text


def test_lists_go_forwards_and_backwards_in_the_order_of_time(api):
    files = upload_some(api)
    api.vector_stores.file_batches.create_and_poll(STORE, file_ids=[one.id for one in files])
    ids = [one.id for one in api.vector_stores.files.list(STORE, order="asc")]
    assert sorted(ids) == sorted(one.id for one in files)
    page = api.vector_stores.files.list(STORE, order="asc", limit=1, before=ids[2])
    assert [one.id for one in page.data] == [ids[1]]
    assert page.has_more
    page = api.vector_stores.files.list(STORE, order="asc", limit=2, after=ids[0])
    assert [one.id for one in page.data] == ids[1:]
    assert not page.has_more


def test_what_is_not_there_is_told_in_openais_words(api):
    stores = api.vector_stores
    file = upload(api, "门.txt", "大门钥匙在门卫室。")
    batch = stores.file_batches.create_and_poll(STORE, file_ids=[file.id])
    stores.create(name="别处")
    calls = [
        lambda: stores.retrieve("none"),
        lambda: stores.files.retrieve("file-none", vector_store_id=STORE),
        lambda: stores.files.retrieve(file.id, vector_store_id="别处"),
        lambda: stores.files.update("file-none", vector_store_id=STORE, attributes={}),
        lambda: stores.files.content("file-none", vector_store_id=STORE),
        lambda: stores.files.delete("file-none", vector_store_id=STORE),
        lambda: stores.files.create(STORE, file_id="file-none"),
        lambda: stores.file_batches.create(STORE, file_ids=[file.id, "file-none"]),
        lambda: stores.file_batches.create("none", file_ids=[file.id]),
        lambda: stores.file_batches.retrieve("vsfb_none", vector_store_id=STORE),
        lambda: stores.file_batches.retrieve(batch.id, vector_store_id="别处"),
        lambda: stores.file_batches.cancel("vsfb_none", vector_store_id=STORE),
        lambda: stores.file_batches.list_files("vsfb_none", vector_store_id=STORE),
        lambda: api.files.retrieve("file-none"),
        lambda: api.files.delete("file-none"),
    ]
    for call in calls:
        with pytest.raises(openai.NotFoundError) as caught:
            call()
        assert caught.value.body["type"] == "not_found_error"
        assert caught.value.body["code"] == "not_found"
        assert caught.value.body["message"]
    for sent in ({}, {"file_ids": [file.id], "files": [{"file_id": file.id}]}):
        with pytest.raises(openai.UnprocessableEntityError) as caught:
            stores.file_batches.create(STORE, **sent)
        assert caught.value.body["type"] == "invalid_request_error"


def test_a_reader_changes_nothing_and_another_key_sees_no_batch_of_what_is_not_his(library, keys):
    _, editor = keys.create_key("后勤", role=Role.EDITOR)
    _, reader = keys.create_key("只读", collections=frozenset({STORE}))
    _, other = keys.create_key("别人", role=Role.EDITOR, collections=frozenset({"报告"}))
    with serving.listening(serving.application(library)) as url:
        mine, reads, theirs = (
            openai.OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0)
            for key in (editor, reader, other)
        )
        mine.vector_stores.create(name=STORE)
        file = upload(mine, "门.txt", "大门钥匙在门卫室。")
        batch = mine.vector_stores.file_batches.create_and_poll(STORE, file_ids=[file.id])
        seen = reads.vector_stores.file_batches.retrieve(batch.id, vector_store_id=STORE)
        assert seen.file_counts.completed == 1
        for call in (
            lambda: reads.vector_stores.files.update(file.id, vector_store_id=STORE, attributes={}),
            lambda: reads.vector_stores.file_batches.create(STORE, file_ids=[file.id]),
            lambda: reads.vector_stores.file_batches.cancel(batch.id, vector_store_id=STORE),
            lambda: theirs.vector_stores.file_batches.create(STORE, file_ids=[file.id]),
        ):
            with pytest.raises(openai.PermissionDeniedError):
                call()
        for call in (
            lambda: theirs.vector_stores.file_batches.retrieve(batch.id, vector_store_id=STORE),
            lambda: theirs.vector_stores.files.update(
                file.id, vector_store_id=STORE, attributes={}
            ),
        ):
            with pytest.raises(openai.NotFoundError):
                call()
        for one in (mine, reads, theirs):
            one.close()
