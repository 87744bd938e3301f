"""A corpus of passages and queries as files and questions: ``python -m benchmarks.corpus FOLDER OUT``.

Reads ``corpus.jsonl`` and ``queries.jsonl``; writes ``OUT/files/*.txt`` (title, then text) and
``OUT/questions.jsonl``, where the evidence of a question is any of its answers in its own file.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path


def file_name(identity: str) -> str:
    """A passage's id as a file name."""
    return re.sub(r"[^\w-]", "_", identity) + ".txt"


def convert(source: Path, target: Path) -> tuple[int, int]:
    """Write files and questions; returns how many of each."""
    files = target / "files"
    files.mkdir(parents=True, exist_ok=True)
    documents = 0
    for line in (source / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = f"{row.get('title') or ''}\n{row['text']}\n"
        (files / file_name(row["_id"])).write_text(text, encoding="utf-8")
        documents += 1
    questions = []
    for line in (source / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        answers = row["answers"] if row.get("answerable", True) else []
        question = {
            "id": row["_id"],
            "type": "answerable" if answers else "unanswerable",
            "question": row["text"],
            "answers": answers,
            "evidence": answers,
            "document": file_name(row["passage_id"]),
        }
        questions.append(json.dumps(question, ensure_ascii=False))
    (target / "questions.jsonl").write_text("\n".join(questions) + "\n", encoding="utf-8")
    return documents, len(questions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    convert(options.folder, options.out)


if __name__ == "__main__":
    main()
