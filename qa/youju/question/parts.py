"""Questions about the structure of a document: which part they name, whether they want the whole."""

from __future__ import annotations

import re

from youju.figures import number_value
from youju.question.wanted import LAST

_ORDINAL = re.compile(
    r"(?:第([0-9一二三四五六七八九十百零两]+)|(最后)一)(?:个)?(部分|大点|方面|编|章|节|条|点|款|项|段)"
)
_SECTION_VERB = re.compile(
    r"讲|说|写|是(?:什么|啥)|内容|规定|关于|标题|主题|什么$|哪|^\s*[?？。]?$"
)
_SECTION_WORDS = re.compile(
    r"什么|啥|哪些|哪|几|怎么|如何|内容|规定|讲述?|说|写|介绍|关于|标题|题目|主题|名称|方面|部分|章|节|条|款|点|项|小|具体|主要|大致|分别|一共|"
    r"要求|事|包括|包含|提到|有|是|分|成|为|的|了|里|中|呢|吗|都|原文|请问|告诉我|东西|工作|任务|叫"
)
_LISTS = re.compile(
    r"(?:分|有|包括|包含|讲了?|提到?了?)(?:为|成)?(?:哪)?几(?:个|大)?(?:点|部分|方面|条|节|项|小节|块)|(?:有|包括|包含|分为?)哪些(?:点|部分|方面|小节|条款|标题)|分别(?:是|讲)"
)
_WHOLE = (
    r"(?:这|那|本|该|此|全)?[一]?[份篇个本部]?(?:[\w《》〈〉（）()·\-—年.]{0,40}?)"
    r"(?:报告|文件|文档|文章|手册|合同|协议|规定|办法|条例|资料|材料|通知|方案|规划|制度|指南|说明书|全文|法|书|》)"
)
_OVERVIEW = re.compile(
    rf"^(?:请问?|请你|帮我|麻烦你?|能不能|可以)?(?:"
    rf"(?:总结|概括|归纳|概述|介绍|说说|讲讲)(?:一下|下)?{_WHOLE}(?:的?(?:主要|核心|大致|基本)?内容)?"
    rf"|{_WHOLE}(?:中|里)?(?:主要|大致|大概|都|到底|究竟|一共)*(?:讲述?|说|写|谈|介绍)(?:了|的)?(?:是|些)*(?:什么|啥|哪些内容|哪些方面)(?:内容|东西)?"
    rf"|(?:{_WHOLE})?的?(?:主要|核心|大致)内容(?:是什么|有哪些|是啥|包括什么)?"
    rf"|{_WHOLE}的?(?:概要|摘要|大意|概述|结构|目录|提纲)(?:是什么)?"
    rf"|{_WHOLE}(?:一共|总共|共)?(?:分为?|分成|有|包括|包含)(?:哪)?几(?:个|大)*(?:部分|章|节|方面|编|大块)"
    r")[\s?？。吗呢吧]*$"
    r"|^(?:what(?:'s| is) (?:this|the) (?:\w+ )?(?:report|document|file|handbook|contract|paper) about"
    r"|(?:please )?(?:summari[sz]e|give (?:me )?an overview of|outline) (?:this|the) (?:\w+ )?(?:report|document|file|handbook|contract|paper))[\s?.]*$",
    re.IGNORECASE,
)
"""Questions about a document as a whole."""


def parts_named(plain: str) -> tuple[tuple[int, str], ...] | None:
    """The parts a question about structure names, outermost first; None where it is about something else."""
    named = list(_ORDINAL.finditer(plain))
    if not named:
        return None
    rest = plain[named[-1].end() :]
    if not (_SECTION_VERB.search(rest) or _LISTS.search(rest)) or _inside(rest):
        return None
    values = [LAST if one[2] else number_value(one[1]) for one in named]
    if any(value is None for value in values):
        return None
    return tuple(
        (int(value), one[3]) for value, one in zip(values, named, strict=True) if value is not None
    )


def _inside(rest: str) -> bool:
    """Whether a question asks for something in a part: 第二十六条说初级教育应当是什么性质的."""
    told = _SECTION_WORDS.sub("", rest)
    return len("".join(character for character in told if character.isalnum())) > 2


def lists_parts(plain: str) -> bool:
    """Whether the parts themselves are asked for: 第一部分分几点."""
    return _LISTS.search(plain) is not None


def wants_overview(plain: str) -> bool:
    """Whether a document is asked about as a whole: 这份报告讲了什么."""
    return _OVERVIEW.match(plain) is not None
