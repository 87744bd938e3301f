"""Citations in words, numbers, links and a browser's offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.citations import (
    CitationFormat,
    citation_text,
    cited_numbers,
    deep_link,
    location,
    number_citations,
    utf16_span,
    without_marks,
)
from youju.schema import Citation, Document, Passage, Quote, Span

TEXT = "第三条 员工每年享有10天年假。"


def passage(*, path=("第二章 休假", "第三条"), page=5, title="员工手册", identity="p1"):
    document = Document(
        id="d1", sha256="0", source="手册.pdf", name="手册.pdf", title=title, text=TEXT
    )
    return Passage(
        id=identity,
        document=document,
        text=TEXT,
        span=Span(0, len(TEXT)),
        heading_path=path,
        page=page,
    )


def cite(one, *quotes):
    return Citation(number=1, passage=one, quotes=quotes)


def test_a_reference_in_chinese_and_english():
    assert citation_text(cite(passage()), "zh-CN") == "《员工手册》“第二章 休假 › 第三条”，第5页"
    assert citation_text(cite(passage()), "en") == "员工手册, “第二章 休假 › 第三条”, p. 5"


def test_a_reference_leaves_out_what_is_not_there():
    assert citation_text(cite(passage(path=(), page=None)), "zh-CN") == "《员工手册》"
    assert citation_text(cite(passage(path=(), page=None, title="")), "en") == "手册.pdf"


def test_the_page_is_that_of_the_quote():
    quote = Quote(text="10天", span=Span(10, 13), page=6)
    assert citation_text(cite(passage(), quote), "zh-CN").endswith("第6页")


def test_markdown_links_to_the_passage_and_escapes_what_a_title_may_hide():
    evil = passage(title="[点我](http://evil)\n# 标题", path=("a|b",))
    text = citation_text(cite(evil), "zh-CN", form=CitationFormat.MARKDOWN)
    assert text == r"[《\[点我\](http://evil) \# 标题》](/passages/p1)“a\|b”，第5页"


def test_a_location_is_file_path_and_page():
    assert location(passage(), "zh-CN") == "手册.pdf › 第二章 休假 › 第三条（第5页）"
    assert location(passage(path=(), page=None), "en") == "手册.pdf"


def test_a_link_goes_to_the_passage():
    assert deep_link(passage()) == "/passages/p1"


def test_numbers_follow_first_appearance_and_a_passage_has_one():
    first, second = passage(identity="a"), passage(identity="b")
    one, two = Quote("第三条", Span(0, 3)), Quote("10天", Span(10, 13))
    numbered = number_citations(
        [first, second, first], [[one], [one], [two, one]], scores=[0.9, 0.8, 0.1]
    )
    assert [(c.number, c.passage.id, c.quotes, c.score) for c in numbered] == [
        (1, "a", (one, two), 0.9),
        (2, "b", (one,), 0.8),
    ]


def test_numbering_wants_quotes_for_each_passage():
    with pytest.raises(ValueError, match="zip"):
        number_citations([passage()], [])


def test_marks_are_found_once_and_taken_out():
    assert cited_numbers("甲[2]乙[1]丙[2]") == (2, 1)
    assert without_marks("甲[2]乙[1]。") == "甲乙。"


def test_a_browser_counts_a_rare_character_twice():
    assert utf16_span("院士𬭎在", Span(2, 3)) == (2, 4)
    assert utf16_span("院士𬭎在", Span(3, 4)) == (4, 5)


def test_a_span_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="beyond"):
        utf16_span("短", Span(0, 2))


@given(st.text(alphabet="ab有据𬭎😀\n"), st.data())
def test_utf16_offsets_cut_the_same_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = utf16_span(text, Span(start, end))
    assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
