"""The front door: documents in, passages and answers out. Wires the stages and does nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from youju.asking import Asker, checked
from youju.chunking import CHUNKER
from youju.errors import NotInLibraryError
from youju.intake import Cancelled, Intake, OnProgress, Source, files_of, teller
from youju.lookup import find_document
from youju.models import open_encoder, open_scorer
from youju.retrieval.confidence import Scaling
from youju.retrieval.reading import PassageReader
from youju.retrieval.retriever import Retrieved, Retriever
from youju.retrieval.synonyms import NO_SYNONYMS, Synonyms, find_synonyms
from youju.schema import (
    DEFAULT_COLLECTION,
    Answer,
    Block,
    Document,
    Outcome,
    Passage,
    Role,
    Scope,
    ScoredPassage,
    Turn,
)
from youju.segmentation import SEGMENTER
from youju.settings import RetrievalSettings, Settings
from youju.store.base import Finding, Manifest, Stats, Store
from youju.store.sqlite import SqliteStore
from youju_embeddings import Encoder, PairScorer, Window


class Library:
    """Documents that can be searched and asked.

    Open one with ``Library.open``; reads may come from many threads, additions from one at a time.
    """

    def __init__(
        self,
        path: Path,
        store: Store,
        encoder: Encoder,
        settings: Settings,
        scorer: PairScorer | None = None,
        synonyms: Synonyms = NO_SYNONYMS,
    ) -> None:
        self.path = path
        self.store = store
        self.settings = settings
        self._encoder = encoder
        self._scorer = scorer
        self._synonyms = synonyms
        scaling = Scaling(settings.retrieval.score_slope, settings.retrieval.score_intercept)
        self._reader = (
            None
            if scorer is None
            else PassageReader(scorer, settings=settings.reading, scaling=scaling)
        )
        self._retriever = Retriever(store, encoder, settings=settings.retrieval, synonyms=synonyms)
        self._asker = Asker(self._retrieve, store, settings=settings)
        self._intake = Intake(store, encoder, limits=settings.limits)

    @property
    def encoder(self) -> Encoder:
        """What turns texts into vectors here; the library closes it."""
        return self._encoder

    @property
    def scorer(self) -> PairScorer | None:
        """What reads passages beside a question, None without a reader; the library closes it."""
        return self._scorer

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        scorer: PairScorer | None = None,
    ) -> Library:
        """Open the library in a directory, or make one there.

        ``encoder`` and ``scorer`` replace those the settings name.

        Raises:
            LibraryNotFoundError: nothing is there and ``create`` is False.
            LibraryMismatchError: it was built with another model or a newer version.
            LibraryDamagedError: it does not pass its checks.
            ConfigError: the file of synonyms cannot be read, or a line of it is no group.
        """
        settings = settings or Settings()
        place = Path(path).expanduser().absolute()
        synonyms = find_synonyms(place, settings.retrieval.synonyms)
        encoder = encoder or open_encoder(settings)
        manifest = Manifest(encoder.fingerprint, SEGMENTER, CHUNKER)
        store = SqliteStore.open(place, manifest=manifest, create=create)
        return cls(place, store, encoder, settings, scorer or open_scorer(settings), synonyms)

    def add(
        self,
        *sources: str | Path,
        collection: str = DEFAULT_COLLECTION,
        metadata: Mapping[str, str] | None = None,
        progress: OnProgress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[Outcome, ...]:
        """Add files, and the readable files of folders; one that fails does not stop the others.

        A file that has not changed since it was added is left alone, so that an interrupted
        addition goes on where it stopped.
        """
        files = [
            (Source(str(file), file.name, collection, metadata or {}), given)
            for file, given in dict.fromkeys(files_of(sources))
        ]
        return self._intake.take_files(files, progress, cancelled)

    def add_bytes(
        self,
        data: bytes,
        name: str,
        *,
        source: str | None = None,
        collection: str = DEFAULT_COLLECTION,
        metadata: Mapping[str, str] | None = None,
        progress: OnProgress | None = None,
    ) -> Outcome:
        """Add one document from memory; ``source`` (its name without one) is its identity."""
        where = Source(source or name, name, collection, metadata or {})
        return self._intake.take_bytes(data, where, teller(progress, name, 1, 1))

    def update(
        self, *sources: str | Path, progress: OnProgress | None = None
    ) -> tuple[Outcome, ...]:
        """Add again what has changed: these files, or every document whose file is still there."""
        if sources:
            return self.add(*sources, progress=progress)
        known = [
            (Source(one.source, one.name, one.collection, one.metadata), True)
            for one in self.documents()
            if Path(one.source).is_file()
        ]
        return self._intake.take_files(known, progress)

    def remove(self, *names: str) -> tuple[Document, ...]:
        """Remove documents by id, name or source; all names are looked up before anything goes.

        Raises:
            NotInLibraryError: one of the names is not there.
        """
        documents = tuple(dict.fromkeys(find_document(self.documents(), name).id for name in names))
        found = [replace(self.store.document(one), text="", pages=()) for one in documents]
        for document in found:
            self.store.remove(document.id)
        return tuple(found)

    def move(self, *names: str, collection: str) -> tuple[Document, ...]:
        """Put documents, by id, name or source, into another collection: all of them or none.

        Nothing is read or encoded again; ids stay, so links to passages go on working. From then
        on the file of a moved document belongs there: ``update`` looks for it in its collection.

        Raises:
            NotInLibraryError: one of the names is not there.
            AlreadyThereError: the collection holds another document of the same source.
        """
        moved = tuple(dict.fromkeys(find_document(self.documents(), name).id for name in names))
        self.store.move(moved, collection)
        return self.documents(scope=Scope(documents=frozenset(moved)))

    def documents(self, *, scope: Scope = Scope()) -> tuple[Document, ...]:
        """The documents in scope by name, without their text."""
        return self.store.documents(scope)

    def passage_counts(self, *, scope: Scope = Scope()) -> Mapping[str, int]:
        """How many passages each document in scope has, by its id."""
        return self.store.passage_counts(scope)

    def document(self, name: str) -> Document:
        """One document with its text, by id, name or source.

        Raises:
            NotInLibraryError: it is not there.
        """
        return self.store.document(find_document(self.documents(), name).id)

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """Headings, paragraphs, list items and table rows of a document in order."""
        return self.store.blocks(document_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in order."""
        return self.store.passages_of(document_id)

    def passage(self, passage_id: str) -> Passage:
        """One passage by its id.

        Raises:
            NotInLibraryError: it is not there.
        """
        found = self.store.passages([passage_id])
        if not found:
            raise NotInLibraryError(
                zh=f"资料库里没有段落 {passage_id}。它所在的文档可能已更新或删除，请重新提问。",
                en=f"There is no passage {passage_id}; its document may have changed. Ask again.",
            )
        return found[0]

    def search(
        self, query: str, *, k: int = 10, scope: Scope = Scope()
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages for a query, best first; none is a result, not an error.

        Raises:
            QuestionError: the query is empty or too long.
        """
        return self._retrieve(checked(query), k, scope).passages

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn | str] = (),
        scope: Scope = Scope(),
        threshold: float | None = None,
    ) -> Answer:
        """Answer a question from the documents, or say that they do not.

        Args:
            question: in plain language; may lean on the history ("那…呢").
            history: earlier turns, oldest first; a string is an earlier question.
            scope: collections, documents and rights.
            threshold: least confidence in [0, 1], instead of the one in the settings.

        Raises:
            QuestionError: the question is empty or too long.
        """
        turns = tuple(turn if isinstance(turn, Turn) else Turn(Role.USER, turn) for turn in history)
        return self._asker.ask(checked(question), turns, scope=scope, threshold=threshold)

    def tuned(self, retrieval: RetrievalSettings) -> Library:
        """The same documents asked with other retrieval settings; only the first one is closed."""
        settings = replace(self.settings, retrieval=retrieval)
        return Library(self.path, self.store, self._encoder, settings, self._scorer, self._synonyms)

    def _retrieve(self, question: str, k: int, scope: Scope) -> Retrieved:
        """The ranking, its best passages read where there is a reader."""
        if self._reader is None:
            return self._retriever.retrieve(question, k, scope=scope)
        deep = max(k, self.settings.reading.most)
        read = self._reader.read(question, self._retriever.retrieve(question, deep, scope=scope))
        return replace(read, passages=read.passages[:k])

    def prepare(self) -> None:
        """Load, and on a new machine build, what the first question would have to wait for.

        Raises:
            ModelError: a model cannot be loaded.
        """
        self._encoder.encode_queries(["？"])
        if self._scorer is not None:
            self._scorer.score("？", [Window("。")])

    def stats(self) -> Stats:
        """Sizes of the library."""
        return self.store.stats()

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong with the library; empty when all is well."""
        return self.store.check()

    def close(self) -> None:
        """Give back processes, files and locks; calling it twice is fine."""
        self._intake.close()
        self._encoder.close()
        if self._scorer is not None:
            self._scorer.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
