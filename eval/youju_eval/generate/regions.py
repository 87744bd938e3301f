"""Regions by level, so that one can be named in a question and swapped for another of its kind."""

from __future__ import annotations

import re

PROVINCES = {
    "北京": "北京市", "天津": "天津市", "上海": "上海市", "重庆": "重庆市", "河北": "河北省",
    "山西": "山西省", "辽宁": "辽宁省", "吉林": "吉林省", "黑龙江": "黑龙江省", "江苏": "江苏省",
    "浙江": "浙江省", "安徽": "安徽省", "福建": "福建省", "江西": "江西省", "山东": "山东省",
    "河南": "河南省", "湖北": "湖北省", "湖南": "湖南省", "广东": "广东省", "海南": "海南省",
    "四川": "四川省", "贵州": "贵州省", "云南": "云南省", "陕西": "陕西省", "甘肃": "甘肃省",
    "青海": "青海省", "内蒙古": "内蒙古自治区", "广西": "广西壮族自治区", "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区", "新疆": "新疆维吾尔自治区",
}  # fmt: skip
_CITIES = (
    "广州市 深圳市 成都市 杭州市 武汉市 南京市 西安市 苏州市 长沙市 郑州市 青岛市 合肥市 济南市 福州市 "
    "厦门市 宁波市 大连市 沈阳市 昆明市 南宁市 贵阳市 太原市 石家庄市 南昌市 长春市 哈尔滨市 兰州市 "
    "海口市 银川市 西宁市 无锡市 佛山市 温州市 泉州市 烟台市 洛阳市 徐州市 绵阳市 桂林市 遵义市"
).split()
_DISTRICTS = (
    "朝阳区 海淀区 丰台区 石景山区 通州区 顺义区 昌平区 大兴区 房山区 门头沟区 平谷区 怀柔区 密云区 "
    "延庆区 浦东新区 徐汇区 闵行区 松江区 嘉定区 青浦区 奉贤区 天河区 番禺区 福田区 龙岗区 余杭区 "
    "萧山区 武侯区 锦江区 江北区 渝北区 雁塔区 碑林区 历下区"
).split()
_COUNTIES = (
    "安吉县 德清县 长兴县 淳安县 桐庐县 肥西县 长丰县 长沙县 曹县 凤凰县 沛县 惠安县 上杭县 "
    "泸定县 大理县 正定县 平遥县 林甸县 府谷县 民勤县 永胜县"
).split()
_WHOLE = ("国务院", "全国", "中国")
_NAMED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|自治县|新区)|[\u4e00-\u9fff]{1,5}?[省市区县州旗])"
)
_NO_REGION = re.compile(
    r"城市|地区|市场|社区|景区|园区|县域|区域|省级|市级|小区|校区|城区|辖区|开发区"
)


def find_region(title: str) -> str:
    """The region a title names as it names it, ``全国`` for the State Council; empty without one."""
    plain = re.sub(r"(?:1[89]|20)\d{2}\s*年?度?", " ", title)
    for short, full in PROVINCES.items():
        at = plain.find(short)
        if at >= 0 and not _NAMED.match(plain[at + len(short) :].removeprefix(full[-1])):
            return full if plain.startswith(full, at) else short
    for known in (*_CITIES, *_DISTRICTS, *_COUNTIES):
        if known in plain:
            return known
    if any(word in plain for word in _WHOLE):
        return "全国"
    named = next((found.group() for found in _NAMED.finditer(plain)), "")
    return "" if _NO_REGION.search(named) else named


def short_name(region: str) -> str:
    """The name without its level: 广西 of 广西壮族自治区, 怀柔 of 怀柔区."""
    for short, full in PROVINCES.items():
        if region in (short, full):
            return short
    bare = re.sub(r"(?:自治[区州县]|新区|[省市区县州旗])$", "", region)
    return bare if len(bare) > 1 else region


def siblings(region: str) -> tuple[str, ...]:
    """Other regions of the same level, in the same form (short or with the level); never itself."""
    if region in ("", "全国"):
        return ()
    if region in PROVINCES:
        found = tuple(PROVINCES)
    elif region in PROVINCES.values():
        found = tuple(PROVINCES.values())
    elif region.endswith("区"):
        found = tuple(_DISTRICTS)
    elif region.endswith(("县", "旗")):
        found = tuple(_COUNTIES)
    else:
        found = tuple(_CITIES)
    return tuple(one for one in found if one != region)
