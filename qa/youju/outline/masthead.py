"""The lines before a document begins: title, date, speaker, source, salutation.

They stay in the text and in one passage of their own; they are no headings. Which of them is the
title and what date they tell is for ``naming``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from youju.outline.numbering import Style, marker
from youju.schema import Block, BlockKind

LINES = 20
"""How many lines a masthead may have."""
LONGEST = 90
DATE = re.compile(
    r"(?P<y>(?:1[89]|20)\d{2})\s*(?:年|[-./])\s*(?P<m>\d{1,2})\s*(?:月|[-./])\s*(?P<d>\d{1,2})(?:日|\b)"
)
YEAR = re.compile(r"(?<!\d)(?P<y>(?:1[89]|20)\d{2})(?!\d)")
GENRE = re.compile(
    r"(报告|条例|办法|规定|细则|通知|意见|方案|规划|纲要|手册|指南|制度|决定|公告|通告|决议|章程|守则|须知|标准|规范|"
    r"说明书?|白皮书|合同|协议|纪要|总结|计划|宣言|讲话|问答|法|FAQ|宪法|修正案|通报|批复|函)(?:[（(].{1,30}[)）])?[》”]?$"
)
NAME = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,16}[\s\u3000]+)?[\u4e00-\u9fff·](?:[\s\u3000]*[\u4e00-\u9fff·]){1,7}$"
)
_SALUTATION = re.compile(
    r"^[\s\u3000]*(各位|同志们|女士们|先生们|尊敬的|朋友们|主席|代表们|同学们|全体|委员们|亲爱的)[^。；]{0,30}[:：!！,，]?[\s\u3000]*$"
)
_SALUTED = re.compile(
    r"^[\s\u3000]*(各位代表|同志们|各位委员|各位同志|朋友们|女士们|代表同志们|各位来宾|各位同事)[，,！!：:]"
)
_OCCASION = re.compile(
    r"^[\s\u3000]*(?:[—－–-]{1,4}|[（(]).*"
    r"|.*(?:会议上|大会上|会议)[）)]?(?:的.{0,12})?$"
    r"|.*在.{2,40}(?:会议|大会).{0,30}$"
)
_NOISE = re.compile(
    r"^[\s\u3000]*(来源|发布时间|发布日期|时间|日期|作者|责任编辑|编辑|摄影|图片|图为|字体|【字体|字号|索引号|文号|发文|"
    r"您的位置|您当前|当前位置|首页|打印|分享|浏览|点击|主题词|信息来源|发布机构|成文日期|公开)"
)
_OFFICE = re.compile(
    r"(?:省长|市长|区长|县长|主席|总理|书记|主任|局长|部长|院长|校长|会长|行长|董事长|总经理|委员会)"
    r"[\s\u3000]*[\u4e00-\u9fff·\s\u3000]{0,12}$"
)
_ADDRESS = re.compile(
    r"^[\s\u3000]*(?:现在，?)?\s*我(?:谨|受|代表).{0,60}(?:报告|审议|致辞|欢迎)[^。]{0,40}。?$"
)


def is_salutation(text: str) -> bool:
    """Whether the line only addresses the audience: 各位代表："""
    return len(text.strip()) <= 30 and _SALUTATION.match(text) is not None


def begins_with_salutation(text: str) -> bool:
    """Whether a paragraph turns to the audience anew: 各位代表！过去一年…"""
    return _SALUTED.match(text) is not None


def is_address(text: str) -> bool:
    """Whether the paragraph only says who speaks for whom: 现在，我代表…向大会报告工作，请予审议。"""
    return len(text.strip()) <= LONGEST and _ADDRESS.match(text.replace(",", "，")) is not None


def is_occasion(text: str) -> bool:
    """Whether the line tells where and when the text was given: ——2025年1月14日在…会议上"""
    return len(text) <= LONGEST and _OCCASION.match(text) is not None


def is_credit(text: str) -> bool:
    """Whether the line tells source, author or place in a web site."""
    return _NOISE.match(text) is not None or text.endswith("摄")


def is_front_line(text: str) -> bool:
    """Whether a line before the first heading is no sentence of the document's own."""
    stripped = text.strip()
    if len(stripped) > LONGEST:
        return False
    plain = re.search(r"[。；;？]", stripped) is None
    return plain or is_credit(stripped) or is_occasion(stripped) or is_address(stripped)


def find_masthead(blocks: Sequence[Block], skipped: Collection[int]) -> tuple[int, ...]:
    """Find the lines before the first paragraph, numbered heading or table, by index.

    Args:
        blocks: the blocks of the document.
        skipped: indices of tables of contents and furniture.
    """
    lines: list[int] = []
    for index, block in enumerate(blocks):
        if index in skipped:
            continue
        text = block.text.strip()
        if len(lines) >= LINES or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            break
        if lines and block.kind is BlockKind.HEADING and not _is_about_itself(text):
            break
        numbered = marker(text)
        if not is_front_line(text) or (numbered and numbered.style is not Style.DASH):
            break
        lines.append(index)
        if is_salutation(text):
            break
    texts = [blocks[index].text.strip() for index in lines]
    return tuple(lines[: _end(texts)])


def _end(texts: Sequence[str]) -> int:
    """Where the masthead ends: behind the last line that is surely about the document."""
    titled = next((place for place, text in enumerate(texts) if GENRE.search(text)), 0)
    sure = [place for place, text in enumerate(texts) if _is_about_itself(text) or place == titled]
    if not sure:
        return 0
    end = sure[-1] + 1
    is_signed = end < len(texts) and len(texts[end]) <= 12 and NAME.match(texts[end])
    return end + 1 if is_signed and end > 1 and is_occasion(texts[end - 1]) else end


def _is_about_itself(text: str) -> bool:
    return bool(
        is_salutation(text)
        or is_credit(text)
        or is_occasion(text)
        or (len(text) <= 30 and _OFFICE.search(text))
        or DATE.search(text)
        or ("报告" in text and YEAR.match(text))
    )
