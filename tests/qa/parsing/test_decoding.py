import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.errors import UnreadableDocumentError
from youju.parsing.decoding import decode

SIMPLIFIED = (
    "现在，我代表区人民政府，向大会报告工作，请予审议。过去一年，全区地区生产总值增长百分之五，"
    "居民人均可支配收入增长与经济增长基本同步，城镇登记失业率控制在合理区间。"
)
TRADITIONAL = (
    "現在，我代表市政府向大會報告工作，請予審議。過去一年，全市經濟穩定增長，居民收入與經濟同步增加，"
    "就業情況良好，環境品質持續改善，社會保障體系更加完善。"
)
PHRASES = [
    "本公司的员工应当遵守下列规定",
    "发展经济，改善民生",
    "第一章 总则",
    "2023年",
    "工作",
    "。\n",
]
FORMS = [
    "本公司的員工應當遵守下列規定",
    "發展經濟，改善民生",
    "第一章 總則",
    "2023年",
    "工作",
    "。\n",
]

any_text = st.text(
    st.characters(
        min_codepoint=0x20, exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u2028\u2029"
    ),
    min_size=1,
    max_size=200,
)


def phrases(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=6, max_size=40).map(
        lambda parts: words[0] + "".join(parts)
    )


@settings(deadline=None, max_examples=50)
@given(any_text)
def test_utf8_comes_back_whatever_it_says(text: str) -> None:
    text += "。"  # a few Latin letters alone may be Chinese in GB, as 联通 is
    if "~{" not in text:
        assert decode(text.encode(), name="a.txt").text == text


@settings(deadline=None, max_examples=50)
@given(any_text, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]))
def test_a_byte_order_mark_is_believed(text: str, encoding: str) -> None:
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
    }
    if encoding == "utf-16-le" and text.startswith("\0"):
        return
    decoded = decode(marks[encoding] + text.encode(encoding), name="a.txt")
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, encoding, ())


@settings(deadline=None, max_examples=50)
@given(phrases(PHRASES), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be"]))
def test_simplified_text_comes_back_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="a.txt").text == text


@settings(deadline=None, max_examples=50)
@given(phrases(FORMS), st.sampled_from(["big5", "gb18030", "utf-16-le"]))
def test_traditional_text_comes_back_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="a.txt").text == text


@pytest.mark.parametrize(
    "text", ["你好", "目录", "联通", "北京市", "第一条 本法", "中国人民银行\n"]
)
def test_a_few_characters_of_gb_are_not_taken_for_korean(text: str) -> None:
    assert decode(text.encode("gbk"), name="a.txt").text == text


def test_hz_is_not_taken_for_ascii() -> None:
    assert decode(SIMPLIFIED.encode("hz"), name="a.txt").text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_cut_in_the_middle_of_a_character_keeps_the_rest(encoding: str) -> None:
    decoded = decode(SIMPLIFIED.encode(encoding)[:-1], name="a.txt")
    assert decoded.text == SIMPLIFIED[:-1]
    assert "截断" in decoded.warnings[0].zh


def test_a_few_damaged_bytes_are_marked_and_reported() -> None:
    data = bytearray((SIMPLIFIED * 5).encode())
    data[31] = 0xFF
    decoded = decode(bytes(data), name="a.txt")
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert decoded.text.endswith(SIMPLIFIED)
    assert decoded.warnings


def test_western_text_is_not_taken_for_chinese() -> None:
    text = "Le résumé était prêt à l'été; déjà vu, façade, cœur, naïveté et garçon. " * 5
    assert decode(text.encode("cp1252"), name="a.txt").text == text


def test_a_declared_charset_is_used_only_when_it_proves_true() -> None:
    assert (
        decode(TRADITIONAL.encode("big5"), name="a.html", declared="big5").encoding == "big5hkscs"
    )
    assert decode(SIMPLIFIED.encode(), name="a.html", declared="gb2312").text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gbk"), name="a.html", declared="big5").text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gbk"), name="a.html", declared="no-such").text == SIMPLIFIED


def test_all_line_ends_become_one() -> None:
    assert decode("甲\r\n乙\r丙\u2028丁\f戊".encode(), name="a.txt").text == "甲\n乙\n丙\n丁\n戊"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x01\x02\x03\x04" * 50, b"abc\0\x05def" * 30]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        decode(data, name="数据.txt")
    assert "数据.txt" in caught.value.message.zh
    assert "UTF-8" in caught.value.message.en
