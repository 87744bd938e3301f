import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.qa.parsing.checks import assert_exact

from youju.errors import DocumentTooLargeError, UnreadableDocumentError
from youju.parsing import Limits, parse
from youju.schema import BlockKind


def texts(data: str, name: str = "a.txt") -> list[str]:
    document = parse(data.encode(), name=name)
    assert_exact(document)
    return [block.text for block in document.blocks]


def test_each_line_is_a_paragraph_without_its_indent() -> None:
    source = "\u3000\u3000第一段,有一句话。\n\n\u3000\u3000第二段。  \n第三段"
    document = parse(source.encode(), name="报告.txt")
    assert document.text == source
    assert [block.text for block in document.blocks] == ["第一段,有一句话。", "第二段。", "第三段"]
    assert document.metadata["encoding"] == "utf-8"
    assert document.parser == "text/1"


def test_hard_wrapped_chinese_is_joined_at_its_indents() -> None:
    paragraph = (
        "过去一年我们坚持稳中求进工作总基调完整准确全面贯彻新发展理念加快构建新发展格局着力推动高质量发展"
        * 3
    )
    wrapped = "\n".join(
        "\n".join(textwrap.wrap("\u3000\u3000" + paragraph + "。", 30, drop_whitespace=False))
        for _ in range(3)
    )
    assert [text.replace("\n", "") for text in texts(wrapped)] == [paragraph + "。"] * 3


def test_hard_wrapped_english_is_joined_at_blank_lines() -> None:
    paragraph = (
        "The committee met in the morning and approved the plan that had been drawn up. " * 6
    )
    wrapped = "\n\n".join(textwrap.fill(paragraph.strip(), 72) for _ in range(2))
    assert len(texts(wrapped)) == 2


def test_verses_and_lists_of_short_lines_stay_apart() -> None:
    lines = [
        "一、总体要求",
        "二、重点任务",
        "三、保障措施",
        "四、组织实施",
        "五、附则",
        "六、其他",
        "七、说明",
    ]
    assert texts("\n".join(lines)) == lines


def test_hash_marks_say_their_level_and_bullets_are_items() -> None:
    document = parse("# 总则\n正文一。\n## 范围\n• 甲\n- 乙\n".encode(), name="a.txt")
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 2),
        (BlockKind.LIST_ITEM, 0),
        (BlockKind.LIST_ITEM, 0),
    ]


def test_hidden_characters_are_removed_and_reported() -> None:
    document = parse("合同\u202e金额\u200b为一百\u2066万元\U000e0041。".encode(), name="a.txt")
    assert document.text == "合同金额为一百万元。"
    assert "4" in document.warnings[0].zh


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n  ", "\u3000\n\ufeff".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse(data, name="空.txt")
    assert "空" in caught.value.message.zh


def test_limits_of_bytes_and_characters_are_kept() -> None:
    with pytest.raises(DocumentTooLargeError):
        parse(b"a" * 11, name="a.txt", limits=Limits(file_bytes=10))
    with pytest.raises(DocumentTooLargeError):
        parse(b"a" * 11, name="a.txt", limits=Limits(characters=10))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="甲乙丙。，\u3000 \n\t\r#-1、(a\u200b\f", min_size=1, max_size=300))
def test_spans_are_exact_for_any_text(source: str) -> None:
    try:
        document = parse(source.encode(), name="a.txt")
    except UnreadableDocumentError:
        assert not source.replace("\u200b", "").strip()
    else:
        assert_exact(document)
