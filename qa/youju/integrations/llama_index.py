"""LlamaIndex: the passages of a library as nodes with their place in the document's text."""

from __future__ import annotations

from asyncio import to_thread

from youju.integrations.fields import metadata_of, missing
from youju.library import Library
from youju.schema import Scope, ScoredPassage

try:
    from llama_index.core.callbacks import CallbackManager
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import (
        NodeRelationship,
        NodeWithScore,
        QueryBundle,
        RelatedNodeInfo,
        TextNode,
    )
except ModuleNotFoundError as error:
    raise missing("llama-index", error) from error

_FOR_PEOPLE = ("document_id", "passage_id", "start", "end", "score", "collection")
"""Metadata that a model need not read."""


class YoujuRetriever(BaseRetriever):
    """The best passages for a query.

    >>> YoujuRetriever(library, k=5).retrieve("年假有几天？")

    A node's id is the passage's, ``start_char_idx`` and ``end_char_idx`` are its offsets in the
    document's text, and its source is the document.
    """

    def __init__(
        self,
        library: Library,
        *,
        k: int = 10,
        scope: Scope = Scope(),
        callback_manager: CallbackManager | None = None,
    ) -> None:
        self._library = library
        self._k = k
        self._scope = scope
        super().__init__(callback_manager=callback_manager)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._library.search(query_bundle.query_str, k=self._k, scope=self._scope)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        # The base class would search in the event loop.
        return await to_thread(self._retrieve, query_bundle)


def _node(hit: ScoredPassage) -> TextNode:
    passage = hit.passage
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.span.start,
        end_char_idx=passage.span.end,
        metadata=metadata_of(passage, score=hit.score),
        excluded_llm_metadata_keys=list(_FOR_PEOPLE),
        excluded_embed_metadata_keys=list(_FOR_PEOPLE),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document.id)},
    )
