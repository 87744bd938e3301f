"""Words and character bigrams of a text; the only module that knows jieba.

Works on the index copy (``normalize``), so that width, script and case never split a word from its
query. ``rjieba`` gives the same words many times faster and is used where it is installed.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from youju.normalize import normalize

SEGMENTER = "jieba-0.42/search+bigrams-1"
"""Recorded in the manifest of a library: other words need another index."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_COUNTED_IN = re.compile(
    r"(?:多少|几)(?:十|百|千|万|亿)*(?:美元|元|平方米|平方公里|公顷|公里|微克/立方米|个百分点|个工作日|个小时|小时|"
    r"分钟|个月|人(?![才口均员民工力])|家(?![庭长具教])|项(?!目)|部(?![门队])|场(?![馆地])|"
    r"[个名位户件起次套处所条座辆台张间批对种类篇本只头株份宗笔支队期届层栋亩米吨天年岁倍度斤])?"
    r"|多[大长高深远久重]|哪[一几]?[个家种项些位年天里部支座所条款类]"
)
_EITHER = re.compile(
    r"能不能|可不可以|会不会|要不要|需不需要|是不是|有没有|行不行|好不好|该不该|应不应该|对不对"
)
"""Asks whether; in a sentence the dictionary cuts 能不能 into 能 and 不能."""
_KIND_ASKED = re.compile(r"什么样的|什么|哪[一几]?[个家种些项位支部座所条款类]?|何种|哪方面的")
_WORD = re.compile(rf"[\w{_HAN}]")

STOPWORDS = frozenset(
    "的 了 着 过 地 得 之 其 此 该 这 那 这个 那个 这些 那些 和 与 及 以及 或 或者 并 并且 而 而且 但 但是 "
    "在 于 对 对于 关于 由 从 自 向 往 到 至 把 被 将 给 为 为了 因 因为 所以 如 如果 若 则 就 也 都 还 又 再 "
    "是 有 没有 会 能 可以 要 应 应当 请 请问 一下 吗 呢 吧 啊 呀 么 我 我们 你 你们 您 他 她 它 他们 它们 "
    "上 下 中 里 内 外 前 后 等 等等 个 些 一个 一些 一种 所 以 "
    "the a an of in on at to for and or is are was were be by with from that this it its as do does did "
    "what which who whom whose when where why how many much please tell me".split()
)
"""Words without content of their own; question words and figures are deliberately not here."""

QUESTION_WORDS = frozenset(
    "多少 多 几 几个 几点 多大 多长 多久 多高 多深 多远 多重 什么 啥 哪 哪个 哪些 哪里 哪儿 哪家 哪种 哪位 哪年 哪几 "
    "哪一年 谁 何 何时 何处 何人 为何 为什么 怎么 怎么办 怎样 怎么样 如何 是否 是不是 有没有 能不能 可不可以 一共 "
    "总共 共 共有 大概 大约 分别 具体 情况 方面 哪方面 告诉 介绍 说说 讲讲 讲 说 叫 叫做 意思 内容 包括 包含 属于 "
    "进行 方式 时候 钱 有何 哪几个 哪几类 已经 到底 究竟 目前 如今 真的 那么 那么多 是啥 年底 年末 全年 当年".split()
)
"""Words of a question that ask and are not expected in the passage that answers."""

_ASKED_HERE = "◇"
_LOOSE = "\0"
"""Marks a single character while its neighbours are looked at."""

Cutter = Callable[[str], Sequence[str]]


@cache
def _cutters() -> tuple[Cutter, Cutter]:
    if importlib.util.find_spec("rjieba") is not None:
        import rjieba

        return rjieba.cut_for_search, rjieba.cut
    import jieba

    jieba.setLogLevel(60)  # it reports the loading of its dictionary on stderr
    return jieba.lcut_for_search, jieba.lcut


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, long words followed or preceded by the shorter ones in them.

    Punctuation and white space are dropped; letters are lower case.
    """
    cut, _ = _cutters()
    return tuple(_clean(cut(normalize(text).text)))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in order without overlaps: what a reader would mark as matched."""
    _, cut = _cutters()
    return tuple(_clean(cut(normalize(text).text)))


def dictionary_words(text: str) -> tuple[str, ...]:
    """The pieces of a text that stand in the dictionary; what it lacks falls into single characters."""
    plain = normalize(text).text
    if importlib.util.find_spec("rjieba") is not None:
        import rjieba

        return tuple(rjieba.cut(plain, False))
    import jieba

    return tuple(jieba.lcut(plain, HMM=False))


def bigrams(text: str) -> tuple[str, ...]:
    """Pairs of neighbouring Chinese characters: a net for words the dictionary splits otherwise."""
    pairs: list[str] = []
    for run in _HAN_RUN.finditer(normalize(text).text):
        characters = run.group()
        pairs.extend(characters[i : i + 2] for i in range(len(characters) - 1))
    return tuple(pairs)


def content_words(question: str) -> tuple[str, ...]:
    """The words of a question that should stand in a passage that answers it, without repeats.

    What it counts in (多少家, 几条) and what measures its adjectives (多大) is no content.
    """
    told = _EITHER.sub(" ", _COUNTED_IN.sub(" ", normalize(question).text))
    pieces: list[str] = []
    end = 0
    position = 0
    for word in plain_words(told):
        position = told.find(word, end)
        if not is_content(word):
            continue
        single = len(word) == 1 and bool(_HAN_RUN.fullmatch(word))
        if single and pieces and position == end and (pieces[-1].isdigit() or _LOOSE in pieces[-1]):
            # 2024|年 says no more than 2024; 年|假 is one word that the dictionary lacks
            pieces[-1] = pieces[-1] if pieces[-1].isdigit() else pieces[-1] + word
        else:
            pieces.append(f"{_LOOSE}{word}" if single else word)
        end = position + len(word)
    return tuple(dict.fromkeys(piece.removeprefix(_LOOSE) for piece in pieces))


def asked_kinds(question: str) -> frozenset[str]:
    """The words that name the kind of thing asked for: 运动场馆 of 什么运动场馆, 镇 of 哪个镇."""
    kinds: set[str] = set()
    asking = False
    for word, tag in tags(_KIND_ASKED.sub(_ASKED_HERE, question)):
        if word == _ASKED_HERE:
            asking = True
        elif asking and (tag[:1] in ("n", "b", "a", "j") or tag == "vn"):
            kinds.add(word.lower())
        else:
            asking = False
    return frozenset(kinds)


def is_content(word: str) -> bool:
    """Whether a word carries content: neither a stopword nor a word that asks."""
    return word not in STOPWORDS and word not in QUESTION_WORDS


def _clean(pieces: Iterable[str]) -> Iterable[str]:
    for piece in pieces:
        word = "".join(piece.split()).lower()
        if word and _WORD.search(word):
            yield word


def tags(text: str) -> tuple[tuple[str, str], ...]:
    """Words with jieba's part of speech: ``ns`` a place, ``nr`` a person, ``nt`` an organisation."""
    if importlib.util.find_spec("rjieba") is not None:
        import rjieba

        return tuple(rjieba.tag(normalize(text).text))
    import jieba.posseg

    return tuple((pair.word, pair.flag) for pair in jieba.posseg.lcut(normalize(text).text))
