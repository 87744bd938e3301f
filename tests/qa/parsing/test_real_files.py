"""Real files of many kinds, from the folder that ``YOUJU_DATA`` names; skipped where it is absent."""

import os
from pathlib import Path

import pytest
from tests.qa.parsing.checks import assert_exact

from youju.errors import UnsupportedFormatError
from youju.parsing import ParsedDocument, parse
from youju.schema import BlockKind

DATA = Path(os.environ.get("YOUJU_DATA", ""))
FILES = DATA / "ingest_files"
LATER = {".xlsx", ".csv", ".srt"}

pytestmark = pytest.mark.skipif(
    "YOUJU_DATA" not in os.environ or not FILES.is_dir(),
    reason="YOUJU_DATA names no folder with ingest_files",
)


def read(name: str) -> ParsedDocument:
    return parse((FILES / name).read_bytes(), name=name)


def files() -> list[str]:
    return (
        sorted(path.name for path in FILES.glob("*"))
        if FILES.is_dir() and "YOUJU_DATA" in os.environ
        else []
    )


@pytest.mark.parametrize("name", files())
def test_every_file_is_read_or_named_as_unsupported(name: str) -> None:
    if Path(name).suffix in LATER:
        with pytest.raises(UnsupportedFormatError):
            read(name)
    else:
        document = read(name)
        assert_exact(document)
        assert len(document.text) > 20


def test_all_encodings_of_one_text_agree() -> None:
    names = ["gb18030", "utf16le_bom", "utf8_bom_crlf", "utf8"]
    assert len({read(f"udhr2_hans_{name}.txt").text for name in names}) == 1


def test_overprinted_bold_comes_once() -> None:
    text = read("pdfplumber_overprinted_bold.pdf").text
    assert text.count("2011年年度报告") == 1
    assert text.count("ANHUI ANLI ARTIFICIAL LEATHER CO.,LTD.") == 1


def test_rows_of_a_quarterly_report_keep_their_header() -> None:
    document = read("pdfplumber_quarterly_report_22p.pdf")
    assert len(document.pages) == 22
    row = next(block for block in document.blocks if block.text.startswith("营业收入（元）"))
    assert "4,755,785.11" in row.text
    assert "本报告期 | 上年同期" in row.head
    assert row.page == 3
    furniture = [block for block in document.blocks if block.kind is BlockKind.FURNITURE]
    assert len(furniture) == 44


def test_paragraphs_go_on_over_lines_and_pages() -> None:
    document = read("paper_kbqa_6p.pdf")
    paragraph = next(
        block for block in document.blocks if block.text.startswith("第二类是基于信息检索的方法")
    )
    assert "到知识库中检索答案" in paragraph.text
    assert document.title == "DUTIR中文开放域知识库问答评测报告"
    assert [b.level for b in document.blocks if b.text in {"2 模型与方法", "2.1 辅助词典构建"}] == [
        1,
        2,
    ]


def test_kangxi_radicals_do_not_hide_the_words() -> None:
    assert "是用化学式来描述" in read("mineru_chemistry_1p.pdf").text


@pytest.mark.parametrize("folder", ["govreports/docx_2025", "laws_md/md", "huairou"])
def test_folders_of_real_documents_are_read(folder: str) -> None:
    paths = [
        path
        for path in sorted((DATA / folder).glob("*"))
        if path.suffix in {".docx", ".md", ".txt"}
    ]
    assert paths
    for path in paths[:40]:
        assert_exact(parse(path.read_bytes(), name=path.name))
