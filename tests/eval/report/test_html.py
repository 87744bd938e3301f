"""The page: complete in itself, in two languages, and no text of a document is ever markup."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from tests.eval.report.runs import HOSTILE, PREDICTIONS, QUESTIONS, make_run

from youju.errors import EvaluationError
from youju_eval.report import write_report
from youju_eval.report.html import report_page, run_labels
from youju_eval.report.records import KEPT, LONGEST, page_data
from youju_eval.report.texts import WORDS

TEMPLATES = files("youju_eval.report") / "templates"


class Page(HTMLParser):
    """The elements of a page and what its data block holds."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.data, self._in_data = [], "", False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in_data = ("id", "data") in attrs

    def handle_endtag(self, tag):
        self._in_data = False

    def handle_data(self, data):
        if self._in_data:
            self.data += data


@pytest.fixture(scope="module")
def text(run, better):
    return report_page([run, better])


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_hostile_text_never_becomes_markup(text, page):
    assert HOSTILE not in text
    assert "<img" not in text
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not [name for _, attributes in page.elements for name in attributes if name[:2] == "on"]
    data = json.loads(page.data)
    assert HOSTILE in data["questions"][1]["text"]
    assert HOSTILE in data["passages"][1][2]


def test_the_page_asks_for_nothing(text, page):
    addresses = [
        value
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in {"src", "href", "action", "data", "srcset"}
    ]
    assert addresses
    assert all(address.startswith("#") or address == "data:," for address in addresses)
    assert not re.search(r"https?://|@import|url\((?!#)", text)
    (policy,) = [one["content"] for _, one in page.elements if "http-equiv" in one]
    assert policy.startswith("default-src 'none';")
    assert "script-src 'sha256-" in policy


def test_a_page_opens_in_the_language_asked_for(run):
    assert '<html lang="zh-CN">' in report_page([run])
    assert '<html lang="en">' in report_page([run], language="en-GB")


def test_every_word_the_page_uses_is_there():
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    template = (TEMPLATES / "report.html.j2").read_text(encoding="utf-8")
    used = set(re.findall(r'word\("(\w+)"\)|choice\("(\w+)"', script))
    used = {name for pair in used for name in pair if name}
    used |= set(re.findall(r"words\.(\w+)", template)) | set(re.findall(r"order_\w+", script))
    assert used <= set(WORDS)
    assert all(one.zh and one.en for one in WORDS.values())


def test_the_script_never_makes_markup_of_text():
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(", script
    )


def test_passages_stand_once_and_only_those_that_can_be_looked_at(run, better):
    data = json.loads(page_data([run, better], ["a", "b"]))
    texts = [text for _, _, text, _ in data["passages"]]
    assert len(texts) == len(set(texts)) == KEPT
    first = data["records"][0][0]
    assert (len(first["found"]), first["more"]) == (KEPT, 8 - KEPT)
    assert first["cited"][0][2] == [[4, 14]]
    assert first["gold"][str(first["found"][0][0])] == [[[4, 14]], []]
    assert data["records"][0][3]["cited"][0][3] == ["别处的话"]


def test_a_long_passage_is_shortened(run):
    long = tuple(
        one if one.id != "q1" else type(one)("q1", "answered", "10天", (_long(),))
        for one in PREDICTIONS
    )
    data = json.loads(page_data([make_run(predictions=long)], ["a"]))
    assert (len(data["passages"][0][2]), data["passages"][0][3]) == (LONGEST, 1)


def _long():
    from youju_eval.predictions import RankedPassage

    return RankedPassage("长.md", "长" * (LONGEST + 1))


def test_a_question_the_other_run_did_not_ask_is_null_there(run):
    fewer = make_run(QUESTIONS[:2], PREDICTIONS[:2])
    data = json.loads(page_data([run, fewer], ["a", "b"]))
    assert data["records"][1][2:] == [None] * 4
    report_page([run, fewer])


def test_runs_of_one_label_are_told_apart(run, better):
    assert run_labels([run, better]) == ("youju", "other")
    assert run_labels([run, run])[0] == "youju (youju)"


def test_what_went_missing_is_said(text):
    assert "没有记录的问题" in text
    assert "坏&lt;b&gt;.pdf: 打不开" in text


def test_a_ranking_without_answers_has_a_page():
    from youju_eval.predictions import Prediction

    bare = tuple(Prediction(one.id, "ranked", retrieved=one.retrieved) for one in PREDICTIONS)
    assert "evidence@1" in report_page([make_run(predictions=bare)])


def test_a_report_of_nothing_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match="no run"):
        write_report([], tmp_path / "report.html")


def test_a_place_that_cannot_be_written_is_named(tmp_path, run):
    (tmp_path / "file").write_text("")
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_report([run], tmp_path / "file" / "report.html")


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [":root {", ':root[data-theme="dark"] {'])
def test_text_and_graphics_have_enough_contrast(scheme):
    style = (TEMPLATES / "colours.css").read_text(encoding="utf-8")
    block = style[style.index(scheme) :]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", block[: block.index("}")]))
    for ground in ("page", "card", "sunken", "lit"):
        for ink in ("ink", "ink-soft", "ink-faint", "accent"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["warn"], colours["warn-soft"]) >= 4.5
    assert contrast(colours["mark-ink"], colours["mark"]) >= 4.5
    assert contrast(colours["accent-strong"], colours["accent-soft"]) >= 4.5
    for kind in (
        "right",
        "wrong",
        "unfounded",
        "refused",
        "withheld",
        "failed",
        "series0",
        "series1",
        "series2",
        "series3",
    ):
        assert contrast(colours[kind], colours["card"]) >= 3, kind
