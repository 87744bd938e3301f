"""Pages elsewhere: shut out unless they are named, and then let in to the APIs alone, without cookies."""

import pytest
from tests.support import serving

from youju_ui.access.origins import origins_of

PAGE = "https://site.example"
ASK = {"query": "带薪年假"}


def test_no_page_elsewhere_may_call_by_default(library):
    with serving.client(serving.application(library)) as client:
        answer = client.post("/api/v1/search", json=ASK, headers={"origin": PAGE})
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers


@pytest.fixture
def client(library):
    app = serving.application(library, origins=f"{PAGE}, https://other.example/")
    with serving.client(app) as made:
        yield made


def test_a_named_page_may_call_and_read(client):
    asked = client.options(
        "/api/v1/search",
        headers={"origin": PAGE, "access-control-request-method": "POST"},
    )
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == PAGE
    assert "authorization" in asked.headers["access-control-allow-headers"]
    answer = client.post("/api/v1/search", json=ASK, headers={"origin": PAGE})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert answer.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["https://site.example.evil.example", "http://site.example", "null", "https://evil"]
)
def test_another_page_may_not(client, origin):
    assert client.post("/api/v1/search", json=ASK, headers={"origin": origin}).status_code == 403


def test_a_named_page_may_read_but_not_change_while_there_is_no_key(client, library):
    document = library.documents()[0]
    path = f"/api/v1/documents/{document.id}"
    assert client.delete(path, headers={"origin": PAGE}).status_code == 403
    assert client.delete(path).status_code == 204


def test_a_named_page_cannot_use_the_session_of_the_person_at_the_browser(client, keys):
    keys.add_user("王小满", "correct horse")
    client.cookies.set("youju_session", keys.log_in("王小满", "correct horse"))
    assert client.post("/api/v1/search", json=ASK).status_code == 200
    assert client.post("/api/v1/search", json=ASK, headers={"origin": PAGE}).status_code == 401
    _, text = keys.create_key("网站")
    headers = {"origin": PAGE, "authorization": f"Bearer {text}"}
    assert client.post("/api/v1/search", json=ASK, headers=headers).status_code == 200


def test_pages_of_ours_stay_shut_to_named_pages(client):
    assert client.get("/login", headers={"origin": PAGE}).status_code == 403


def test_origins_are_parted_by_blanks_or_commas():
    assert origins_of(" https://A.example/ ,https://b.example:8443 ") == {
        "https://a.example",
        "https://b.example:8443",
    }
