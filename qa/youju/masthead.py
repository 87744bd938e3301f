"""What a document says about itself before it begins: title, date, speaker, source, salutation.

The lines stay in the text and in one passage of their own; they are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from youju.numbering import Style, marker
from youju.schema import Block, BlockKind

_LINES = 20
_LONGEST = 80
_SALUTATION = re.compile(
    r"^[\s\u3000]*(各位|同志们|女士们|先生们|尊敬的|朋友们|主席|代表们|同学们|全体|委员们|亲爱的)[^。；]{0,30}[:：!！,，]?[\s\u3000]*$"
)
_SALUTED = re.compile(
    r"^[\s\u3000]*(各位代表|同志们|各位委员|各位同志|朋友们|女士们|代表同志们|各位来宾|各位同事)[，,！!：:]"
)
_DATE = re.compile(
    r"(?P<y>(?:1[89]|20)\d{2})\s*(?:年|[-./])\s*(?P<m>\d{1,2})\s*(?:月|[-./])\s*(?P<d>\d{1,2})(?:日|\b)"
)
_MONTH = re.compile(
    r"(?P<y>(?:1[89]|20)\d{2})\s*(?:年\s*(?P<m>\d{1,2})\s*月|-(?P<m2>0[1-9]|1[0-2])\b)"
)
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:1[89]|20)\d{2})(?!\d)")
_OCCASION = re.compile(
    r"^[\s\u3000]*(?:[—－–-]{1,4}|[（(]).*|.*(?:会议上|大会上|会议)[）)]?(?:的.{0,12})?$|.*在.{2,40}(?:会议|大会).{0,20}$"
)
_NOISE = re.compile(
    r"^[\s\u3000]*(来源|发布时间|发布日期|时间|日期|作者|责任编辑|编辑|摄影|图片|图为|字体|【字体|字号|索引号|文号|发文|您的位置|您当前|当前位置|首页|打印|分享|浏览|点击|主题词|信息来源|发布机构|成文日期|公开)"
)
_GENRE = re.compile(
    r"(报告|条例|办法|规定|细则|通知|意见|方案|规划|纲要|手册|指南|制度|决定|公告|通告|决议|章程|守则|须知|标准|规范|说明书?|白皮书|合同|协议|纪要|总结|计划|宣言|讲话|问答|法|FAQ|宪法|修正案|通报|批复|函)(?:[（(].{1,30}[)）])?[》”]?$"
)
_GENERIC = re.compile(
    r"[\s\u3000《》（）()年度的关于0-9]|政府工作|工作|报告|总结|计划|通知|全文|规划|意见|方案|手册"
)
_TOKEN = re.compile(r"[\s_\-—–.,，、()（）\[\]【】]+")
_NAME = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,16}[\s\u3000]+)?[\u4e00-\u9fff·](?:[\s\u3000]*[\u4e00-\u9fff·]){1,7}$"
)
_OFFICE = re.compile(
    r"(?:省长|市长|区长|县长|主席|总理|书记|主任|局长|部长|院长|校长|会长|行长|董事长|总经理|委员会)"
    r"[\s\u3000]*[\u4e00-\u9fff·\s\u3000]{0,12}$"
)
_OPENING = re.compile(r"作(?P<genre>(?:政府|法院|检察院|常委会)?工作报告)|报告(?P<work>政府工作)")
_ADDRESS = re.compile(
    r"^[\s\u3000]*(?:现在，?)?\s*我(?:谨|受|代表).{0,60}(?:报告|审议|致辞|欢迎)[^。]{0,40}。?$"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Title and date of a document, and which blocks (by index) only say these and the like."""

    title: str
    date: str | None
    indices: frozenset[int]


def is_salutation(text: str) -> bool:
    """Whether the line only addresses the audience: 各位代表："""
    return len(text.strip()) <= 30 and _SALUTATION.match(text) is not None


def begins_with_salutation(text: str) -> bool:
    """Whether a paragraph turns to the audience anew: 各位代表！过去一年…"""
    return _SALUTED.match(text) is not None


def is_address(text: str) -> bool:
    """Whether the paragraph only says who speaks for whom: 现在，我代表…向大会报告工作，请予审议。"""
    return len(text.strip()) <= 90 and _ADDRESS.match(text.replace(",", "，")) is not None


def read_masthead(
    blocks: Sequence[Block],
    skipped: Collection[int],
    *,
    name: str,
    title: str | None,
    metadata: Mapping[str, str],
) -> Masthead:
    """Read the head of the document; ``skipped`` are tables of contents and furniture."""
    lines = _head_lines(blocks, skipped)
    texts = [blocks[index].text.strip() for index in lines]
    stem = PurePath(name).stem
    found = (title or "").strip() or _title(texts)
    full = _with_stem(found, stem, opening=_opening(blocks, skipped))
    dated = _head_date(_short_lines(blocks, skipped), full, metadata, stem)
    return Masthead(full, dated, frozenset(lines))


def _head_lines(blocks: Sequence[Block], skipped: Collection[int]) -> list[int]:
    """Indices of the short lines before the first paragraph, numbered heading or table."""
    lines: list[int] = []
    for index, block in enumerate(blocks):
        if index in skipped:
            continue
        text = block.text.strip()
        if len(lines) >= _LINES or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            break
        if lines and block.kind is BlockKind.HEADING and not _is_about_itself(text):
            break
        if len(text) > _LONGEST or (re.search(r"[。；;？]", text) and not _is_credit(text)):
            break
        numbered = marker(text)
        if numbered is not None and numbered.style is not Style.DASH:
            break
        lines.append(index)
        if is_salutation(text):
            break
    return _without_headings(lines, blocks)


def _without_headings(lines: list[int], blocks: Sequence[Block]) -> list[int]:
    """Drop what follows the last line that is surely about the document: it may be a heading."""
    texts = [blocks[index].text.strip() for index in lines]
    sure = [place for place, text in enumerate(texts) if _is_about_itself(text)]
    if not sure:
        return lines[:1]
    end = sure[-1] + 1
    spoken = end > 1 and _OCCASION.match(texts[end - 1])
    if spoken and end < len(texts) and len(texts[end]) <= 12 and _NAME.match(texts[end]):
        end += 1
    return lines[:end]


def _short_lines(blocks: Sequence[Block], skipped: Collection[int]) -> list[str]:
    """The lines near the start that may state the date, also below a first heading."""
    shown = [block.text.strip() for index, block in enumerate(blocks) if index not in skipped]
    return [text for text in shown[:_LINES] if len(text) <= _LONGEST and "。" not in text]


def _opening(blocks: Sequence[Block], skipped: Collection[int]) -> str:
    """What the speaker says he gives: 现在，我代表国务院，向大会作政府工作报告."""
    shown = [block.text for index, block in enumerate(blocks) if index not in skipped]
    for text in shown[:5]:
        if match := _OPENING.search(text[:200]):
            return match["genre"] or match["work"] + "报告"
    return ""


def _is_credit(text: str) -> bool:
    return _NOISE.match(text) is not None or text.endswith("摄")


def _is_about_itself(text: str) -> bool:
    return bool(
        is_salutation(text)
        or _is_credit(text)
        or _OCCASION.match(text)
        or (len(text) <= 30 and _OFFICE.search(text))
        or _DATE.search(text)
        or (_GENRE.search(text) and not _YEAR.match(text) and len(text) > 4)
        or ("报告" in text and _YEAR.match(text))
    )


def _title(texts: Sequence[str]) -> str:
    """The title among the head lines: the one that names its kind, or those before the occasion."""
    lines = [text for text in texts if not _is_credit(text)]
    for place, text in enumerate(lines):
        behind = lines[place + 1] if place + 1 < len(lines) else ""
        if 0 < len(behind) <= 3 and not _GENRE.search(text) and _GENRE.search(text + behind):
            return text + behind
        if _is_title_like(text) and _GENRE.search(text):
            return text
    first = next((place for place, text in enumerate(lines) if _is_title_like(text)), None)
    if first is None:
        return ""
    end = first + 1
    while end < len(lines) and end - first < 3 and _is_title_like(lines[end]):
        end += 1
    told = end < len(lines) and (_OCCASION.match(lines[end]) or _DATE.search(lines[end]))
    return " ".join(lines[first : end if told else first + 1])


def _is_title_like(text: str) -> bool:
    bare = text.lstrip("—-（( ")
    return (
        3 <= len(text) <= 60
        and bare == text
        and not is_salutation(text)
        and not (_OCCASION.match(text) and not _GENRE.search(text))
        and not (len(text) <= 12 and _NAME.match(text) and len(text.split()) > 1)
        and not _is_only_date(text)
        and not text.endswith(("：", ":"))
        and re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text) is not None
    )


def _is_only_date(text: str) -> bool:
    return len(_DATE.sub("", text)) <= 10 and _DATE.search(text) is not None


def _with_stem(title: str, stem: str, *, opening: str) -> str:
    """The title, led by what only the file name tells when the title could be of any document."""
    tokens = [token for token in _TOKEN.split(stem) if token]
    if not title:
        told = [_spoken(token) for token in tokens if _tells(token)]
        if not told or len(told) < len(tokens):
            return stem
        return " ".join((*told, opening) if opening and opening not in stem else told)
    if len(_GENERIC.sub("", title)) > 1:
        return title
    missing = [_spoken(token) for token in tokens if _tells(token) and token not in title]
    return " ".join((*missing, title))


def _tells(token: str) -> bool:
    return _YEAR.fullmatch(token) is not None or re.search(r"[\u4e00-\u9fff]{2}", token) is not None


def _spoken(token: str) -> str:
    return f"{token}年" if _YEAR.fullmatch(token) else token


def _head_date(
    texts: Sequence[str], title: str, metadata: Mapping[str, str], stem: str
) -> str | None:
    """The date the document is of, ISO, as precise as known."""
    dates = [(_iso(match), text) for text in texts for match in _DATE.finditer(text)]
    told = [iso for iso, text in dates if iso and _OCCASION.match(text)]
    if told:
        return told[0]
    full = sorted(iso for iso, _ in dates if iso)
    named = _DATE.search(stem)
    if named and _iso(named):
        return _iso(named)
    if full:
        return full[-1]
    given = next((metadata[key] for key in ("date", "created", "日期") if metadata.get(key)), "")
    for text in (given, title, stem):
        if match := _DATE.search(text):
            if iso := _iso(match):
                return iso
        if match := _MONTH.search(text):
            return f"{match['y']}-{int(match['m'] or match['m2']):02d}"
        if match := _YEAR.search(text):
            return match["y"]
    return None


def _iso(match: re.Match[str]) -> str:
    """ISO form of a full date, empty when there is no such day."""
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return ""
