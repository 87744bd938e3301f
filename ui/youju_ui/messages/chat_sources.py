"""Texts of the web chat for the source panel: search in a document, page images, references, export."""

from __future__ import annotations

from youju_embeddings.errors import Message

REFERENCE = Message(zh="复制引文", en="Copy reference")
FIND = Message(zh="在文档里查找", en="Find in the document")
FIND_PREVIOUS = Message(zh="上一个", en="Previous match")
FIND_NEXT = Message(zh="下一个", en="Next match")
FIND_NONE = Message(zh="没有", en="none")
PAGE_IMAGE = Message(zh="看原页", en="See the page")
PAGE_TEXT = Message(zh="看文字", en="See the text")
PAGE_BEFORE = Message(zh="上一页", en="Previous page")
PAGE_AFTER = Message(zh="下一页", en="Next page")
PAGE_OF = Message(zh="第 {page} / {pages} 页", en="page {page} of {pages}")
PAGE_ALT = Message(zh="《{document}》第 {page} 页的图像", en="Image of page {page} of {document}")
PAGE_FAILED = Message(
    zh="这一页画不出来。文字仍可阅读。",
    en="This page could not be drawn. Its text can still be read.",
)
NO_ORIGINAL = Message(
    zh="没有原页图像：原文件已不在原处或已改动。重新添加这份文档后就能看到。",
    en="There is no image of the page: the original file was moved or changed. Add the document again to see it.",
)
OPEN_IN_CHAT = Message(zh="在对话里打开", en="Open in the chat")

# References
PART = Message(zh="第{number}部分", en="part {number}")
PARAGRAPH = Message(zh="第{number}段", en="para. {number}")
ON_PAGE = Message(zh="第{page}页", en="p. {page}")

# Export
EXPORT = Message(zh="导出", en="Export")
EXPORT_LABEL = Message(zh="导出这段对话", en="Export this conversation")
EXPORTED = Message(zh="由“有据”导出，{date}", en="Exported from Youju, {date}")
SOURCES = Message(zh="出处", en="Sources")
UNANSWERED = Message(zh="（没有回答）", en="(not answered)")
FORMATS = {
    "md": Message(zh="Markdown", en="Markdown"),
    "html": Message(zh="网页", en="Web page"),
    "docx": Message(zh="Word 文档", en="Word document"),
    "json": Message(zh="JSON", en="JSON"),
}
NO_CONVERSATION = Message(zh="没有这段对话。", en="There is no such conversation.")
