"""Texts of the web chat around an answer: what can be done with it, what to ask next, what it is worth."""

from __future__ import annotations

from youju_embeddings.errors import Message

EDIT = Message(zh="修改问题", en="Edit the question")
EDIT_SEND = Message(zh="重新提问", en="Ask again")
EDIT_CANCEL = Message(zh="取消", en="Cancel")
EDIT_LABEL = Message(zh="改成什么问题", en="The question to ask instead")
UNDO = Message(zh="撤回", en="Take back")

# Follow-up questions
READING_EDIT = Message(zh="改一改这个理解", en="Change this reading")
AS_WRITTEN = Message(zh="按原话问", en="Ask as written")
ASKED_AS_WRITTEN = Message(zh="按原话问的，没有联系上文", en="Asked as written, on its own")
NEXT = Message(zh="接着问", en="Ask next")

# Not found
RESTRICTED = Message(
    zh="这次只在选定的范围里找：{scope}。", en="Only a part was searched this time: {scope}."
)
WIDEN = Message(zh="在全部文档里问", en="Ask all documents")
THRESHOLD = Message(
    zh="答案的把握低于你设的门槛 {threshold}%。",
    en="No answer was as sure as you asked for ({threshold}%).",
)
WIDEN_THRESHOLD = Message(zh="按默认门槛再问", en="Ask with the usual threshold")
ONE_DOCUMENT = Message(zh="1 份文档", en="1 document")
DOCUMENTS = Message(zh="{count} 份文档", en="{count} documents")
COLLECTIONS = Message(zh="集合“{names}”", en="collection {names}")
ALL_DOCUMENTS = Message(zh="全部文档", en="All documents")
AND = Message(zh="和", en=" and ")

# What an answer is worth
LIKE = Message(zh="答得好", en="Good answer")
DISLIKE = Message(zh="答得不好", en="Bad answer")
LIKED = Message(zh="已记为好答案", en="Noted as a good answer")
DISLIKED = Message(zh="已记为不好的答案", en="Noted as a bad answer")
DISLIKE_WHY = Message(zh="哪里不好？", en="What is wrong with it?")
EXPECTED = Message(zh="正确的答案（可不填）", en="The right answer (optional)")
SEND_VERDICT = Message(zh="记下", en="Note it")
REASONS = {
    "wrong": Message(zh="答案不对", en="The answer is wrong"),
    "incomplete": Message(zh="不完整", en="It is incomplete"),
    "source": Message(zh="出处不对", en="The source is wrong"),
    "missed": Message(zh="文档里有，没找到", en="The documents say it, it was not found"),
    "absent": Message(zh="文档里其实没有", en="The documents do not say it"),
    "other": Message(zh="其他", en="Something else"),
}
