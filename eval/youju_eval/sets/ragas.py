"""RAGAS rows (docs.ragas.io): questions with references, and the answers of a system in the same file.

Read under the names of every version: ``user_input`` or ``question``, ``reference`` or ``ground_truth``
or ``ground_truths``, ``response`` or ``answer``, ``retrieved_contexts`` or ``contexts``. JSONL, JSON
(rows or columns) and CSV. RAGAS' own measures ask a language model; none is computed here.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar, cast

from youju.errors import EvaluationError
from youju.schema import Role, Status, Turn
from youju_eval.jsonl import Line
from youju_eval.predictions import Prediction, RankedPassage
from youju_eval.rows import read_rows
from youju_eval.sets.gold import ANSWERABLE, UNANSWERABLE, distinct
from youju_eval.sets.questions import ensure_usable
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet

T = TypeVar("T")

QUESTION = ("user_input", "question")
REFERENCE = ("reference", "ground_truth", "ground_truths")
RESPONSE = ("response", "answer")
CONTEXTS = ("retrieved_contexts", "contexts")
_TELLING = frozenset(
    {
        "user_input",
        "ground_truth",
        "ground_truths",
        "reference_contexts",
        "retrieved_contexts",
        "contexts",
        "reference",
    }
)
_ROLES = {"human": Role.USER, "user": Role.USER, "ai": Role.ASSISTANT, "assistant": Role.ASSISTANT}


def is_ragas(fields: frozenset[str]) -> bool:
    """Whether the fields of a row are RAGAS'."""
    return any(name in fields for name in QUESTION) and bool(fields & _TELLING)


def read_ragas(path: Path) -> EvaluationSet:
    """The questions with their references; every reference context is needed, each its own group.

    Rows without an ``id`` are called by their number, from 1, as in ``read_ragas_predictions``.

    Raises:
        EvaluationError: a row is none, or has no reference; the first, and how many.

    """
    questions = _read(path, _question)
    ensure_usable(questions, str(path))
    return EvaluationSet(name=path.stem, questions=questions, source=path)


def read_ragas_predictions(path: Path) -> dict[str, Prediction]:
    """What a system answered, by the question's id; an empty response is a refusal.

    Contexts have no names, so that their document is empty: only measures of texts apply.

    Raises:
        EvaluationError: a row is none, or has neither a response nor contexts.

    """
    return {one.id: one for one in _read(path, _prediction)}


def _read(path: Path, convert: Callable[[Line, str], T]) -> tuple[T, ...]:
    """Every row converted, with the id of its place."""
    number = 0

    def numbered(line: Line) -> T:
        nonlocal number
        number += 1
        given = line.fields.get("id")
        return convert(line, str(given) if isinstance(given, str | int) else str(number))

    return read_rows(path, numbered)


def _question(line: Line, identity: str) -> EvaluationQuestion:
    """One row as a question."""
    history, text = _asked(line)
    tags = distinct([_text(line, "synthesizer_name")])
    if line.fields.get("answerable") in (False, "false", "False"):
        return EvaluationQuestion(identity, UNANSWERABLE, text, history=history, tags=tags)
    answers = next((found for name in REFERENCE if (found := _texts(line, name))), ())
    contexts = _texts(line, "reference_contexts")
    if not answers and not contexts:
        raise EvaluationError(
            zh=f'{line.place}：既没有 reference 也没有 reference_contexts。请补上参考答案；资料确实不回答的问题写 "answerable": false。',
            en=f"{line.place}: neither reference nor reference_contexts is given. Add the reference answer;"
            ' where the documents do not answer, write "answerable": false.',
        )
    return EvaluationQuestion(
        id=identity,
        type=ANSWERABLE,
        question=text,
        answers=answers,
        evidence=tuple((context,) for context in contexts),
        history=history,
        tags=tags,
    )


def _prediction(line: Line, identity: str) -> Prediction:
    """One row as what was answered."""
    names = [name for name in (*RESPONSE, *CONTEXTS) if name in line.fields]
    if not names:
        raise EvaluationError(
            zh=f"{line.place}：没有系统的回答（response 或 retrieved_contexts）。",
            en=f"{line.place}: there is no answer of a system (response or retrieved_contexts).",
        )
    answer = next((line.optional_text(name) for name in RESPONSE if name in line.fields), "")
    contexts = next((_texts(line, name) for name in CONTEXTS if name in line.fields), ())
    return Prediction(
        id=identity,
        status=Status.ANSWERED if answer.strip() else Status.NOT_FOUND,
        answer=answer,
        retrieved=tuple(RankedPassage("", text) for text in contexts),
    )


def _asked(line: Line) -> tuple[tuple[Turn, ...], str]:
    """The earlier turns and the question; a list of messages ends with the last one of the user."""
    name = next((name for name in QUESTION if name in line.fields), QUESTION[0])
    if not isinstance(line.fields.get(name), list):
        return (), line.text(name)
    turns = [
        Turn(role, message.text("content"))
        for message in line.objects(name)
        if (role := _ROLES.get(str(message.fields.get("type", message.fields.get("role", "")))))
    ]
    while turns and turns[-1].role is not Role.USER:
        turns.pop()
    if not turns:
        raise line.wrong(
            name, zh="文字，或含用户提问的对话", en="a text, or messages with one of the user"
        )
    return tuple(turns[:-1]), turns[-1].text


def _text(line: Line, name: str) -> str:
    """A text field; empty when it is missing."""
    return line.optional_text(name)


def _texts(line: Line, name: str) -> tuple[str, ...]:
    """A text or a list of them, without empty ones; a list in a cell of a CSV file is read as one."""
    value = line.fields.get(name)
    if value is None:
        return ()
    if isinstance(value, str):
        stripped = value.strip()
        listed = _listed(line, name, stripped) if stripped.startswith("[") else None
        return distinct(listed if listed is not None else [value])
    return distinct(line.texts(name))


def _listed(line: Line, name: str, cell: str) -> list[str] | None:
    """The texts of a list as JSON or as Python wrote it; None when the cell is a text that begins so."""
    try:
        value: object = json.loads(cell)
    except ValueError:
        try:
            value = ast.literal_eval(cell)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
        if _runs_together(cell):
            raise line.wrong(
                name,
                zh="以逗号分隔的列表（这像是 NumPy 写的；请改存为 JSONL）",
                en="a list with commas (this one looks like NumPy's; save it as JSONL)",
            ) from None
    if not isinstance(value, list):
        return None
    entries = cast("list[object]", value)
    return [str(entry) for entry in entries] if all(isinstance(e, str) for e in entries) else None


def _runs_together(cell: str) -> bool:
    """Whether two texts follow each other without a comma: Python would make them one."""
    kinds = [
        token.type
        for token in tokenize.generate_tokens(io.StringIO(cell).readline)
        if token.type not in (tokenize.NL, tokenize.NEWLINE)
    ]
    return any(first == second == tokenize.STRING for first, second in pairwise(kinds))
