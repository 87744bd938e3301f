"""Where the time of a question goes: encoding, searching, ranking, reading, answering.

python -m benchmarks.stages --library FOLDER --questions FILE.jsonl … --out benchmarks/results/DATE-stages.json

Each question is asked twice in one process that has answered another one before: for the first time, when
its words and figures are new, and again. ``beyond`` is what is left of the whole without encoding the query
and reading; its baseline is encoding the query in the same run. Follow-ups are left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

import youju

WARM_UP = "2022年旅游综合收入是多少?"
APART = ("encode", "read")


def spread(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "p50 ms": round(statistics.median(ordered), 2),
        "p95 ms": round(ordered[int(len(ordered) * 0.95)], 2),
    }


def asked(library: youju.Library, questions: Sequence[str]) -> dict[str, dict[str, float]]:
    """Milliseconds by stage over some questions; a stage a question has not counts 0."""
    timings = [dict(library.ask(question).trace.timings_ms) for question in questions]
    for one in timings:
        one["beyond"] = one["total"] - sum(one.get(stage, 0.0) for stage in APART)
    stages = sorted({stage for one in timings for stage in one})
    return {stage: spread([one.get(stage, 0.0) for one in timings]) for stage in stages}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    lines = [line for path in given.questions for line in path.read_text("utf-8").splitlines()]
    questions = [one["question"] for one in map(json.loads, lines) if not one.get("history")]
    with youju.Library.open(given.library) as library:
        library.prepare()
        library.ask(WARM_UP)
        first, again = asked(library, questions), asked(library, questions)
        passages = library.stats().passages
    result = {
        "passages": passages,
        "questions": len(questions),
        "for the first time": first,
        "again": again,
        "beyond to encoding, p50": round(first["beyond"]["p50 ms"] / first["encode"]["p50 ms"], 2),
    }
    given.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
