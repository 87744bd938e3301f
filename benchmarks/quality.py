"""Finished runs as the tables of docs/quality.md: ``python -m benchmarks.quality OUT RUN...``.

Each RUN is a folder of ``youju eval run --compare retriever=hybrid,dense,lexical``. Writes one JSON a run
into OUT, without the values by question, and prints the tables in Markdown.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from youju_eval.results import Result, read_result, write_result

RETRIEVAL = ("Success@1", "R@5", "RR@10", "nDCG@10", "evidence@1", "evidence@5")
ANSWERS = (
    "em", "cmrc_f1", "answer_hit", "citation_precision", "citation_recall", "quote_verbatim",
    "false_refusals", "refusal_recall", "right_reaction", "aurc",
)  # fmt: skip


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def value(result: Result, name: str, *, interval: bool = False) -> str:
    found = {one.name: one.overall for one in result.measures}.get(name)
    if found is None or found.value is None:
        return "–"
    if interval and found.low is not None and found.high is not None:
        return f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"
    return f"{found.value:.3f}"


def table(results: Sequence[tuple[str, Result]], names: Sequence[str], *, first: str) -> list[str]:
    head = ("set", "purpose", "n", "retriever", *names)
    lines = [row(head), row("---" for _ in head)]
    for variant, result in results:
        about = (result.set.name, result.set.purpose, str(result.set.questions), variant)
        cells = [value(result, name, interval=name == first) for name in names]
        lines.append(row((*about, *cells)))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    options = parser.parse_args()
    results: list[tuple[str, Result]] = []
    for folder in options.runs:
        for way in ("hybrid", "dense", "lexical"):
            result = read_result(folder / f"retriever={way}")
            write_result(
                replace(result, questions=()), options.out / f"{result.set.name}-{way}.json"
            )
            results.append((way, result))
    hybrid = [one for one in results if one[0] == "hybrid"]
    print("\n".join(table(results, RETRIEVAL, first="Success@1")))
    print()
    print("\n".join(table(hybrid, ANSWERS, first="cmrc_f1")))


if __name__ == "__main__":
    main()
