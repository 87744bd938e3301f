"""Questions that compare: which of two places, years or things has more, and whether, and by how much.

Taken apart into one question for each thing compared; what is found for them is compared by
``answering.compared``. Growth over an earlier time (比上年增长多少) is a figure of its own, no comparison.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from youju.conversation import resolve
from youju.segmentation import tags

_LEAST = frozenset("低少小慢短早轻近便宜")
_MORE = r"高|大|多|快|长|久|重|远|贵|强|低|少|小|慢|短|早|晚|轻|近|便宜"
_DEGREE = rf"(?:更|最|较|比较|要|得|的|相对|还){{0,2}}(?P<more>{_MORE})(?:一?些|一点|得多)?"
_WHICH_WORD = r"(?:哪一?(?:[家年地种项部座所条边者款类次月份里儿]|个?(?:省份?|市(?!场)|区|县|地区|城市|国家|公司|部门|单位|月|月份)|个)?|谁)"
_BETWEEN = re.compile(r"(?:相比(?:较|之下)?|之间|当中|这?两[者个年家省市]|二者)[，,]?")
"""Words between the things compared and what is asked of them."""
_WHICH = re.compile(
    rf"(?P<head>.+?)[，,：:]?(?:中|里)?[，,]?(?:是|的)?{_WHICH_WORD}(?:的)?"
    rf"(?P<tail>[^，,?？]{{0,16}}?){_DEGREE}[呢啊？?。\s]*$"
)
_THAN = re.compile(
    rf"(?P<head>[^，,]+?)(?:是不是|是否|有没有|会不会)?(?<![同环对占])比(?![例重率较值分])(?P<other>[^，,]{{1,24}}?)(?:要|更|还)?(?P<more>{_MORE})(?P<end>吗|么|不|没有|多少|几.{{0,4}}|了多少|出多少)?[？?。\s]*$"
)
_OR = re.compile(rf"(?P<head>.+?)(?P<more>{_MORE})[，,]?还是(?P<other>.+?)(?P=more)[呢？?。\s]*$")
_APART = re.compile(
    r"(?P<head>.+?)(?:相差|差了?|差距(?:是|有)?)(?:有)?(?:多少|多大|几.{0,4})[？?。\s]*$"
)
_BARE = re.compile(
    rf"^(?:那|那么|所以|这?两[个年者家地]|二者|两者|它们|他们)*[，,]?(?:{_WHICH_WORD}(?:的)?{_DEGREE}|(?:相差|差了?)(?:多少|几.{{0,4}}))[呢啊？?。\s]*$"
)
_AND = re.compile(r"还是|和|与|跟|同(?!期)|及|、|，|,")
_THEN = re.compile(r"^(?:上|去|前)年|^同期|^上[年季月]|^平均|^预期|^计划|^目标")
"""Earlier times and plans: 比上年多多少 is told by one sentence about the one figure."""
_YEAR = re.compile(r"(?:(?:1[89]|20)\d{2}年?|[前去今明]年)$")
_YEAR_INSIDE = re.compile(r"(?<=.)(?:1[89]|20)\d{2}年")
_YEAR_FIRST = re.compile(r"^(?:(?:1[89]|20)\d{2}年|[前去今明]年)")
_ASKS = re.compile(r"(?:是|有|为|达到?)?(?:多少|几.?|多大|多高|多长|多久)?[呢？?。\s]*$")
_SET = re.compile(r"(?:定|订|显|看|算|排|要|来)得?$")
"""Verbs that measure nothing: 哪个定得高."""
_MEASURE_FIRST = re.compile(
    r"^(?P<measure>[^，,]{3,}?)(?:方面|上|这一?项)?[，,：:](?P<things>[^，,]{2,30})$"
)
"""地方一般公共预算收入，湖北和湖南谁高"""
_MOST_COMPARED = 4
_KINDS = "省市县区州镇乡村"
_FIGURE_ASKED = re.compile(r"(?:多少|几)[^，,、？?]{0,5}[？?。\s]*$|多[大高长重][？?。\s]*$")
_ONLY_A_TIME = re.compile(r"(?:请问)?(?:(?:19|20)\d{2}年|[前去今明]年)?(?:[，,]|度|的)?")
_JOINING = frozenset("和与及、跟")
_TOGETHER = re.compile(
    r"之间|两地|[三两]省|一共|总共|合计|合起来|加起来|相比|往来|合作|贸易|边[境界]|从.+到|距离|相[距隔]|交界"
)
_WORDLESS = "的是有，, "


class Form(StrEnum):
    """How a comparison is asked."""

    WHICH = "which"
    WHETHER = "whether"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The things compared, a question for each, and what is asked of them.

    ``more`` is the word of comparison as it was asked, 高 where none was; ``least`` whether it looks for
    the lower one. For ``WHETHER`` the first thing is said to be more than the second.
    """

    form: Form
    subjects: tuple[str, ...]
    questions: tuple[str, ...]
    more: str
    least: bool


def compares(question: str) -> Comparison | None:
    """The comparison a question asks for; None where it asks for none or not between what."""
    text = _BETWEEN.sub("", question.strip())
    which = _WHICH.match(text)
    if which:
        items = _items(which["head"], _measure(which["tail"], which["more"]))
        return _comparison(Form.WHICH, items, which["more"])
    than = _THAN.match(text)
    if than and not _THEN.match(than["other"]):
        first = than["head"].strip(_WORDLESS)
        other = resolve(f"那{than['other'].strip(_WORDLESS)}呢？", f"{first}是多少？").text
        form = Form.APART if than["end"] and "吗么不没有".find(than["end"][0]) < 0 else Form.WHETHER
        return _comparison(form, (first, _ASKS.sub("", other)), than["more"])
    either = _OR.match(text)
    if either:
        first = either["head"].strip(_WORDLESS)
        other = resolve(f"那{either['other'].strip(_WORDLESS)}呢？", f"{first}是多少？").text
        return _comparison(Form.WHICH, (first, _ASKS.sub("", other)), either["more"])
    apart = _APART.match(text)
    if apart:
        return _comparison(Form.APART, _items(apart["head"], ""), "高")
    return None


def of_each(question: str) -> tuple[str, ...]:
    """The question for each of the places whose figure it asks for together; empty for any other.

    上海和云南2025年预期增长多少 asks for two figures. What lies between the places (两地之间, 从…到…) or is of
    them together (一共) is one, and what two places do in a story is none.
    """
    if _TOGETHER.search(question) or not _FIGURE_ASKED.search(question):
        return ()
    words = tags(question)
    begin = next((at for at, (_, tag) in enumerate(words) if tag == "ns"), len(words))
    end, names = begin, []
    while end < len(words) and words[end][1] == "ns":
        names.append(words[end][0])
        end += 2
        if end - 1 >= len(words) or words[end - 1][0] not in _JOINING:
            break
    lead = "".join(word for word, _ in words[:begin])
    rest = question[len(lead) + len("".join(word for word, _ in words[begin : end - 1])) :]
    if not 2 <= len(names) <= _MOST_COMPARED or len(set(names)) < len(names):
        return ()
    if not _ONLY_A_TIME.fullmatch(lead) or rest.startswith("等"):
        return ()
    shared = rest.replace("分别", "").replace("各自", "").removeprefix("各")
    return tuple(f"{lead}{name}{shared}" for name in names)


def is_bare(question: str) -> bool:
    """Whether a comparison leaves what is compared to the questions before: 哪个更高？"""
    return _BARE.match(question.strip()) is not None


def between(first: str, second: str, question: str) -> str:
    """A bare comparison with the two questions it is about: 北京…目标和上海…目标哪个更高？"""
    asked = re.sub(
        r"^(?:那么?|所以|这?两[个年者家地]|二者|两者|它们|他们|，|,)+", "", question.strip()
    )
    things = "和".join(_ASKS.sub("", one.strip()) for one in (first, second))
    return f"{things}{asked}"


def _comparison(form: Form, items: tuple[str, ...], more: str) -> Comparison | None:
    if not 2 <= len(items) <= _MOST_COMPARED or len(set(items)) < len(items):
        return None
    asked = "是什么时候" if more in "早晚" else "是多少"
    questions = tuple(f"{item}{'多少' if _verbal(item) else asked}？" for item in items)
    return Comparison(form, _names(items), questions, more, more in _LEAST)


def _measure(tail: str, more: str) -> str:
    """What is measured, of the words behind 哪个: the GDP增速 of 哪个GDP增速更高; 增长 of 增长更快."""
    measure = _SET.sub("", tail.strip(_WORDLESS)).removesuffix("得")
    return measure or ("增长" if more in "快慢" else "")


def _verbal(item: str) -> bool:
    """Whether 多少 follows at once: 北京增长 (多少), but 北京的增长目标 (是多少)."""
    return tags(item)[-1][1] == "v" if item else False


def _items(head: str, measure: str) -> tuple[str, ...]:
    """The head of a comparison as one whole item for each thing: shared words go to all of them."""
    stated = _MEASURE_FIRST.match(head)
    things = [one.strip(_WORDLESS) for one in _AND.split(stated["things"])] if stated else []
    if stated and len(things) > 1:
        return tuple(f"{thing}{stated['measure']}" for thing in things if thing)
    pieces = [piece.strip(_WORDLESS) for piece in _AND.split(head)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return ()
    last = pieces[-1]
    if _alike_at_the_end(pieces[-2], last):
        return tuple(f"{piece}{measure}" for piece in pieces)
    lead, first = _split_first(pieces[0], pieces[-1])
    name, shared = _split_last(last, first)
    names = (first, *pieces[1:-1], name)
    return tuple(f"{lead}{name}{_joined(shared, measure)}" for name in names)


def _joined(shared: str, measure: str) -> str:
    if shared or not measure or tags(measure)[0][1].startswith("v"):
        return f"{shared}{measure}"
    return f"的{measure}"


def _alike_at_the_end(first: str, last: str) -> bool:
    """Whether both things carry their measure themselves: 北京的目标和上海的目标."""
    return first != last and _shared(first[::-1], last[::-1]) >= 2


def _split_first(first: str, last: str) -> tuple[str, str]:
    """What stands before the first thing, for all of them, and the thing: (2025年, 北京)."""
    year = _YEAR.search(first)
    if year:
        return first[: year.start()], year[0] if year[0].endswith("年") else f"{year[0]}年"
    words = tags(first)
    if words[-1][1] in ("ns", "nr", "nz") and len(words) > 1 and tags(last)[0][1] == words[-1][1]:
        place = len(first) - len(words[-1][0])
        return first[:place], words[-1][0]
    if (begun := _YEAR_FIRST.match(first)) and not _YEAR_FIRST.match(last):
        return begun[0], first[begun.end() :]
    return "", first


def _split_last(last: str, first: str) -> tuple[str, str]:
    """The last thing and what follows it, for all of them: (上海, 2025年增长目标)."""
    year = _YEAR_FIRST.match(last)
    if year and _YEAR.search(first):
        return year[0], last[year.end() :]
    if (inside := _YEAR_INSIDE.search(last)) and not _YEAR_INSIDE.search(first):
        return last[: inside.start()], last[inside.start() :]
    words = tags(last)
    if words[0][1] in ("ns", "nr", "nz") and tags(first)[-1][1] == words[0][1]:
        return words[0][0], last[len(words[0][0]) :]
    place = last.find("的")
    if place > 0:
        return last[:place], last[place:]
    return last, ""


def _names(items: tuple[str, ...]) -> tuple[str, ...]:
    """What tells the items apart: 北京, 上海; an item whole where that is nothing one would say."""
    start = _shared(*items)
    while start and items[0][start - 1].isdigit():
        start -= 1
    if start < len(tags(items[0])[0][0]):
        start = 0  # 湖北 and 湖南 share a character, no word
    end = _shared(*(item[start:][::-1] for item in items))
    if all(item[len(item) - end - 1].isdigit() for item in items) or (
        end and items[0][len(items[0]) - end] in _KINDS
    ):
        end -= 1
    named = tuple(item[start : len(item) - end].strip(_WORDLESS) for item in items)
    begun = [tags(name)[0] for name in named if name]
    if len(begun) == len(items) and all(tag == "ns" for _, tag in begun):
        named = tuple(_place_name(name) for name in named)
    return named if all(len(name) > 1 for name in named) else items


def _place_name(name: str) -> str:
    """The place a name begins with: 北京 of 北京地区, 清河县 of 清河县财政."""
    word = tags(name)[0][0]
    kind = name[len(word) : len(word) + 1]
    return f"{word}{kind}" if kind and kind in _KINDS else word


def _shared(*texts: str) -> int:
    """How many characters the texts have in common from their beginning."""
    return sum(
        1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False))
    )
