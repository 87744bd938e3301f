"""Writes what ships: adapters and heads in float16, and ``reader.json`` that says how to use them.

python -m training.reader.export --log training/reader/log.json

Reads a run's checkpoint and log and the validation examples; writes export/reader.safetensors,
export/reader.json with the calibration, and the log to be committed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from training.reader.calibration import calibrate
from training.reader.cases import Case, read_validation
from training.reader.commands import add_model, command, runs
from training.reader.evaluate import (
    gold_figures,
    negatives_figures,
    readings_of,
    wrong_readings,
)
from training.reader.log import collect, write_log
from training.reader.pairs import LONGEST, LONGEST_QUESTION
from training.reader.shipped import DESCRIPTION, WEIGHTS, Trained, open_run
from training.reader.spans import LONGEST_ANSWER

FORMAT = 1
BASE = "multilingual-e5-small"
MOST_BYTES = 8_000_000


def averaged(trained: Trained, other: Path, share: float) -> None:
    """Move a reader's weights towards those of an export it was begun from; ``share`` is its own.

    Averages of one start and what was trained from it are often better than both (Wortsman et al. 2022).
    """
    own = trained.reader.trained()
    earlier = load_file(other)
    trained.reader.take(
        {
            name: (share * value.float() + (1 - share) * earlier[name].float()).half()
            for name, value in own.items()
        }
    )
    trained.about["average"] = {
        "share": share,
        "other sha256": hashlib.sha256(other.read_bytes()).hexdigest(),
    }


def export(trained: Trained, cases: list[Case], out: Path) -> dict[str, object]:
    """Write both files; folds the reader. Returns what ``reader.json`` says.

    Raises:
        ValueError: the weights are larger than what may ship.
    """
    out.mkdir(parents=True, exist_ok=True)
    learned = {name: value.half().contiguous() for name, value in trained.reader.trained().items()}
    size = sum(value.nbytes for value in learned.values())
    if size > MOST_BYTES:
        raise ValueError(f"{size} bytes were learned, {MOST_BYTES} may ship: choose a smaller rank")
    save_file(learned, out / WEIGHTS, {"format": "pt"})
    trained.reader.fold()
    with torch.inference_mode():
        right = readings_of(trained.reader, trained.pairs, cases)
        wrong = wrong_readings(trained.reader, trained.pairs, cases)
    step, _, _, seen, seconds = trained.about["place"]
    about: dict[str, object] = {
        "format": FORMAT,
        "shape": trained.about["shape"],
        "base": BASE,
        "longest": trained.about.get("longest", LONGEST),
        "longest_question": LONGEST_QUESTION,
        "longest_answer": LONGEST_ANSWER,
        "calibration": asdict(calibrate(right, wrong)),
        "validation": gold_figures(cases, right) | negatives_figures(right, wrong),
        "training": {
            "steps": step,
            "examples": seen,
            "seconds": round(seconds),
            "rate": trained.about["optimizer"]["param_groups"][0]["base"],
        }
        | ({"average": trained.about["average"]} if "average" in trained.about else {}),
        "sha256": hashlib.sha256((out / WEIGHTS).read_bytes()).hexdigest(),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1)
    (out / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    return about


def main() -> None:
    parser = command(__doc__)
    parser.add_argument("--run", type=Path, default=runs() / "main")
    parser.add_argument("--examples", type=Path, default=runs() / "examples")
    parser.add_argument("--out", type=Path, default=runs() / "export")
    parser.add_argument("--log", type=Path, help="write the log that is committed here")
    parser.add_argument(
        "--earlier", type=Path, nargs="*", default=[], help="examples that the run began with"
    )
    parser.add_argument(
        "--average-with", type=Path, help="reader.safetensors that the run began from"
    )
    parser.add_argument("--share", type=float, default=0.7, help="of the run in that average")
    parser.add_argument("--decoding", type=Path, default=runs() / "decoding.jsonl")
    add_model(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    trained = open_run(options.run, options.model)
    if options.average_with:
        averaged(trained, options.average_with, options.share)
    about = export(trained, read_validation(options.examples / "validation.jsonl"), options.out)
    if options.log:
        log = collect(options.run, [*options.earlier, options.examples], options.decoding)
        write_log(options.log, log | {"export": about})


if __name__ == "__main__":
    main()
