"""SQuAD 1.1 and 2.0, CMRC 2018 (both layouts), DRCD, DuReader, flat rows: contexts with questions and spans.

SQuAD: Rajpurkar et al. 2016, 2018; CMRC 2018: Cui et al. 2019. Contexts become documents, a text that
comes twice is one document; an answer stands in its context, so it is the evidence as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from youju_eval.jsonl import Line
from youju_eval.rows import Row, converted, rows_of, whole
from youju_eval.sets.beir import title_line
from youju_eval.sets.gold import (
    ANSWERABLE,
    UNANSWERABLE,
    SqueezedTexts,
    distinct,
    grades,
    one_group,
)
from youju_eval.sets.names import FileNames, safe_stem
from youju_eval.sets.questions import ensure_usable
from youju_eval.sets.values import EvaluationQuestion, EvaluationSet, SetDocument


def is_squad(value: object) -> bool:
    """Whether a JSON value is of one of the layouts."""
    if isinstance(value, dict):
        data = cast("dict[str, object]", value).get("data")
        return isinstance(data, list) and any(
            "paragraphs" in entry for entry in cast("list[object]", data) if isinstance(entry, dict)
        )
    if not isinstance(value, list) or not value:
        return False
    first = cast("list[object]", value)[0]
    return isinstance(first, dict) and "qas" in first


def is_flat_squad(fields: frozenset[str]) -> bool:
    """Whether the fields of a row are those of a question with its context, as Hugging Face has them."""
    return {"context", "question", "answers"} <= fields


def read_squad(path: Path) -> EvaluationSet:
    """Every question of a file, with its contexts as documents.

    Raises:
        EvaluationError: a part is missing or of another kind; the first, and how many.

    """
    contexts = _Contexts()
    groups = converted(_rows(path), contexts.add)
    questions = tuple(question for group in groups for question in group)
    ensure_usable(questions, str(path))
    return EvaluationSet(
        name=path.stem, questions=questions, documents=tuple(contexts.documents), source=path
    )


@dataclass(slots=True)
class _Contexts:
    """The documents so far, and where the next one gets its id and name from."""

    documents: list[SetDocument] = field(default_factory=list)
    names: FileNames = field(default_factory=FileNames)
    by_text: dict[str, SetDocument] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    asked: int = 0

    def add(self, line: Line) -> tuple[EvaluationQuestion, ...]:
        """The questions of one paragraph, whose context becomes a document."""
        text = line.text("context" if "context" in line.fields else "context_text")
        if not text.strip():
            raise line.wrong("context", zh="非空的文字", en="a text that is not empty")
        document = self.by_text.get(text) or self._document(line, text)
        texts = SqueezedTexts([document])
        asked = line.objects("qas") if "qas" in line.fields else (line,)
        return tuple(self._question(one, document, texts) for one in asked)

    def _document(self, line: Line, text: str) -> SetDocument:
        """A new document; without an id of its own it is named by title and number."""
        title = line.optional_text("title")
        number = len(self.documents) + 1
        named = "id" if "qas" in line.fields else "context_id"
        given = line.fields.get(named, line.fields.get("context_id"))
        wanted = str(given) if isinstance(given, str | int) and str(given).strip() else ""
        if not wanted or wanted in self.ids:
            wanted = f"{safe_stem(title) if title.strip() else 'context'}-{number}"
        while wanted in self.ids:
            wanted += "-"
        self.ids.add(wanted)
        document = SetDocument(
            id=wanted,
            name=self.names.made(wanted),
            text=text,
            title=title_line(title, text),
        )
        self.documents.append(document)
        self.by_text[text] = document
        return document

    def _question(
        self, line: Line, document: SetDocument, texts: SqueezedTexts
    ) -> EvaluationQuestion:
        """One question; without answers, or said to be impossible, it has no gold."""
        self.asked += 1
        given = line.fields.get("id", line.fields.get("query_id"))
        identity = str(given) if isinstance(given, str | int) else f"q{self.asked}"
        text = line.text("question" if "question" in line.fields else "query_text")
        tags = distinct([line.optional_text("type")])
        answers = () if line.fields.get("is_impossible") is True else _answers(line)
        if not answers:
            return EvaluationQuestion(identity, UNANSWERABLE, text, tags=tags)
        own = texts.standing(_evidence(line), [document.id])
        return EvaluationQuestion(
            id=identity,
            type=ANSWERABLE,
            question=text,
            answers=answers,
            evidence=one_group(own or texts.standing(answers, [document.id])),
            document=document.id,
            tags=tags,
            relevant=grades([document.id]),
        )


def _answers(line: Line) -> tuple[str, ...]:
    """The answers of a question, as texts or as ``{"text", "answer_start"}`` (one, or of lists)."""
    value = line.fields.get("answers")
    if isinstance(value, dict):
        return distinct(Line(line.place, cast("dict[str, object]", value)).texts("text"))
    if not isinstance(value, list):
        raise line.wrong(
            "answers",
            zh="列表（没有答案的问题写 []；不带答案的测试文件不能用来评测）",
            en="a list ([] where there is none; a test file without answers cannot be measured on)",
        )
    entries = cast("list[object]", value)
    if all(isinstance(entry, str) for entry in entries):
        return distinct(line.texts("answers"))
    return distinct(answer.text("text") for answer in line.objects("answers"))


def _evidence(line: Line) -> tuple[str, ...]:
    """ExpMRC's supporting sentences (Cui et al. 2022), one text or a list, under either name."""
    for name in ("evidence", "evidences"):
        value = line.fields.get(name)
        if isinstance(value, str):
            return distinct([value])
        if value:
            return distinct(line.texts(name))
    return ()


def _rows(path: Path) -> Iterator[Row]:
    """Every paragraph with the title of its article, as a row with a place to name."""
    value = whole(path)
    if not is_squad(value) or isinstance(value, list):
        yield from rows_of(path)
    else:
        for article in Line(str(path), cast("dict[str, object]", value)).objects("data"):
            title = article.fields.get("title", "")
            for number, paragraph in enumerate(article.objects("paragraphs"), start=1):
                place = f"{path} ({title} {number})"
                yield Row(Line(place, _titled(paragraph.fields, title)))


def _titled(fields: Mapping[str, object], title: object) -> dict[str, object]:
    """The fields of a paragraph with its article's title, unless it has its own."""
    return {"title": title, **fields}
