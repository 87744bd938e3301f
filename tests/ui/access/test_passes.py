"""A pass opens the page of one passage for a while, to whoever has the link, and nothing else."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from tests.support import serving

from youju.settings import Settings
from youju_ui.access import Access, Role
from youju_ui.access.passes import MINUTES, make_pass, pass_access
from youju_ui.access.secrets import signed
from youju_ui.messages.chat import BACK_TO_CHAT

BROWSER = {"accept": "text/html"}


def test_a_pass_reads_what_its_key_may_and_no_more_than_a_reader(registry):
    key, _ = registry.create_key("网站", role=Role.ADMIN, collections=frozenset({"default"}))
    text = make_pass(registry, key.access, "p1")
    assert pass_access(registry, text, "p1") == Access(
        "key:网站", Role.READER, frozenset({"default"})
    )
    assert pass_access(registry, text, "p2") is None


def test_a_pass_is_over_after_some_minutes(registry, clock):
    key, _ = registry.create_key("网站")
    text = make_pass(registry, key.access, "p1")
    clock.now += timedelta(minutes=MINUTES, seconds=-1)
    assert pass_access(registry, text, "p1") is not None
    clock.now += timedelta(seconds=1)
    assert pass_access(registry, text, "p1") is None


def test_a_pass_ends_with_its_key_also_when_another_takes_its_name(registry):
    key, _ = registry.create_key("网站")
    text = make_pass(registry, key.access, "p1")
    registry.revoke_key("网站")
    registry.create_key("网站")
    assert pass_access(registry, text, "p1") is None


def test_nobody_makes_or_bends_a_pass(registry):
    key, _ = registry.create_key("网站")
    text = make_pass(registry, key.access, "p1")
    payload, _, signature = text.partition(".")
    session = registry.log_in("", registry.create_key("别的")[1])
    expires = registry.now(later=timedelta(minutes=5))
    # The secret itself signs sessions; what a pass is signed with is another.
    forged = signed([key.id, "p1", expires], registry.secret())
    for bent in (
        "",
        "x",
        payload,
        f"{payload}x.{signature}",
        f"{payload}.{signature[:-2]}",
        session,
        forged,
    ):
        assert pass_access(registry, bent, "p1") is None
    assert registry.session_access(text) is None


def test_who_logs_in_or_is_not_asked_needs_none(registry):
    user = registry.add_user("王小满", "correct horse")
    assert make_pass(registry, user.access, "p1") is None
    assert make_pass(registry, Access("local", Role.ADMIN), "p1") is None


@pytest.fixture
def client(library):
    """The whole server, with its pages."""
    import gc
    import warnings

    from youju_ui.server import build

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = build(library, settings=Settings())
        gc.collect()
    with TestClient(app, base_url=serving.BASE, follow_redirects=False) as made:
        yield made


def test_a_link_opens_its_page_without_a_login_and_nothing_else(client, library, keys):
    _, text = keys.create_key("网站", collections=frozenset({"default"}))
    bearer = {"authorization": f"Bearer {text}"}
    mine = library.search("带薪年假", k=1)[0].passage
    hidden = next(one for one in library.documents() if one.collection == "报告")
    theirs = library.passages(hidden.id)[0]
    made = client.post(f"/api/v1/passages/{mine.id}/link", headers=bearer)
    assert (made.json()["seconds"], made.headers["cache-control"]) == (MINUTES * 60, "no-store")
    url = made.json()["url"]
    page = client.get(url, headers=BROWSER)
    assert page.status_code == 200
    assert "10天带薪年假" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert BACK_TO_CHAT.zh not in page.text
    assert client.get(url, headers={"accept": "application/json"}).json()["text"] == mine.text
    query = url.partition("?")[2]
    assert client.get(f"/passages/{theirs.id}?{query}", headers=BROWSER).status_code == 403
    assert client.get(f"/?{query}", headers=BROWSER).status_code == 303
    assert client.get(f"/api/v1/documents?{query}").status_code == 401
    assert client.post(f"/api/v1/passages/{theirs.id}/link", headers=bearer).status_code == 404
    assert client.get(f"/passages/{mine.id}", headers=BROWSER).status_code == 303
    keys.revoke_key("网站")
    over = client.get(url, headers=BROWSER)
    assert over.status_code == 403
    assert "再点一次引用" in over.text
    assert "open the citation again" in over.text


def test_a_link_of_who_is_not_asked_is_the_plain_address(client, library):
    passage = library.search("带薪年假", k=1)[0].passage
    made = client.post(f"/api/v1/passages/{passage.id}/link").json()
    assert made == {"url": f"/passages/{passage.id}", "seconds": None}


def test_a_login_opens_a_page_whose_pass_is_over(client, library, keys):
    keys.add_user("王小满", "correct horse")
    client.cookies.set("youju_session", keys.log_in("王小满", "correct horse"))
    passage = library.search("带薪年假", k=1)[0].passage
    page = client.get(f"/passages/{passage.id}?pass=old", headers=BROWSER)
    assert page.status_code == 200
