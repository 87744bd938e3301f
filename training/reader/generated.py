"""Questions made by templates over statutes and State Council reports up to 2019, as examples.

python -m training.reader.generated

Reads laws_md and govreports/txt; writes generated.jsonl. They teach figures, lists and definitions of official texts, which the reading-comprehension sets
lack. The generator is the evaluation's own; no document of an evaluation set is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.reader.commands import add_data, command, runs
from training.reader.examples import Example

from youju.schema import Passage
from youju.segmentation import bigrams
from youju_eval.generate import propose, read_documents
from youju_eval.sets.values import EvaluationQuestion

LAST_YEAR = 2019
LONGEST = 160


def files(data: Path) -> list[Path]:
    """The statutes and the old reports, which no evaluation set holds."""
    reports = sorted((data / "govreports" / "txt").glob("*_国务院.txt"))
    return [
        *sorted((data / "laws_md" / "md").glob("*.md")),
        *(path for path in reports if int(path.name[:4]) <= LAST_YEAR),
    ]


def span_of(text: str, answers: Sequence[str]) -> tuple[int, int] | None:
    """The stretch from the first to the last answer, None where one is missing or it is too long."""
    places = [(text.find(answer), answer) for answer in answers]
    if any(place < 0 for place, _ in places):
        return None
    start = min(place for place, _ in places)
    end = max(place + len(answer) for place, answer in places)
    return (start, end) if end - start <= LONGEST else None


def answered(question: EvaluationQuestion, passages: Sequence[Passage]) -> Example | None:
    quotes = [quote for group in question.evidence for quote in group]
    for passage in passages:
        if not any(quote in passage.text for quote in quotes):
            continue
        answers = question.answers if question.type == "list" else question.answers[:1]
        span = span_of(passage.text, answers)
        if span:
            return Example(
                id=question.id,
                question=question.question,
                context=passage.context,
                text=passage.text,
                spans=(span,),
                kind=f"generated {question.type}",
            )
    return None


def nearest(question: str, passages: Sequence[tuple[Passage, set[str]]]) -> Passage:
    asked = set(bigrams(question))
    return max(passages, key=lambda one: len(asked & one[1]))[0]


def examples(data: Path, number: int, seed: int) -> Iterator[Example]:
    documents = read_documents(files(data)).documents
    by_name = {one.document.name: one.passages for one in documents}
    every = [passage for one in documents for passage in one.passages]
    known = [(one, set(bigrams(f"{one.context}\n{one.text}"))) for one in every]
    for question in propose(documents, number=number, seed=seed).questions:
        if question.type == "structure":
            continue
        if question.answers:
            found = answered(question, by_name.get(question.document or "", every))
            if found:
                yield found
            continue
        passage = nearest(question.question, known)
        yield Example(
            id=question.id,
            question=question.question,
            context=passage.context,
            text=passage.text,
            spans=(),
            kind="generated unanswerable",
        )


def main() -> None:
    parser = command(__doc__)
    parser.add_argument("--out", type=Path, default=runs() / "generated.jsonl")
    add_data(parser)
    parser.add_argument("--number", type=int, default=1800)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as stream:
        for one in examples(options.data, options.number, options.seed):
            stream.write(json.dumps(one.as_dict(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
