"""What a request needs to get in, through every face of the server."""

import json

import pytest
from starlette.routing import Mount
from tests.support import serving
from tests.support.serving import SECRET

from youju_ui.access import Role, access_of

OPEN = {"/openapi.json", "/healthz", "/readyz"}
"""Paths of the mounted applications that hold no data."""


@pytest.fixture
def client(library):
    with serving.client(serving.application(library), raise_server_exceptions=False) as made:
        yield made


def bearer(text):
    return {"authorization": f"Bearer {text}"}


def test_on_this_machine_nobody_is_asked_until_a_key_is_made(client, keys):
    body = {"query": "带薪年假"}
    assert client.post("/api/v1/search", json=body).status_code == 200
    assert client.post("/api/v1/search", json=body, headers=bearer("sk-any")).status_code == 200
    _, text = keys.create_key("网站")
    refused = client.post("/api/v1/search", json=body)
    assert (refused.status_code, refused.json()["code"]) == (401, "key_needed")
    assert refused.headers["www-authenticate"] == "Bearer"
    assert client.post("/api/v1/search", json=body, headers=bearer(text)).status_code == 200
    assert client.post("/api/v1/search", json=body, headers={"x-api-key": text}).status_code == 200
    keys.revoke_key("网站")
    gone = client.post("/api/v1/search", json=body, headers=bearer(text))
    assert (gone.status_code, gone.json()["code"]) == (401, "key_wrong")


def test_off_this_machine_everyone_is_asked_from_the_start(library):
    app = serving.application(library, required=True)
    with serving.client(app) as client:
        assert client.get("/api/v1/documents").status_code == 401


def paths_of(app):
    """Every method and path of the mounted applications, and those beside them that hold data."""
    yield from (("get", "/passages/x"), ("get", "/metrics"), ("post", "/gradio_api/queue/join"))
    for mount in app.routes:
        if isinstance(mount, Mount):
            for path, methods in mount.app.openapi()["paths"].items():
                if path not in OPEN:
                    yield from ((method, mount.path + path) for method in methods)


def test_no_path_of_any_face_serves_without_a_key(library, keys):
    keys.create_key("网站")
    app = serving.application(library)
    tried = 0
    with serving.client(app) as client:
        for method, pattern in paths_of(app):
            path = pattern.replace("{", "").replace("}", "")
            answer = client.request(method, path, follow_redirects=False)
            # Dify's contract has a code of its own for it.
            refusal = 403 if path.startswith("/dify") else 401
            assert answer.status_code == refusal, (method, path, answer.text)
            assert SECRET not in answer.text
            tried += 1
    assert tried > 15


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Basic abc", "key_malformed"),
        ("Bearer", "key_malformed"),
        ("Bearer ", "key_malformed"),
        ("Bearer youju_00000000_x", "key_wrong"),
    ],
)
def test_a_key_that_is_sent_wrongly_is_told_apart_from_a_wrong_one(client, keys, header, code):
    keys.create_key("网站")
    answer = client.get("/api/v1/documents", headers={"authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_a_key_of_a_collection_sees_nothing_of_the_others_through_any_path(client, keys, library):
    _, text = keys.create_key("手册", role=Role.ADMIN, collections=frozenset({"default"}))
    headers = bearer(text)
    hidden = next(one for one in library.documents() if one.collection == "报告")
    passage = library.passages(hidden.id)[0]
    listed = client.get("/api/v1/documents", headers=headers).json()
    assert [one["name"] for one in listed["documents"]] == ["员工手册.md"]
    assert listed["total"] == 1
    collections = client.get("/api/v1/collections", headers=headers).json()["collections"]
    assert [one["name"] for one in collections] == ["default"]
    question = "白鹭镇2024年地区生产总值是多少？"
    for body in (
        {"question": question},
        {"question": question, "collections": ["报告"]},
        {"question": question, "documents": [hidden.id]},
        {"question": question, "stream": True},
    ):
        told = client.post("/api/v1/ask", headers=headers, json=body).text
        assert SECRET not in told
        assert "白鹭镇报告" not in told
    for path in (
        f"/api/v1/documents/{hidden.id}",
        f"/api/v1/documents/{hidden.id}/text",
        f"/api/v1/documents/{hidden.id}/passages",
        f"/api/v1/passages/{passage.id}",
    ):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 404, path
        assert "白鹭镇" not in answer.text
    assert client.delete(f"/api/v1/documents/{hidden.id}", headers=headers).status_code == 404
    assert client.delete("/api/v1/collections/报告", headers=headers).status_code == 404
    assert client.get("/metrics", headers=headers).status_code == 403
    assert "documents" not in client.get("/healthz", headers=headers).json()


def test_what_is_hidden_is_refused_in_the_words_of_what_is_not_there(client, keys, library):
    _, text = keys.create_key("手册", collections=frozenset({"default"}))
    hidden = next(one for one in library.documents() if one.collection == "报告")
    told = client.get(f"/api/v1/documents/{hidden.id}", headers=bearer(text)).json()
    missing = client.get("/api/v1/documents/d000000000000", headers=bearer(text)).json()
    assert told["detail"].replace(hidden.id, "") == missing["detail"].replace("d000000000000", "")


def test_roles_limit_what_may_be_changed(client, keys, library):
    _, reader = keys.create_key("读")
    _, editor = keys.create_key("写", role=Role.EDITOR, collections=frozenset({"default"}))
    upload = {"files": {"file": ("新.txt", "新的内容。".encode())}}
    refused = client.post("/api/v1/documents", headers=bearer(reader), **upload)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    other = client.post(
        "/api/v1/documents", headers=bearer(editor), data={"collection": "报告"}, **upload
    )
    assert other.status_code == 403
    taken = client.post("/api/v1/documents", headers=bearer(editor), **upload)
    assert taken.status_code == 202
    document = library.documents()[0]
    assert (
        client.delete(f"/api/v1/documents/{document.id}", headers=bearer(reader)).status_code == 403
    )
    assert client.get(taken.headers["location"], headers=bearer(reader)).status_code == 404


def test_the_rate_of_a_key_ends_with_429_and_a_time(library, keys):
    _, text = keys.create_key("网站")
    _, other = keys.create_key("别处")
    app = serving.application(library, rate=3)
    with serving.client(app) as client:
        answers = [client.get("/api/v1/collections", headers=bearer(text)) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 21
        assert answers[-1].json()["code"] == "too_often"
        assert client.get("/api/v1/collections", headers=bearer(other)).status_code == 200


def test_a_page_is_led_to_the_login_and_a_program_is_told(client, keys):
    keys.create_key("网站")
    page = client.get(
        "/passages/x?quotes=1-2", headers={"accept": "text/html"}, follow_redirects=False
    )
    assert page.status_code == 303
    assert page.headers["location"] == "/login?next=%2Fpassages%2Fx%3Fquotes%3D1-2"
    assert client.get("/passages/x", headers={"accept": "*/*"}).status_code == 401


def test_the_health_check_tells_strangers_no_counts(client, keys):
    assert client.get("/healthz").json()["documents"] == 2
    _, text = keys.create_key("网站")
    assert "documents" not in client.get("/healthz").json()
    assert client.get("/healthz", headers=bearer(text)).json()["documents"] == 2


def test_who_asked_and_changed_is_logged_without_what(library, keys):
    app = serving.application(library)
    log = library.path / "audit.jsonl"
    with serving.client(app) as client:
        client.post("/api/v1/search", json={"query": "带薪年假"})
        assert not log.exists()
        _, text = keys.create_key("网站", role=Role.EDITOR)
        headers = bearer(text)
        client.post("/api/v1/search", json={"query": "带薪年假"}, headers=headers)
        client.delete(f"/api/v1/documents/{library.documents()[0].id}", headers=headers)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(line["who"], line["action"]) for line in lines] == [
        ("key:网站", "search"),
        ("key:网站", "document.remove"),
    ]
    assert "带薪年假" not in log.read_text("utf-8")


def test_the_log_keeps_questions_where_it_is_told_to(library):
    app = serving.application(library, audit="always", audit_content=True)
    with serving.client(app) as client:
        client.post("/api/v1/ask", json={"question": "每年几天年假？"})
    line = json.loads((library.path / "audit.jsonl").read_text("utf-8"))
    assert (line["who"], line["action"], line["content"]) == ("local", "ask", "每年几天年假？")


def test_a_request_that_passed_no_gate_has_no_asker():
    with pytest.raises(PermissionError):
        access_of({"state": {}})
