"""Measures an exported reader on the held-out sets, once, beside each question's own passage.

python -m training.reader.final --log training/reader/log.json

Reads the export and the sets; writes final.jsonl, and the figures into the committed log.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from training.reader.cases import Case, cases_of
from training.reader.commands import add_data, add_model, command, runs
from training.reader.evaluate import area, best, gold_figures, readings_of
from training.reader.log import read_lines, write_log
from training.reader.shipped import Trained, open_export

ANSWERED = ("xquad_zh", "drcd_eval", "cmrc2018_dev")
JUDGED = "dureader_checklist_a"


def judged(trained: Trained, cases: Sequence[Case]) -> dict[str, float]:
    """AUROC of answerable questions over those their passage does not answer."""
    read = [best(one) for one in readings_of(trained.reader, trained.pairs, cases)]
    labels = [bool(one.answers) for one in cases]
    weights: dict[str, float] = trained.about["calibration"]
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


def measured(trained: Trained, data: Path, name: str) -> dict[str, float]:
    """The figures of one set."""
    began = time.monotonic()
    cases = [one for one in cases_of(data, name) if one.windows]
    if name == JUDGED:
        found = judged(trained, cases)
    else:
        found = gold_figures(cases, readings_of(trained.reader, trained.pairs, cases))
    return found | {"seconds": round(time.monotonic() - began)}


def main() -> None:
    parser = command(__doc__)
    parser.add_argument("--reader", type=Path, default=runs() / "export")
    parser.add_argument("--out", type=Path, default=runs() / "final.jsonl")
    parser.add_argument("--sets", nargs="+", default=[JUDGED, *ANSWERED])
    parser.add_argument("--log", type=Path, help="the log of export, completed with the figures")
    add_data(parser)
    add_model(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    trained = open_export(options.reader, options.model)
    with options.out.open("w", encoding="utf-8") as stream, torch.inference_mode():
        for name in options.sets:
            found: dict[str, object] = {"set": name, **measured(trained, options.data, name)}
            stream.write(json.dumps(found) + "\n")
            stream.flush()
    if options.log:
        log = json.loads(options.log.read_text(encoding="utf-8"))
        write_log(options.log, log | {"held out": read_lines(options.out)})


if __name__ == "__main__":
    main()
