"""Our own file of questions (docs/evaluation.md): one JSON object a line, read and written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import cast

from youju.errors import EvaluationError
from youju.schema import Role, Turn
from youju_eval.jsonl import Line, read_lines
from youju_eval.sets.values import EvaluationQuestion


def read_questions(path: Path) -> tuple[EvaluationQuestion, ...]:
    """The questions of a JSONL file ``{"id", "type", "question", "answers", "evidence", …}``.

    Raises:
        EvaluationError: a line is not such a question, an id comes twice, or there is none.

    """
    questions = tuple(question_of(line) for line in read_lines(path))
    ensure_usable(questions, str(path))
    return questions


def write_questions(questions: Iterable[EvaluationQuestion], path: Path) -> None:
    """Write questions so that ``read_questions`` gives them back."""
    lines = (json.dumps(record_of(one), ensure_ascii=False) + "\n" for one in questions)
    path.write_text("".join(lines), encoding="utf-8")


def ensure_usable(questions: Sequence[EvaluationQuestion], place: str) -> None:
    """Refuse what cannot be measured at all.

    Raises:
        EvaluationError: an id comes twice, or there is no question.

    """
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise EvaluationError(
                zh=f"{place}：编号 {question.id} 出现了不止一次。请给每个问题一个自己的编号。",
                en=f"{place}: the id {question.id} comes more than once. Give each question its own.",
            )
        seen.add(question.id)
    if not questions:
        raise EvaluationError(zh=f"{place}：没有问题。", en=f"{place}: there is no question.")


def question_of(line: Line) -> EvaluationQuestion:
    """One line as a question.

    Raises:
        EvaluationError: a field is missing or of another kind.

    """
    return EvaluationQuestion(
        id=line.identity(),
        type=line.text("type", default="question"),
        question=line.text("question"),
        answers=line.texts("answers"),
        evidence=evidence_of(line, "evidence"),
        document=line.optional_text("document") or None,
        history=_history(line),
        tags=line.texts("tags"),
        relevant=MappingProxyType({k: int(v) for k, v in line.numbers("relevant").items()}),
        generated=line.optional_text("generated"),
    )


def record_of(question: EvaluationQuestion) -> dict[str, object]:
    """A question as the object of its line; what is empty is left out, but never the gold."""
    history = [{"role": str(turn.role), "content": turn.text} for turn in question.history]
    groups = [list(group) for group in question.evidence]
    optional: dict[str, object] = {
        "document": question.document,
        "history": history,
        "tags": list(question.tags),
        "relevant": dict(question.relevant),
        "generated": question.generated,
    }
    return {
        "id": question.id,
        "type": question.type,
        "question": question.question,
        "answers": list(question.answers),
        "evidence": groups[0] if len(groups) == 1 else groups,
        **{key: value for key, value in optional.items() if value},
    }


def evidence_of(line: Line, name: str) -> tuple[tuple[str, ...], ...]:
    """The groups of evidence: ``["a", "b"]`` is one group, ``[["a"], ["b"]]`` are two.

    Raises:
        EvaluationError: it is something else.

    """
    value = line.fields.get(name, [])
    if not isinstance(value, list):
        raise line.wrong(name, zh="列表", en="a list")
    entries = cast("list[object]", value)
    if entries and all(isinstance(entry, list) for entry in entries):
        groups = [cast("list[object]", entry) for entry in entries]
    else:
        groups = [entries] if entries else []
    if not all(group and all(isinstance(text, str) for text in group) for group in groups):
        raise line.wrong(name, zh="文字的列表，或其列表", en="a list of texts, or a list of those")
    return tuple(tuple(str(text) for text in group) for group in groups)


def _history(line: Line) -> tuple[Turn, ...]:
    """Earlier turns, oldest first: a text is an earlier question."""
    value = line.fields.get("history") or []
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    turns = [_turn(entry) for entry in entries]
    found = tuple(turn for turn in turns if turn is not None)
    if len(found) < len(turns):
        raise line.wrong(
            "history",
            zh="先前问题的列表，或 {role, content} 的列表",
            en="a list of earlier questions, or of {role, content}",
        )
    return found


def _turn(entry: object) -> Turn | None:
    """One earlier turn."""
    if isinstance(entry, str):
        return Turn(Role.USER, entry)
    if not isinstance(entry, dict):
        return None
    fields = cast("dict[str, object]", entry)
    role, content = fields.get("role"), fields.get("content")
    if not isinstance(content, str) or role not in tuple(Role):
        return None
    return Turn(Role(str(role)), content)
