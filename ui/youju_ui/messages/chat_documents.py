"""Texts of the web chat for documents: the list, the page with all of them, additions and removals."""

from __future__ import annotations

from youju_embeddings.errors import Message

TITLE = Message(zh="文档", en="Documents")
INTRO = Message(
    zh="{documents} 份文档，{passages} 个段落。", en="Documents: {documents}. Passages: {passages}."
)
ADD_FILES = Message(zh="添加文件", en="Add files")
ADD_FOLDER = Message(zh="添加文件夹", en="Add a folder")
ADD_TO = Message(zh="放入集合", en="Into collection")
NEW_COLLECTION = Message(zh="新建集合…", en="New collection…")
NEW_COLLECTION_NAME = Message(zh="新集合的名字", en="Name of the new collection")
FILTER = Message(zh="按名字筛选", en="Filter by name")
EMPTY = Message(
    zh="还没有文档。拖几份进来就能提问：报告、制度、合同、说明都可以（TXT、Markdown、DOCX、PDF、HTML）。",
    en="No documents yet. Drop a few and ask: reports, handbooks, contracts, manuals (TXT, Markdown, DOCX, PDF, HTML).",
)
EMPTY_READER = Message(
    zh="还没有你可以阅读的文档。管理员加入后就会出现在这里。",
    en="There are no documents you may read yet. They appear here once somebody adds them.",
)

# The table
NAME = Message(zh="名称", en="Name")
COLLECTION = Message(zh="集合", en="Collection")
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
    zh="这里只列前 {count} 份，其余见“文档”页。",
    en="The first {count} are listed here; the others are on the page Documents.",
)
ROWS = Message(zh="第 {first}–{last} 份，共 {found} 份", en="{first}–{last} of {found}")
BEFORE = Message(zh="上一页", en="Previous")
AFTER = Message(zh="下一页", en="Next")
LEAVES = Message(zh="文档列表翻页", en="Pages of the list")
NONE_FOUND = Message(zh="没有名字里含有这些字的文档。", en="No document has this in its name.")

OPEN = Message(zh="预览《{document}》", en="Preview {document}")
ASK_ONLY = Message(zh="只在《{document}》里提问", en="Ask only {document}")
REINDEX = Message(zh="重新读取《{document}》", en="Read {document} again")
RENAME = Message(zh="改名《{document}》", en="Rename {document}")
MOVE = Message(zh="把《{document}》移到别的集合", en="Move {document} to another collection")
PICK = Message(zh="选中《{document}》", en="Choose {document}")
PICK_ALL = Message(zh="选中列出的全部文档", en="Choose all that are listed")
MOVE_CHOSEN = Message(zh="把选中的文档移到", en="Move the chosen to")
MOVE_WHERE = Message(zh="选择集合…", en="Choose a collection…")
ASK_ONLY_SHORT = Message(zh="只问它", en="Ask only this")
REINDEX_SHORT = Message(zh="重读", en="Read again")
RENAME_SHORT = Message(zh="改名", en="Rename")
MOVE_SHORT = Message(zh="移动", en="Move")
REMOVE_SHORT = Message(zh="移除", en="Remove")
REMOVE = Message(zh="移除《{document}》", en="Remove {document}")

# What happened
REMOVED = Message(
    zh="已移除《{document}》，{days} 天内可以放回",
    en="Removed {document}; it can be put back for {days} days",
)
REMOVED_TITLE = Message(zh="最近移除（{count}）", en="Removed lately ({count})")
REMOVED_HINT = Message(
    zh="移除的文档保留 {days} 天，不会被检索到；到期后删除。",
    en="Removed documents are kept for {days} days, found by no question, and deleted then.",
)
PUT_BACK = Message(zh="放回", en="Put back")
PURGE = Message(zh="彻底删除", en="Delete for good")
PURGE_SURE = Message(
    zh="彻底删除《{document}》？之后不能再放回。",
    en="Delete {document} for good? It cannot be put back afterwards.",
)
PURGED = Message(zh="已彻底删除《{document}》", en="Deleted {document} for good")
NAME_TAKEN = Message(
    zh="《{document}》已重新加入过，先移除现在这一份才能放回原来的。",
    en="{document} was added again meanwhile; remove that one before the former is put back.",
)
RESTORED = Message(zh="已放回《{document}》", en="{document} is back")
RENAMED = Message(zh="已改名为《{document}》", en="Renamed to {document}")
MOVED_ONE = Message(
    zh="已把《{document}》移到集合“{collection}”", en="Moved {document} to {collection}"
)
MOVED_SOME = Message(
    zh="已把 {count} 份文档移到集合“{collection}”", en="Moved {count} documents to {collection}"
)
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
    zh="集合“{collection}”不归你管理，不能在里面增删文档。请换一个集合。",
    en="The collection {collection} is not yours to change; choose another one.",
)

# Additions
FILES_SENT = Message(zh="正在上传…", en="Sending…")
FILES_WAIT = Message(zh="还有 {count} 份等着上传", en="{count} more waiting to be sent")
TIME_LEFT = Message(zh="约剩 {time}", en="about {time} left")
SECONDS = Message(zh="{count} 秒", en="{count} s")
MINUTES = Message(zh="{count} 分钟", en="{count} min")
CANCEL_ALL = Message(zh="停止添加", en="Stop adding")
CANCELLED = Message(zh="已停止，没有加入", en="Stopped, not added")
OVERALL = Message(zh="{done} / {total} 份", en="{done} of {total}")
