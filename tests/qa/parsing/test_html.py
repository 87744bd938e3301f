import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.qa.parsing.checks import assert_exact

from youju.errors import UnreadableDocumentError
from youju.parsing import ParsedDocument, parse
from youju.schema import BlockKind

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>关于放假的通知_某某网</title>
<style>p {{ color: red }}</style></head><body>
<nav><a href="/">首页</a></nav>
<h1>关于放假的通知</h1>
<p>各部门:<br>　　现将放假<b>安排</b>
通知如下。</p>
<div style="display: none">看不见</div><p hidden>也看不见</p>
<ul><li>元旦放假</li><li>春节<p>另行通知</p></li></ul>
<table><caption>值班表</caption>
<tr><th rowspan=2>部门</th><th colspan=2>人员</th></tr>
<tr><th>白班</th><th>夜班</th></tr>
<tr><td rowspan=2>一部</td><td>张三</td><td>李四</td></tr>
<tr><td>王五</td><td>赵六</td></tr></table>
<pre>第一行
  第二行</pre>
<script>alert("x")</script><footer>版权所有</footer></body></html>"""


def read(source: str | bytes, name: str = "通知.html") -> ParsedDocument:
    document = parse(source.encode() if isinstance(source, str) else source, name=name)
    assert_exact(document)
    return document


def test_a_reader_of_the_page_would_read_this() -> None:
    document = read(PAGE.format(charset="utf-8"))
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "关于放假的通知"),
        (BlockKind.PARAGRAPH, "各部门:"),
        (BlockKind.PARAGRAPH, "现将放假安排通知如下。"),
        (BlockKind.LIST_ITEM, "元旦放假"),
        (BlockKind.LIST_ITEM, "春节"),
        (BlockKind.LIST_ITEM, "另行通知"),
        (BlockKind.CAPTION, "值班表"),
        (BlockKind.TABLE_ROW, "部门 | 人员 |"),
        (BlockKind.TABLE_ROW, "| 白班 | 夜班"),
        (BlockKind.TABLE_ROW, "一部 | 张三 | 李四"),
        (BlockKind.TABLE_ROW, "| 王五 | 赵六"),
        (BlockKind.CODE, "第一行\n  第二行"),
    ]
    assert document.title == "关于放假的通知"


def test_rows_carry_the_header_and_the_label_that_reaches_down() -> None:
    *_, first, second, _ = read(PAGE.format(charset="utf-8")).blocks
    assert first.head == "部门 | 人员 | \n | 白班 | 夜班"
    assert second.head == first.head + "\n一部"


@pytest.mark.parametrize(
    ("encoding", "declared"), [("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gbk")]
)
def test_a_wrong_charset_is_seen_through(encoding: str, declared: str) -> None:
    assert read(PAGE.format(charset=declared).encode(encoding)).blocks[0].text == "关于放假的通知"


def test_tables_that_only_lay_out_the_page_are_no_tables() -> None:
    page = "<table><tr><td><h2>栏目</h2><p>正文。</p></td><td><table><tr><td>甲</td></tr></table></td></tr></table>"
    kinds = [block.kind for block in read("<html>" + page).blocks]
    assert BlockKind.TABLE_ROW not in kinds


def test_entities_declared_in_a_document_type_do_not_expand() -> None:
    lol = '<!DOCTYPE html [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;">]><html><p>开始&b;结束</p></html>'
    assert "哈哈哈哈哈哈哈哈" not in read(lol).text


def test_very_deep_nesting_is_read() -> None:
    assert "底" in read("<html>" + "<div>" * 4_000 + "底").text


def test_a_page_without_visible_text_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError):
        read("<html><body><script>var a = 1</script></body></html>")


def test_html_under_another_name_is_still_html() -> None:
    assert read("<html><body><p>正文</p></body></html>", name="导出.doc").media_type == "text/html"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet='<>/pdivtrhl1 ab甲\n\t="&;!-', min_size=1, max_size=200))
def test_spans_are_exact_for_any_markup(source: str) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(source)
