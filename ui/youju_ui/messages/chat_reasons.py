"""Texts of the web chat that say why a passage was cited and why the next ones were not."""

from __future__ import annotations

from youju_embeddings.errors import Message

FUSED = Message(zh="两者合计", en="Both together")
HELPED = {
    "sentence": Message(zh="要问的词在同一句里", en="the words asked for stand in one sentence"),
    "title": Message(zh="文件标题对得上", en="the document's title fits"),
    "place": Message(zh="地方对得上", en="the place fits"),
    "year": Message(zh="年份对得上", en="the year fits"),
    "aim": Message(zh="计划与回顾没有混淆", en="plan and review are not confused"),
    "figure": Message(zh="有问到的那种数字", en="it has the kind of figure asked for"),
    "reading": Message(zh="通读后认为它能回答", en="read beside the question, it seems to answer"),
}
HURT = {
    "title": Message(zh="文件标题对不上", en="the document's title does not fit"),
    "place": Message(zh="说的是别的地方", en="it is about another place"),
    "year": Message(zh="说的是别的年份", en="it is about another year"),
    "aim": Message(
        zh="把计划和回顾弄反了", en="a plan where a review is asked for, or the reverse"
    ),
    "figure": Message(zh="没有问到的那种数字", en="it lacks the kind of figure asked for"),
    "masthead": Message(zh="只是标题或日期行", en="only lines of title or date"),
    "reading": Message(
        zh="通读后认为它不能回答", en="read beside the question, it seems not to answer"
    ),
}
NOT_TAKEN = Message(zh="为什么没有引用它", en="Why it is not cited")
LACKS = Message(zh="没有提到{words}", en="it does not mention {words}")
LESS_LIKELY = Message(
    zh="相关度 {percent}%，不如被引用的 {cited}%",
    en="relevance {percent}%, less than the cited {cited}%",
)
BELOW = Message(
    zh="相关度 {percent}%，不到回答所需的把握", en="relevance {percent}%, not sure enough to answer"
)
LESS_ALIKE = Message(zh="意思离问题更远", en="its meaning is further from the question")
ENOUGH = Message(
    zh="被引用的句子已经直接回答了问题", en="the cited sentence already answers the question"
)
COPIES = Message(
    zh="另有 {count} 段几乎相同，不再重复列出：{names}",
    en="{count} nearly identical passages are not listed again: {names}",
)
