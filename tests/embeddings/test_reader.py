"""The reader that comes with the install, on what ships and on adapters made here."""

import json
import subprocess
import sys

import pytest

from youju_embeddings import BundledReader, ModelError, Window, load_scorer, reader_network
from youju_embeddings.contracts import PairScorerContract
from youju_embeddings.reader_adapters import installed_weights, read_description

HEADING = "员工手册\n第四章　休假\n"
TEXT = "员工入职满一年后，每年享有十天带薪年休假；工龄满十年的，每年十五天。"
WINDOW = Window(HEADING + TEXT, begin=len(HEADING))


@pytest.fixture(scope="module")
def shared():
    reader = BundledReader()
    reader.prepare()
    yield reader
    reader.close()


class TestBundledReader(PairScorerContract):
    @pytest.fixture
    def scorer(self, shared):
        return shared


def test_finds_the_answer_and_tells_windows_apart(shared):
    other = Window("展览馆位于湖东路18号，周二至周日9:00开馆，周一不开放。")
    right, wrong = shared.score("员工每年有几天带薪年休假？", [WINDOW, other])
    assert "十天" in WINDOW.text[slice(*right.span)]
    assert right.score > wrong.score
    assert right.relevance > wrong.relevance
    assert right.margin > wrong.margin


def test_a_reading_does_not_depend_on_its_neighbours(shared):
    alone = shared.score("有几天年休假？", [WINDOW])
    among = shared.score("有几天年休假？", [Window("长文" * 300), WINDOW])
    assert among[1] == alone[0]


def test_a_window_without_text_of_its_own_has_no_span(shared):
    (reading,) = shared.score("有几天年休假？", [Window(HEADING, begin=len(HEADING))])
    assert reading.span is None
    assert reading.margin is None


def test_names_of_special_tokens_do_not_move_offsets(shared):
    text = "</s><mask>" + TEXT
    (reading,) = shared.score("员工每年有几天带薪年休假？", [Window(text)])
    assert "十天" in text[slice(*reading.span)]


def test_is_available_and_loaded_by_name():
    assert BundledReader.available()
    assert load_scorer().name == load_scorer("bundled").name == "bundled"


def test_what_ships_is_small_and_whole():
    place = installed_weights()
    assert sum(path.stat().st_size for path in place.iterdir()) < 8_000_000
    assert len(read_description(place).hash) == 64


@pytest.fixture
def copied(tmp_path):
    for path in installed_weights().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_weights_that_do_not_fit_their_description_are_refused(copied):
    with (copied / "reader.safetensors").open("r+b") as file:
        file.seek(100_000)
        file.write(b"damage")
    with pytest.raises(ModelError, match="SHA-256") as caught:
        BundledReader(copied).prepare()
    assert "重新安装" in caught.value.message.zh


@pytest.mark.parametrize("change", [{"format": 2}, {"calibration": {}}, {"longest": "many"}])
def test_a_description_that_is_not_understood_is_refused(copied, change):
    path = copied / "reader.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelError):
        BundledReader(copied).prepare()


def test_absent_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match="pip install"):
        BundledReader(tmp_path).score("问", [WINDOW])


def test_a_reader_that_int8_moves_too_far_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("YOUJU_CACHE", str(tmp_path))
    monkeypatch.setattr(reader_network, "MOST_LOST", -1.0)
    with pytest.raises(ModelError, match="disagrees"):
        BundledReader().prepare()
    assert [path for path in (tmp_path / "models").iterdir() if path.is_dir()] == []


def test_reading_loads_no_torch(shared):
    program = (
        "import sys\n"
        "from youju_embeddings import BundledReader, Window\n"
        "BundledReader().score('几天？', [Window('十天')])\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers')))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
