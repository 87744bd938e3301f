"""Collects a run into ``log.json``, which is committed: data, plan, curve, figures; no paths, no texts.

Written by ``export``, completed with the held-out figures by ``final``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.reader.run import LOG, SEED

_HEAD = ("step", "examples", "seconds")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line; none where there is no such file."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def mixture(folder: Path) -> dict[str, Any]:
    """What the examples of a folder were made from, with one hash for each long list."""
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in ("statutes and reports", "validation articles"):
        listed = json.dumps(manifest[name], ensure_ascii=False, sort_keys=True)
        sha256 = hashlib.sha256(listed.encode()).hexdigest()
        manifest[name] = {"number": len(manifest[name]), "sha256": sha256}
    return manifest


def learned(entries: Sequence[dict[str, Any]]) -> dict[str, object]:
    """The plans, the validation curve and the losses of a run's log, the losses as columns."""
    losses = [one for one in entries if "span loss" in one]
    names = ("step", "span loss", "relevance loss")
    return {
        "plans": [
            {name: one[name] for name in _HEAD} | one["started"]
            for one in entries
            if "started" in one
        ],
        "curve": [
            {name: one[name] for name in (*_HEAD, "progress")} | one["validation"]
            for one in entries
            if "validation" in one
        ],
        "losses": {name: [one[name] for one in losses] for name in names},
    }


def collect(run: Path, mixtures: Sequence[Path], decoding: Path) -> dict[str, object]:
    """The log of a run that learned from ``mixtures``, one after the other."""
    return {
        "seed": SEED,
        "mixtures": [mixture(folder) for folder in mixtures],
        **learned(read_lines(run / LOG)),
        "decoding on validation": read_lines(decoding),
    }


def write_log(path: Path, log: dict[str, Any]) -> None:
    """Write a log so that a change of one figure changes one line."""
    lines: list[str] = []
    for name, value in log.items():
        if isinstance(value, list):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f' "{name}": [\n{rows}\n ]' if value else f' "{name}": []')
        elif isinstance(value, dict):
            rows = ",\n".join(
                f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(one, ensure_ascii=False)}"
                for key, one in value.items()
            )
            lines.append(f' "{name}": {{\n{rows}\n }}' if value else f' "{name}": {{}}')
        else:
            lines.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
