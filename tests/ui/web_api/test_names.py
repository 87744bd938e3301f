"""A collection whose name a path cannot carry, made, filled, asked and taken away through every contract."""

import asyncio
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client
from tests.support import serving

from youju.settings import Settings
from youju_ui.identity import id_of, name_of
from youju_ui.mcp_server.server import http_app
from youju_ui.web_api.mounting import build_application, guard
from youju_ui.web_api.service import Service

openai = pytest.importorskip("openai", reason="openai is not installed")
NAME = "合同/2024"
TEXT = "本合同的履约保证金为合同价款的百分之五。"
ASKED = "履约保证金是多少？"


@given(st.text(min_size=1, max_size=60))
def test_an_id_leads_back_to_its_name(name):
    assert name_of(id_of(name)) == name


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_two_names_never_have_one_id(one, other):
    assert (id_of(one) == id_of(other)) == (one == other)


@given(st.text(alphabet=st.characters(codec="ascii"), min_size=1, max_size=20))
def test_an_id_loses_nothing_on_the_way(name):
    assert id_of(name) not in {".", ".."}
    assert not set(id_of(name)) & set("/\\?#%;\n\r\t\0")


def test_two_names_with_the_bytes_of_an_id_stay_apart():
    for name in (id_of(NAME), "vs_64_", "vs_64_YR", "vs_64_!"):
        assert name_of(id_of(name)) == name


@pytest.mark.parametrize("name", ["default", "报告", "合同 2024", "vs_0123456789ab", "a.b~c+d"])
def test_a_plain_name_is_its_own_id(name):
    assert id_of(name) == name == name_of(name)


@pytest.fixture
def address(library):
    """REST, OpenAI style, Dify and MCP on one port."""
    service = Service.over(library, settings=Settings())
    app = build_application(service)
    http_app(library, hosts=None).mount(app)
    guard(app, service)
    with serving.listening(app) as url:
        yield url


@pytest.fixture
def api(address):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as made:
        yield made


def put(api):
    store = api.vector_stores.create(name=NAME)
    file = api.files.create(file=("合同.txt", TEXT.encode()), purpose="assistants")
    done = api.vector_stores.files.create_and_poll(vector_store_id=store.id, file_id=file.id)
    assert (done.status, done.vector_store_id) == ("completed", store.id)
    return store, file


def test_the_openai_client_goes_the_whole_way_by_the_stores_id(api, library):
    store, file = put(api)
    assert store.name == NAME
    assert store.id == id_of(NAME)
    assert api.vector_stores.retrieve(store.id).file_counts.completed == 1
    assert [one.id for one in api.vector_stores.list(limit=1)].count(store.id) == 1
    assert api.vector_stores.update(store.id, metadata={"a": "b"}).metadata == {"a": "b"}
    (found,) = api.vector_stores.search(store.id, query=ASKED)
    assert found.attributes["collection"] == NAME
    assert [one.id for one in api.vector_stores.files.list(store.id)] == [file.id]
    assert api.models.retrieve(f"youju/{NAME}").id == f"youju/{NAME}"
    said = api.chat.completions.create(
        model=f"youju/{NAME}", messages=[{"role": "user", "content": ASKED}]
    )
    assert "百分之五" in said.choices[0].message.content
    assert api.vector_stores.files.delete(file.id, vector_store_id=store.id).deleted
    assert api.vector_stores.delete(store.id).id == store.id
    assert NAME not in {one.collection for one in library.documents()}


def test_rest_takes_name_and_id_alike(library):
    library.add_bytes(TEXT.encode(), "合同.txt", collection=NAME)
    with serving.client(serving.application(library)) as client:
        listed = client.get("/api/v1/collections").json()["collections"]
        (mine,) = [one for one in listed if one["name"] == NAME]
        assert mine == {"id": id_of(NAME), "name": NAME, "documents": 1}
        for form in (mine["id"], quote(NAME, safe="")):
            assert client.get(f"/api/v1/collections/{form}").json() == mine
        for form in (NAME, mine["id"]):
            sent = {"query": ASKED, "collections": [form]}
            (found,) = client.post("/api/v1/search", json=sent).json()["passages"]
            params = {"collection": form}
            (document,) = client.get("/api/v1/documents", params=params).json()["documents"]
            assert (document["id"], document["collection"]) == (found["document_id"], NAME)
            knowledge = {"knowledge_id": form, "query": ASKED, "retrieval_setting": {"top_k": 3}}
            (record,) = client.post("/dify/retrieval", json=knowledge).json()["records"]
            assert record["metadata"]["passage_id"] == found["passage_id"]
        assert client.get("/api/v1/collections/none").status_code == 404
        assert client.post("/api/v1/collections", json={"name": mine["id"]}).status_code == 409
        assert client.delete(f"/api/v1/collections/{mine['id']}").status_code == 204
    assert NAME not in {one.collection for one in library.documents()}


def test_mcp_takes_name_and_id_alike(address, api):
    store, _ = put(api)

    async def called(tool, **arguments):
        async with Client(f"{address}/mcp") as client:
            return (await client.call_tool(tool, arguments)).structured_content

    for form in (NAME, store.id):
        found = asyncio.run(called("search", query=ASKED, collection=form))["results"]
        assert [one["metadata"]["collection"] for one in found] == [NAME]
        listed = asyncio.run(called("list_documents", collection=form))["documents"]
        assert [one["collection"] for one in listed] == [NAME]
