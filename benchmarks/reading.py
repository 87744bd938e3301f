"""What the reader adds to a warm question, each setting against the same library without it."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Literal

import psutil

import youju
from youju.settings import ReadingSettings, Settings

MODES: tuple[Literal["off", "auto", "always"], ...] = ("off", "auto", "always")


def reading(place: Path, questions: list[str]) -> dict[str, dict[str, float]]:
    """Milliseconds of a warm question, of its reading, and its pairs, by setting.

    ``added p50 ms`` is the median over questions of what each takes longer than without the reader.
    """
    found: dict[str, dict[str, float]] = {}
    without: list[float] = []
    for mode in MODES:
        settings = Settings(reading=ReadingSettings(reader=mode))
        whole: list[float] = []
        read: list[float] = []
        pairs: list[int] = []
        with youju.Library.open(place, settings=settings) as library:
            library.prepare()
            library.ask(questions[0])
            if not without:
                # What is remembered by text (words, figures) would favour the later settings.
                for question in questions:
                    library.ask(question)
            for question in questions:
                started = time.perf_counter()
                answer = library.ask(question)
                whole.append((time.perf_counter() - started) * 1000)
                read.append(answer.trace.timings_ms.get("read", 0.0))
                pairs.append(answer.trace.counts.get("read", 0))
            memory = psutil.Process().memory_info().rss / 1e6
        without = without or whole
        ordered = sorted(whole)
        found[mode] = {
            "p50 ms": statistics.median(whole),
            "p95 ms": ordered[int(len(ordered) * 0.95)],
            "added p50 ms": statistics.median(
                ours - plain for ours, plain in zip(whole, without, strict=True)
            ),
            "reading p50 ms": statistics.median(read),
            "pairs a question": statistics.fmean(pairs),
            "resident MB": memory,
        }
    return found
