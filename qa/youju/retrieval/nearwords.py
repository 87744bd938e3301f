"""Words of the library near in meaning to those of a question asked in other words throughout.

孩子上学 is said of 学位 and 小学, 老百姓看病 of 群众 and 医疗: the vectors of whole passages rank the right one
high and cannot say that it answers. The encoder's vectors of single words can, once what all words have
in common is taken off them (Mu and Viswanath 2018, All-but-the-Top). Names, years and figures have no
neighbours here: another place or year is another question.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from types import MappingProxyType

import numpy as np

from youju.retrieval.otherwords import NO_OTHERS, OtherWords
from youju.segmentation import content_words, is_content, plain_words, tags
from youju_embeddings.protocols import Encoder, Vectors

_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_FIXED = ("ns", "nr", "nt", "nz", "m", "t", "q")
"""Parts of speech that nothing stands for: names, figures, times."""
_LEAST = 0.42
"""Cosine from which on a word counts as near; between unrelated words it is 0.0 to 0.4."""
_WHOLE = 0.85
"""Cosine at which it would count as much as the word itself."""
_MOST = 0.75
"""What a near word counts at most."""
_KEPT = 6
"""Near words of one word."""
_REMEMBERED = 20_000
"""Words whose vectors are kept, about 30 MB."""
_ORDINARY = tuple(
    "时间 地方 问题 工作 方法 东西 事情 情况 人员 家庭 学校 医院 公司 政府 城市 农村 国家 市场 产品 价格 房屋 道路 汽车 "
    "食品 衣服 电话 文件 合同 法律 责任 权利 环境 天气 动物 植物 水果 音乐 电影 运动 比赛 旅游 历史 文化 语言 数学 科学 "
    "技术 电脑 网络 机器 能源 石油 金属 身体 疾病 药物 儿童 老人 朋友 老师 学生 工人 农民 军队 警察 银行 货币 税收 投资 "
    "贸易 工业 农业 土地 河流 山脉 海洋 空气 颜色 声音 数量 长度 重量 速度 温度 开始 结束 增加 减少 购买 出售 建设 使用 "
    "管理 支持 反对 发现 研究 学习 教育 参加 组织 提供 要求 申请 批准 完成 提高 发展 保护 检查 处理 解决 选择 决定 希望 "
    "喜欢 害怕 高兴 困难 简单 重要 主要 新鲜 古老 美丽 安全 危险 公共 私人 国际 地方性 经济 政治 社会 自然".split()
)
"""What words have in common is their mean: words of every kind, so that it belongs to no library."""


class NearWords:
    """Finds near words with one encoder; remembers the vectors of words, nothing of questions."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def of(self, question: str, texts: Sequence[str]) -> OtherWords:
        """What stands for the words of a question among the words of some texts."""
        asked = [word for word in _movable(question) if _HAN_WORD.fullmatch(word)]
        told = list(dict.fromkeys(word for text in texts for word in _words_of(text)))
        told = [word for word in told if word not in asked]
        if not asked or not told:
            return NO_OTHERS
        vectors = self._centred([*asked, *told])
        cosines = vectors[: len(asked)] @ vectors[len(asked) :].T
        found: dict[str, dict[str, float]] = {}
        for word, row in zip(asked, cosines, strict=True):
            near = [place for place in np.argsort(-row)[:_KEPT] if row[place] >= _LEAST]
            if near:
                found[word] = {told[place]: _share(float(row[place])) for place in near}
        return OtherWords(by_word=MappingProxyType(found))

    def _centred(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of words with the mean of ordinary words taken off, shape (n, dimension)."""
        every = self._encoded([*words, *_ORDINARY])
        centred = every[: len(words)] - every[len(words) :].mean(axis=0)
        norms = np.linalg.norm(centred, axis=1, keepdims=True)
        unit: Vectors = centred / np.where(norms == 0, 1, norms)
        return unit

    def _encoded(self, words: Sequence[str]) -> Vectors:
        with self._lock:
            known = {word: self._known[word] for word in words if word in self._known}
        missing = [word for word in dict.fromkeys(words) if word not in known]
        if missing:
            made = dict(zip(missing, self._encoder.encode_passages(missing), strict=True))
            known.update(made)
            with self._lock:
                self._known.update(made)
                while len(self._known) > _REMEMBERED:
                    self._known.popitem(last=False)
        return np.stack([known[word] for word in words])


def _movable(question: str) -> Iterable[str]:
    """The content words of a question but for names, figures and times."""
    fixed = {word for word, tag in tags(question) if tag.startswith(_FIXED)}
    return (word for word in content_words(question) if word not in fixed)


def _words_of(text: str) -> Iterable[str]:
    return (word for word in plain_words(text) if is_content(word) and _HAN_WORD.fullmatch(word))


def _share(cosine: float) -> float:
    """What a near word counts of the word itself."""
    return min(_MOST, cosine / _WHOLE)
