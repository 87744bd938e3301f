"""A gate as JUnit XML, which GitHub, GitLab and Jenkins show as a test report."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from youju_eval.gate.checking import Check, Gate
from youju_eval.results import Result

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped: control characters and lone surrogates."""


def write_junit(gate: Gate, path: Path, *, result: Result, language: str = "en") -> None:
    """Write one test suite a gate, one test case a check.

    A failed check is a ``failure`` with its message, a passed one says the same in ``system-out``. The
    suite's properties name set, system, version, number of questions and seed. Case names hold the
    limit, not the value, so that a CI service recognises them from run to run.
    """
    failed = sum(not check.passed for check in gate.checks)
    counts = {
        "tests": str(len(gate.checks)),
        "failures": str(failed),
        "errors": "0",
        "skipped": "0",
    }
    root = ET.Element("testsuites", {"name": "youju eval gate", **counts})
    suite = ET.SubElement(
        root,
        "testsuite",
        {
            "name": _clean(gate.set),
            **counts,
            "time": f"{result.seconds:.3f}",
            "timestamp": _clean(result.started),
        },
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(result).items():
        ET.SubElement(properties, "property", {"name": name, "value": _clean(value)})
    for check in gate.checks:
        _case(suite, check, gate.set, language)
    if gate.notes:
        notes = "\n".join(note.localized(language) for note in gate.notes)
        ET.SubElement(suite, "system-out").text = _clean(notes)
    ET.indent(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _case(suite: ET.Element, check: Check, name: str, language: str) -> None:
    """One check."""
    case = ET.SubElement(
        suite,
        "testcase",
        {"classname": _clean(f"youju.eval.{name}"), "name": _clean(check.name), "time": "0"},
    )
    said = _clean(check.message.localized(language))
    if check.passed:
        ET.SubElement(case, "system-out").text = said
    else:
        ET.SubElement(case, "failure", {"type": check.kind, "message": said}).text = said


def _properties(result: Result) -> dict[str, str]:
    """What was measured, and with what."""
    return {
        "set": result.set.name,
        "set.sha256": result.set.sha256,
        "set.purpose": result.set.purpose,
        "questions": str(result.set.questions),
        "answerable": str(result.set.answerable),
        "missing": str(len(result.missing)),
        "system": result.system.label,
        "version": result.environment.versions.get("youju", ""),
        "seed": str(result.seed),
    }


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", text)
