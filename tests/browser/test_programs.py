"""What programs call through gradio_client: the names and values that docs/chat.md promises."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

GDP = "白鹭镇2024年地区生产总值是多少？"


def test_the_promised_names_give_the_promised_values(address: str) -> None:
    client_module = pytest.importorskip("gradio_client")
    client = client_module.Client(address, verbose=False)
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(named) == {"/ask", "/search", "/documents", "/passage"}
    answer = client.predict(GDP, api_name="/ask")
    assert "12.6亿元" in answer["answer"]
    cited = answer["citations"][0]
    assert cited["quotes"][0]["text"]
    documents = client.predict(api_name="/documents")
    known = next(one for one in documents if one["name"] == cited["document"])
    elsewhere = [one["id"] for one in documents if one["id"] != known["id"]]
    narrow = client.predict(GDP, [], elsewhere, None, 3, "lexical", 0.1, api_name="/ask")
    assert known["id"] not in {one["document_id"] for one in narrow["retrieved"]}
    assert len(narrow["retrieved"]) <= 3
    followed = client.predict(
        question="那2025年呢？", history=["白鹭镇2024年新建公园几个？"], api_name="/ask"
    )
    assert "公园" in followed["standalone_question"]
    (found,) = client.predict("地区生产总值", 1, api_name="/search")
    passage = client.predict(found["passage_id"], api_name="/passage")
    assert passage["text"] == found["text"]
    with pytest.raises(Exception, match=r"没有文字|no words"):
        client.predict(" ", api_name="/ask")
