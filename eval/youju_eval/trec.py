"""TREC's files: runs (six columns) and qrels (four columns, or BEIR's three with a head).

The columns are trec_eval's. A document's name may hold white space, which would break them for every
tool: a space is written as ``␣``, an ideographic space as ``〿``, a tab as ``␉``, a no-break space as
``⍽``, and read back the same way (a name that holds such a sign itself comes back with the space). Scores are computed elsewhere (``measures``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from youju.errors import EvaluationError
from youju_eval.predictions import RANKED, Prediction, RankedPassage
from youju_eval.rows import raise_first, read_text

T = TypeVar("T")


Qrels: TypeAlias = Mapping[str, Mapping[str, int]]
"""Question → document → grade, as judged: 0 and below are not relevant."""

_WRITTEN = {" ": "␣", "\u3000": "〿", "\t": "␉", "\u00a0": "⍽"}
_READ = str.maketrans({sign: space for space, sign in _WRITTEN.items()})
_SPACES = str.maketrans(_WRITTEN)
_HEADS = frozenset({"query-id", "query_id", "qid", "topic", "query", "queryid"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a run."""

    question: str
    document: str
    rank: int
    score: float


def read_run(path: Path) -> dict[str, Prediction]:
    """The rankings of a run by question, with the status ``ranked``.

    Ordered by falling score, as trec_eval does, and by the given rank where scores are equal (trec_eval
    takes the document's name there). A document named twice for a question counts at its better place.

    Raises:
        EvaluationError: a line is no line of a run; the first, and how many.

    """
    entries: dict[str, list[_Entry]] = {}
    for entry in _parsed(path, _run_line):
        entries.setdefault(entry.question, []).append(entry)
    if not entries:
        raise EvaluationError(
            zh=f"{path}：运行结果是空的。每行应为：问题 Q0 文档 名次 分数 标签。",
            en=f"{path}: the run is empty. Each line should be: question Q0 document rank score tag.",
        )
    return {
        question: Prediction(question, RANKED, retrieved=_ranking(found))
        for question, found in entries.items()
    }


def write_run(
    predictions: Iterable[Prediction],
    path: Path,
    *,
    tag: str,
    level: Literal["document", "passage"] = "document",
) -> None:
    """Write rankings as a run; questions without a ranking have no line, which counts as a miss.

    One line a document, where its best passage stands, since gold and qrels name documents; with
    ``level="passage"`` one line a passage, named by its ``passage_id``. trec_eval orders by score alone:
    the system's own scores are written where they fall strictly, else numbers that count down.
    """
    label = column(tag) if tag.strip() else "run"
    lines: list[str] = []
    for prediction in predictions:
        scored = _names(prediction.retrieved, level)
        question = column(prediction.id)
        for rank, (name, score) in enumerate(_falling(scored), start=1):
            lines.append(f"{question} Q0 {column(name)} {rank} {score} {label}\n")
    path.write_text("".join(lines), encoding="utf-8")


def read_qrels(path: Path) -> Qrels:
    """Judgements by question: TREC's ``question 0 document grade``, or BEIR's three columns with a head.

    Grades below 1 are kept: a judged document that is not relevant is not the same as an unjudged one.

    Raises:
        EvaluationError: a line is no judgement (the first, and how many), or there is none.

    """
    found: dict[str, dict[str, int]] = {}
    for question, document, grade in _parsed(path, _qrels_line):
        found.setdefault(question, {})[document] = grade
    if not found:
        raise EvaluationError(
            zh=f"{path}：没有相关性判断。每行应为：问题 0 文档 等级。",
            en=f"{path}: there are no judgements. Each line should be: question 0 document grade.",
        )
    return found


def write_qrels(qrels: Qrels, path: Path, *, beir: bool = False) -> None:
    """Write judgements in TREC's four columns, or in BEIR's three with a head."""
    path.write_text(qrels_text(qrels, beir=beir), encoding="utf-8")


def qrels_text(qrels: Qrels, *, beir: bool = False) -> str:
    """The content of a file of judgements, as ``write_qrels`` writes it."""
    lines = ["query-id\tcorpus-id\tscore\n"] if beir else []
    for question, judged in qrels.items():
        for document, grade in judged.items():
            columns = (
                [_cell(question), _cell(document)]
                if beir
                else [column(question), "0", column(document)]
            )
            lines.append("\t".join([*columns, str(grade)]) + "\n")
    return "".join(lines)


def _parsed(path: Path, parse: Callable[[list[str], str], T | None]) -> list[T]:
    """Every line that is not blank; None for a head."""
    found: list[T] = []
    problems: list[EvaluationError] = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        tabs = line.count("\t") >= 2
        columns = [part.strip() for part in line.split("\t")] if tabs else line.split()
        try:
            parsed = parse(columns, f"{path}:{number}")
        except EvaluationError as error:
            problems.append(error)
            continue
        if parsed is not None:
            found.append(parsed)
    raise_first(problems)
    return found


def _run_line(columns: list[str], place: str) -> _Entry:
    """One line of a run; names with spaces of other tools are put together again."""
    if len(columns) < 6:
        raise _wrong(place, "问题 Q0 文档 名次 分数 标签", "question Q0 document rank score tag")
    question, _, *document, rank, score, _tag = columns
    try:
        entry = _Entry(_name(question), _name(" ".join(document)), int(rank), float(score))
    except ValueError as error:
        raise EvaluationError(
            zh=f"{place}：名次应为整数、分数应为数，现为 {rank} 和 {score}。",
            en=f"{place}: the rank should be a whole number and the score a number, not {rank} and {score}.",
        ) from error
    if not math.isfinite(entry.score):
        raise EvaluationError(
            zh=f"{place}：分数 {score} 不是有限的数。",
            en=f"{place}: the score {score} is not finite.",
        )
    return entry


def _qrels_line(columns: list[str], place: str) -> tuple[str, str, int] | None:
    """One judgement; None for the head."""
    if columns[0].lower() in _HEADS:
        return None
    if len(columns) < 3:
        raise _wrong(place, "问题 0 文档 等级", "question 0 document grade")
    question, grade = columns[0], columns[-1]
    document = columns[1:2] if len(columns) == 3 else columns[2:-1]
    try:
        return _name(question), _name(" ".join(document)), int(float(grade))
    except (ValueError, OverflowError) as error:
        raise EvaluationError(
            zh=f"{place}：等级应为整数，现为 {grade}。",
            en=f"{place}: the grade should be a whole number, not {grade}.",
        ) from error


def _ranking(entries: Sequence[_Entry]) -> tuple[RankedPassage, ...]:
    """The documents best first, each once."""
    ordered = sorted(entries, key=lambda entry: (-entry.score, entry.rank))
    best: dict[str, RankedPassage] = {}
    for entry in ordered:
        best.setdefault(entry.document, RankedPassage(entry.document, "", score=entry.score))
    return tuple(best.values())


def _names(
    passages: Iterable[RankedPassage], level: Literal["document", "passage"]
) -> list[tuple[str, float | None]]:
    """The names of a ranking, each at its best place, with the score there."""
    best: dict[str, float | None] = {}
    for passage in passages:
        name = passage.document if level == "document" else passage.passage_id or passage.document
        if name:
            best.setdefault(name, passage.score)
    return list(best.items())


def _falling(scored: Sequence[tuple[str, float | None]]) -> Iterator[tuple[str, str]]:
    """Names with scores that keep their order under trec_eval."""
    own = [f"{score:.6f}" for _, score in scored if score is not None]
    falls = all(float(first) > float(second) for first, second in pairwise(own))
    usable = falls and len(own) == len(scored)
    for place, (name, _) in enumerate(scored):
        yield name, own[place] if usable else str(len(scored) - place)


def column(name: str) -> str:
    """A name as one column; other white space, which no file name should have, becomes ``_``."""
    written = name.translate(_SPACES)
    return "".join("_" if sign.isspace() else sign for sign in written) or "_"


def _cell(name: str) -> str:
    """A name between tabs, where spaces may stay as the corpus writes them."""
    return " ".join(name.replace("\t", _WRITTEN["\t"]).splitlines())


def _name(column: str) -> str:
    """A column as the name it was."""
    return column.translate(_READ)


def _wrong(place: str, zh: str, en: str) -> EvaluationError:
    """The error that a line has too few columns."""
    return EvaluationError(
        zh=f"{place}：列数不够。每行应为：{zh}。",
        en=f"{place}: too few columns. Each line should be: {en}.",
    )
