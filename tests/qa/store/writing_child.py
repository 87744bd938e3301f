"""A process that changes a library and says so after each change; run and killed by the tests.

Usage: writing_child.py FOLDER write FIRST     changes FIRST, FIRST+1, … one number a line
       writing_child.py FOLDER hold            keeps the right to write until its input ends
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from youju.store.base import Store
from youju.store.samples import Sample, make_manifest, make_query, make_sample
from youju.store.sqlite import SqliteStore


def sample_of(number: int) -> Sample:
    texts = [f"词{number} 段{part} " + "内容" * (5 + number % 40) for part in range(1 + number % 7)]
    return make_sample(f"文{number % 50:03d}", texts, title=f"第{number}次")


def change(store: Store, number: int) -> None:
    """One of every four changes removes a document, the others put or replace one."""
    if number % 4 == 3:
        store.remove(sample_of(number - 2).document.id)
    else:
        sample_of(number).put_into(store)


def main() -> None:
    store = SqliteStore.open(Path(sys.argv[1]), manifest=make_manifest())
    if sys.argv[2] == "hold":
        with store.exclusive():
            sys.stdout.write("held\n")
            sys.stdout.flush()
            sys.stdin.read()
        return
    for number in count(int(sys.argv[3])):
        change(store, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if number % 5 == 0:
            store.lexical(make_query(f"词{number}"), 3)


if __name__ == "__main__":
    main()
