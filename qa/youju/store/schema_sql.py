"""The tables of a library and the statements on them that more than one file needs.

``documents`` is the only table with text: passages and blocks hold spans, so they cannot disagree
with it. Keys grow and are never used twice, which is what the derived indexes stand on.
"""

from __future__ import annotations

SCHEMA_VERSION = 1
APPLICATION_ID = 0x596F754A
"""``YouJ``: tells our databases from other people's."""

CHANGES_KEPT = 10_000
"""A derived index that is further behind than this many changes is built anew."""

TABLES = """
CREATE TABLE manifest (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL,
    token TEXT NOT NULL
) STRICT;

CREATE TABLE changes (
    generation INTEGER PRIMARY KEY,
    token TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    media_type TEXT NOT NULL,
    collection TEXT NOT NULL,
    added TEXT NOT NULL,
    size INTEGER NOT NULL,
    parser TEXT NOT NULL,
    metadata TEXT NOT NULL,
    pages TEXT NOT NULL,
    characters INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_collection ON documents (collection);

CREATE TABLE blocks (
    document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    head TEXT NOT NULL,
    heading_path TEXT NOT NULL,
    sentences TEXT NOT NULL
) STRICT;
CREATE INDEX passages_by_document ON passages (document);

CREATE TABLE terms (
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    packed BLOB NOT NULL
) STRICT;
"""

HEAD_COLUMNS = (
    "d.key, d.id, d.sha256, d.source, d.name, d.title, d.date, d.media_type, d.collection, "
    "d.added, d.size, d.parser, d.metadata, d.pages"
)
"""What ``rows.read_document`` wants, without the text."""

PASSAGE_COLUMNS = 'p.id, p.document, p.start, p."end", p.page, p.head, p.heading_path, p.sentences'
"""What ``rows.PassageRow`` holds."""

INSERT_DOCUMENT = """
INSERT INTO documents (id, sha256, source, name, title, date, media_type, collection, added, size,
                       parser, metadata, pages, characters, text_sha256, text)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
RETURNING key
"""

COPY_DOCUMENT = """
INSERT INTO documents (id, sha256, source, name, title, date, media_type, collection, added, size,
                       parser, metadata, pages, characters, text_sha256, text)
SELECT ?, sha256, source, name, title, date, media_type, ?, added, size, parser, metadata, pages,
       characters, text_sha256, text
FROM documents WHERE key = ?
RETURNING key
"""

INSERT_PASSAGE = """
INSERT INTO passages (document, id, start, "end", page, head, heading_path, sentences)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
RETURNING key
"""
