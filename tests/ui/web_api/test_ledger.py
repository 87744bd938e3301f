"""Jobs and idempotency keys after the server that knew them has ended, also when it was killed."""

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from tests.support import serving

from youju_ui.access import Registry
from youju_ui.web_api.ledger import Ledger

ENGLISH = {"accept-language": "en"}
KEY = {"idempotency-key": "7f3a"}


def upload(client, text="食堂每天中午十二点开饭。", *, name="食堂.txt", headers=None):
    files = {"file": (name, text.encode())}
    return client.post("/api/v1/documents", files=files, headers=headers)


def test_a_finished_job_is_there_after_a_restart_and_its_key_still_means_it(library):
    with serving.client(serving.application(library)) as client:
        place = upload(client, headers=KEY).headers["location"]
        before = serving.finished(client, place)
    assert before["state"] == "done"
    with serving.client(serving.application(library)) as client:
        assert client.get(place).json() == before
        again = upload(client, headers=KEY)
        assert again.headers["idempotent-replayed"] == "true"
        assert again.json() == before
        assert upload(client, "别的内容。", headers=KEY).status_code == 409
        assert [one["id"] for one in client.get("/api/v1/jobs").json()["jobs"]] == [before["id"]]


def test_a_failure_is_told_in_the_callers_language_after_a_restart(library):
    with serving.client(serving.application(library)) as client:
        place = upload(client, "%PDF-1.7 broken", name="坏.pdf").headers["location"]
        before = serving.finished(client, place)
        english = client.get(place, headers=ENGLISH).json()
    assert before["problem"]["code"] == "unreadable"
    with serving.client(serving.application(library)) as client:
        assert client.get(place).json() == before
        assert client.get(place, headers=ENGLISH).json() == english


def test_what_waited_or_ran_when_the_server_ended_has_failed_and_is_taken_when_sent_again(
    library, monkeypatch
):
    real, started, go = library.add_bytes, threading.Event(), threading.Event()

    def slow(*arguments, **options):
        started.set()
        go.wait(30)
        return real(*arguments, **options)

    monkeypatch.setattr(library, "add_bytes", slow)
    monkeypatch.setattr("youju_ui.web_api.jobs._CLOSING_SECONDS", 0.01)
    with serving.client(serving.application(library)) as client:
        places = [
            upload(client, f"第{number}份。", name=f"{number}.txt", headers=headers)
            for number, headers in enumerate([KEY, {}])
        ]
        assert started.wait(10)
    monkeypatch.undo()
    try:
        with serving.client(serving.application(library)) as client:
            for place in places:
                job = client.get(place.headers["location"]).json()
                assert (job["state"], job["problem"]["code"]) == ("failed", "interrupted")
                assert "重新上传" in job["problem"]["detail"]
                told = client.get(place.headers["location"], headers=ENGLISH).json()
                assert "Send the file again" in told["problem"]["detail"]
            again = upload(client, "第0份。", name="0.txt", headers=KEY)
            assert "idempotent-replayed" not in again.headers
            assert serving.finished(client, again.headers["location"])["state"] == "done"
    finally:
        go.set()


KILLED = """
import os, sys, time
from tests.support.encoders import BigramEncoder
from tests.support import serving
from youju import Library

with Library.open(sys.argv[1], encoder=BigramEncoder()) as library:
    library.add_bytes = lambda *_, **__: os._exit(9)
    with serving.client(serving.application(library)) as client:
        client.post("/api/v1/documents", files={"file": ("a.txt", b"text")})
        time.sleep(30)
"""


def test_a_server_that_is_killed_in_the_middle_leaves_a_failed_job(_served_library, tmp_path):
    with serving.opened(_served_library, tmp_path / "library"):
        pass
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "library")],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 9
    with (
        _opened_again(tmp_path / "library") as library,
        serving.client(serving.application(library)) as client,
    ):
        (job,) = client.get("/api/v1/jobs").json()["jobs"]
    assert (job["subject"], job["state"]) == ("a.txt", "failed")
    assert job["problem"]["code"] == "interrupted"
    assert job["started"]


def _opened_again(folder):
    from tests.support.encoders import BigramEncoder

    from youju import Library

    return Library.open(folder, encoder=BigramEncoder())


@pytest.mark.parametrize(("days", "kept"), [(6, True), (8, False)])
def test_jobs_and_keys_are_forgotten_after_a_week(library, days, kept):
    with serving.client(serving.application(library)) as client:
        job = serving.finished(client, upload(client, headers=KEY).headers["location"])
    later = Ledger(library.path, clock=lambda: datetime.now(UTC) + timedelta(days=days))
    later.begin()
    assert ([one.id for one in later.others(limit=10)] == [job["id"]]) == kept
    assert (later.find_key("local", "7f3a") is not None) == kept
    later.close()


def test_a_key_is_its_senders_own(library):
    registry = Registry(library.path)
    senders = [registry.create_key(name, role="editor")[1] for name in ("甲", "乙")]
    registry.close()
    with serving.client(serving.application(library)) as client:
        sent = [
            upload(client, headers={**KEY, "authorization": f"Bearer {one}"}) for one in senders
        ]
    assert sent[0].json()["id"] != sent[1].json()["id"]
    assert "idempotent-replayed" not in sent[1].headers


def test_a_ledger_that_cannot_be_written_stops_no_job(library, caplog):
    (library.path / "jobs.sqlite").mkdir()
    with serving.client(serving.application(library)) as client:
        job = serving.finished(client, upload(client).headers["location"])
    assert job["state"] == "done"
    assert "cannot be written" in caplog.text
