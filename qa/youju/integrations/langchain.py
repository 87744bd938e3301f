"""LangChain: the passages of a library as a retriever's documents; the ranking is the library's."""

# pydantic evaluates the annotations of the fields, so they are not postponed.
from typing import Any

from pydantic import Field

from youju.integrations.fields import metadata_of, missing
from youju.library import Library
from youju.schema import Scope

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ModuleNotFoundError as error:
    raise missing("langchain", error) from error


class YoujuRetriever(BaseRetriever):
    """The best passages for a query.

    >>> retriever = YoujuRetriever(library=library, k=5)
    >>> retriever.invoke("年假有几天？")

    A document's ``id`` is the passage's, ``page_content`` its exact text, and ``metadata`` holds its
    file, page, heading path, offsets and score. ``ainvoke`` runs in a thread: reads are thread-safe.
    """

    library: Library
    k: int = Field(default=10, ge=1)
    scope: Any = Scope()
    """A ``youju.Scope``: collections, documents and rights."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 (the base class gives it)
        k: int | None = None,
    ) -> list[Document]:
        hits = self.library.search(query, k=k or self.k, scope=self.scope)
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata=metadata_of(hit.passage, score=hit.score),
            )
            for hit in hits
        ]
