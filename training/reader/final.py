"""Measures an exported reader on the held-out sets, once, beside each question's own passage.

python -m training.reader.final --data "$YOUJU_DATA" --reader EXPORT --model DIRECTORY --out FINAL.jsonl
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from training.reader.evaluate import Case, area, best, gold_figures, readings_of
from training.reader.model import Reader, Shape
from training.reader.pairs import Pairs
from training.reader.windows import read_set

ANSWERED = ("xquad_zh", "drcd_eval", "cmrc2018_dev")
JUDGED = "dureader_checklist_a"


def cases_of(data: Path, name: str) -> list[Case]:
    found = read_set(data, name)
    return [
        Case(
            one.id,
            one.text,
            one.answers,
            tuple((window.context, window.text) for window in found.windows[one.passage]),
        )
        for one in found.questions
    ]


def load(directory: Path, model: Path) -> tuple[Reader, dict[str, float]]:
    description = json.loads((directory / "reader.json").read_text(encoding="utf-8"))
    reader = Reader(model, Shape(**description["shape"])).eval()
    reader.take(load_file(directory / "reader.safetensors"))
    reader.fold()
    return reader, description["calibration"]


def judged(
    reader: Reader, pairs: Pairs, cases: list[Case], weights: dict[str, float]
) -> dict[str, float]:
    """AUROC of answerable questions over those their passage does not answer."""
    read = [best(one) for one in readings_of(reader, pairs, cases)]
    labels = [bool(one.answers) for one in cases]
    columns = {
        "relevance": [one for one, _ in read],
        "margin": [one for _, one in read],
        "calibrated": [weights["relevance"] * a + weights["margin"] * b for a, b in read],
    }
    return {
        "questions": len(cases),
        "answerable": sum(labels),
        **{
            f"auroc {name}": area(
                [value for value, label in zip(column, labels, strict=True) if label],
                [value for value, label in zip(column, labels, strict=True) if not label],
            )
            for name, column in columns.items()
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=[JUDGED, *ANSWERED])
    options = parser.parse_args()
    torch.set_num_threads(2)
    reader, weights = load(options.reader, options.model)
    pairs = Pairs(options.model)
    with options.out.open("a", encoding="utf-8") as stream, torch.inference_mode():
        for name in options.sets:
            began = time.monotonic()
            cases = [one for one in cases_of(options.data, name) if one.windows]
            if name == JUDGED:
                found = judged(reader, pairs, cases, weights)
            else:
                found = gold_figures(cases, readings_of(reader, pairs, cases))
            found["seconds"] = round(time.monotonic() - began)
            stream.write(json.dumps({"set": name} | found) + "\n")
            stream.flush()


if __name__ == "__main__":
    main()
