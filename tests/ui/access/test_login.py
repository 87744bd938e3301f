"""Logging in and out with a browser."""

import pytest
from tests.support import serving

from youju_ui.access import Registry
from youju_ui.access.login import local_path

HTML = {"accept": "text/html"}


@pytest.fixture
def client(library, keys):
    keys.add_user("王小满", "correct horse", collections=frozenset({"default"}))
    with serving.client(serving.application(library)) as made:
        yield made


def log_in(client, name="王小满", password="correct horse", **fields):
    return client.post(
        "/login",
        data={"name": name, "password": password, **fields},
        follow_redirects=False,
    )


def test_the_form_is_in_the_language_of_the_browser(client):
    chinese = client.get("/login", headers=HTML)
    english = client.get("/login", headers={**HTML, "accept-language": "en"})
    assert "登录有据" in chinese.text
    assert "Log in to Youju" in english.text
    assert chinese.headers["cache-control"] == "no-store"


def test_a_login_opens_what_the_user_may_read(client, library):
    answer = log_in(client, next="/passages/x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/passages/x")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    names = [one["name"] for one in client.get("/api/v1/documents").json()["documents"]]
    assert names == ["员工手册.md"]


def test_over_https_the_cookie_stays_on_https(library, keys):
    keys.add_user("王小满", "correct horse")
    app = serving.application(library)
    with serving.client(app) as client:
        client.base_url = "https://127.0.0.1:7860"
        assert "Secure" in log_in(client).headers["set-cookie"]


def test_a_wrong_password_is_told_without_saying_what_was_wrong(client):
    wrong = log_in(client, password="wrong")
    unknown = log_in(client, name="<b>nobody", password="wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert "用户名与密码不符" in wrong.text
    assert "用户名与密码不符" in unknown.text
    assert "<b>nobody" not in unknown.text
    assert "set-cookie" not in wrong.headers


def test_a_key_logs_in_with_the_name_left_empty(client, keys):
    _, text = keys.create_key("网站")
    assert log_in(client, name="", password=text).status_code == 303
    assert client.get("/api/v1/collections").status_code == 200


def test_guessing_is_slowed_down(client, monkeypatch):
    # without the third of a second each try takes: tokens must not flow in meanwhile
    monkeypatch.setattr(Registry, "log_in", lambda *_: None)
    codes = [log_in(client, password="wrong").status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]
    monkeypatch.undo()
    assert log_in(client).status_code == 429


def test_logging_out_ends_the_session_in_the_browser(client):
    log_in(client)
    assert "退出登录" in client.get("/logout", headers=HTML).text
    answer = client.post("/logout", follow_redirects=False)
    assert answer.headers["location"] == "/login"
    assert client.get("/api/v1/documents").status_code == 401


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/passages/d1?quotes=1-2", "/passages/d1?quotes=1-2"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
    ],
)
def test_after_the_login_one_stays_here(wanted, place):
    assert local_path(wanted) == place
