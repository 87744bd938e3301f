"""Texts of the web chat for the conversations that are kept."""

from __future__ import annotations

from youju_embeddings.errors import Message

HISTORY = Message(zh="对话", en="Chats")
SEARCH = Message(zh="查找对话", en="Search chats")
NONE = Message(
    zh="问过的都会留在这里，重启后也在。", en="What you ask stays here, also after a restart."
)
NOTHING_FOUND = Message(zh="没有符合的对话。", en="No chat matches.")
OPEN = Message(zh="打开对话：{title}", en="Open the chat: {title}")
RENAME = Message(zh="改名：{title}", en="Rename: {title}")
REMOVE = Message(zh="删除：{title}", en="Delete: {title}")
REMOVED = Message(zh="已删除“{title}”", en="Deleted “{title}”")
UNDO = Message(zh="撤销", en="Undo")
EARLIER = Message(zh="显示更早的 {count} 条", en="Show {count} earlier")
TODAY = Message(zh="今天", en="Today")
YESTERDAY = Message(zh="昨天", en="Yesterday")
WEEK = Message(zh="七天内", en="Last seven days")
OLDER = Message(zh="更早", en="Older")
GONE = Message(zh="这段对话已经不在了。", en="This chat is no longer there.")
FEEDBACK = Message(zh="导出评价过的问答", en="Export judged answers")
SIDEBAR = Message(zh="对话与资料", en="Chats and sources")
SOURCES = Message(zh="资料", en="Sources")
