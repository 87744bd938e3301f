"""LangChain: its own suite for retrievers, and a chain with a model that is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.libraries import QUESTION

from youju import Library, Scope

pytest.importorskip("langchain_core", reason="pip install 'youju[langchain]'")
suites = pytest.importorskip(
    "langchain_tests.integration_tests", reason="langchain-tests is not installed"
)

from youju.integrations.langchain import YoujuRetriever  # noqa: E402 (after the skip)


@pytest.mark.anyio
class TestLangChainsOwnSuite(suites.RetrieversIntegrationTests):  # type: ignore[misc, name-defined]
    """Every test of the package ``langchain-tests`` for retrievers, as it is."""

    held: Library

    @pytest.fixture(autouse=True)
    def _library(self, library: Library) -> Iterator[None]:
        type(self).held = library
        yield

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    @property
    def retriever_constructor(self) -> type[YoujuRetriever]:
        return YoujuRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.held}

    @property
    def retriever_query_example(self) -> str:
        return "年假和差旅报销"


def test_documents_are_the_librarys_own_passages(library: Library) -> None:
    hits = library.search(QUESTION, k=4)
    documents = YoujuRetriever(library=library, k=4).invoke(QUESTION)
    assert [one.id for one in documents] == [hit.passage.id for hit in hits]
    for document, hit in zip(documents, hits, strict=True):
        held = document.metadata
        assert held["score"] == round(hit.score, 6)
        text = library.document(held["document_id"]).text
        assert text[held["start"] : held["end"]] == document.page_content
        assert held["heading_path"] == list(hit.passage.heading_path)


def test_rights_hold_in_a_chain_too(library: Library) -> None:
    scope = Scope(readable=frozenset({"报告"}))
    documents = YoujuRetriever(library=library, scope=scope).invoke(QUESTION)
    assert {one.metadata["collection"] for one in documents} <= {"报告"}


def test_a_chain_gives_the_model_the_passages_and_returns_its_words(library: Library) -> None:
    from langchain_core.language_models.fake_chat_models import FakeListChatModel
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnableLambda, RunnablePassthrough

    seen: list[str] = []

    def note(prompt: Any) -> Any:
        seen.append(prompt.to_string())
        return prompt

    prompt = ChatPromptTemplate.from_template("资料：{context}\n问题：{question}")
    chain = (
        {
            "context": YoujuRetriever(library=library, k=2)
            | (lambda documents: "\n".join(one.page_content for one in documents)),
            "question": RunnablePassthrough(),
        }
        | prompt
        | RunnableLambda(note)
        | FakeListChatModel(responses=["10天"])
        | StrOutputParser()
    )
    assert chain.invoke(QUESTION) == "10天"
    assert "每年享有10天带薪年假" in seen[0]
    assert QUESTION in seen[0]


# LangChain calls its own reading of what it wrote a beta.
@pytest.mark.filterwarnings("ignore:The function `loads`")
def test_what_langchain_writes_down_of_it_can_be_written_and_read(library: Library) -> None:
    """Tracers write down every part of a chain; documents go into caches and files."""
    from langchain_core.load import dumps, loads

    retriever = YoujuRetriever(library=library, k=2)
    documents = retriever.invoke(QUESTION)
    assert "YoujuRetriever" in dumps(retriever)
    assert "带薪年假" not in dumps(retriever), "a retriever is written without its library"
    assert loads(dumps(documents), allowed_objects="core") == documents
