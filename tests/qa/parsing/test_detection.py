import io
import zipfile

import pytest

from youju.errors import (
    DocumentError,
    EncryptedDocumentError,
    UnreadableDocumentError,
    UnsupportedFormatError,
)
from youju.parsing import PARSERS, SUFFIXES, parse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zipped(*names: str, **contents: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "x"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind", "words"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧.doc", UnsupportedFormatError, "DOCX"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧.docx", UnsupportedFormatError, "DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "旧.xls", UnsupportedFormatError, "Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密.docx", EncryptedDocumentError, "密码"),
        (zipped("xl/workbook.xml"), "表.docx", UnsupportedFormatError, "Excel"),
        (zipped("ppt/presentation.xml"), "片.pptx", UnsupportedFormatError, "PowerPoint"),
        (zipped("OFD.xml"), "公文.ofd", UnsupportedFormatError, "OFD"),
        (zipped("a.txt"), "包.zip", UnsupportedFormatError, "解压"),
        (zipped("a.txt"), "假.docx", UnreadableDocumentError, "DOCX"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "图.png", UnsupportedFormatError, "OCR"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 20, "图.pdf", UnsupportedFormatError, "OCR"),
        (b"MZ\x90\0" + b"\0" * 60, "程序.txt", UnsupportedFormatError, "程序"),
        (b"\x7fELF" + b"\0" * 60, "程序", UnsupportedFormatError, "程序"),
        (b"\x1f\x8b\x08" + b"\0" * 20, "包.gz", UnsupportedFormatError, "解压"),
        (b"{\\rtf1 text}", "文.doc", UnsupportedFormatError, "RTF"),
        (b"a,b\n1,2\n", "表.csv", UnsupportedFormatError, "CSV"),
        (b"1\n00:00 --> 00:01\n", "字幕.srt", UnsupportedFormatError, "字幕"),
        (b"not a pdf", "假.pdf", UnreadableDocumentError, "PDF"),
        (b"hello", "some.xyz", UnsupportedFormatError, ".txt"),
        (b"", "空.pdf", UnreadableDocumentError, "空"),
        (b"PK\x03\x04 broken", "坏.docx", UnreadableDocumentError, "DOCX"),
    ],
)
def test_each_kind_is_named_with_what_to_do_next(
    data: bytes, name: str, kind: type[DocumentError], words: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(data, name=name)
    assert type(caught.value) is kind
    assert words in caught.value.message.zh
    assert name in caught.value.message.zh
    assert name in caught.value.message.en


@pytest.mark.parametrize(
    "text",
    ["BMW 用户手册", "MZ 时代", "%PDF 是什么?\n%PDF-1.7 是文件头。", "ID3 标签", "PK 赛规则"],
)
def test_texts_that_open_like_binary_files_are_texts(text: str) -> None:
    assert parse(text.encode(), name="说明.txt").text == text


def test_a_name_that_is_no_line_is_shown_harmlessly() -> None:
    with pytest.raises(DocumentError) as caught:
        parse(b"", name="\x1b[31m坏\n名" + "长" * 500)
    assert "\x1b" not in caught.value.message.zh
    assert "\n" not in caught.value.message.zh
    assert len(caught.value.message.zh) < 250


def test_the_list_of_parsers_is_the_list_of_formats() -> None:
    assert {parser.name for parser in PARSERS} == {"text", "markdown", "docx", "pdf", "html"}
    assert {".txt", ".md", ".docx", ".pdf", ".html"} <= SUFFIXES
