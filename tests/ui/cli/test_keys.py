"""keys and users on the command line."""

import io
import json

import pytest

from youju_ui.access import Registry


@pytest.fixture
def typed(monkeypatch):
    def put(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return put


def test_a_key_is_shown_once_on_standard_output_alone(youju, library):
    made = youju("--library", library, "keys", "create", "网站", "-c", "报告", "--days", "30")
    text = made.out.strip()
    assert text.startswith("youju_")
    assert text not in made.err
    assert "只显示这一次" in made.err
    assert "从现在起" in made.err
    listed = youju("--library", library, "keys", "list")
    assert text.rpartition("_")[2] not in listed.out + listed.err
    assert "报告" in listed.out
    second = youju("--lang", "en", "--library", library, "keys", "create", "b")
    assert "From now on" not in second.err
    registry = Registry(library)
    assert registry.key_access(text).readable == frozenset({"报告"})
    registry.close()


def test_keys_as_json(youju, library):
    made = youju("--library", library, "keys", "create", "a", "--scope", "write", "--json").json
    assert made["scope"] == "write"
    assert made["key"].startswith("youju_")
    (listed,) = youju("--library", library, "keys", "list", "--json").json
    assert "key" not in listed
    assert listed == {name: value for name, value in made.items() if name != "key"}


def test_a_revoked_key_is_listed_as_one(youju, library):
    youju("--library", library, "keys", "create", "网站")
    assert youju("--library", library, "keys", "revoke", "网站").code == 0
    assert "已撤销" in youju("--library", library, "keys", "list").out
    again = youju("--library", library, "keys", "revoke", "网站")
    assert again.code == 1
    assert "youju keys list" in again.err


def test_listing_makes_nothing(youju, tmp_path):
    assert "youju keys create" in youju("--library", tmp_path / "l", "keys", "list").err
    assert "youju users add" in youju("--library", tmp_path / "l", "users", "list").err
    assert not (tmp_path / "l").exists()


def test_users_come_and_go(youju, library, typed):
    typed("correct horse\n")
    added = youju("--library", library, "users", "add", "王小满", "--role", "editor")
    assert (added.code, added.out) == (0, "已添加用户 王小满。\n")
    (listed,) = youju("--library", library, "users", "list", "--json").json
    assert (listed["name"], listed["role"], listed["collections"]) == ("王小满", "editor", None)
    assert "王小满" in youju("--library", library, "users", "list").out
    typed("another horse\n")
    assert youju("--library", library, "users", "password", "王小满").code == 0
    registry = Registry(library)
    assert registry.log_in("王小满", "correct horse") is None
    assert registry.log_in("王小满", "another horse") is not None
    registry.close()
    assert youju("--library", library, "users", "remove", "王小满").code == 0
    assert youju("--library", library, "users", "list", "--json").json == []


@pytest.mark.parametrize(("given", "told"), [("", "echo"), ("1234567\n", "8")])
def test_a_password_is_needed_and_has_a_length(youju, library, typed, given, told):
    typed(given)
    result = youju("--library", library, "users", "add", "王小满")
    assert result.code == 1
    assert told in result.err


def test_what_is_done_to_keys_is_logged(youju, library):
    youju("--library", library, "keys", "create", "网站")
    youju("--library", library, "keys", "revoke", "网站")
    lines = (library / "audit.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["keys.create", "keys.revoke"]


def test_keys_and_users_do_not_disturb_the_library(youju, library):
    youju("--library", library, "keys", "create", "网站")
    assert youju("--library", library, "check").code == 0
    assert len(youju("--library", library, "list", "--json").json) == 2


def test_every_change_is_told_as_json_too(youju, library, typed):
    youju("--library", library, "keys", "create", "web")
    revoked = youju("--library", library, "keys", "revoke", "web", "--json").json
    assert (revoked["name"], revoked["revoked"] is None) == ("web", False)
    typed("correct horse\n")
    added = youju("--library", library, "users", "add", "小满", "--json").json
    assert set(added) == {"name", "role", "collections", "created"}
    typed("another horse\n")
    changed = youju("--library", library, "users", "password", "小满", "--json").json
    removed = youju("--library", library, "users", "remove", "小满", "--json").json
    assert changed == removed == {"name": "小满"}
