import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.qa.parsing.checks import assert_exact

from youju.errors import UnreadableDocumentError
from youju.parsing import ParsedDocument, parse
from youju.schema import BlockKind

SOURCE = """---
title: 产品常见问题
author: 客服部
---

# 常见问题 FAQ

如何**退货**?请看[退货说明](http://example.com/x),或
致电客服。

## 配送

1. 下单后*次日*发货
2. 运费见下表:
   - 省内 `10` 元

| 地区 | 运费 |
|------|-----:|
| 省内 | 10 元 |
| 省外 |  |

```python
total = 1
```

<p>另见<b>帮助</b></p>
<!-- 不要显示 -->

![示意图](a.png)
"""


def read(source: str) -> ParsedDocument:
    document = parse(source.encode(), name="faq.md")
    assert_exact(document)
    return document


def test_the_text_reads_without_its_marks() -> None:
    document = read(SOURCE)
    found = [(block.kind, block.text) for block in document.blocks]
    assert found == [
        (BlockKind.HEADING, "常见问题 FAQ"),
        (BlockKind.PARAGRAPH, "如何退货?请看退货说明,或致电客服。"),
        (BlockKind.HEADING, "配送"),
        (BlockKind.LIST_ITEM, "1. 下单后次日发货"),
        (BlockKind.LIST_ITEM, "2. 运费见下表:"),
        (BlockKind.LIST_ITEM, "省内 10 元"),
        (BlockKind.TABLE_ROW, "地区 | 运费"),
        (BlockKind.TABLE_ROW, "省内 | 10 元"),
        (BlockKind.TABLE_ROW, "省外 |"),
        (BlockKind.CODE, "total = 1"),
        (BlockKind.PARAGRAPH, "另见帮助"),
        (BlockKind.PARAGRAPH, "示意图"),
    ]


def test_front_matter_is_metadata_and_its_title_wins() -> None:
    document = read(SOURCE)
    assert document.title == "产品常见问题"
    assert document.metadata["author"] == "客服部"
    assert "客服部" not in document.text


def test_the_first_heading_is_the_title_without_front_matter() -> None:
    assert read("## 小节\n\n# 手册\n\n正文").title == "手册"


def test_rows_carry_their_header_and_nested_items_their_parent() -> None:
    blocks = {block.text: block for block in read(SOURCE).blocks}
    assert blocks["省内 | 10 元"].head == "地区 | 运费"
    assert blocks["地区 | 运费"].head == ""
    assert blocks["省内 10 元"].head == "运费见下表:"


def test_english_lines_are_joined_with_a_space() -> None:
    assert read("one line\nand another").blocks[0].text == "one line and another"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="#-*>|`\n 1.[]()<a>!\\~甲\t:_", min_size=1, max_size=200))
def test_spans_are_exact_for_any_markdown(source: str) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(source)
