"""Haystack: documents, extracted answers with spans, and a pipeline with a model that is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.libraries import HANDBOOK, QUESTION, REPORT

from youju import Library
from youju.errors import ConfigError, LibraryNotFoundError
from youju.integrations.haystack_filters import scope_of
from youju.settings import ReadingSettings, RetrievalSettings, Settings

haystack = pytest.importorskip("haystack", reason="pip install 'youju[haystack]'")

from youju.integrations.haystack import YoujuAnswerer, YoujuRetriever  # noqa: E402 (after the skip)
from youju.integrations.haystack_parts import library_written  # noqa: E402

REPORTS = {"field": "meta.collection", "operator": "==", "value": "报告"}


def test_documents_are_the_librarys_own_passages(library: Library) -> None:
    hits = library.search(QUESTION, k=4)
    documents = YoujuRetriever(library, top_k=4).run(query=QUESTION)["documents"]
    assert [(one.id, one.score) for one in documents] == [
        (hit.passage.id, hit.score) for hit in hits
    ]
    for one in documents:
        text = library.document(one.meta["document_id"]).text
        assert text[one.meta["start"] : one.meta["end"]] == one.content


def test_top_k_and_filters_of_a_run_win(library: Library) -> None:
    retriever = YoujuRetriever(library, top_k=4)
    found = retriever.run(query=QUESTION, filters=REPORTS, top_k=1)["documents"]
    assert [one.meta["collection"] for one in found] == ["报告"]


def test_each_quote_is_an_extracted_answer_with_its_span(library: Library) -> None:
    answers = YoujuAnswerer(library).run(query=QUESTION)["answers"]
    assert answers
    for one in answers:
        assert one.document is not None
        assert one.document.content is not None
        assert one.document_offset is not None
        inside = slice(one.document_offset.start, one.document_offset.end)
        assert one.document.content[inside] == one.data
        text = library.document(one.document.meta["document_id"]).text
        assert text[one.meta["start"] : one.meta["end"]] == one.data
    assert "10天" in str(answers[0].data)


def test_nothing_found_is_no_answer(library: Library) -> None:
    found = YoujuAnswerer(library).run(query="火星基地的电话号码是多少？")
    assert found == {"answers": []}


def test_filters_become_a_scope() -> None:
    both = {
        "operator": "AND",
        "conditions": [
            {"field": "meta.collection", "operator": "in", "value": ["a", "b"]},
            {"field": "meta.document_id", "operator": "==", "value": "d1"},
            {"field": "meta.department", "operator": "==", "value": "财务"},
        ],
    }
    scope = scope_of(both)
    assert scope.collections == frozenset({"a", "b"})
    assert scope.documents == frozenset({"d1"})
    assert scope.metadata == (("department", "财务"),)
    assert scope_of(None) == scope_of({})


@pytest.mark.parametrize(
    "filters",
    [
        {"operator": "OR", "conditions": [REPORTS]},
        {"field": "meta.collection", "operator": "!=", "value": "报告"},
        {"field": "content", "operator": "==", "value": "x"},
        {"field": "meta.department", "operator": "in", "value": ["x"]},
    ],
)
def test_a_filter_that_cannot_be_kept_is_refused(filters: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match="not supported"):
        scope_of(filters)


def test_a_pipeline_gives_the_model_the_passages(library: Library) -> None:
    from haystack import Pipeline, component
    from haystack.components.builders import PromptBuilder

    @component
    class Parrot:
        """Says what it was told."""

        @component.output_types(replies=list[str])
        def run(self, prompt: str) -> dict[str, list[str]]:
            return {"replies": [prompt]}

    template = "{% for one in documents %}{{ one.content }}\n{% endfor %}问题：{{ query }}"
    pipeline = Pipeline()
    pipeline.add_component("retriever", YoujuRetriever(library, top_k=2))
    pipeline.add_component("prompt", PromptBuilder(template, required_variables=["documents"]))
    pipeline.add_component("model", Parrot())
    pipeline.add_component("answers", YoujuAnswerer(library))
    pipeline.connect("retriever.documents", "prompt.documents")
    pipeline.connect("prompt.prompt", "model.prompt")
    said = pipeline.run(
        {
            "retriever": {"query": QUESTION},
            "prompt": {"query": QUESTION},
            "answers": {"query": QUESTION},
        }
    )
    assert "每年享有10天带薪年假" in said["model"]["replies"][0]
    assert "10天" in said["answers"]["answers"][0].data


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Library]:
    """A library that its settings alone open again: with the encoder of the install, without a reader."""
    settings = Settings(
        reading=ReadingSettings(reader="off"), retrieval=RetrievalSettings(title_boost=3.5)
    )
    with Library.open(tmp_path / "资料", settings=settings) as opened:
        opened.add_bytes(HANDBOOK.encode(), "员工手册.md")
        opened.add_bytes(REPORT.encode(), "工作报告.txt", collection="报告")
        yield opened


def test_a_pipeline_that_was_dumped_and_loaded_answers_the_same(real: Library) -> None:
    from haystack import Pipeline

    pipeline = Pipeline()
    pipeline.add_component("retriever", YoujuRetriever(real, filters=REPORTS, top_k=2))
    pipeline.add_component("answers", YoujuAnswerer(real))
    asked = {
        "retriever": {"query": "旅游综合收入"},
        "answers": {"query": QUESTION},
    }
    before = pipeline.run(asked)
    assert len(before["retriever"]["documents"]) == 2
    assert "10天" in before["answers"]["answers"][0].data
    written = pipeline.dumps()
    assert "title_boost: 3.5" in written
    assert "server" not in written
    pipeline.close()
    assert real.search(QUESTION), "the pipeline closes what it opened, not what it was given"

    loaded = Pipeline.loads(written, allowed_modules=["youju.integrations.haystack"])
    after = loaded.run(asked)
    assert after["retriever"] == before["retriever"]
    assert after["answers"] == before["answers"]
    assert loaded.dumps() == written
    retriever, answers = (loaded.get_component(name) for name in ("retriever", "answers"))
    assert retriever._library.settings == real.settings
    again = Pipeline.loads(written, allowed_modules=["youju.integrations.haystack"])
    assert retriever._library is answers._library is again.get_component("answers")._library
    loaded.close()
    assert again.run(asked)["retriever"] == before["retriever"], "the other pipeline still has it"
    again.close()


def test_a_pipeline_whose_library_is_gone_says_so(real: Library, tmp_path: Path) -> None:
    written = library_written(real)
    assert written["path"] == str(real.path)
    with pytest.raises(LibraryNotFoundError):
        YoujuRetriever({**written, "path": str(tmp_path / "nowhere")})
