"""A gate as text for people: one line a check, and why those that failed did."""

from __future__ import annotations

from youju.errors import Message
from youju_eval.gate.checking import Check, Gate
from youju_eval.gate.messages import Kind
from youju_eval.presentation.layout import Table, listed, plain
from youju_eval.presentation.written import written


def gate_table(gate: Gate, *, language: str) -> str:
    """One line a check, what is said of those that failed, the notes, and the verdict at the end."""
    zh = language.startswith("zh")
    headings = (
        ("结果", "条件", "值", "基线", "题数") if zh else ("", "check", "value", "baseline", "n")
    )
    table = Table(headings, tuple(_check_row(check, language) for check in gate.checks), left=2)
    failed = [check for check in gate.checks if not check.passed]
    parts = [f"{gate.set} · {gate.system}", plain(table)]
    messages = [*(check.message for check in failed), *gate.notes]
    parts += listed([one.localized(language) for one in messages])
    verdict = Message(
        zh=f"通过：{len(gate.checks)} 项检查。"
        if gate.passed
        else f"未通过：{len(gate.checks)} 项检查中有 {len(failed)} 项。",
        en=f"Passed: {len(gate.checks)} of {len(gate.checks)} checks."
        if gate.passed
        else f"Failed: {len(failed)} of {len(gate.checks)} checks.",
    )
    return "\n\n".join([*parts, verdict.localized(language)])


def _check_row(check: Check, language: str) -> tuple[str, ...]:
    verdict = Message("通过", "pass") if check.passed else Message("未通过", "FAIL")
    return (
        verdict.localized(language),
        check.name,
        written(check.value, check.unit),
        written(check.baseline, check.unit) if check.kind == Kind.MAX_DROP else "",
        str(check.n) if check.n else "",
    )
