"""BEIR folders: ``corpus.jsonl``, ``queries.jsonl``, ``qrels/*.tsv`` (Thakur et al. 2021, beir.ai).

Queries may bring answers of their own (``answers``, ``evidence``, ``passage_id``, ``answerable``,
``type``): BEIR's tools ignore them, here they become gold. Writing is in ``export``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from youju.errors import EvaluationError
from youju_eval.jsonl import Line
from youju_eval.rows import read_rows
from youju_eval.sets.gold import (
    ANSWERABLE,
    UNANSWERABLE,
    SqueezedTexts,
    distinct,
    grades,
    one_group,
)
from youju_eval.sets.names import FileNames
from youju_eval.sets.questions import ensure_usable, evidence_of
from youju_eval.sets.values import (
    LIST,
    STRUCTURE,
    EvaluationQuestion,
    EvaluationSet,
    SetDocument,
)
from youju_eval.text import squeezed
from youju_eval.trec import Qrels, read_qrels

CORPUS = "corpus.jsonl"
QUERIES = "queries.jsonl"
SPLITS = ("test", "dev", "validation", "train")
"""Which judgements count when there are several, best first."""


def is_beir(folder: Path) -> bool:
    """Whether a folder holds BEIR's queries and judgements, or its corpus."""
    return part(folder, CORPUS) is not None and part(folder, QUERIES) is not None


def part(folder: Path, name: str) -> Path | None:
    """One of the files, plain or gzipped; None when neither is there."""
    candidates = (folder / name, folder / f"{name}.gz")
    return next((one for one in candidates if one.is_file()), None)


def read_beir(folder: Path) -> EvaluationSet:
    """The queries that were judged, with every document of the corpus.

    Raises:
        EvaluationError: a file is missing or broken.

    """
    documents = read_corpus(_needed(folder, CORPUS))
    split, qrels, others = _judgements(folder)
    texts = SqueezedTexts(documents)
    queries = _needed(folder, QUERIES)
    every = read_rows(queries, lambda line: _question(line, qrels, texts))
    ensure_usable(every, str(queries))
    questions = tuple(one for one in every if _belongs(one, qrels, others))
    ensure_usable(questions, str(folder))
    unknown = qrels.keys() - {one.id for one in every}
    return EvaluationSet(
        name=folder.resolve().name,
        questions=questions,
        documents=documents,
        about=_about(split, len(every) - len(questions), len(unknown)),
        source=folder,
    )


def read_corpus(path: Path) -> tuple[SetDocument, ...]:
    """The documents of a ``corpus.jsonl``, plain or gzipped.

    Raises:
        EvaluationError: a row is no document, or an id comes twice.

    """
    names = FileNames()
    documents = read_rows(path, lambda line: _document(line, names))
    ensure_distinct(documents, path)
    if not documents:
        raise EvaluationError(zh=f"{path}：没有文档。", en=f"{path}: there is no document.")
    return documents


def ensure_distinct(documents: Sequence[SetDocument], place: Path) -> None:
    """Refuse documents that share an id.

    Raises:
        EvaluationError: naming the first, and how many there are.

    """
    counts = Counter(one.id for one in documents)
    twice = [identity for identity, count in counts.items() if count > 1]
    if twice:
        raise EvaluationError(
            zh=f"{place}：文档编号 {twice[0]} 出现了不止一次（共有 {len(twice)} 个编号重复）。请给每篇文档一个自己的编号。",
            en=f"{place}: the document id {twice[0]} comes more than once ({len(twice)} such ids in all)."
            " Give each document its own.",
        )


def key_of(line: Line, name: str) -> str:
    """A text or whole number that names something.

    Raises:
        EvaluationError: it is missing, empty, or something else.

    """
    value = line.fields.get(name)
    if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
        return str(value)
    raise line.wrong(name, zh="文字或整数", en="a text or a whole number")


def title_line(title: str, text: str) -> str:
    """The line to write above the text: the title, or nothing where it is the first line already."""
    first = text.strip().partition("\n")[0]
    return "" if squeezed(first) == squeezed(title) else title.strip()


def _document(line: Line, names: FileNames) -> SetDocument:
    """One row of the corpus."""
    identity, text = key_of(line, "_id"), line.text("text")
    title = title_line(line.optional_text("title"), text)
    return SetDocument(id=identity, name=names.made(identity), text=text, title=title)


def _question(line: Line, qrels: Qrels, texts: SqueezedTexts) -> EvaluationQuestion:
    """One query with its judgements; ``"answerable": false`` takes all gold away.

    Its own type is a tag, unless measures know it (a list, the outline).
    """
    identity = key_of(line, "_id")
    own = line.optional_text("type") or line.optional_text("kind")
    measured = own in (LIST, STRUCTURE)
    tags = distinct([*([] if measured else [own]), *line.texts("tags")])
    if line.fields.get("answerable") is False:
        return EvaluationQuestion(identity, UNANSWERABLE, line.text("text"), tags=tags)
    relevant = {key: grade for key, grade in qrels.get(identity, {}).items() if grade > 0}
    answers = distinct(line.texts("answers"))
    only = next(iter(relevant)) if len(relevant) == 1 else None
    document = only if answers and line.fields.get("passage_id", only) == only else None
    groups = tuple(distinct(group) for group in evidence_of(line, "evidence"))
    evidence = tuple(group for group in groups if group)
    return EvaluationQuestion(
        id=identity,
        type=own if measured else ANSWERABLE,
        question=line.text("text"),
        answers=answers,
        evidence=evidence or one_group(texts.standing(answers, relevant)),
        document=document,
        tags=tags,
        relevant=grades(relevant),
    )


def _belongs(question: EvaluationQuestion, qrels: Qrels, others: frozenset[str]) -> bool:
    """Whether a query is of this split: judged in it, or said to be unanswerable, or with own gold."""
    if question.id in others and question.id not in qrels:
        return False
    return question.answerable or question.type == UNANSWERABLE


def _judgements(folder: Path) -> tuple[str, Qrels, frozenset[str]]:
    """The name of the split, its judgements, and the queries of the other splits."""
    files = sorted((folder / "qrels").glob("*.tsv")) or sorted(folder.glob("qrels*.tsv"))
    if not files:
        raise EvaluationError(
            zh=f"{folder}：没有 qrels/test.tsv，也没有 qrels.tsv。请把相关性判断放在其中之一。",
            en=f"{folder}: there is neither qrels/test.tsv nor qrels.tsv. Put the judgements in one of them.",
        )
    chosen = min(files, key=_preference)
    others = (read_qrels(one) for one in files if one != chosen)
    return chosen.stem, read_qrels(chosen), frozenset(key for qrels in others for key in qrels)


def _preference(path: Path) -> tuple[int, str]:
    """Where a split stands in the order of preference."""
    place = next((n for n, split in enumerate(SPLITS) if split in path.stem.lower()), len(SPLITS))
    return place, path.name


def _about(split: str, left_out: int, unknown: int) -> str:
    """What was read and what was not."""
    notes = [f"相关性判断 / judgements: {split}"]
    if left_out:
        notes.append(f"其中没有判断的查询 / queries without judgements in it, left out: {left_out}")
    if unknown:
        notes.append(f"有判断而没有查询 / judged queries that are not there: {unknown}")
    return "; ".join(notes)


def _needed(folder: Path, name: str) -> Path:
    """One of the files that must be there."""
    found = part(folder, name)
    if found is None:
        raise EvaluationError(
            zh=f"{folder}：缺少 {name}。BEIR 文件夹要有 {CORPUS}、{QUERIES} 和 qrels/。",
            en=f"{folder}: {name} is missing. A BEIR folder has {CORPUS}, {QUERIES} and qrels/.",
        )
    return found
