"""One source to a stored document: parse, outline, chunk, encode, put. What to add is the library's choice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from youju.chunking import chunk
from youju.errors import UnreadableDocumentError, UnsupportedFormatError, YoujuError
from youju.outline import outline
from youju.parsing import SUFFIXES
from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.sandbox import Sandbox
from youju.schema import Change, Document, Outcome, Passage, Progress, Scope, Stage
from youju.segmentation import bigrams, words
from youju.settings import LimitSettings
from youju.store.base import PassageTerms, Store
from youju_embeddings.protocols import Encoder

OnProgress = Callable[[Progress], None]
Cancelled = Callable[[], bool]
Tell = Callable[[Stage, int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be added: where it is from, what it is called, and where it goes."""

    source: str
    """Its identity within the collection: the absolute path of a file, or the name of an upload."""
    name: str
    collection: str
    metadata: Mapping[str, str]

    def document_id(self, attempt: int = 0) -> str:
        """The id it is given once: of collection and source, and of the attempt where that is taken."""
        told = f"{self.collection}\0{self.source}" + f"\0{attempt}" * bool(attempt)
        return "d" + hashlib.sha256(told.encode()).hexdigest()[:12]


class Intake:
    """Takes sources into one store with one encoder; parses in a child process of its own."""

    def __init__(self, store: Store, encoder: Encoder, *, limits: LimitSettings) -> None:
        self._store = store
        self._encoder = encoder
        self._limits = Limits(
            file_bytes=limits.file_bytes,
            expanded_bytes=limits.expanded_bytes,
            expansion_ratio=limits.expansion_ratio,
            members=limits.members,
            characters=limits.characters,
            seconds=limits.seconds,
            memory_bytes=limits.memory_bytes,
        )
        self._sandbox = Sandbox()

    def take_files(
        self,
        files: Sequence[tuple[Source, bool]],
        progress: OnProgress | None,
        cancelled: Cancelled | None = None,
    ) -> tuple[Outcome, ...]:
        """Add files in order until somebody cancels; each with whether it was given itself."""
        outcomes: list[Outcome] = []
        for number, (source, given) in enumerate(files, start=1):
            if cancelled is not None and cancelled():
                break
            tell = teller(progress, source.source, number, len(files))
            outcomes.append(self.take_file(source, tell, given=given))
        return tuple(outcomes)

    def take_file(self, source: Source, tell: Tell, *, given: bool) -> Outcome:
        """Add a file; one of a kind nobody reads fails when it was ``given``, else it is skipped."""
        path = Path(source.source)
        if not given and path.suffix.lower() not in SUFFIXES:
            return Outcome(source.source, Change.SKIPPED, error=_unread(path))
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            failure = UnreadableDocumentError(
                zh=f"无法读取 {path}：{reason}。请检查路径和权限。",
                en=f"Cannot read {path}: {reason}. Check the path and its permissions.",
            )
            return Outcome(source.source, Change.FAILED, error=failure)
        return self.take_bytes(data, source, tell)

    def take_bytes(self, data: bytes, source: Source, tell: Tell) -> Outcome:
        """Add a document from its bytes; what goes wrong with it is in the outcome."""
        try:
            return self._take(data, source, tell)
        except YoujuError as error:
            return Outcome(source.source, Change.FAILED, error=error)

    def close(self) -> None:
        """End the parsing child; calling it twice is fine."""
        self._sandbox.close()

    def _known(self, source: Source) -> tuple[Document | None, str]:
        """The document of a source as it is stored, None when it is new; and its id.

        A document that was moved keeps its id: it is known by collection and source then, and
        what comes to its former place is another document.
        """
        attempt = 0
        while True:
            identity = source.document_id(attempt)
            held = next(iter(self._store.documents(Scope(documents=frozenset({identity})))), None)
            if held is None:
                before = self._store.find(source.collection, source.source)
                return before, identity if before is None else before.id
            if (held.collection, held.source) == (source.collection, source.source):
                return held, identity
            attempt += 1

    def _take(self, data: bytes, source: Source, tell: Tell) -> Outcome:
        digest = hashlib.sha256(data).hexdigest()
        before, identity = self._known(source)
        if before is not None and before.sha256 == digest:
            tell(Stage.DONE, 0, 0)
            return Outcome(source.source, Change.UNCHANGED, before)
        tell(Stage.PARSE, 0, 1)
        parsed = self._sandbox.parse(data, name=source.name, limits=self._limits)
        outlined = outline(parsed, name=source.name)
        document = _document(source, identity, data, digest, parsed)
        document = replace(document, title=outlined.title, date=outlined.date)
        passages = chunk(document, outlined.blocks)
        tell(Stage.ENCODE, 0, len(passages))
        done = 0

        def report(count: int) -> None:
            nonlocal done
            done += count
            tell(Stage.ENCODE, done, len(passages))

        vectors = self._encoder.encode_passages(
            [indexed_text(one) for one in passages], report=report
        )
        tell(Stage.STORE, 0, 1)
        self._store.put(
            document, outlined.blocks, passages, [terms_of(one) for one in passages], vectors
        )
        tell(Stage.DONE, len(passages), len(passages))
        return Outcome(
            source=source.source,
            change=Change.ADDED if before is None else Change.UPDATED,
            document=replace(document, text="", pages=()),
            passages=len(passages),
            warnings=parsed.warnings,
        )


def files_of(sources: Sequence[str | Path]) -> Iterator[tuple[Path, bool]]:
    """Each file with whether it was given itself; folders give their files in order of name.

    Hidden files and folders inside a folder are passed over.
    """
    for source in sources:
        path = Path(source).expanduser().absolute()
        if not path.is_dir():
            yield path, True
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.is_file() and not hidden:
                yield file, False


def teller(progress: OnProgress | None, source: str, number: int, sources: int) -> Tell:
    """A short form of ``progress`` for one source."""

    def tell(stage: Stage, done: int, total: int) -> None:
        if progress is not None:
            progress(Progress(source, number, sources, stage, done, total))

    return tell


def indexed_text(passage: Passage) -> str:
    """What is encoded: title, heading path and head, then the passage."""
    return f"{passage.context}\n{passage.text}"


def terms_of(passage: Passage) -> PassageTerms:
    """What is indexed as words, by field."""
    headings = "\n".join((*passage.heading_path, passage.head))
    stem = Path(passage.document.name).stem.replace("_", " ")
    return PassageTerms(
        title=words(f"{passage.document.title}\n{stem}"),
        headings=words(headings),
        body=words(passage.text),
        bigrams=bigrams(f"{headings}\n{passage.text}"),
    )


def _document(
    source: Source, identity: str, data: bytes, digest: str, parsed: ParsedDocument
) -> Document:
    return Document(
        id=identity,
        sha256=digest,
        source=source.source,
        name=source.name,
        title=source.name,
        text=parsed.text,
        media_type=parsed.media_type,
        collection=source.collection,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        size=len(data),
        pages=parsed.pages,
        metadata=MappingProxyType({**parsed.metadata, **source.metadata}),
        parser=parsed.parser,
    )


def _unread(path: Path) -> UnsupportedFormatError:
    kinds = "、".join(sorted(SUFFIXES))
    return UnsupportedFormatError(
        zh=f"跳过 {path}：暂不支持这种文件。支持：{kinds}。",
        en=f"Skipped {path}: this kind of file is not read yet. Read are: {', '.join(sorted(SUFFIXES))}.",
    )
