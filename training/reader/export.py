"""Writes what ships: adapters and heads in float16, and ``reader.json`` that says how to use them.

python -m training.reader.export --run RUNS/main --examples RUNS/examples --model DIRECTORY --out OUT
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save_file
from training.reader.calibration import calibrate
from training.reader.evaluate import (
    gold_figures,
    negatives_figures,
    read_validation,
    readings_of,
    wrong_readings,
)
from training.reader.model import Reader, Shape
from training.reader.pairs import LONGEST, LONGEST_ANSWER, LONGEST_QUESTION, Pairs

FORMAT = 1
MOST_BYTES = 8_000_000


def load_run(run: Path, model: Path, kind: torch.dtype) -> tuple[Reader, dict[str, object]]:
    """The reader of a checkpoint, rounded to float16 as it ships, and the checkpoint."""
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    reader = Reader(model, Shape(**state["shape"]), kind).eval()
    reader.take({name: value.half() for name, value in state["learned"].items()})
    return reader, state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    options.out.mkdir(parents=True, exist_ok=True)
    reader, state = load_run(options.run, options.model, torch.bfloat16)
    learned = {name: value.half().contiguous() for name, value in reader.trained().items()}
    place = options.out / "reader.safetensors"
    save_file(learned, place, {"format": "pt"})
    if place.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{place.name} is larger than {MOST_BYTES} bytes")
    pairs = Pairs(options.model)
    cases = read_validation(options.examples / "validation.jsonl")
    reader.fold()
    with torch.inference_mode():
        right = readings_of(reader, pairs, cases)
        wrong = wrong_readings(reader, pairs, cases)
    calibration = calibrate(right, wrong)
    figures = gold_figures(cases, right) | negatives_figures(right, wrong)
    log = (options.run / "log.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in log]
    description = {
        "format": FORMAT,
        "shape": state["shape"],
        "base": "multilingual-e5-small",
        "longest": LONGEST,
        "longest_question": LONGEST_QUESTION,
        "longest_answer": LONGEST_ANSWER,
        "calibration": asdict(calibration),
        "validation": figures,
        "training": {
            "steps": state["place"][0],
            "examples": state["place"][3],
            "seconds": round(float(state["place"][4])),
            "curve": [one for one in entries if "validation" in one],
        },
        "sha256": hashlib.sha256(place.read_bytes()).hexdigest(),
    }
    text = json.dumps(description, ensure_ascii=False, indent=1)
    (options.out / "reader.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
