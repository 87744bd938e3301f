"""Writes chosen settings into a ``youju.toml`` with the evidence above them; what else it says stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from youju.errors import EvaluationError
from youju_eval.calibration.values import Calibration
from youju_eval.calibration.verdict import interval

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_MARK = "# youju eval calibrate"
"""Begins every line of evidence, so that the next calibration replaces it."""
_BYTE_ORDER_MARK = "\ufeff"


def write_settings(calibration: Calibration, path: Path) -> None:
    """Put the three chosen settings into a settings file, made when there is none.

    Only ``retrieval.score_slope``, ``retrieval.score_intercept`` and ``answering.threshold`` change;
    the evidence stands in comments at the top and replaces that of an earlier calibration.

    Raises:
        EvaluationError: the file is no valid TOML, or cannot be read or written.

    """
    before = _text(path)
    newline = "\r\n" if "\r\n" in before else "\n"
    document = _parsed(_without_evidence(before.replace("\r\n", "\n")), path)
    _assign(document, path, "retrieval", "score_slope", calibration.chosen.slope)
    _assign(document, path, "retrieval", "score_intercept", calibration.chosen.intercept)
    _assign(document, path, "answering", "threshold", calibration.chosen.threshold)
    evidence = "\n".join(f"{_MARK}: {line}" for line in evidence_lines(calibration))
    text = f"{evidence}\n\n{document.as_string().lstrip()}".replace("\n", newline)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.part")
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        raise EvaluationError(
            zh=f"无法写入 {path}：{error.strerror}。请另选一个位置。",
            en=f"{path} cannot be written: {error.strerror}. Choose another place.",
        ) from error


def evidence_lines(calibration: Calibration) -> Iterator[str]:
    """What the settings rest on, one short line each, in English as settings files are."""
    known = calibration.set
    kinds = f"{calibration.answerable} answerable, {calibration.unanswerable} unanswerable"
    yield f"{calibration.date}, set {_one_line(known.name)} (sha256 {known.sha256[:16]}), {kinds} questions"
    grouped = {None: "", True: "grouped by document, ", False: "not grouped by document, "}
    limit = calibration.maximum_false_refusals
    yield (
        f"{len(calibration.folds)} folds, {grouped[calibration.grouped]}seed {calibration.seed}, right by "
        f"{calibration.right_by}, "
        + ("no limit on" if limit is None else f"at most {limit:.1%}")
        + " false refusals"
    )
    old, new = calibration.before, calibration.after
    yield "out of fold, old settings → new settings (95 % intervals):"
    yield f"  right reactions {interval(old.right_reactions)} → {interval(new.right_reactions)}"
    yield f"  false refusals {interval(old.false_refusals)} → {interval(new.false_refusals)}"
    yield f"  refusal recall {interval(old.refusal_recall)} → {interval(new.refusal_recall)}"
    yield (
        f"  Brier score {old.brier.value or 0:.3f} → {new.brier.value or 0:.3f}, calibration error "
        f"{old.calibration_error.value or 0:.3f} → {new.calibration_error.value or 0:.3f}"
    )
    yield _one_line(calibration.verdict.en)


def _one_line(text: str) -> str:
    """Text that cannot end a comment."""
    return " ".join(part for part in "".join(c if c.isprintable() else " " for c in text).split())


def _text(path: Path) -> str:
    """The file as it is, empty when there is none; Windows editors put a byte order mark in front."""
    try:
        return path.read_bytes().decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise EvaluationError(
            zh=f"无法读取设置文件 {path}：{error.strerror}。",
            en=f"The settings file {path} cannot be read: {error.strerror}.",
        ) from error
    except UnicodeDecodeError as error:
        raise _invalid(path, str(error)) from error


def _without_evidence(text: str) -> str:
    """The text without the lines an earlier calibration put at its top."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith(_MARK):
        del lines[0]
    return "".join(lines)


def _parsed(text: str, path: Path) -> TOMLDocument:
    """The text as a document that keeps comments and order."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise _invalid(path, str(error)) from error


def _assign(document: TOMLDocument, path: Path, stage: str, name: str, value: float) -> None:
    """Set one value of one table, which is made at the end when it is missing."""
    import tomlkit

    if stage not in document:
        document.add(stage, tomlkit.table())
    table = document[stage]
    if not isinstance(table, dict):
        raise _invalid(path, f"{stage} is no table")
    table[name] = value


def _invalid(path: Path, detail: str) -> EvaluationError:
    """The error that the file is no settings file."""
    return EvaluationError(
        zh=f"设置文件 {path} 不是有效的 TOML（UTF-8 编码）：{detail}。请改正后重试，或写到另一个文件。",
        en=f"The settings file {path} is not valid TOML in UTF-8: {detail}. Correct it, or write to "
        "another file.",
    )
