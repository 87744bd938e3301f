"""Two servers on one library, each a process: both see all jobs, and a job fails only with its own server."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
import pytest
from tests.support import serving

# The real application but for its encoder; an addition waits for the file "go".
SERVER = """
import sys, time
from pathlib import Path
from tests.support import serving
from tests.support.encoders import BigramEncoder
from youju import Library

with Library.open(sys.argv[1], encoder=BigramEncoder()) as library:
    real = library.add_bytes

    def slow(*arguments, **options):
        Path(sys.argv[2], "begun").touch()
        while not Path(sys.argv[2], "go").exists():
            time.sleep(0.01)
        return real(*arguments, **options)

    library.add_bytes = slow
    with serving.listening(serving.application(library)) as url:
        print(url, flush=True)
        sys.stdin.read()
"""


@contextmanager
def server(folder, signals):
    """The address of a server in a process of its own, and that process."""
    command = [sys.executable, "-c", SERVER, str(folder), str(signals)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.fixture
def folder(_served_library, tmp_path):
    with serving.opened(_served_library, tmp_path / "library") as library:
        return library.path


def sent(url):
    with httpx.Client(trust_env=False, timeout=60) as client:
        files = {"file": ("食堂.txt", "食堂周三供应饺子。".encode())}
        answer = client.post(
            f"{url}/api/v1/documents", files=files, headers={"idempotency-key": "k"}
        )
        return answer.json()["id"]


def job(url, job_id):
    with httpx.Client(trust_env=False, timeout=60) as client:
        return client.get(f"{url}/api/v1/jobs/{job_id}").json()


def until(call, wanted):
    """What a call gives once it gives what is wanted."""
    end = time.monotonic() + 60
    while (found := call()) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    return found


def test_a_server_that_starts_leaves_the_jobs_of_one_that_lives_alone(folder, tmp_path):
    with server(folder, tmp_path) as (first, _):
        job_id = sent(first)
        assert until((tmp_path / "begun").exists, True)
        with server(folder, tmp_path) as (second, _):
            assert job(second, job_id)["state"] == "running"
            listed = httpx.get(f"{second}/api/v1/jobs", trust_env=False, timeout=60).json()["jobs"]
            assert [one["id"] for one in listed] == [job_id]
            cancelled = httpx.post(
                f"{second}/api/v1/jobs/{job_id}/cancel", trust_env=False, timeout=60
            )
            assert (cancelled.status_code, cancelled.json()["code"]) == (409, "conflict")
            (tmp_path / "go").touch()
            assert until(lambda: job(first, job_id)["state"], "done") == "done"
            assert job(second, job_id) == job(first, job_id)


def test_a_job_has_failed_for_the_other_once_its_server_is_killed(folder, tmp_path):
    with server(folder, tmp_path) as (first, process), server(folder, tmp_path) as (second, _):
        job_id = sent(first)
        assert until((tmp_path / "begun").exists, True)
        assert job(second, job_id)["state"] == "running"
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = job(second, job_id)
        assert (found["state"], found["problem"]["code"]) == ("failed", "interrupted")
        (tmp_path / "go").touch()
        again = sent(second)
        assert again != job_id, "its key is free again"
        assert until(lambda: job(second, again)["state"], "done") == "done"


def test_a_server_that_ends_leaves_no_file_behind(library):
    with serving.client(serving.application(library)) as client:
        answer = client.post("/api/v1/documents", files={"file": ("a.txt", b"text")})
        serving.finished(client, answer.headers["location"])
        assert len(list(library.path.glob("jobs-*.lock"))) == 1
    assert list(library.path.glob("jobs-*.lock")) == []


def test_the_file_of_a_server_that_was_killed_goes_with_the_next_start(library):
    (library.path / "jobs-00ff.lock").touch()
    with serving.client(serving.application(library)) as client:
        answer = client.post("/api/v1/documents", files={"file": ("a.txt", b"text")})
        serving.finished(client, answer.headers["location"])
    (library.path / "jobs-00ff.lock").touch()
    with serving.client(serving.application(library)):
        assert list(library.path.glob("jobs-*.lock")) == []
