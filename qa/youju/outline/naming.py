"""What a document is called and of which date it is, from its head lines and its file name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from youju.outline.masthead import (
    DATE,
    GENRE,
    LINES,
    LONGEST,
    NAME,
    YEAR,
    is_credit,
    is_occasion,
    is_salutation,
)
from youju.schema import Block

_LONGEST_TITLE = 60
_MONTH = re.compile(
    r"(?P<y>(?:1[89]|20)\d{2})\s*(?:年\s*(?P<m>\d{1,2})\s*月|-(?P<m2>0[1-9]|1[0-2])\b)"
)
_OPENING = re.compile(r"作(?P<genre>(?:政府|法院|检察院|常委会)?工作报告)|报告(?P<work>政府工作)")
_GENERIC = re.compile(
    r"[\s\u3000《》（）()年度的关于0-9]|政府工作|工作|报告|总结|计划|通知|全文|规划|意见|方案|手册"
)
_TOKEN = re.compile(r"[\s_\-—–.,，、()（）\[\]【】]+")


def find_title(
    blocks: Sequence[Block],
    masthead: Sequence[int],
    skipped: Collection[int],
    *,
    name: str,
    given: str | None,
) -> str:
    """Find the title: the parser's, else that of the head lines, else from the file name.

    A title that could be of any document (政府工作报告) is led by what only the file name tells.
    """
    texts = [blocks[index].text.strip() for index in masthead]
    found = (given or "").strip() or _title(texts)
    stem = PurePath(name).stem
    tokens = [token for token in _TOKEN.split(stem) if token]
    if not found:
        told = [_spoken(token) for token in tokens if _tells(token)]
        if not told or len(told) < len(tokens):
            return stem
        genre = _opening(blocks, skipped)
        return " ".join((*told, genre) if genre and genre not in stem else told)
    if len(_GENERIC.sub("", found)) > 1:
        return found
    missing = [_spoken(token) for token in tokens if _tells(token) and token not in found]
    return " ".join((*missing, found))


def find_date(
    blocks: Sequence[Block],
    skipped: Collection[int],
    *,
    name: str,
    title: str,
    metadata: Mapping[str, str],
) -> str | None:
    """Find the date the document is of: ISO, as precise as known; None when nothing tells it.

    The line of the occasion counts first, then a full date in the file name, the latest one near
    the start, the metadata, and the year in title or file name.
    """
    shown = [block.text.strip() for index, block in enumerate(blocks) if index not in skipped]
    head = [text for text in shown[:LINES] if len(text) <= LONGEST]
    lines = [text for text in head if "。" not in text or is_occasion(text)]
    dates = [(_iso(match), text) for text in lines for match in DATE.finditer(text)]
    told = [iso for iso, text in dates if iso and is_occasion(text)]
    stem = PurePath(name).stem
    named = [iso for match in DATE.finditer(stem) if (iso := _iso(match))]
    latest = sorted(iso for iso, _ in dates if iso)[-1:]
    for iso in (*told[:1], *named[:1], *latest):
        return iso
    given = next((metadata[key] for key in ("date", "created", "日期") if metadata.get(key)), "")
    return next((iso for text in (given, title, stem) if (iso := _loose_date(text))), None)


def _title(texts: Sequence[str]) -> str:
    """The title among the head lines: the one that names its kind, or those before the occasion."""
    lines = [text for text in texts if not is_credit(text)]
    for place, text in enumerate(lines):
        behind = lines[place + 1] if place + 1 < len(lines) else ""
        if 0 < len(behind) <= 3 and not GENRE.search(text) and GENRE.search(text + behind):
            return text + behind
        if _is_title_like(text) and GENRE.search(text):
            return text
    first = next((place for place, text in enumerate(lines) if _is_title_like(text)), None)
    if first is None:
        return ""
    end = first + 1
    while end < len(lines) and end - first < 3 and _is_title_like(lines[end]):
        end += 1
    told = end < len(lines) and (is_occasion(lines[end]) or DATE.search(lines[end]))
    return " ".join(lines[first : end if told else first + 1])


def _is_title_like(text: str) -> bool:
    is_signature = len(text) <= 12 and NAME.match(text) and len(text.split()) > 1
    is_date = DATE.search(text) is not None and len(DATE.sub("", text)) <= 10
    return (
        3 <= len(text) <= _LONGEST_TITLE
        and not text.startswith(("—", "-", "（", "(", " "))
        and not text.endswith(("：", ":", "。", "，", ",", "、", "；"))
        and not is_salutation(text)
        and not (is_occasion(text) and not GENRE.search(text))
        and not is_signature
        and not is_date
        and re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text) is not None
    )


def _opening(blocks: Sequence[Block], skipped: Collection[int]) -> str:
    """What the speaker says he gives: 现在，我代表国务院，向大会作政府工作报告."""
    shown = [block.text for index, block in enumerate(blocks) if index not in skipped]
    for text in shown[:5]:
        if match := _OPENING.search(text[:200]):
            return match["genre"] or match["work"] + "报告"
    return ""


def _tells(token: str) -> bool:
    return YEAR.fullmatch(token) is not None or re.search(r"[\u4e00-\u9fff]{2}", token) is not None


def _spoken(token: str) -> str:
    return f"{token}年" if YEAR.fullmatch(token) else token


def _loose_date(text: str) -> str:
    """The most precise date a text holds, empty when it holds none."""
    if (match := DATE.search(text)) and (iso := _iso(match)):
        return iso
    if match := _MONTH.search(text):
        return f"{match['y']}-{int(match['m'] or match['m2']):02d}"
    match = YEAR.search(text)
    return match["y"] if match else ""


def _iso(match: re.Match[str]) -> str:
    """ISO form of a full date, empty when there is no such day."""
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return ""
