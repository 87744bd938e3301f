"""What the terminal shows: quotes marked where they stand, nothing that steers the terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from youju.schema import (
    Answer,
    Citation,
    Document,
    Passage,
    Question,
    Quote,
    ScoredPassage,
    ScoreParts,
    Span,
    Status,
)
from youju_embeddings import Message
from youju_ui import render

TEXT = "总则。员工每年享有10天年假，须提前申请。"


def passage(text=TEXT, *, path=("第一章",), name="手册.pdf"):
    document = Document(id="d", sha256="0", source=name, name=name, title="手册", text=text)
    return Passage(
        id="p", document=document, text=text, span=Span(0, len(text)), heading_path=path, page=3
    )


def drawn(content, *, color=False, width=100):
    console = Console(
        file=io.StringIO(), width=width, force_terminal=color, color_system="standard" if color else None,
        highlight=False, legacy_windows=False,
    )  # fmt: skip
    console.print(content)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def answer(**changes):
    quote = Quote("10天年假", Span(9, 14), page=3)
    values = {
        "question": Question("年假几天?", "年假几天?"),
        "status": Status.ANSWERED,
        "text": "10天年假[1]",
        "citations": (Citation(1, passage(), (quote,), 0.9),),
        "confidence": 0.874,
    }
    return Answer(**{**values, **changes})


def test_an_answer_with_its_passage():
    assert drawn(render.answer(answer(), language="zh-CN")) == (
        "10天年假[1]   可信度 0.87\n"
        "\n"
        "[1] 手册.pdf › 第一章（第3页）\n"
        "    总则。员工每年享有10天年假，须提前申请。"
    )


def test_exactly_the_quote_is_marked():
    colored = drawn(render.answer(answer(), language="zh-CN"), color=True)
    marked = colored.split("\x1b[1;30;43m")[1].partition("\x1b[0m")[0]
    assert marked == "10天年假"


def test_a_quote_outside_its_passage_stands_above_it():
    document = passage().document
    below = Passage("p", document, TEXT[3:], Span(3, len(TEXT)))
    heading = Citation(1, below, (Quote("总则。", Span(0, 3)),))
    out = drawn(render.answer(answer(text="总则。[1]", citations=(heading,)), language="zh-CN"))
    assert out.splitlines()[-2:] == ["    总则。", "    " + TEXT[3:]]


def test_a_refusal_says_why_and_shows_the_nearest():
    refused = answer(
        status=Status.NOT_FOUND, text="", citations=(), reason=Message(zh="没有提到火星。", en="No Mars."),
        retrieved=(ScoredPassage(passage(), 0.1, 0.1),),
    )  # fmt: skip
    lines = drawn(render.answer(refused, language="en")).splitlines()
    assert lines[:2] == ["The documents do not answer this.", "No Mars."]
    assert lines[-2:] == ["· 手册.pdf › 第一章 (p. 3)", "  " + TEXT]


def test_the_reading_of_a_follow_up_comes_first():
    understood = answer(question=Question("那病假呢?", "病假几天?"))
    assert drawn(render.answer(understood, language="zh-CN")).startswith("已理解为：病假几天?\n")


def test_hits_are_numbered_with_place_and_score():
    hit = ScoredPassage(passage(), 0.5, 1.0, ScoreParts(matched_terms=("年假",)))
    assert drawn(render.hits([hit], language="zh-CN")).startswith(
        "1. 手册.pdf › 第一章（第3页）   相关度 0.50\n"
    )


def test_a_long_heading_is_cut_in_a_path():
    out = drawn(render.hits([ScoredPassage(passage(path=("长" * 60,)), 0.5, 1.0)], language="en"))
    assert "长" * 23 + "…" in out
    assert "长" * 24 not in out


@pytest.mark.parametrize(
    "evil", ["\x1b]0;x\x07", "\x1b[2J", "a\rb", "\u202egnp.exe", "[bold]x[/bold]"]
)
def test_documents_cannot_steer_the_terminal(evil):
    hostile = passage(evil + TEXT, name=evil + ".pdf", path=(evil,))
    out = drawn(render.hits([ScoredPassage(hostile, 0.5, 1.0)], language="zh-CN"))
    assert not set(out) & set("\x1b\x07\r\u202e")
    assert "[bold]" in out or "[bold]" not in evil


@given(st.text())
def test_safe_keeps_the_length_so_that_offsets_stay(text):
    assert len(render.safe(text)) == len(text)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1500, "1.5 KB"),
        (2_500_000, "2.5 MB"),
        (3 * 10**12, "3000.0 GB"),
    ],
)
def test_sizes_are_readable(size, text):
    assert render.readable_size(size) == text
