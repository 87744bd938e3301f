"""``/dify/retrieval`` against what Dify documents of its external knowledge API."""

import pytest
from tests.support.serving import QUESTION


def request(**changes):
    return {
        "knowledge_id": "default",
        "query": QUESTION,
        "retrieval_setting": {"top_k": 2, "score_threshold": 0.1},
        **changes,
    }


def condition(name, operator, value=None, logical="and"):
    one = {"name": [name], "comparison_operator": operator, "value": value}
    return {"metadata_condition": {"logical_operator": logical, "conditions": [one]}}


def test_records_are_as_dify_reads_them(client, library):
    answer = client.post("/dify/retrieval", json=request(), headers={"authorization": "Bearer any"})
    assert answer.status_code == 200
    records = answer.json()["records"]
    assert 1 <= len(records) <= 2
    best = library.search(QUESTION, k=2)[0]
    assert records[0]["content"] == best.passage.text
    assert records[0]["score"] == round(best.score, 6)
    assert records[0]["title"] == "员工手册.md"
    for record in records:
        assert set(record) == {"content", "score", "title", "metadata"}
        assert isinstance(record["metadata"], dict)
        assert record["metadata"]["document_id"] == best.passage.document.id
        assert None not in record["metadata"].values()


def test_the_threshold_holds(client):
    setting = {"top_k": 5, "score_threshold": 0.999}
    assert client.post("/dify/retrieval", json=request(retrieval_setting=setting)).json() == {
        "records": []
    }
    for threshold in (None, 0):
        setting = {"top_k": 5, "score_threshold": threshold}
        sent = request(retrieval_setting=setting)
        assert client.post("/dify/retrieval", json=sent).json()["records"]


@pytest.mark.parametrize(
    ("name", "operator", "value", "holds"),
    [
        ("department", "is", "人事", True),
        ("department", "is", "办公室", False),
        ("department", "is not", "办公室", True),
        ("department", "contains", "人", True),
        ("department", "not contains", "人", False),
        ("department", "start with", "人", True),
        ("department", "end with", "事", True),
        ("department", "in", "人事,财务", True),
        ("department", "in", ["财务"], False),
        ("department", "not in", ["财务"], True),
        ("department", "empty", None, False),
        ("department", "not empty", None, True),
        ("nothing", "empty", None, True),
        ("document_name", "is", "员工手册.md", True),
        ("added", "after", "2020-01-01", True),
        ("added", "before", "2020-01-01", False),
        ("nothing", ">", 1, False),
    ],
)
def test_metadata_conditions(client, name, operator, value, holds):
    sent = request(**condition(name, operator, value))
    answer = client.post("/dify/retrieval", json=sent)
    assert answer.status_code == 200
    assert bool(answer.json()["records"]) is holds


def test_conditions_are_joined_by_and_or_or(client):
    yes = {"name": "department", "comparison_operator": "is", "value": "人事"}
    no = {"name": ["department"], "comparison_operator": "is", "value": "无"}
    for logical, holds in (("and", False), ("or", True)):
        sent = request(metadata_condition={"logical_operator": logical, "conditions": [yes, no]})
        assert bool(client.post("/dify/retrieval", json=sent).json()["records"]) is holds


def test_an_unknown_comparison_is_told(client):
    answer = client.post("/dify/retrieval", json=request(**condition("a", "resembles", "b")))
    assert answer.status_code == 400
    assert "resembles" in answer.json()["error_msg"]


def test_dify_gets_its_own_error_codes(client, keys):
    missing = client.post("/dify/retrieval", json=request(knowledge_id="无"))
    assert (missing.status_code, missing.json()["error_code"]) == (404, 2001)
    _, text = keys.create_key("dify", collections=frozenset({"default"}))
    for header, code in (("Basic x", 1001), ("Bearer wrong", 1002)):
        refused = client.post("/dify/retrieval", json=request(), headers={"authorization": header})
        assert (refused.status_code, refused.json()["error_code"]) == (403, code)
        assert refused.json()["error_msg"]
    assert client.post("/dify/retrieval", json=request()).json()["error_code"] == 1001
    mine = {"authorization": f"Bearer {text}"}
    assert client.post("/dify/retrieval", json=request(), headers=mine).status_code == 200
    hidden = client.post("/dify/retrieval", json=request(knowledge_id="报告"), headers=mine)
    assert hidden.json()["error_code"] == 2001


def test_the_address_that_dify_tries_when_it_is_saved_is_neither_missing_nor_refused(client, keys):
    """Dify posts to it with the key and no body, and takes 404 and 403 for a wrong address and a wrong key."""
    assert client.post("/dify/retrieval").status_code == 422
    _, text = keys.create_key("dify")
    right, wrong = ({"authorization": f"Bearer {key}"} for key in (text, "youju_0_x"))
    assert client.post("/dify/retrieval", headers=right).status_code == 422
    assert client.post("/dify/retrieval", headers=wrong).status_code == 403
