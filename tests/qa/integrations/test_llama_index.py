"""LlamaIndex: nodes with offsets, and a query engine with its mock model."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.support.libraries import QUESTION

from youju import Library, Scope, ScoredPassage

pytest.importorskip("llama_index.core", reason="pip install 'youju[llama-index]'")

from youju.integrations.llama_index import YoujuRetriever


def test_nodes_are_the_librarys_own_passages_with_their_offsets(library: Library) -> None:
    hits = library.search(QUESTION, k=4)
    nodes = YoujuRetriever(library, k=4).retrieve(QUESTION)
    assert [(one.node_id, one.score) for one in nodes] == [
        (hit.passage.id, hit.score) for hit in hits
    ]
    for one in nodes:
        source = one.node.source_node
        assert source is not None
        text = library.document(source.node_id).text
        start, end = one.node.start_char_idx, one.node.end_char_idx
        assert text[start:end] == one.node.get_content()


def test_the_model_reads_the_place_but_no_ids(library: Library) -> None:
    from llama_index.core.schema import MetadataMode

    node = YoujuRetriever(library, k=1).retrieve(QUESTION)[0].node
    read = node.get_content(metadata_mode=MetadataMode.LLM)
    assert "员工手册.md" in read
    assert node.node_id not in read


def test_async_programs_search_beside_their_event_loop(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    search = library.search

    def noting(query: str, **options: Any) -> tuple[ScoredPassage, ...]:
        threads.append(threading.current_thread())
        return search(query, **options)

    monkeypatch.setattr(library, "search", noting)
    found = asyncio.run(YoujuRetriever(library, k=3).aretrieve(QUESTION))
    assert [one.node_id for one in found] == [one.passage.id for one in search(QUESTION, k=3)]
    assert threads != [threading.main_thread()]


def test_rights_hold_in_an_engine_too(library: Library) -> None:
    retriever = YoujuRetriever(library, scope=Scope(readable=frozenset({"报告"})))
    assert {one.metadata["collection"] for one in retriever.retrieve(QUESTION)} <= {"报告"}


def test_an_engine_gives_the_model_the_passages_and_names_its_sources(library: Library) -> None:
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine

    # The mock model says what it was told.
    engine = RetrieverQueryEngine.from_args(YoujuRetriever(library, k=2), llm=MockLLM())
    response = engine.query(QUESTION)
    assert "每年享有10天带薪年假" in str(response)
    assert QUESTION in str(response)
    assert [one.node_id for one in response.source_nodes] == [
        hit.passage.id for hit in library.search(QUESTION, k=2)
    ]


def test_nodes_survive_a_docstore_on_disk(library: Library, tmp_path: Path) -> None:
    """LlamaIndex writes nodes, not retrievers, into its stores and caches."""
    from llama_index.core.storage.docstore import SimpleDocumentStore

    nodes = [one.node for one in YoujuRetriever(library, k=4).retrieve(QUESTION)]
    store = SimpleDocumentStore()
    store.add_documents(nodes)
    store.persist(str(tmp_path / "docstore.json"))
    again = SimpleDocumentStore.from_persist_path(str(tmp_path / "docstore.json"))
    assert again.get_nodes([one.node_id for one in nodes]) == nodes
