"""The settings file: what is written loads again, and what else it says stays."""

from dataclasses import replace

import pytest

from youju.errors import EvaluationError
from youju.settings import load_settings
from youju_eval.calibration import write_settings


def test_the_settings_written_are_the_settings_loaded(calibration, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "new" / "youju.toml"
    write_settings(calibration, path)
    loaded = load_settings(config=path, environment={}).settings
    assert loaded.answering.threshold == calibration.chosen.threshold
    assert loaded.retrieval.score_slope == calibration.chosen.slope
    assert loaded.retrieval.score_intercept == calibration.chosen.intercept
    text = path.read_text(encoding="utf-8")
    assert calibration.set.sha256[:16] in text
    assert calibration.verdict.en in text


OWN = """\
# 我的设置
language = "en"  # 英文

[answering]
# 别太长
longest = 80
threshold = 0.5 # 旧值

[server]
port = 8000
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_else_the_file_says_stays(calibration, tmp_path, newline, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "youju.toml"
    path.write_bytes(("\ufeff" + OWN.replace("\n", newline)).encode())
    write_settings(calibration, path)
    once = path.read_bytes()
    write_settings(calibration, path)
    assert path.read_bytes() == once
    assert once.count(newline.encode()) == once.count(b"\n")
    kept = [line for line in once.decode().split(newline) if not line.startswith("# youju eval")]
    expected = OWN.replace("0.5 #", f"{calibration.chosen.threshold} #").split("\n")
    assert [line for line in expected if line not in kept] == []
    loaded = load_settings(config=path, environment={}).settings
    assert loaded.server.port == 8000
    assert loaded.answering.threshold == calibration.chosen.threshold


def test_settings_in_one_line_are_changed_in_place(calibration, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "youju.toml"
    path.write_text("answering = { longest = 80 }\nretrieval.k = 7\n", encoding="utf-8")
    write_settings(calibration, path)
    loaded = load_settings(config=path, environment={}).settings
    assert (loaded.answering.longest, loaded.retrieval.k) == (80, 7)
    assert loaded.answering.threshold == calibration.chosen.threshold
    assert loaded.retrieval.score_slope == calibration.chosen.slope


@pytest.mark.parametrize("content", [b"[answering", b"answering = 3\n", b"\xff\xfe"])
def test_a_broken_settings_file_is_left_alone(calibration, tmp_path, content):
    path = tmp_path / "youju.toml"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match="valid TOML"):
        write_settings(calibration, path)
    assert path.read_bytes() == content


def test_a_set_named_over_two_lines_cannot_write_settings(calibration, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    named = replace(calibration, set=replace(calibration.set, name="a\nlanguage = 'en'\r\u2028x"))
    write_settings(named, tmp_path / "youju.toml")
    assert load_settings(config=tmp_path / "youju.toml", environment={}).settings.language == "auto"
