"""Every failure of ``/api/v1`` is a problem document in the caller's language, whatever refuses the request."""

import contextlib

import pytest
from tests.support import serving

from youju_ui.access import Role
from youju_ui.web_api.desk import Desk

QUESTION = {"question": "年假有几天？"}


def no_key(client, _keys):
    return "GET", "/api/v1/documents", {"headers": {"authorization": ""}}


def wrong_key(client, _keys):
    return "GET", "/api/v1/documents", {"headers": {"authorization": "Bearer youju_0_x"}}


def no_bearer(client, _keys):
    return "GET", "/api/v1/documents", {"headers": {"authorization": "Basic eDp5"}}


def not_allowed(client, keys):
    _, text = keys.create_key("只读")
    return "POST", "/api/v1/collections", {"json": {"name": "新"}, "headers": bearer(text)}


def no_such_path(client, _keys):
    return "GET", "/api/v1/nothing", {}


def no_such_document(client, _keys):
    return "GET", "/api/v1/documents/none", {}


def no_such_passage(client, _keys):
    return "POST", "/api/v1/passages/none/link", {}


def no_such_method(client, _keys):
    return "PUT", "/api/v1/documents", {}


def already_there(client, _keys):
    return "POST", "/api/v1/collections", {"json": {"name": "default"}}


def changed(client, _keys):
    document = client.get("/api/v1/documents").json()["documents"][0]["id"]
    return "DELETE", f"/api/v1/documents/{document}", {"headers": {"if-match": '"old"'}}


def too_large(client, _keys):
    return "POST", "/api/v1/ask", {"content": b"x" * 9_000_000}


def does_not_fit(client, _keys):
    return "POST", "/api/v1/ask", {"json": {"question": 7}}


def no_json(client, _keys):
    return "POST", "/api/v1/ask", {"content": b"{", "headers": {"content-type": "application/json"}}


def no_words(client, _keys):
    return "POST", "/api/v1/ask", {"json": {"question": "？？"}}


def too_often(client, keys):
    _, text = keys.create_key("急")
    rate = client.app.state.service.rate
    while rate.take("key:急") == 0:
        pass
    return "POST", "/api/v1/search", {"json": {"query": "年假"}, "headers": bearer(text)}


def bearer(text):
    return {"authorization": f"Bearer {text}"}


@pytest.fixture
def client(library, keys):
    _, text = keys.create_key("管理", role=Role.ADMIN)
    app = serving.application(library)
    with serving.client(app, raise_server_exceptions=False) as made:
        made.headers.update(bearer(text))
        yield made


@pytest.mark.parametrize(
    ("sends", "status", "code"),
    [
        (no_key, 401, "key_needed"),
        (wrong_key, 401, "key_wrong"),
        (no_bearer, 401, "key_malformed"),
        (not_allowed, 403, "forbidden"),
        (no_such_path, 404, "not_found"),
        (no_such_document, 404, "not_found"),
        (no_such_passage, 404, "not_found"),
        (no_such_method, 405, "method_not_allowed"),
        (already_there, 409, "conflict"),
        (changed, 412, "changed"),
        (too_large, 413, "too_large"),
        (does_not_fit, 422, "bad_request"),
        (no_json, 422, "bad_request"),
        (no_words, 422, "bad_request"),
        (too_often, 429, "too_often"),
    ],
)
def test_a_failure_is_a_problem_in_the_callers_language(client, keys, sends, status, code):
    method, path, options = sends(client, keys)
    given = options.pop("headers", {})
    told = {}
    for language in ("zh-CN", "en"):
        headers = {**given, "accept-language": language}
        answer = client.request(method, path, headers=headers, **options)
        assert_problem(answer, status, code, language)
        told[language] = answer.json()["detail"]
    assert told["en"].isascii() or code == "conflict"
    assert told["zh-CN"] != told["en"]
    assert not told["zh-CN"].isascii()


def test_a_full_desk_is_a_problem_in_the_callers_language(client, monkeypatch):
    @contextlib.asynccontextmanager
    async def full(self):
        from youju_ui.web_api.problems import ProblemError

        raise ProblemError(self._full())
        yield

    monkeypatch.setattr(Desk, "place", full)
    for language in ("zh-CN", "en"):
        answer = client.post("/api/v1/ask", json=QUESTION, headers={"accept-language": language})
        assert_problem(answer, 503, "busy", language)
        assert int(answer.headers["retry-after"]) > 0


def assert_problem(answer, status, code, language):
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == language
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["title"]
    assert problem["request_id"] == answer.headers["x-request-id"]
