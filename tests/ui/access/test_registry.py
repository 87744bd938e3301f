"""Keys and users: what opens, what no longer does, and what is written down of them."""

import re
import stat
from pathlib import Path

import pytest

from youju.errors import StoreError
from youju_ui.access import Access, AccessError, Registry, Role, secrets


def test_nobody_is_asked_until_a_key_or_user_is_made(registry, tmp_path):
    assert not registry.guarded
    assert not registry.opens
    assert registry.keys() == registry.users() == ()
    assert registry.key_access("youju_aaaaaaaa_bbbb") is None
    assert registry.session_access("x.y") is None
    assert not (tmp_path / "library").exists()
    registry.create_key("网站")
    assert registry.guarded
    assert registry.opens


def test_a_key_opens_what_it_was_made_for(registry):
    _, text = registry.create_key("网站", role=Role.EDITOR, collections=frozenset({"报告"}))
    assert registry.key_access(text) == Access("key:网站", Role.EDITOR, frozenset({"报告"}))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1] + ("a" if text[-1] != "a" else "b"),
        lambda text: text + "x",
        lambda text: text.replace("youju_", "other_"),
        lambda text: text.rpartition("_")[2],
        lambda text: "",
        lambda text: "youju__",
        lambda text: text[:15] + "ä" + text[16:],
        lambda text: text[:15] + "\ud800" + text[16:],
    ],
)
def test_anything_but_the_key_opens_nothing(registry, change):
    _, text = registry.create_key("网站")
    assert registry.key_access(change(text)) is None


def test_a_revoked_key_opens_nothing_and_the_library_stays_guarded(registry):
    key, text = registry.create_key("网站")
    other = Registry(Path(registry._database.path).parent)
    assert other.revoke_key("网站").id == key.id
    other.close()
    assert registry.key_access(text) is None
    assert registry.guarded
    assert not registry.opens
    assert registry.keys()[0].revoked is not None
    with pytest.raises(AccessError, match="not revoked"):
        registry.revoke_key("网站")
    registry.create_key("网站")


def test_a_key_ends_with_its_days(registry, clock):
    _, text = registry.create_key("网站", days=30)
    clock.pass_days(29)
    assert registry.key_access(text) is not None
    clock.pass_days(1)
    assert registry.key_access(text) is None
    assert not registry.opens


def test_neither_keys_nor_passwords_can_be_read_from_the_file(registry, tmp_path):
    _, text = registry.create_key("网站")
    registry.add_user("王小满", "correct horse battery")
    file = tmp_path / "library" / "access.sqlite"
    data = file.read_bytes()
    assert text.rpartition("_")[2].encode() not in data
    assert b"correct horse" not in data
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_names_are_given_once(registry):
    registry.create_key("网站")
    registry.add_user("王小满", "12345678")
    with pytest.raises(AccessError, match="revoke"):
        registry.create_key("网站")
    with pytest.raises(AccessError, match="password"):
        registry.add_user("王小满", "12345678")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 65, "\u202eabc"])
def test_a_name_can_be_shown(registry, name):
    with pytest.raises(AccessError, match="visible"):
        registry.create_key(name)
    with pytest.raises(AccessError, match="visible"):
        registry.add_user(name, "12345678")


def test_a_short_password_is_refused(registry):
    with pytest.raises(AccessError, match="at least 8"):
        registry.add_user("王小满", "1234567")
    assert not registry.guarded


def test_a_session_says_who_logged_in_also_after_a_restart(registry, clock, tmp_path):
    registry.add_user("王小满", "correct horse", role=Role.ADMIN)
    session = registry.log_in("王小满", "correct horse")
    registry.close()
    again = Registry(tmp_path / "library", clock=clock)
    assert again.session_access(session) == Access("user:王小满", Role.ADMIN)
    clock.pass_days(14)
    assert again.session_access(session) is None
    again.close()


def test_only_the_right_password_logs_in(registry):
    registry.add_user("王小满", "correct horse")
    assert registry.log_in("王小满", "correct horsf") is None
    assert registry.log_in("王小", "correct horse") is None
    assert registry.log_in("", "correct horse") is None


def test_an_unknown_name_costs_what_a_wrong_password_costs(registry, monkeypatch):
    registry.add_user("王小满", "correct horse")
    costs = []
    real = secrets.hashlib.scrypt

    def counted(data, **options):
        costs.append((options["n"], options["r"], options["p"]))
        return real(data, **options)

    monkeypatch.setattr(secrets.hashlib, "scrypt", counted)
    assert registry.log_in("王小满", "wrong password") is None
    assert registry.log_in("nobody", "wrong password") is None
    assert costs[0] == costs[1] == (2**15, 8, 3)


def test_password_and_removal_end_the_sessions_before(registry):
    registry.add_user("王小满", "correct horse")
    session = registry.log_in("王小满", "correct horse")
    registry.set_password("王小满", "another horse")
    assert registry.session_access(session) is None
    session = registry.log_in("王小满", "another horse")
    assert registry.session_access(session) is not None
    registry.remove_user("王小满")
    assert registry.session_access(session) is None
    registry.add_user("王小满", "another horse")
    assert registry.session_access(session) is None


def test_a_key_logs_in_until_it_is_revoked(registry):
    _, text = registry.create_key("网站", collections=frozenset({"报告"}))
    session = registry.log_in("", f" {text} ")
    assert registry.session_access(session) == Access("key:网站", Role.READER, frozenset({"报告"}))
    registry.revoke_key("网站")
    assert registry.session_access(session) is None


def test_a_session_cannot_be_written_by_others(registry, tmp_path):
    registry.add_user("王小满", "correct horse")
    registry.add_user("李", "another horse", role=Role.ADMIN)
    payload, _, signature = registry.log_in("王小满", "correct horse").partition(".")
    theirs, _, _ = registry.log_in("李", "another horse").partition(".")
    for forged in (f"{theirs}.{signature}", payload, f"{payload}.", f".{signature}", "", "ä.ö"):
        assert registry.session_access(forged) is None


def test_changing_who_is_not_there_is_an_error(registry):
    for change in (
        lambda: registry.remove_user("王"),
        lambda: registry.set_password("王", "12345678"),
        lambda: registry.revoke_key("k"),
    ):
        with pytest.raises(AccessError, match=re.escape("youju ")):
            change()
    assert not registry.guarded


def test_a_damaged_file_is_told_and_opens_nothing(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "access.sqlite").write_bytes(b"no database " * 100)
    registry = Registry(folder)
    assert registry.guarded
    with pytest.raises(StoreError, match=re.escape("access.sqlite")):
        registry.key_access("youju_aaaaaaaa_bbbb")
    registry.close()


def test_roles_cover_those_before_them():
    assert [[role.covers(other) for other in Role] for role in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
