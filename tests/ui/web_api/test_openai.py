"""``/v1`` with the real ``openai`` package as its client."""

import io

import pytest
from tests.support import serving
from tests.support.serving import QUESTION

from youju_ui.access import Role

openai = pytest.importorskip("openai", reason="openai is not installed")


@pytest.fixture
def api(address):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as made:
        yield made


def ask(api, *messages, **options):
    sent = [{"role": role, "content": content} for role, content in messages]
    return api.chat.completions.create(model="youju", messages=sent, **options)


def test_an_answer_has_marks_annotations_sources_and_a_list_of_them(api, address, library):
    answer = ask(api, ("system", "你是助手"), ("user", QUESTION))
    message = answer.choices[0].message
    citation = library.ask(QUESTION).citations[0]
    assert answer.choices[0].finish_reason == "stop"
    assert "10天" in message.content
    assert "\n来源：\n[1] [《员工手册》]" in message.content
    (annotation,) = message.annotations
    assert annotation.type == "url_citation"
    cited = annotation.url_citation
    assert message.content[cited.start_index : cited.end_index] == "[1]"
    assert cited.url.startswith(f"{address}/passages/{citation.passage.id}?quotes=")
    assert cited.url in message.content
    assert "员工手册.md" in cited.title
    (source,) = answer.sources
    assert source["passage_id"] == citation.passage.id
    assert source["score"] == round(citation.score, 6)
    assert source["text"][: len("员工入职")] == "员工入职"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


def test_a_stream_says_the_same_in_pieces(api):
    whole = ask(api, ("user", QUESTION))
    chunks = list(ask(api, ("user", QUESTION), stream=True, stream_options={"include_usage": True}))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole.choices[0].message.content
    assert len([chunk for chunk in chunks if chunk.choices]) > 3
    assert chunks[0].choices[0].delta.role == "assistant"
    last = chunks[-2]
    assert last.choices[0].finish_reason == "stop"
    assert last.choices[0].delta.annotations[0]["url_citation"]["url"].startswith("http")
    assert last.sources == whole.sources
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens


def test_earlier_messages_are_the_history(api):
    answer = ask(
        api,
        ("user", "白鹭镇2024年地区生产总值是多少？"),
        ("assistant", "12.6亿元[1]"),
        ("user", "粮食总产量呢？"),
    )
    assert "1.8万吨" in answer.choices[0].message.content
    assert answer.youju["standalone_question"] != "粮食总产量呢？"


def test_content_in_parts_is_read_and_pictures_are_refused(api):
    part = {"type": "text", "text": QUESTION}
    assert "10天" in ask(api, ("user", [part])).choices[0].message.content
    picture = {"type": "image_url", "image_url": {"url": "data:,"}}
    with pytest.raises(openai.BadRequestError, match=r"messages\.0"):
        ask(api, ("user", [part, picture]))


def test_what_is_not_there_is_said_with_the_nearest_passages(api):
    message = ask(api, ("user", "火星上有多少只企鹅？")).choices[0].message
    assert message.annotations == []
    assert "最接近的段落：" in message.content
    assert "/passages/" in message.content
    spoken = {"accept-language": "en"}
    english = ask(api, ("user", "火星上有多少只企鹅？"), extra_headers=spoken).choices[0].message
    assert "Nearest passages:" in english.content


def test_a_conversation_without_a_question_is_told(api):
    with pytest.raises(openai.BadRequestError) as caught:
        ask(api, ("user", QUESTION), ("assistant", "10天"))
    assert caught.value.body["type"] == "invalid_request_error"
    with pytest.raises(openai.BadRequestError):
        ask(api, ("user", "？？？"))


def test_a_model_for_each_collection(api):
    names = [model.id for model in api.models.list()]
    assert {"youju", "youju/default", "youju/报告"} <= set(names)
    assert api.models.retrieve("youju/报告").owned_by == "youju"
    answer = api.chat.completions.create(
        model="youju/报告", messages=[{"role": "user", "content": QUESTION}]
    )
    assert "10天" not in answer.choices[0].message.content
    with pytest.raises(openai.NotFoundError):
        api.models.retrieve("gpt-5")
    with pytest.raises(openai.NotFoundError):
        api.chat.completions.create(
            model="youju/无", messages=[{"role": "user", "content": QUESTION}]
        )


def test_a_file_goes_into_a_vector_store_and_is_found(api, library):
    file = api.files.create(
        file=("食堂.txt", "食堂每天十一点半开饭，周三供应饺子。".encode()), purpose="assistants"
    )
    assert (file.filename, file.status) == ("食堂.txt", "processed")
    store = api.vector_stores.create(name="后勤", metadata={"owner": "王"})
    assert (store.id, store.file_counts.total, store.metadata) == ("后勤", 0, {"owner": "王"})
    put = api.vector_stores.files.create_and_poll(
        vector_store_id=store.id, file_id=file.id, attributes={"floor": 2}
    )
    assert (put.status, put.id, put.last_error) == ("completed", file.id, None)
    found = list(api.vector_stores.search(store.id, query="周三食堂供应什么？"))
    assert found[0].file_id == file.id
    assert found[0].filename == "食堂.txt"
    assert "饺子" in found[0].content[0].text
    assert 0 <= found[0].score <= 1
    shown = found[0].attributes
    assert {"start", "end", "passage_id", "document_id", "heading_path"} <= set(shown)
    assert shown["floor"] == 2
    assert api.vector_stores.retrieve("后勤").file_counts.completed == 1
    assert [one.id for one in api.vector_stores.files.list("后勤")] == [file.id]
    assert api.files.content(file.id).content.decode().startswith("食堂每天")
    assert api.files.delete(file.id).deleted
    assert list(api.vector_stores.search("后勤", query="周三食堂供应什么？")) == []
    assert api.vector_stores.delete("后勤").deleted
    assert len(library.documents()) == 2


def test_a_file_nobody_can_read_fails_in_words(api):
    file = api.files.create(file=("坏.pdf", b"%PDF-1.7 broken"), purpose="assistants")
    api.vector_stores.create(name="后勤")
    put = api.vector_stores.files.create_and_poll(vector_store_id="后勤", file_id=file.id)
    assert put.status == "failed"
    assert "pdf" in put.last_error.message.lower()


def test_a_store_counts_and_lists_its_files_by_how_they_ended(api):
    good = api.files.create(file=("好.txt", "大门钥匙在门卫室。".encode()), purpose="assistants")
    bad = api.files.create(file=("坏.pdf", b"%PDF-1.7 broken"), purpose="assistants")
    other = api.files.create(file=("图.zip", b"PK"), purpose="assistants")
    store = api.vector_stores.create(name="后勤", file_ids=[good.id, bad.id, other.id])
    for file in (good, bad, other):
        api.vector_stores.files.poll(file.id, vector_store_id=store.id)
    counts = api.vector_stores.retrieve("后勤").file_counts
    assert (counts.completed, counts.failed, counts.in_progress, counts.total) == (1, 2, 0, 3)
    assert {one.id for one in api.vector_stores.files.list("后勤", limit=2)} == {
        one.id for one in (good, bad, other)
    }
    failed = list(api.vector_stores.files.list("后勤", filter="failed"))
    assert {one.id: one.last_error.code for one in failed} == {
        bad.id: "invalid_file",
        other.id: "unsupported_file",
    }
    with pytest.raises(openai.NotFoundError):
        api.vector_stores.files.list("后勤", after="gone")


def test_a_file_that_could_not_be_read_once_is_completed_when_it_is(api, library, monkeypatch):
    file = api.files.create(file=("门.txt", "大门钥匙在门卫室。".encode()), purpose="assistants")
    with monkeypatch.context() as broken:
        broken.setattr(library, "add_bytes", lambda *_, **__: 1 / 0)
        put = api.vector_stores.files.create_and_poll(vector_store_id="default", file_id=file.id)
        assert (put.status, put.last_error.code) == ("failed", "server_error")
    again = api.vector_stores.files.create_and_poll(vector_store_id="default", file_id=file.id)
    assert again.status == "completed"
    assert api.vector_stores.retrieve("default").file_counts.failed == 0


def test_a_store_that_is_there_keeps_what_is_not_said_of_it(api):
    api.vector_stores.create(name="后勤", metadata={"owner": "王"})
    assert api.vector_stores.create(name="后勤").metadata == {"owner": "王"}
    assert api.vector_stores.update("后勤", name="后勤").metadata == {"owner": "王"}
    assert api.vector_stores.update("后勤", metadata={}).metadata == {}


def test_a_store_of_files_that_are_not_there_is_not_made(api):
    with pytest.raises(openai.NotFoundError):
        api.vector_stores.create(name="后勤", file_ids=["file-none"])
    assert "后勤" not in {store.id for store in api.vector_stores.list()}


def test_a_mistake_of_ours_in_a_stream_is_its_last_event(api, library, monkeypatch, caplog):
    secret = "secret detail"

    def fail(*_, **__):
        raise RuntimeError(secret)

    monkeypatch.setattr(library, "ask", fail)
    with pytest.raises(openai.APIError) as caught:
        list(ask(api, ("user", QUESTION), stream=True))
    assert caught.value.body["code"] == "failed"
    assert secret not in str(caught.value.body)
    assert secret in caplog.text


def test_upload_and_poll_in_one_call(api):
    put = api.vector_stores.files.upload_and_poll(
        vector_store_id="default", file=("门.txt", "大门钥匙在门卫室。".encode())
    )
    assert put.status == "completed"


def test_a_search_keeps_to_filters_and_threshold(api):
    def names(**options):
        found = api.vector_stores.search("default", query=QUESTION, **options)
        return [one.filename for one in found]

    assert "员工手册.md" in names()
    people = {"type": "eq", "key": "department", "value": "人事"}
    assert "员工手册.md" in names(filters=people)
    assert names(filters={**people, "type": "ne"}) == []
    both = {"type": "and", "filters": [people, {"type": "in", "key": "title", "value": ["无"]}]}
    assert names(filters=both) == []
    assert names(ranking_options={"score_threshold": 0.999}) == []
    assert len(names(max_num_results=1)) == 1
    with pytest.raises(openai.BadRequestError, match="like"):
        names(filters={"type": "like", "key": "title", "value": "x"})


def test_documents_of_the_library_are_files_and_collections_are_stores(api, library):
    documents = {one.id for one in library.documents()}
    assert documents == {file.id for file in api.files.list()}
    assert {store.id for store in api.vector_stores.list()} == {"default", "报告"}
    one = library.documents()[0]
    assert api.files.retrieve(one.id).filename == one.name
    assert api.files.content(one.id).text == library.document(one.id).text
    with pytest.raises(openai.NotFoundError):
        api.vector_stores.search("无", query=QUESTION)


def test_vectors_are_those_of_the_library(api, library):
    sent = ["带薪年假", "报销"]
    made = api.embeddings.create(model="x", input=sent, extra_body={"input_type": "query"})
    expected = library.encoder.encode_queries(sent)
    for one, vector in zip(made.data, expected, strict=True):
        assert one.embedding == pytest.approx(vector.tolist(), abs=1e-6)
    plain = api.embeddings.create(model="x", input="报销", encoding_format="float")
    assert plain.data[0].embedding == pytest.approx(
        library.encoder.encode_passages(["报销"])[0].tolist(), abs=1e-6
    )
    with pytest.raises(openai.BadRequestError, match="dimensions"):
        api.embeddings.create(model="x", input="报销", dimensions=3)
    with pytest.raises(openai.BadRequestError):
        api.embeddings.create(model="x", input=[[1, 2, 3]])


def test_reranking_puts_what_answers_first(client):
    documents = ["市内交通费每月上限为200元。", "员工每年享有10天带薪年假。", {"text": "食堂。"}]
    sent = {"model": "", "query": QUESTION, "documents": documents, "top_n": 2}
    answer = client.post("/v1/rerank", json={**sent, "return_documents": True}).json()
    assert answer["results"][0]["index"] == 1
    assert len(answer["results"]) == 2
    assert all(0 <= one["relevance_score"] <= 1 for one in answer["results"])
    assert answer["results"][0]["document"]["text"] == documents[1]


def test_keys_are_asked_in_openais_words(library, keys):
    _, text = keys.create_key("手册", role=Role.EDITOR, collections=frozenset({"default"}))
    with serving.listening(serving.application(library)) as url:
        wrong = openai.OpenAI(base_url=f"{url}/v1", api_key="sk-no", max_retries=0)
        with pytest.raises(openai.AuthenticationError) as caught:
            wrong.models.list()
        assert caught.value.body["code"] == "key_wrong"
        mine = openai.OpenAI(base_url=f"{url}/v1", api_key=text, max_retries=0)
        assert {store.id for store in mine.vector_stores.list()} == {"default"}
        with pytest.raises(openai.NotFoundError):
            mine.vector_stores.search("报告", query="地区生产总值")
        with pytest.raises(openai.PermissionDeniedError):
            mine.vector_stores.create(name="报告")
        with pytest.raises(openai.NotFoundError):
            mine.vector_stores.delete("报告")
        hidden = next(one for one in library.documents() if one.collection == "报告")
        with pytest.raises(openai.NotFoundError):
            mine.files.content(hidden.id)
        other = keys.create_key("别人", role=Role.EDITOR)[1]
        file = mine.files.create(file=io.BytesIO(b"secret"), purpose="assistants")
        theirs = openai.OpenAI(base_url=f"{url}/v1", api_key=other, max_retries=0)
        with pytest.raises(openai.NotFoundError):
            theirs.files.content(file.id)
        shared = mine.vector_stores.files.create_and_poll(
            vector_store_id="default", file_id=file.id
        )
        assert theirs.files.delete(shared.id).deleted
        assert mine.files.content(file.id).content == b"secret", "the upload is its owner's"
        for one in (wrong, mine, theirs):
            one.close()
