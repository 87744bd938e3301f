"""Questions on the outline: which parts there are, what the third one is called, where something stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from youju.answering.clauses import mark_length
from youju.schema import Block, BlockKind
from youju_eval.generate.topics import Context
from youju_eval.generate.values import PARAPHRASE, Candidate
from youju_eval.sets.values import STRUCTURE
from youju_eval.text import squeezed

_CHAPTER = re.compile(
    r"^\s*(?P<place>第(?P<number>[一二三四五六七八九十百零\d]+)(?P<kind>[编章节部分]+))[\s　]*(?P<label>\S.*)$"
)
_COUNTED = re.compile(r"^\s*(?P<number>[一二三四五六七八九十]+)、\s*(?P<label>\S.*)$")
_POINT = re.compile(r"^\s*[（(](?P<number>[一二三四五六七八九十]+)[)）]\s*(?P<label>\S.*)$")
_GENERIC = frozenset(
    "总则 附则 前言 引言 概述 背景 结语 结论 摘要 目录 附录 附件 参考文献 其他 其它".split()
)
_FEWEST, _MOST, _LONGEST = 3, 14, 60
_NUMERALS = "一二三四五六七八九十"


def structure_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on the headings of one document."""
    headings = [one for one in context.source.blocks if one.kind is BlockKind.HEADING and one.level]
    seen: set[tuple[str, ...]] = set()
    for first in headings:
        if first.heading_path in seen:
            continue
        seen.add(first.heading_path)
        level = [one for one in headings if one.heading_path == first.heading_path]
        numbered = [one for one in level if _read(one)]
        if _counts_on(numbered) and len(first.heading_path) < 2:
            yield from _of_level(context, first.heading_path, numbered)


def _read(block: Block) -> tuple[str, str, str] | None:
    """Place, kind and label of a numbered heading: 第三章, 章, 法律责任."""
    text = " ".join(block.text.split()).rstrip("。：:；;")
    text = re.sub(r"(?<=\s\S) (?=\S$)", "", text)  # 第一章 总 则
    if len(text) > _LONGEST:
        return None
    if match := _CHAPTER.match(text):
        return match["place"], match["kind"], match["label"]
    if match := _COUNTED.match(text):
        return f"第{match['number']}部分", "部分", match["label"]
    if match := _POINT.match(text):
        return f"第{match['number']}个方面", "方面", match["label"]
    return None


def _counts_on(blocks: Sequence[Block]) -> bool:
    """Whether the headings are one count 1, 2, 3 … of one kind."""
    if not _FEWEST <= len(blocks) <= _MOST:
        return False
    read = [one for one in map(_read, blocks) if one]
    numbers = [re.sub(r"[第编章节部分个方面]", "", place) for place, _, _ in read]
    wanted = [_numeral(number) for number in range(1, len(read) + 1)]
    digits = [str(number) for number in range(1, len(read) + 1)]
    return len({kind for _, kind, _ in read}) == 1 and numbers in (wanted, digits)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_NUMERALS[tens - 1]}十")
    return head + (_NUMERALS[ones - 1] if ones else "")


def _of_level(
    context: Context, path: tuple[str, ...], blocks: Sequence[Block]
) -> Iterator[Candidate]:
    """Which parts there are, and for each what it is called and where its subject stands."""
    read = [(block, found) for block in blocks if (found := _read(block))]
    kind = read[0][1][1]
    name = context.topic.quoted
    whole = f"{name}“{_short(path[-1])}”" if path else name
    many = f"{'几个' if kind in ('部分', '方面') else '几'}{kind}"
    asked = context.choice(f"{whole}分为哪{many}", f"{whole}由哪{many}组成", f"{whole}包括哪{many}")
    yield Candidate(
        type=STRUCTURE,
        question=f"{asked}？",
        answers=tuple(label for _, (_, _, label) in read),
        evidence=tuple((block.text.strip(),) for block in blocks),
        document=context.source.document.name,
        quality=1.6,
        pattern="parts",
    )
    for block, (place, _, label) in read:
        if squeezed(label) in _GENERIC or mark_length(label):
            continue
        forms: list[tuple[str, str, tuple[str, ...]]] = [
            (context.choice(f"{whole}的{place}讲什么", f"{whole}{place}的标题是什么", f"{whole}的{place}是关于什么的"), label, ()),
            (context.choice(f"“{label}”在{whole}的第{many}", f"{whole}的哪{many.replace('几', '一')}讲的是“{label}”"), place, (PARAPHRASE,)),
        ]  # fmt: skip
        ask, answer, tags = (
            context.chance.choice(forms) if len(label) <= 24 and "“" not in label else forms[0]
        )
        yield Candidate(
            type=STRUCTURE,
            question=f"{ask}？",
            answers=(answer,),
            evidence=((block.text.strip(),),),
            document=context.source.document.name,
            section="\n".join((*path, label)),
            quality=1.0,
            tags=tags,
        )


def _short(heading: str) -> str:
    """A heading without its number and what follows its first comma."""
    return re.split(r"[,，]", heading[mark_length(heading) :])[0].strip()
