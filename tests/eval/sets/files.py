"""Small sets of our own in every format, written where a test wants them."""

from __future__ import annotations

import json
from pathlib import Path

CORPUS = [
    {"_id": "leave", "title": "休假", "text": "员工每年享有10天带薪年假。\n由部门主管批准。"},
    {"_id": "sick", "title": "", "text": "病假最多15天,凭医院证明。"},
    {"_id": 7, "title": "报销", "text": "报销制度:交通费每月上限500元。"},
]
QUERIES = [
    {"_id": "q1", "text": "年假几天?", "answers": ["10天", "十天"], "passage_id": "leave"},
    {"_id": "q2", "text": "病假几天?", "answers": ["15 天"], "passage_id": "sick"},
    {"_id": "q3", "text": "婚假几天?", "answers": [], "passage_id": "leave", "answerable": False},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\tleave\t1\nq2\tsick\t1\n"


def lines(path: Path, records: list[dict], *, before: bytes = b"", end: str = "\n") -> Path:
    """A JSONL file."""
    text = "".join(json.dumps(one, ensure_ascii=False) + end for one in records)
    path.write_bytes(before + text.encode())
    return path


def beir(folder: Path, *, queries=QUERIES, corpus=CORPUS, qrels=QRELS) -> Path:
    """A BEIR folder."""
    folder.mkdir(exist_ok=True)
    lines(folder / "corpus.jsonl", corpus)
    lines(folder / "queries.jsonl", queries)
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


def own(folder: Path) -> Path:
    """Our folder with its documents in ``documents/``."""
    (folder / "documents" / "旧").mkdir(parents=True)
    (folder / "documents" / "休假.txt").write_text("员工每年享有10天带薪年假。", encoding="utf-8")
    (folder / "documents" / "旧" / "病假.md").write_text("# 病假\n最多15天。", encoding="utf-8")
    lines(
        folder / "questions.jsonl",
        [
            {"id": 1, "question": "年假几天?", "answers": ["10天"], "evidence": ["10天带薪年假"],
             "document": "休假.txt"},
            {"id": "b", "question": "婚假几天?", "history": ["年假几天?"], "answers": []},
        ],
    )  # fmt: skip
    return folder
