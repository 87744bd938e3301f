"""Questions that want a figure: of which quantity, in which unit."""

from __future__ import annotations

import re

from youju.figures import Quantity

_COUNTING = re.compile(
    r"(?:多少|几|好多)(?:十|百|千|万|亿)*"
    r"(?P<unit>个百分点|平方公里|平方米|公顷|美元|微克/立方米|立方米|个工作日|个小时|小时|分钟|个月|人次|场次|公里|"
    r"人(?![才口均员民工力])|家(?![庭长具教])|项(?!目)|部(?![门队])|场(?![馆地])|"
    r"[个名位户件起次套处所条座辆台张间批对种类篇只头株份宗笔支队期届层栋亩米吨天年岁倍度斤元门床艘把块棵]|本(?![地市区县国省级科]))?"
)
_CODE = re.compile(
    r"(?:电话|号码|邮编|邮政编码|热线|账号|编号|代码|传真)[^，,]{0,4}(?:多少|什么|几)"
)
_UNIT_QUANTITY = {
    "元": Quantity.MONEY, "美元": Quantity.MONEY, "钱": Quantity.MONEY, "块": Quantity.MONEY,
    "亩": Quantity.AREA, "公顷": Quantity.AREA, "平方米": Quantity.AREA, "平方公里": Quantity.AREA,
    "个百分点": Quantity.PERCENT, "倍": Quantity.PERCENT,
    "米": Quantity.LENGTH, "公里": Quantity.LENGTH, "里": Quantity.LENGTH,
    "吨": Quantity.WEIGHT, "斤": Quantity.WEIGHT, "克": Quantity.WEIGHT, "度": Quantity.WEIGHT, "立方米": Quantity.WEIGHT,
    "天": Quantity.DURATION, "年": Quantity.DURATION, "个月": Quantity.DURATION, "小时": Quantity.DURATION,
    "个小时": Quantity.DURATION, "日": Quantity.DURATION, "分钟": Quantity.DURATION, "个工作日": Quantity.DURATION, "岁": Quantity.DURATION,
    "微克/立方米": Quantity.CONCENTRATION,
}  # fmt: skip
_PERCENT = re.compile(
    r"(?:几|多少)个(?:百分)?点|百分之几|百分之多少|百分比|占比|比重|比例|增速|增幅|降幅|[率]\s*(?:是|为|达到|有)?\s*(?:多少|多高|几)"
    r"|(?:增长|下降|提高|降低|上升|减少|增加|上涨|下调)(?:了)?(?:多少|几)(?![家个人名位户项件场起次套处所条座元亩吨万亿])|.率(?:目标)?(?:是|为)?多少|增长(?:的)?(?:预期|目标|速度)[^，,]{0,6}(?:多少|多高)"
)
_MONEY = re.compile(
    r"多少钱|罚款?.{0,4}(?:多少|幅度|金额|标准)|多少(?:的)?罚款|多少(?:万|亿|千|百)*元|什么价|价格是多少|费用是多少|工资(?:是|为|有)?多少|金额(?:是|为|有)?多少|多少(?:资金|经费|投资|补贴|贷款|(?:直接|经济)*损失|债务|利润|税)|(?:总值|产值|收入|支出|投资额?|金额|资金|贷款|税收|营收|利润|预算|总额|增加值|零售额)(?:一共|总共|预计|大约|大概|合计)?(?:是|为|有|达到?|完成)?(?:了)?多少(?![家个人名位户项件场起次套处所条座%])"
)
_AREA = re.compile(
    r"面积.*(?:多大|多少|是)|多大面积|占地多少|(?:园区?|[区县市镇村乡州]|校区|[场馆湖库院楼岛]|公园|基地|新城|水域)[^，,的]{0,8}有多大"
)
_DURATION = re.compile(r"多久|多长时间|几天|几年|几个月|几小时|几个小时|多少天|多少年|期限|时限")
_LENGTH = re.compile(r"多长|多高|多深|多远|多宽|[时车]速.*多少")
_WEIGHT = re.compile(
    r"多少(?:粮食?|谷物|[油煤水电气菜肉鱼奶茶盐糖沙钢铁铜铝纸]|垃圾|污水|原煤|石油|原油)"
)
"""What is weighed or metered, where no unit is named: 打了多少粮."""
_RANK = re.compile(r"第几(?:位|名)?(?![章条节部编点段款项届次期个])")
_FIGURE = re.compile(
    r"多少|几[^乎何]|多大|多高|多重|how (?:many|much|long|large|high|old)", re.IGNORECASE
)


def figure(plain: str) -> tuple[Quantity | None, str] | None:
    """The quantity and the unit a question names, either may be open; None where it wants no figure."""
    if _RANK.search(plain):
        return Quantity.RANK, "位"
    for quantity, pattern in (
        (Quantity.PERCENT, _PERCENT),
        (Quantity.MONEY, _MONEY),
        (Quantity.AREA, _AREA),
        (Quantity.DURATION, _DURATION),
        (Quantity.LENGTH, _LENGTH),
        (Quantity.WEIGHT, _WEIGHT),
    ):
        if pattern.search(plain):
            counted = _COUNTING.search(plain)
            unit = (counted["unit"] or "") if counted else ""
            return quantity, unit if _UNIT_QUANTITY.get(unit) is quantity else ""
    if _CODE.search(plain):
        return Quantity.NUMBER, ""
    counted = _COUNTING.search(plain)
    if counted and counted["unit"]:
        unit = counted["unit"]
        return _UNIT_QUANTITY.get(unit, Quantity.COUNT), unit
    if _FIGURE.search(plain):
        return None, ""
    return None
