"""Where quotes and gold stand in a passage, counted as a browser counts."""

from hypothesis import given
from hypothesis import strategies as st

from youju_eval.predictions import CitedPassage, CitedQuote, RankedPassage
from youju_eval.report.spans import gold, quoted
from youju_eval.sets.values import EvaluationQuestion

TEXT = "员工每年享有10天\n带薪年假，享有体检。"


def cited(*quotes, text=TEXT, start=100):
    passage = RankedPassage("手册.md", text, start=start, end=start + len(text))
    return CitedPassage(1, passage, quotes)


def of(text, spans):
    units = text.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


def test_a_quote_stands_at_its_offsets_not_where_its_words_come_first():
    found = quoted(cited(CitedQuote("享有", 115, 117)), TEXT)
    assert found.inside == ((15, 17),)


def test_a_quote_without_offsets_is_found_by_its_words():
    assert quoted(cited(CitedQuote("享有")), TEXT).inside == ((4, 6),)


def test_a_quote_with_wrong_offsets_is_found_by_its_words():
    assert quoted(cited(CitedQuote("体检", 3, 5)), TEXT).inside == ((17, 19),)


def test_a_quote_from_elsewhere_is_told_apart():
    found = quoted(cited(CitedQuote("第一章", 0, 3), CitedQuote("员工")), TEXT)
    assert (found.inside, found.outside) == (((0, 2),), ("第一章",))


def test_overlapping_quotes_become_one():
    found = quoted(cited(CitedQuote("员工每年"), CitedQuote("每年享有")), TEXT)
    assert of(TEXT, found.inside) == ["员工每年享有"]


def test_characters_beyond_the_plane_count_twice():
    text = "𬭎𬭎年假10天"
    found = quoted(cited(CitedQuote("10天", 104, 107), text=text), text)
    assert found.inside == ((6, 9),)
    assert of(text, found.inside) == ["10天"]


def question(*texts, kind="figure", document=None):
    return EvaluationQuestion("q", kind, "?", evidence=(texts,), document=document)


def test_gold_is_found_across_white_space():
    found = gold(question("享有10天带薪年假"), cited().passage, TEXT)
    assert of(TEXT, found.text) == ["享有10天\n带薪年假"]


def test_gold_in_another_document_is_none():
    assert gold(question("员工", document="另一本.md"), cited().passage, TEXT).text == ()
    assert gold(question("员工", document="手册.md"), cited().passage, TEXT).text
    assert gold(question("员工", document="手册"), cited().passage, TEXT).text


def test_headings_count_for_questions_on_structure_only():
    passage = RankedPassage("手册.md", TEXT, ("总则", "第一章 休假"))
    assert gold(question("第一章休假", kind="structure"), passage, TEXT).headings == (1,)
    assert gold(question("第一章休假"), passage, TEXT).headings == ()


@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=10))
def test_what_is_marked_is_what_was_looked_for(before, after, wanted):
    text = before + wanted + after
    found = gold(question(wanted), RankedPassage("d", text), text)
    squeezed = "".join(wanted.split())
    marked = ["".join(one.split()) for one in of(text, found.text)]
    assert marked == ([squeezed] if squeezed else [])
