"""Questions on what a term means, from sentences that define it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju_eval.generate.phrases import is_subject
from youju_eval.generate.spots import sentences
from youju_eval.generate.topics import Context, Kind
from youju_eval.generate.values import DEFINITION, PARAPHRASE, Candidate

_CALLED = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+条)?(?:[（(][一二三四五六七八九十\d]+[)）])?本[\u4e00-\u9fff]{1,4}(?:中)?所称(?:的)?(?P<term>[^，。；：]{2,24}?)，?(?:是指|指的是|指|包括)，?(?P<meaning>[^。]{6,200})"
)
_MEANS = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+条)?(?:[（(]?[一二三四五六七八九十\d]+[)）、.．])?(?:所谓的?)?(?P<term>[^，。；：,]{2,20}?)[，,：:]?(?:是指|指的是|(?<=[，,：:])指(?![导出挥定明示数标引派])|的定义是|的含义是|就是指|的意思是)[，,]?(?P<meaning>[^。]{6,200})"
)
_IS_A = re.compile(
    r"^(?P<term>[^，。；：,是的]{2,16}?)(?:（[^）]{1,40}）|\([^)]{1,40}\))?(?:，[^，。]{2,20}，)?是(?P<meaning>(?:一种|一类|一项|一款|一个|一门|由|用于|指)[^。]{8,150})"
)
_NO_TERM = re.compile(r"前款|本条|上述|下列|以下|这|那|我们|他|她|它|其")


def definition_candidates(context: Context) -> Iterator[Candidate]:
    """Questions on the defined terms of one document; a term is asked about once."""
    seen: set[str] = set()
    for spot in sentences(context, longest=320):
        text = spot.plain
        match, quality = _CALLED.match(text), 1.6
        if match is None:
            match, quality = _MEANS.match(text), 1.5
        if match is None and context.topic.kind is Kind.OTHER:
            match, quality = _IS_A.match(text), 1.0
        if match is None:
            continue
        quoted = re.search(r"[“\"'‘「]$", match["term"].removesuffix("是").strip("，")[-1:])
        term = match["term"].strip("“”\"'‘’「」 ").removesuffix("是").removesuffix("，")
        if term in seen or _NO_TERM.search(term) or not is_subject(term):
            continue
        seen.add(term)
        meaning = match["meaning"].rstrip("；;，,：:")
        if "下列" in meaning or meaning.endswith("如下"):
            continue
        yield spot.asked( DEFINITION, _ask(context, f"“{term}”" if quoted else term),
            (meaning,), subject=term, quality=quality, tags=(PARAPHRASE,),
        )  # fmt: skip


def _ask(context: Context, term: str) -> str:
    if context.topic.kind is Kind.RULES:
        name = context.topic.quoted
        return context.choice(
            f"{name}所称的{term}是指什么",
            f"{name}里的{term}是什么意思",
            f"{name}中，什么是{term}",
        )
    return context.choice(
        f"什么是{term}", f"{term}是什么意思", f"{term}指的是什么", f"怎样理解{term}这个概念"
    )
