"""Which stretches of a Chinese sentence can stand alone as what a question asks about.

A subject must say by itself what it is: no pronoun, no half of an enumeration, no bare "总量".
"""

from __future__ import annotations

import re

from youju.segmentation import tags

_OPENERS = re.compile(
    r"^(?:其中|同时|此外|另外|目前|截至目前|截止目前|全年|当年|年内|年末|年底|去年|今年|上年|预计|初步统计|初步核算|"
    r"累计|共计|共|已经|已|将|要|力争|确保|全市|全省|全区|全县|全国|全州|我市|我省|我区|我县|我国|我们|自治区|全自治区|本市|"
    r"[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.．、]|"
    r"特别是|尤其是|例如|比如|如|即|据统计|据测算|其次|首先|最后|总的来看|总体上|一年来|过去一年|过去的一年|(?:19|20)\d{2}年度?|推动|促进|实现了?|完成了?|带动|使|让|主动|持续|"
    r"第[一二三四五六七八九十百零\d]+条|[○●•·◆■*—－–-]+|[^，]{0,12}方面[，,：:]|并(?![行联列入网购发存轨])|而|但|且|则|，|、)"
)
_FORBIDDEN = re.compile(
    r"[，。；：？！,;:?!|\n…]|我们|我|你|他|她|它|其[^他它余中]|该|此|这|那|本[^科地土市省区县]|"
    r"上述|前述|前款|以上|以下|下列|各位|自己|同比|分别|有的|一些|等$|等等|比上年|较上年|"
    r"第[一二三四五六七八九十百零\d]+[条款项]|^产生的|^次年|^.{1,3}的具体|^具体|^相关|^有关|^相应|^所|^由此|代表$"
)
_MEASURE = re.compile(
    r"(?:总值|增加值|收入|支出|投资|总额|产值|产量|销量|规模|数量|人数|总量|率|比重|占比|比例|面积|里程|浓度|天数|余额|"
    r"贷款|存款|能耗|指数|覆盖|利润|税收|营业额|进出口|出口|进口|客流量|吞吐量|装机|装机容量|容量|发电量|用电量|用水量|"
    r"能力|成本|价格|寿命|年龄|学费|费用|费|消费|人口|床位|户数|合同额|交易额|成交额|零售额|排放量|存栏|出栏|总数|"
    r"金额|资金|资产|负债|长度|高度|宽度|深度|速度|温度|重量|期限|有效期|时长|时间|周期|年限|工资|补贴|标准|名额|"
    r"次数|件数|强度|密度|水平|产能|储量|流量|货运量|客运量|量|额|数|人次|城镇化|GDP|CPI|R&D经费|经费|税额|股本|注册资本)$"
)
_BARE = re.compile(
    r"^(?:规上企业|全产业链|产业链|年产值|安排资金|企业|项目|产品|核心|相关|区域|综合收入).{0,4}$|^(?:总量|总额|增速|增幅|比重|数量|规模|收入|面积|总数|占比|水平|投资|总投资|产量|总产量|指数|金额|资金|余额|人数|"
    r"费用|价格|时间|期限|比例|增长率|总产值|产值|总值|总人数|总面积|总收入|净收入|完成率|合格率|满意率|覆盖率|"
    r"达标率|人口|经费|次数|能力|成本|工资|标准|利润|贷款|长度|高度|重量|年龄|参与率|增量|增加值|均值|降幅|数|.{1,3}率)$"
)
_NOMINAL = (
    "n",
    "v",
    "j",
    "b",
    "a",
    "l",
    "i",
    "e",
    "s",
    "z",
    "f",
    "k",
    "h",
    "g",
    "t",
    "m",
    "q",
    "x",
)
_CONNECTING = frozenset("的 和 与 及 以上 以及 、 “ ” 《 》 ( ) （ ） · / - 级 \" '".split())


def opened(clause: str) -> str:
    """The clause without words that only lead in to it: 其中, 一是, 全年, 预计."""
    while match := _OPENERS.match(clause):
        rest = clause[match.end() :]
        if len(rest) < 2:
            return clause
        clause = rest
    return clause


def is_subject(phrase: str, *, longest: int = 24) -> bool:
    """Whether a phrase names something by itself: a noun phrase without pronouns and loose ends."""
    if not 2 <= len(phrase) <= longest or _FORBIDDEN.search(phrase) or _BARE.match(phrase):
        return False
    if (
        not _balanced(phrase)
        or phrase[0] in "的了在为与和及等从由向对于将把被"
        or phrase[-1] in "的了在为与和及"
    ):
        return False
    if re.search(r"\d", re.sub(r"PM2\.5|PM10|[A-Za-z]\d|\d[A-Za-z]|5A|4A", "", phrase)):
        return False
    found = tags(phrase)
    if not found or not found[-1][1].startswith(
        ("n", "v", "j", "l", "b", "q", "g", "e", "i", "k", "s", "m", "z")
    ):
        return False
    if found[0][1][:1] not in (
        "n",
        "j",
        "b",
        "a",
        "l",
        "e",
        "i",
        "s",
        "v",
        "x",
        "z",
        "t",
        "m",
        "f",
        "g",
        "h",
    ):
        return False
    return all(word in _CONNECTING or tag.startswith(_NOMINAL) for word, tag in found)


def is_measure(phrase: str) -> bool:
    """Whether a phrase ends in what has a figure: 收入, 面积, 失业率."""
    return _MEASURE.search(phrase) is not None


def is_event(phrase: str) -> bool:
    """Whether a phrase begins with a verb and so says what someone does."""
    found = tags(phrase)
    return bool(found) and found[0][1].startswith("v")


def has_loose_ends(text: str) -> bool:
    """Whether a clause refers to something outside of it."""
    return _FORBIDDEN.search(re.sub(r"[，：]", "", text)) is not None or not _balanced(text)


def _balanced(text: str) -> bool:
    """Whether brackets and quotation marks of a stretch come in pairs."""
    pairs = ("“”", "《》", "（）", "()", "「」", "【】")
    return all(text.count(one[0]) == text.count(one[1]) for one in pairs)
