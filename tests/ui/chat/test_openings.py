"""What opens in the panel, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from tests.ui.chat.conftest import event, request

from youju_ui.chat.handlers import Handlers

QUESTION = "白鹭镇2024年地区生产总值是多少？"
GONE = "已经不在资料库里"


def test_a_citation_opens_its_source_and_a_made_up_one_does_not(
    handlers: Handlers, ask: Callable[..., str]
) -> None:
    conversation, opened = ask(QUESTION), handlers.openings
    first = event(exchange="1", number="1")
    assert "<mark>" in opened.cite(conversation, "zh-CN", first, request())
    assert GONE in opened.cite(conversation, "zh-CN", event(exchange="9", number="1"), request())
    assert GONE in opened.cite(conversation, "zh-CN", event(exchange="1", number="9"), request())
    assert GONE in opened.passage("zh-CN", event(passage="../../etc"), request())
    assert "<mark>" not in opened.document("en", event(document="none"), request())


def test_nobody_opens_what_is_not_his(handlers: Handlers, ask: Callable[..., str]) -> None:
    conversation, opened = ask(QUESTION, who=request("甲")), handlers.openings
    first = event(exchange="1", number="1")
    assert "<mark>" in opened.cite(conversation, "zh-CN", first, request("甲"))
    assert GONE in opened.cite(conversation, "zh-CN", first, request("乙"))
    assert GONE in opened.cite(conversation, "zh-CN", first, request("甲", readable="other"))
    document = opened.context.library.documents()[0]
    shut_out = request("乙", readable="other")
    assert document.name not in opened.document("zh-CN", event(document=document.id), shut_out)


def test_one_event_opens_whatever_was_clicked(handlers: Handlers, ask: Callable[..., str]) -> None:
    conversation, opened = ask(QUESTION), handlers.openings
    document = opened.context.library.documents()[0]
    show = partial(opened.show, conversation, "zh-CN")
    assert "<mark>" in show(event(exchange="1", number="1"), request())
    assert escape(document.name) in show(event(document=document.id), request())
    assert GONE in show(event(passage="none"), request())
