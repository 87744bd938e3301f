"""What HTTP costs, and how the server bears load: ``python -m benchmarks.serving`` writes a dated JSON.

Reads ``$YOUJU_DATA`` (huairou and govreports). Everything is asked over loopback, of a ``youju serve``
in a process of its own; the load comes from this one, on the same cores.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import platform
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.run import rounded
from benchmarks.server import serving

import youju
from youju.settings import ReadingSettings, Settings

RESULTS = Path(__file__).parent / "results"
CLIENTS = 50
DOCUMENTS = 6
QUESTIONS = 24


@dataclass
class Answers:
    """What came back: milliseconds by status, refusals without Retry-After, connections that failed."""

    times: dict[int, list[float]] = field(default_factory=dict)
    without_retry_after: int = 0
    failed: Counter[str] = field(default_factory=Counter)

    def add(self, status: int, milliseconds: float, headers: str) -> None:
        self.times.setdefault(status, []).append(milliseconds)
        if status in {429, 503} and "retry-after:" not in headers:
            self.without_retry_after += 1

    def figures(self) -> dict[str, object]:
        return {
            "answers": {str(status): len(times) for status, times in sorted(self.times.items())},
            "failed": dict(self.failed),
            "refusals without Retry-After": self.without_retry_after,
            **{f"status {status}": spread(times) for status, times in sorted(self.times.items())},
        }


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50 ms": ordered[len(ordered) // 2],
        "p95 ms": ordered[int(len(ordered) * 0.95)],
        "p99 ms": ordered[int(len(ordered) * 0.99)],
        "max ms": ordered[-1],
    }


class Connection:
    """One connection that is kept, speaking just enough HTTP not to be what is measured."""

    def __init__(self, address: str) -> None:
        self._host, self._port = urlsplit(address).hostname or "", urlsplit(address).port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: Mapping[str, object], answers: Answers) -> None:
        """One request; what became of it goes into ``answers``."""
        sent = json.dumps(body).encode()
        head = f"POST {path} HTTP/1.1\r\nhost: {self._host}:{self._port}\r\ncontent-type: application/json\r\ncontent-length: {len(sent)}\r\n\r\n"
        begun = time.perf_counter()
        kept = self._streams is not None
        try:
            headers = await self._exchange(head.encode() + sent)
        except (OSError, asyncio.IncompleteReadError) as error:
            self._streams = None
            if kept:
                # The server closes what was idle for some seconds; every client opens it again.
                await self.post(path, body, answers)
            else:
                answers.failed[type(error).__name__] += 1
            return
        status = int(headers.split(" ", 2)[1])
        answers.add(status, (time.perf_counter() - begun) * 1000, headers)

    async def _exchange(self, request: bytes) -> str:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(request)
        headers = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(headers.partition("content-length:")[2].partition("\r\n")[0])
        await reader.readexactly(length)
        return headers

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()


def overhead(library: youju.Library, address: str, questions: list[str]) -> dict[str, object]:
    """Milliseconds of a search in this process and of the same search over HTTP, question by question.

    Both are answered by this process, so that they differ by HTTP alone, the client's part included.
    """
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60)

    def over_http(question: str) -> float:
        body = json.dumps({"query": question, "k": 10})
        begun = time.perf_counter()
        connection.request("POST", "/api/v1/search", body, {"content-type": "application/json"})
        answer = connection.getresponse()
        found = json.loads(answer.read())["passages"]
        assert answer.status == 200 and found
        return (time.perf_counter() - begun) * 1000

    def here(question: str) -> float:
        begun = time.perf_counter()
        assert library.search(question, k=10)
        return (time.perf_counter() - begun) * 1000

    pairs = []
    for number, question in enumerate(questions * 2):
        # Whichever comes second may find something warm: they take turns.
        if number % 2:
            direct, served = here(question), over_http(question)
        else:
            served, direct = over_http(question), here(question)
        pairs.append((direct, served))
    connection.close()
    differences = [served - direct for direct, served in pairs]
    return {
        "searches": len(pairs),
        "in this process": spread([direct for direct, _ in pairs]),
        "over HTTP": spread([served for _, served in pairs]),
        "difference": {**spread(differences), "mean ms": statistics.fmean(differences)},
    }


async def closed_loop(
    address: str, questions: list[str], *, clients: int, seconds: float
) -> tuple[float, Answers]:
    """Questions answered a second when so many ask one after the other."""
    answers, until = Answers(), time.perf_counter() + seconds

    async def one(number: int) -> None:
        connection = Connection(address)
        while time.perf_counter() < until:
            await connection.post("/api/v1/ask", {"question": questions[number]}, answers)
            number = (number + 7) % len(questions)
        connection.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one(number % len(questions)) for number in range(clients)))
    took = time.perf_counter() - begun
    return len(answers.times.get(200, ())) / took, answers


async def paced(
    address: str, questions: list[str], *, rate: float, clients: int, seconds: float
) -> Answers:
    """So many people who each ask at their own even pace, together ``rate`` questions a second."""
    answers, begun = Answers(), time.perf_counter()
    pause = clients / rate

    async def one(number: int) -> None:
        connection = Connection(address)
        turn = begun + pause * number / clients
        while turn < begun + seconds:
            await asyncio.sleep(max(0.0, turn - time.perf_counter()))
            question = questions[number % len(questions)]
            await connection.post("/api/v1/ask", {"question": question}, answers)
            number += 7
            turn += pause
        connection.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    return answers


async def flood(address: str, questions: list[str], *, rate: float, seconds: float) -> Answers:
    """Questions at a fixed rate whatever becomes of those before; none waits for another."""
    answers, idle = Answers(), list[Connection]()
    tasks, begun, sent = set[asyncio.Task[None]](), time.perf_counter(), 0

    async def one(number: int) -> None:
        connection = idle.pop() if idle else Connection(address)
        body = {"question": questions[number % len(questions)]}
        await connection.post("/api/v1/ask", body, answers)
        idle.append(connection)

    while (now := time.perf_counter()) < begun + seconds:
        while sent < (now - begun) * rate:
            task = asyncio.create_task(one(sent))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            sent += 1
        await asyncio.sleep(0.002)
    await asyncio.gather(*tasks)
    for connection in idle:
        connection.close()
    return answers


def under_load(address: str, questions: list[str], seconds: float) -> dict[str, object]:
    """The server at its nominal load, at eight times what it can answer, and after that."""
    asyncio.run(closed_loop(address, questions, clients=2, seconds=5))
    capacity, _ = asyncio.run(closed_loop(address, questions, clients=8, seconds=10))
    nominal = asyncio.run(
        paced(address, questions, rate=capacity / 2, clients=CLIENTS, seconds=seconds)
    )
    over = asyncio.run(flood(address, questions, rate=8 * capacity, seconds=15))
    after, answers = asyncio.run(closed_loop(address, questions, clients=8, seconds=10))
    return {
        "questions answered a second, 8 at once": capacity,
        f"nominal: {CLIENTS} clients, half of that, {seconds:g} s": nominal.figures(),
        "eight times that, 15 s": over.figures(),
        "after that, 8 at once": {"answered a second": after, **answers.figures()},
        "ratio after / before": after / capacity,
    }


def measured(library_path: Path, questions: list[str], seconds: float) -> dict[str, object]:
    """All figures."""
    from tests.support.serving import application, listening

    # Without the reader: it takes most of a search's time and would be most of its noise.
    plain = Settings(reading=ReadingSettings(reader="off"))
    with (
        youju.Library.open(library_path, settings=plain) as library,
        listening(application(library, rate=10_000_000)) as address,
    ):
        for question in questions:
            library.search(question)
        http_cost = overhead(library, address, questions)
        passages = library.stats().passages
    with serving(library_path) as (_, address, ready):
        while not _is_ready(address):
            time.sleep(0.1)
        load = under_load(address, questions, seconds)
    return {
        "passages": passages,
        "ready s": ready,
        "overhead of a search, reader off": http_cost,
        "load": load,
    }


def _is_ready(address: str) -> bool:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=10)
    connection.request("GET", "/readyz")
    ready = connection.getresponse().status == 200
    connection.close()
    return ready


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="of the nominal load")
    parser.add_argument("--keep", type=Path, help="folder of the library, kept and used again")
    parser.add_argument("--write", action="store_true", help="into benchmarks/results")
    options = parser.parse_args()
    data = Path(os.environ["YOUJU_DATA"])
    reports = sorted((data / "govreports" / "txt").glob("2025_*.txt"))[:DOCUMENTS]
    lines = (data / "govreports" / "questions_2025.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines][:QUESTIONS]
    with tempfile.TemporaryDirectory() as folder:
        place = (options.keep or Path(folder)) / "library"
        with youju.Library.open(place) as library:
            library.add(data / "huairou" / "report-2023.txt", *reports)
        figures = measured(place, questions, options.seconds)
    result = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "load average before": os.getloadavg(),
        "versions": {name: metadata.version(name) for name in ("fastapi", "uvicorn", "youju")},
        **figures,
    }
    written = json.dumps(rounded(result), ensure_ascii=False, indent=2)
    print(written)
    if options.write:
        name = f"{datetime.now(UTC).date().isoformat()}-serving.json"
        (RESULTS / name).write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
