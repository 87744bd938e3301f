"""One word index in tantivy: fields, queries, counts. Which state it holds, ``word_cache`` knows.

Texts come as words between blanks, split again at white space only. Queries are built from terms,
never parsed, so no character in a question has a meaning of its own.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from youju.store.rows import unpack_lines
from youju.store.scoping import document_tag, document_tags, scope_tags

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    import tantivy

    from youju.schema import Scope
    from youju.store.base import TermQuery

WORD_FIELDS = ("title", "headings", "body")
FIELDS = (*WORD_FIELDS, "bigrams")

SMALL_HEAP = 15_000_000
LARGE_HEAP = 64_000_000
"""Bytes the index gathers before it writes a segment: for one document, for all of them."""


class WordsUnusableError(Exception):
    """The index cannot be read or written as it is: build another. Never leaves the store."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """One passage as the index takes it."""

    key: int
    document: str
    collection: str
    metadata: Mapping[str, str]
    packed: bytes
    """Its words, as in the table ``terms``."""


class Words:
    """An index in a folder, or in memory when ``folder`` is None.

    Searches may run from many threads; ``change`` is for one thread at a time.

    Raises:
        WordsUnusableError: from every method, when the index fails.
    """

    def __init__(self, folder: Path | None) -> None:
        with unusable_errors():
            self._schema = _schema()
            self._index = _open(self._schema, folder)
            self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def change(self, removed: Iterable[str], added: Iterable[WordRow], *, heap: int) -> None:
        """Take out the passages of some documents and put others in, in one commit."""
        with unusable_errors():
            writer = self._index.writer(heap_size=heap, num_threads=1)
            for document in removed:
                writer.delete_documents_by_term("scope", document_tag(document))
            for row in added:
                writer.add_document(_document(row))
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(self, query: TermQuery, k: int, *, scope: Scope) -> list[tuple[int, float]]:
        """Keys and BM25 sums of the ``k`` best passages in scope, best first."""
        with unusable_errors():
            searcher = self._searcher
            wanted = _query(self._schema, query, scope)
            if wanted is None:
                return []
            hits: list[tuple[float, Any]] = searcher.search(wanted, limit=k, count=False).hits
            keys: Any = searcher.fast_field_values("key", [address for _, address in hits])
            return [(int(key), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]

    def count(self, words: Sequence[str]) -> dict[str, int]:
        """In how many passages each word stands, deleted ones not counted."""
        with unusable_errors():
            searcher = self._searcher
            return {word: self._count(searcher, word) for word in words}

    def holds(self, documents: Iterable[str]) -> bool:
        """Whether a passage of any of these documents is, or was, in the index."""
        with unusable_errors():
            searcher = self._searcher
            return any(searcher.doc_freq("scope", document_tag(each)) for each in documents)

    def keys(self) -> list[int]:
        """The keys of all passages, in ascending order."""
        from tantivy import Query

        with unusable_errors():
            searcher = self._searcher
            if not len(self):
                return []
            hits: list[tuple[float, Any]]
            hits = searcher.search(Query.all_query(), limit=len(self), count=False).hits
            keys: Any = searcher.fast_field_values("key", [address for _, address in hits])
            return sorted(int(key) for key in keys)

    def _count(self, searcher: tantivy.Searcher, word: str) -> int:
        from tantivy import Query

        if not searcher.doc_freq("any", word):
            return 0
        query = Query.term_query(self._schema, "any", word, "basic")
        result: Any = searcher.search(query, limit=1, count=True)
        return int(result.count)


@contextlib.contextmanager
def unusable_errors() -> Generator[None]:
    """Turn what the index raises, a panic of its native code too, into WordsUnusableError."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise WordsUnusableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise WordsUnusableError(str(error)) from error


def _schema() -> tantivy.Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("any", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("scope", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _open(schema: tantivy.Schema, folder: Path | None) -> tantivy.Index:
    from tantivy import Index

    return Index(schema) if folder is None else Index(schema, path=str(folder))


def _document(row: WordRow) -> tantivy.Document:
    from tantivy import Document

    document = Document()
    document.add_unsigned("key", row.key)
    lines = unpack_lines(row.packed)
    for field, line in zip(FIELDS, lines, strict=True):
        if line:
            document.add_text(field, line)
    document.add_text("any", " ".join({word for line in lines[:3] for word in line.split()}))
    for tag in document_tags(row.document, row.collection, row.metadata):
        document.add_text("scope", tag)
    return document


def _query(schema: tantivy.Schema, query: TermQuery, scope: Scope) -> tantivy.Query | None:
    """The disjunction of all terms in all fields, within the scope; None without a term."""
    from tantivy import Occur, Query

    parts: list[tuple[Occur, Query]] = []
    for fields, weights in ((WORD_FIELDS, query.words), (("bigrams",), query.bigrams)):
        for field in fields:
            boost = query.boosts.get(field, 1.0)
            for word, weight in weights.items():
                if weight * boost > 0.0:
                    term = Query.term_query(schema, field, word, "freq")
                    parts.append((Occur.Should, Query.boost_query(term, weight * boost)))
    if not parts:
        return None
    terms = Query.boolean_query(parts)
    limits = [
        (Occur.Must, Query.const_score_query(Query.term_set_query(schema, "scope", tags), 0.0))
        for tags in scope_tags(scope)
    ]
    return Query.boolean_query([*limits, (Occur.Must, terms)]) if limits else terms
