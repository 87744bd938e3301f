"""Texts of the web chat for documents: the list, the page with all of them, additions and removals."""

from __future__ import annotations

from youju_embeddings.errors import Message

TITLE = Message(zh="文档", en="Documents")
INTRO = Message(
    zh="{documents} 份文档，{passages} 个段落。", en="{documents} documents, {passages} passages."
)
ADD_FILES = Message(zh="添加文件", en="Add files")
ADD_FOLDER = Message(zh="添加文件夹", en="Add a folder")
ADD_TO = Message(zh="放入合集", en="Into collection")
NEW_COLLECTION = Message(zh="新建合集…", en="New collection…")
NEW_COLLECTION_NAME = Message(zh="新合集的名字", en="Name of the new collection")
FILTER = Message(zh="按名字筛选", en="Filter by name")
EMPTY = Message(
    zh="还没有文档。拖几份进来就能提问：报告、制度、合同、说明都可以（TXT、Markdown、DOCX、PDF、HTML）。",
    en="No documents yet. Drop a few and ask: reports, handbooks, contracts, manuals (TXT, Markdown, DOCX, PDF, HTML).",
)

# The table
NAME = Message(zh="名称", en="Name")
COLLECTION = Message(zh="合集", en="Collection")
SIZE = Message(zh="大小", en="Size")
PAGES = Message(zh="页", en="Pages")
PASSAGES = Message(zh="段落", en="Passages")
ADDED = Message(zh="加入日期", en="Added")
STATE = Message(zh="状态", en="State")
ACTIONS = Message(zh="操作", en="Actions")
READY = Message(zh="可提问", en="Ready")
CHANGED = Message(zh="原文件已改动", en="File changed")
MOVED = Message(zh="可提问，原文件已不在", en="Ready, file moved")
MORE = Message(
    zh="只列出前 {count} 份，请筛选。", en="Only the first {count} are listed; filter them."
)

OPEN = Message(zh="预览《{document}》", en="Preview {document}")
ASK_ONLY = Message(zh="只在《{document}》里提问", en="Ask only {document}")
REINDEX = Message(zh="重新读取《{document}》", en="Read {document} again")
RENAME = Message(zh="改名《{document}》", en="Rename {document}")
REMOVE = Message(zh="移除《{document}》", en="Remove {document}")

# What happened
REMOVED = Message(zh="已移除《{document}》", en="Removed {document}")
RESTORED = Message(zh="已放回《{document}》", en="{document} is back")
RENAMED = Message(zh="已改名为《{document}》", en="Renamed to {document}")
UNDO = Message(zh="撤销", en="Undo")
TOO_LATE = Message(
    zh="已经来不及撤销了，请重新添加这份文档。",
    en="It is too late to undo this; add the document again.",
)
NO_ORIGINAL = Message(
    zh="读不到《{document}》的原文件，无法重新读取。请重新添加它。",
    en="The original file of {document} cannot be read. Add it again.",
)
NOT_YOURS = Message(
    zh="你不能向合集“{collection}”添加文档，请换一个合集。",
    en="You cannot add to the collection {collection}; choose another one.",
)

# Additions
TIME_LEFT = Message(zh="约剩 {time}", en="about {time} left")
SECONDS = Message(zh="{count} 秒", en="{count} s")
MINUTES = Message(zh="{count} 分钟", en="{count} min")
CANCEL_ALL = Message(zh="停止添加", en="Stop adding")
CANCELLED = Message(zh="已停止，没有加入", en="Stopped, not added")
OVERALL = Message(zh="{done} / {total} 份", en="{done} of {total}")
