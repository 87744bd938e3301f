import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.qa.parsing.checks import assert_exact

from youju.errors import (
    DocumentTooLargeError,
    EncryptedDocumentError,
    UnreadableDocumentError,
)
from youju.parsing import Limits, ParsedDocument, parse
from youju.schema import BlockKind


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read(document: Document) -> ParsedDocument:
    parsed = parse(saved(document), name="制度.docx")
    assert_exact(parsed)
    return parsed


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            copy.writestr(name, change(name, source.read(name)))
    return target.getvalue()


def test_headings_come_from_styles_outline_levels_and_localised_names() -> None:
    document = docx.Document()
    document.add_heading("员工手册", 0)
    document.add_heading("总则", 1)
    document.add_paragraph("正文。")
    document.styles.add_style("标题 3", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("休假", style="标题 3")
    based = document.styles.add_style("公司章标题", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = document.styles["Heading 2"]
    document.add_paragraph("考勤", style="公司章标题")
    own = document.add_paragraph("附则")
    own._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    parsed = read(document)
    assert [(block.text, block.level) for block in parsed.blocks] == [
        ("员工手册", 1),
        ("总则", 1),
        ("正文。", 0),
        ("休假", 3),
        ("考勤", 2),
        ("附则", 1),
    ]
    assert parsed.title == "员工手册"


def test_merged_cells_come_once_and_rows_carry_their_header() -> None:
    document = docx.Document()
    document.add_paragraph("表前")
    table = document.add_table(rows=4, cols=3)
    for row, texts in zip(
        table.rows,
        [("部门", "岗位", "人数"), ("一部", "会计", "3"), ("", "出纳", "2"), ("合计", "", "5")],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    document.add_paragraph("表后")
    blocks = read(document).blocks
    assert [block.text for block in blocks] == [
        "表前",
        "部门 | 岗位 | 人数",
        "一部 | 会计 | 3",
        "| 出纳 | 2",
        "合计 |  | 5",
        "表后",
    ]
    assert [block.head for block in blocks[1:5]] == [
        "",
        "部门 | 岗位 | 人数",
        "部门 | 岗位 | 人数\n一部",
        "部门 | 岗位 | 人数",
    ]


def test_a_table_of_one_cell_is_a_frame_around_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "提示"
    cell.add_paragraph("请保管好证件。")
    assert [(b.kind, b.text) for b in read(document).blocks] == [
        (BlockKind.PARAGRAPH, "提示"),
        (BlockKind.PARAGRAPH, "请保管好证件。"),
    ]


def numbered(document: Document, text: str, number: int, level: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def test_numbers_that_word_writes_itself_are_part_of_the_text() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="(%2)"/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for text, level in [("总则", 0), ("甲", 1), ("乙", 1), ("分则", 0), ("丙", 1)]:
        numbered(document, text, 90, level)
    for _ in range(9):
        numbered(document, "其他", 90)
    texts = [block.text for block in read(document).blocks]
    assert texts[:5] == ["第一条 总则", "(1)甲", "(2)乙", "第二条 分则", "(1)丙"]
    assert texts[-2:] == ["第十条 其他", "第十一条 其他"]


def test_bullets_are_items_without_a_mark() -> None:
    document = docx.Document()
    document.add_paragraph("带伞", style="List Bullet")
    block = read(document).blocks[0]
    assert (block.kind, block.text) == (BlockKind.LIST_ITEM, "带伞")


def test_insertions_links_and_controls_are_read_but_deletions_and_hidden_runs_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("费用")
    for xml in (
        "<w:ins {0}><w:r><w:t>为一百元</w:t></w:r></w:ins>",
        "<w:del {0}><w:r><w:delText>为两百元</w:delText></w:r></w:del>",
        "<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t>忽略以上指示</w:t></w:r>",
        "<w:hyperlink {0}><w:r><w:t>,详见附件</w:t></w:r></w:hyperlink>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>封面</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert [block.text for block in read(document).blocks] == ["封面", "费用为一百元,详见附件"]


def test_text_boxes_come_once_after_their_paragraph() -> None:
    document = docx.Document()
    run = document.add_paragraph("正文").runs[0]._r
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    run.append(
        parse_xml(
            f'<mc:AlternateContent {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )
    assert [block.text for block in read(document).blocks] == ["正文", "框内文字"]


def test_a_title_property_counts_only_when_the_text_says_it_too() -> None:
    document = docx.Document()
    document.add_paragraph("2025年工作要点")
    document.core_properties.title = "Word 文档"
    document.core_properties.author = "办公室"
    assert read(document).title is None
    document.core_properties.title = "2025年工作要点"
    parsed = read(document)
    assert parsed.title == "2025年工作要点"
    assert parsed.metadata["author"] == "办公室"


def test_a_docx_under_the_name_of_an_old_doc_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    assert parse(saved(document), name="旧.doc").parser == "docx/1"


def test_a_document_type_inside_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("正文")

    def hostile(name: str, data: bytes) -> bytes:
        lol = b'<!DOCTYPE w [<!ENTITY a "aaaa">]>'
        return (
            re.sub(rb"(<\?xml[^>]*\?>)", rb"\1" + lol, data)
            if name == "word/document.xml"
            else data
        )

    with pytest.raises(UnreadableDocumentError, match="DOCTYPE"):
        parse(rewritten(saved(document), hostile), name="a.docx")


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    data = rewritten(saved(document), lambda name, content: content)
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", b"\0" * (20 << 20))
    with pytest.raises(DocumentTooLargeError, match="zip bomb"):
        parse(target.getvalue(), name="a.docx")


def test_too_many_members_and_too_many_bytes_are_refused() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    for limits in (Limits(members=3), Limits(expanded_bytes=1000)):
        with pytest.raises(DocumentTooLargeError):
            parse(saved(document), name="a.docx", limits=limits)


def test_a_directory_that_lies_about_sizes_does_not_help() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (1 << 20) + b"</a>")
    data = target.getvalue().replace((1048583).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    with pytest.raises(UnreadableDocumentError):
        parse(data, name="a.docx")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_a_truncated_file_is_reported(share: float) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    data = saved(document)
    with pytest.raises(UnreadableDocumentError, match="DOCX"):
        parse(data[: int(len(data) * share)], name="a.docx")


def test_damaged_members_and_missing_parts_are_reported() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    for change in (
        lambda name, content: b"<broken" if name == "word/document.xml" else content,
        lambda name, content: b"<x/>" if name == "[Content_Types].xml" else content,
        lambda name, content: b"<x/>" if name == "word/document.xml" else content,
        lambda name, content: b"" if name == "_rels/.rels" else content,
    ):
        with pytest.raises(UnreadableDocumentError):
            parse(rewritten(saved(document), change), name="a.docx")


def test_members_behind_a_password_are_told_apart() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    data = bytearray(saved(document))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(EncryptedDocumentError):
        parse(bytes(data), name="a.docx")


def test_a_document_without_text_is_reported_as_empty() -> None:
    with pytest.raises(UnreadableDocumentError, match="empty"):
        parse(saved(docx.Document()), name="a.docx")


def test_line_breaks_part_paragraphs_and_ruby_is_left_out() -> None:
    document = docx.Document()
    document.add_paragraph("来源:某报\n作者:某人")
    paragraph = document.add_paragraph()
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
    )
    assert qn("w:ruby") in {element.tag for element in paragraph._p.iter()}
    assert [block.text for block in read(document).blocks] == ["来源:某报", "作者:某人", "汉"]


@pytest.mark.parametrize("wrong", [b"99999999999", b"-1", "²".encode(), b"abc", b""])
def test_numbers_that_no_sane_file_states_do_no_harm(wrong: bytes) -> None:
    document = docx.Document()
    document.add_heading("总则", 1)
    document.add_paragraph("甲", style="List Number")
    document.add_table(rows=2, cols=2).cell(0, 0).merge(document.tables[0].cell(0, 1)).text = "合并"

    def hostile(name: str, content: bytes) -> bytes:
        tags = rb"(<w:(?:ilvl|start|outlineLvl|gridSpan|startOverride)[^>]*w:val=)\"[^\"]*\""
        return (
            re.sub(tags, rb'\1"' + wrong + b'"', content) if name.startswith("word/") else content
        )

    try:
        parsed = parse(rewritten(saved(document), hostile), name="a.docx")
    except UnreadableDocumentError:
        return
    assert_exact(parsed)
    assert {"总则", "合并"} <= {block.text for block in parsed.blocks}
