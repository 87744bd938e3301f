"""Parts of a document asked for by their number."""

import pytest
from tests.support.passages import document_of

from youju.answering.sections import Marker, find_article, marker
from youju.question import understand

STATUTE = """# 河道管理条例

## 第一章 总则

第一条 为了加强河道管理，保障防洪安全，制定本条例。

第二条 本条例适用于本市行政区域内的河道。

## 第二章 保护

第三条 禁止在河道内倾倒垃圾，违者由水务部门责令清除。
"""


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("第三章 罚则", Marker(3, "章")),
        ("第十二条", Marker(12, "条")),
        ("六、持之以恒", Marker(6, "部分")),
        ("（二）加强管理", Marker(2, "点")),
        ("2. 适用范围", Marker(2, "条")),
        ("工作回顾", None),
        ("2024年工作回顾", None),
    ],
)
def test_the_mark_of_a_heading_is_read(heading, found):
    assert marker(heading) == found


def test_an_article_is_found_by_its_number():
    _, passages = document_of(STATUTE, name="条例.md")
    found = find_article(understand("河道管理条例第三条规定了什么？"), passages)
    assert ["倾倒垃圾" in one.text for one in found] == [True]
    assert find_article(understand("第九条是什么？"), passages) == ()
    assert find_article(understand("禁止倾倒什么？"), passages) == ()
