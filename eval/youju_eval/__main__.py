"""``python -m youju_eval QUESTIONS ANSWERS [--json]``: the quality of one batch of answers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from youju.errors import YoujuError
from youju_eval.datasets import read_questions
from youju_eval.predictions import read_predictions
from youju_eval.report import table
from youju_eval.scoring import score

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report on standard output; 0 when there is one, 1 when the files are not usable."""
    parser = argparse.ArgumentParser(prog="python -m youju_eval", description=__doc__)
    parser.add_argument("questions", type=Path, help="questions with answers and evidence (JSONL)")
    parser.add_argument("answers", type=Path, help="what youju ask --batch wrote (JSONL)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        report = score(read_questions(options.questions), read_predictions(options.answers))
    except YoujuError as error:
        sys.stderr.write(f"{error.message.zh}\n{error}\n")
        return 1
    text = (
        json.dumps(report.as_json(), ensure_ascii=False, indent=2)
        if options.json
        else table(report)
    )
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
