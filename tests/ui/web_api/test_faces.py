"""One question through every face: the same passages with the same scores, each with where it stands.

A face is a function from address, library and question to its passages; another one is one more
entry of ``FACES``.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.support.encoders import BigramEncoder
from tests.support.serving import QUESTION

from youju import Library
from youju.settings import ReadingSettings
from youju_ui.cli import main

K = 5


@dataclass(frozen=True)
class Found:
    """What every list of passages carries."""

    id: str
    document: str
    page: int | None
    heading_path: tuple[str, ...]
    start: int
    end: int
    score: float


def posted(url, body):
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def from_record(one):
    return Found(
        one["passage_id"],
        one["document_id"],
        one["page"],
        tuple(one["heading_path"]),
        one["start"],
        one["end"],
        one["score"],
    )


def through_python(address, library, capfd):
    return [
        Found(
            one.passage.id,
            one.passage.document.id,
            one.passage.page,
            one.passage.heading_path,
            one.passage.span.start,
            one.passage.span.end,
            round(one.score, 6),
        )
        for one in library.search(QUESTION, k=K)
    ]


def through_ask(address, library, capfd):
    """The ranking behind an answer, as Python gives it."""
    from youju.records import answer_record

    record = answer_record(library.ask(QUESTION), language="zh-CN", depth=K)
    return [from_record(one) for one in record["retrieved"]]


def through_command_line(address, library, capfd, *command):
    def open_cheaply(path, *, create, settings):
        from dataclasses import replace

        off = replace(settings, reading=ReadingSettings(reader="off"))
        return Library.open(path, create=create, settings=off, encoder=BigramEncoder())

    capfd.readouterr()
    main(["--library", str(library.path), *command, "--json"], opener=open_cheaply)
    return json.loads(capfd.readouterr().out)


def through_search_command(address, library, capfd):
    found = through_command_line(address, library, capfd, "search", QUESTION, "-k", str(K))
    return [from_record(one) for one in found]


def through_ask_command(address, library, capfd):
    found = through_command_line(address, library, capfd, "ask", QUESTION)
    return [from_record(one) for one in found["retrieved"][:K]]


def through_rest_search(address, library, capfd):
    found = posted(f"{address}/api/v1/search", {"query": QUESTION, "k": K})
    return [from_record(one) for one in found["passages"]]


def through_rest_ask(address, library, capfd):
    found = posted(f"{address}/api/v1/ask", {"question": QUESTION})
    return [from_record(one) for one in found["retrieved"][:K]]


def through_openai_chat(address, library, capfd):
    openai = pytest.importorskip("openai")
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as api:
        answer = api.chat.completions.create(
            model="youju", messages=[{"role": "user", "content": QUESTION}]
        )
    return [from_record(one) for one in answer.youju["retrieved"][:K]]


FACES: dict[str, Callable] = {
    "python search": through_python,
    "python ask": through_ask,
    "command line search": through_search_command,
    "command line ask": through_ask_command,
    "REST search": through_rest_search,
    "REST ask": through_rest_ask,
    "OpenAI chat": through_openai_chat,
}


def through_openai_store(address, library, capfd):
    openai = pytest.importorskip("openai")
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as api:
        page = api.vector_stores.search("default", query=QUESTION, max_num_results=K)
        return [
            Found(
                one.attributes["passage_id"],
                one.attributes["document_id"],
                one.attributes.get("page"),
                tuple(filter(None, one.attributes["heading_path"].split(" > "))),
                # the package reads numbers of attributes as float
                int(one.attributes["start"]),
                int(one.attributes["end"]),
                one.score,
            )
            for one in page
        ]


def through_dify(address, library, capfd):
    setting = {"top_k": K, "score_threshold": 0}
    body = {"knowledge_id": "default", "query": QUESTION, "retrieval_setting": setting}
    return [
        Found(
            one["metadata"]["passage_id"],
            one["metadata"]["document_id"],
            one["metadata"].get("page"),
            tuple(one["metadata"]["heading_path"]),
            one["metadata"]["start"],
            one["metadata"]["end"],
            one["score"],
        )
        for one in posted(f"{address}/dify/retrieval", body)["records"]
    ]


def through_rest_collection(address, library, capfd):
    body = {"query": QUESTION, "k": K, "collections": ["default"]}
    return [from_record(one) for one in posted(f"{address}/api/v1/search", body)["passages"]]


COLLECTION_FACES: dict[str, Callable] = {
    "OpenAI vector store": through_openai_store,
    "Dify": through_dify,
    "REST search": through_rest_collection,
}
"""Faces that ask one collection."""


def check(found, expected):
    assert [(one.id, one.score) for one in found] == [(one.id, one.score) for one in expected]
    assert found == expected
    assert all(0 <= one.score <= 1 for one in found)


@pytest.mark.parametrize("face", FACES)
def test_every_face_finds_the_same(face, address, library, capfd):
    expected = through_python(address, library, capfd)
    assert len(expected) == K
    check(FACES[face](address, library, capfd), expected)


@pytest.mark.parametrize("face", COLLECTION_FACES)
def test_every_face_of_one_collection_finds_the_same(face, address, library, capfd):
    from youju.schema import Scope

    scope = Scope(collections=frozenset({"default"}))
    found = library.search(QUESTION, k=K, scope=scope)
    got = COLLECTION_FACES[face](address, library, capfd)
    check(
        got,
        [
            Found(
                one.passage.id,
                one.passage.document.id,
                one.passage.page,
                one.passage.heading_path,
                one.passage.span.start,
                one.passage.span.end,
                round(one.score, 6),
            )
            for one in found
        ],
    )


def test_a_citation_opens_through_its_id(address, library):
    passage = library.ask(QUESTION).citations[0].passage
    with urllib.request.urlopen(f"{address}/api/v1/passages/{passage.id}", timeout=60) as answer:
        record = json.loads(answer.read())
    assert (record["text"], record["start"], record["end"]) == (
        passage.text,
        passage.span.start,
        passage.span.end,
    )
