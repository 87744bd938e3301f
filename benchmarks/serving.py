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
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from benchmarks.load import closed_loop, flood, paced, spread
from benchmarks.run import rounded
from benchmarks.server import serving

import youju
from youju.settings import ReadingSettings, Settings

RESULTS = Path(__file__).parent / "results"
CLIENTS = 50
DOCUMENTS = 6
QUESTIONS = 24


class Remembered:
    """A library that has its searches by heart: what is left of a request is the server's own work."""

    def __init__(self, library: youju.Library, questions: list[str]) -> None:
        self._library = library
        self._found = {one: library.search(one, k=10) for one in questions}

    def search(self, query: str, **_: object) -> tuple[youju.ScoredPassage, ...]:
        return self._found[query]

    def __getattr__(self, name: str) -> object:
        return getattr(self._library, name)


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


def http_cost(library_path: Path, questions: list[str]) -> dict[str, object]:
    """What HTTP adds to a search: beside a real one, and alone."""
    from tests.support.serving import application, listening

    # Without the reader: it takes most of a search's time and would be most of its noise.
    plain = Settings(reading=ReadingSettings(reader="off"))
    with youju.Library.open(library_path, settings=plain) as library:
        known = cast("youju.Library", Remembered(library, questions))
        with listening(application(library, rate=10_000_000)) as address:
            beside = overhead(library, address, questions)
        with listening(application(known, rate=10_000_000)) as address:
            alone = overhead(known, address, questions * 10)
        passages = library.stats().passages
    return {
        "passages": passages,
        "overhead of a search, reader off": beside,
        "the same, searches answered from memory": alone,
    }


def measured(library_path: Path, questions: list[str], seconds: float) -> dict[str, object]:
    """All figures."""
    added = http_cost(library_path, questions)
    with serving(library_path) as (_, address, ready):
        while not _is_ready(address):
            time.sleep(0.1)
        load = under_load(address, questions, seconds)
    return {**added, "ready s": ready, "load": load}


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
