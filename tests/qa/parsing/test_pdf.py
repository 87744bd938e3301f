import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.qa.parsing.checks import assert_exact

from youju.errors import (
    DocumentTooLargeError,
    EncryptedDocumentError,
    UnreadableDocumentError,
)
from youju.parsing import Limits, ParsedDocument, parse
from youju.schema import BlockKind

FONT = "STSong-Light"
SENTENCES = (
    "过去一年我们坚持稳中求进工作总基调完整准确全面贯彻新发展理念加快构建新发展格局着力推动高质量发展"
    "全区地区生产总值达到四百三十二亿元同比增长百分之三左右城乡居民收入稳步提高社会大局保持和谐稳定。"
)


def drawn(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def write(canvas: Canvas, text: str, x: float = 72, y: float = 700, size: float = 12) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)


def wrapped(
    canvas: Canvas, text: str, y: float, *, indent: int = 2, x: float = 72, each: int = 36
) -> float:
    """A justified paragraph of ``each`` characters a line; returns the next free height."""
    lines, rest = [text[: each - indent]], text[each - indent :]
    while rest:
        lines.append(rest[:each])
        rest = rest[each:]
    for number, line in enumerate(lines):
        write(canvas, line, x + (12 * indent if number == 0 else 0), y)
        y -= 20
    return y


def read(data: bytes, name: str = "报告.pdf") -> ParsedDocument:
    document = parse(data, name=name)
    assert_exact(document)
    return document


def body(document: ParsedDocument) -> list[str]:
    return [block.text for block in document.blocks if block.kind is not BlockKind.FURNITURE]


def test_lines_of_a_paragraph_are_joined_without_spaces() -> None:
    def page(canvas: Canvas) -> None:
        y = wrapped(canvas, SENTENCES, 700)
        wrapped(canvas, SENTENCES, y)

    assert body(read(drawn(page))) == [SENTENCES, SENTENCES]


def test_english_lines_are_joined_with_spaces_and_hyphens_undone() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for number, line in enumerate(
            [
                "The committee met in the morning and has approved the develop-",
                "ment plan that had been drawn up by all of its members in the",
                "last year.",
            ]
        ):
            canvas.drawString(72, 700 - 14 * number, line)

    (text,) = body(read(drawn(page)))
    assert (
        "the development plan that had been drawn up by all of its members in the last year."
        in text
    )


def test_headers_footers_and_page_numbers_are_furniture_and_paragraphs_cross_pages() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            write(canvas, "某某区二〇二三年工作报告", y=810, size=9)
            write(canvas, f"第 {number} 页", x=290, y=30, size=9)
            first = number == 1
            text = SENTENCES[:70] if first else SENTENCES[70:]
            wrapped(canvas, text, 700, indent=2 if first else 0)
            if not first:
                write(canvas, "第二段。", x=96, y=600)

        return draw

    document = read(drawn(page(1), page(2)))
    assert body(document) == [SENTENCES, "第二段。"]
    furniture = [block for block in document.blocks if block.kind is BlockKind.FURNITURE]
    assert len(furniture) == 4
    assert [block.page for block in document.blocks if block.kind is not BlockKind.FURNITURE] == [
        1,
        2,
    ]
    assert document.pages[1].of(document.text).startswith(SENTENCES[70:])
    assert document.pages[0].of(document.text).rstrip().endswith(SENTENCES[:70])


def test_large_text_is_a_heading_by_its_size() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "工作报告", x=240, y=760, size=24)
        write(canvas, "一、工作回顾", y=720, size=16)
        wrapped(canvas, SENTENCES, 690)

    document = read(drawn(page))
    assert [(block.text, block.level) for block in document.blocks] == [
        ("工作报告", 1),
        ("一、工作回顾", 2),
        (SENTENCES, 0),
    ]
    assert document.title == "工作报告"


def test_the_outline_of_the_file_says_the_level() -> None:
    def page(canvas: Canvas) -> None:
        for title, level, y in (("总则", 0, 700), ("范围", 1, 660)):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level)
            write(canvas, title, y=y)
        wrapped(canvas, SENTENCES, 620)

    assert [block.level for block in read(drawn(page)).blocks] == [1, 2, 0]


def test_spaces_that_typesetting_puts_around_digits_are_not_text() -> None:
    def page(canvas: Canvas) -> None:
        x = 72.0
        for piece in ("全年实现", "2023", "年总值", "5.2", "万亿元。"):
            write(canvas, piece, x=x)
            x += pdfmetrics.stringWidth(piece, FONT, 12) + 3.5

    assert read(drawn(page)).text == "全年实现2023年总值5.2万亿元。"


def test_bold_that_is_drawn_twice_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for offset in (0, 0.3, 0.6):
            write(canvas, "重要提示:ILL 11", x=72 + offset)

    assert read(drawn(page)).text == "重要提示:ILL 11"


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        wrapped(canvas, "左" + SENTENCES, 700, x=50, each=18)
        wrapped(canvas, "右" + SENTENCES, 700, x=310, each=18)

    assert body(read(drawn(page))) == ["左" + SENTENCES, "右" + SENTENCES]


def test_a_title_drawn_last_is_read_first() -> None:
    def page(canvas: Canvas) -> None:
        wrapped(canvas, SENTENCES, 690)
        write(canvas, "工作报告", x=240, y=760, size=24)

    assert body(read(drawn(page)))[0] == "工作报告"


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(500, 60)
        canvas.rotate(90)
        wrapped(canvas, SENTENCES, 200, x=20)

    assert body(read(drawn(page))) == [SENTENCES]


def test_a_watermark_is_furniture() -> None:
    def page(canvas: Canvas) -> None:
        wrapped(canvas, SENTENCES, 700)
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        write(canvas, "内部资料", 0, 0, 40)
        canvas.restoreState()

    document = read(drawn(page))
    assert body(document) == [SENTENCES]
    assert [b.text for b in document.blocks if b.kind is BlockKind.FURNITURE] == ["内部资料"]


def grid(canvas: Canvas, rows: Sequence[Sequence[str]], y: float = 650) -> None:
    canvas.grid(
        [72 + 120 * n for n in range(len(rows[0]) + 1)], [y - 24 * n for n in range(len(rows) + 1)]
    )
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            write(canvas, cell, 76 + 120 * across, y - 24 * down - 17)


def test_a_ruled_table_gives_rows_with_their_header() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "表 1 主要指标", y=670)
        grid(
            canvas,
            [
                ("指标", "2022年", "2023年"),
                ("总值(亿元)", "415.3", "432.1"),
                ("增速", "2.1%", "3.0%"),
            ],
        )
        write(canvas, "注:数据为初步核算。", y=540)

    document = read(drawn(page))
    assert [(block.kind, block.text, block.head) for block in document.blocks] == [
        (BlockKind.CAPTION, "表 1 主要指标", ""),
        (BlockKind.TABLE_ROW, "指标 | 2022年 | 2023年", ""),
        (BlockKind.TABLE_ROW, "总值(亿元) | 415.3 | 432.1", "指标 | 2022年 | 2023年"),
        (BlockKind.TABLE_ROW, "增速 | 2.1% | 3.0%", "指标 | 2022年 | 2023年"),
        (BlockKind.PARAGRAPH, "注:数据为初步核算。", ""),
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_header() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, "说明如下。", y=700)
        grid(canvas, [("地区", "人口"), ("东区", "10"), ("西区", "20")])

    def second(canvas: Canvas) -> None:
        grid(canvas, [("南区", "30"), ("北区", "40")])

    rows = [
        block for block in read(drawn(first, second)).blocks if block.kind is BlockKind.TABLE_ROW
    ]
    assert [row.head for row in rows[1:]] == ["地区 | 人口"] * 4
    assert [row.page for row in rows] == [1, 1, 1, 2, 2]


def picture(canvas: Canvas) -> None:
    canvas.rect(100, 100, 300, 500, fill=1)


def test_a_scan_is_reported_with_what_to_do() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse(drawn(picture, picture), name="扫描.pdf")
    assert "OCR" in caught.value.message.zh
    assert "扫描件" in caught.value.message.zh


def test_single_pages_without_text_are_a_warning() -> None:
    document = read(
        drawn(
            lambda canvas: write(canvas, "正文。"),
            picture,
            lambda canvas: write(canvas, "又一页。"),
        )
    )
    assert "第 2 页" in document.warnings[0].zh
    assert [page.of(document.text).strip() for page in document.pages] == ["正文。", "", "又一页。"]


def test_an_empty_page_is_no_scan() -> None:
    with pytest.raises(UnreadableDocumentError, match="empty"):
        parse(drawn(lambda canvas: None), name="空白.pdf")


def test_a_password_is_told_apart_from_damage() -> None:
    locked = drawn(lambda canvas: write(canvas, "机密"), encrypt="secret")
    with pytest.raises(EncryptedDocumentError) as caught:
        parse(locked, name="机密.pdf")
    assert "密码" in caught.value.message.zh
    with pytest.raises(UnreadableDocumentError, match="PDF"):
        parse(b"%PDF-1.7\nnothing of the kind", name="坏.pdf")


def test_a_truncated_file_is_an_error_or_a_warning_but_never_silent() -> None:
    data = drawn(*[lambda canvas: write(canvas, "正文。")] * 5)
    for share in (0.05, 0.3, 0.6, 0.9, 0.99):
        try:
            document = read(data[: int(len(data) * share)])
        except UnreadableDocumentError as error:
            assert "PDF" in str(error) or "empty" in str(error)
        else:
            assert any("不完整" in warning.zh for warning in document.warnings)


def test_too_many_characters_are_refused() -> None:
    with pytest.raises(DocumentTooLargeError):
        parse(
            drawn(lambda canvas: wrapped(canvas, SENTENCES, 700)),
            name="长.pdf",
            limits=Limits(characters=20),
        )


def test_metadata_is_kept_when_it_says_something() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("工作报告")
        canvas.setAuthor("办公室")
        write(canvas, "2023年工作报告正文。")

    document = read(drawn(page))
    assert document.title == "工作报告"
    assert document.metadata["author"] == "办公室"
    assert document.parser == "pdf/1"
    assert document.media_type == "application/pdf"
