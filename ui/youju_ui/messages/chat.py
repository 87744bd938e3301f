"""Every text of the web chat in Chinese and English; where it is shown is the chat's work."""

from __future__ import annotations

from youju_embeddings.errors import Message

NAME = Message(zh="有据", en="Youju")
PROMISE = Message(zh="问自己的文档，答案句句有出处", en="Ask your own documents, see the proof")
SKIP = Message(zh="跳到提问框", en="Skip to the question box")

# Header
LANGUAGE = Message(zh="English", en="中文")
LANGUAGE_LABEL = Message(zh="Switch to English", en="切换到中文")
THEME_LABEL = Message(zh="切换深色或浅色", en="Switch between dark and light")
DOCUMENTS_TOGGLE = Message(zh="文档", en="Documents")
CLEAR = Message(zh="新对话", en="New chat")
VIEWS = Message(zh="页面", en="Pages")
VIEW_CHAT = Message(zh="提问", en="Ask")
VIEW_TRIALS = Message(zh="评测", en="Evaluation")

# Empty state
WELCOME = Message(zh="想从文档里知道什么？", en="What would you like to know?")
WELCOME_HINT = Message(
    zh="直接提问。答案取自原文，点开编号就能看到原句；文档里没有的，会如实告诉你。",
    en="Just ask. Answers are taken from the text; a number opens the very sentence. What the documents do not say, you are told.",
)
WELCOME_EMPTY = Message(zh="先放入几份文档", en="Start with a few documents")
WELCOME_EMPTY_HINT = Message(
    zh="把报告、制度、合同、说明拖到页面里（TXT、Markdown、DOCX、PDF、HTML）。文件只留在这台机器上。",
    en="Drop reports, handbooks, contracts or manuals onto this page (TXT, Markdown, DOCX, PDF, HTML). They stay on this machine.",
)
EXAMPLES = Message(zh="试着问", en="Try asking")
LOADED = Message(zh="已收录 {documents} 份文档", en="{documents} documents at hand")
LOADED_ONE = Message(zh="已收录 1 份文档", en="1 document at hand")

# Question box
QUESTION_LABEL = Message(zh="问题", en="Question")
QUESTION_PLACEHOLDER = Message(
    zh="输入问题，回车发送，Shift + 回车换行",
    en="Ask here. Shift + Enter: new line",
)
SEND = Message(zh="发送", en="Send")
STOP = Message(zh="停止", en="Stop")

# Answers
THINKING = Message(zh="正在查找原文", en="Looking through the documents")
LOST = Message(zh="连不上服务器", en="The server cannot be reached")
LOST_MORE = Message(
    zh="恢复以后页面会自动刷新，已输入的问题会保留。",
    en="The page loads again by itself once it is back, and what you typed stays.",
)
BUSY = Message(zh="现在提问的人太多", en="Too many people are asking")
BUSY_MORE = Message(
    zh="问题还在输入框里，请稍候再发送。",
    en="Your question is still in the box; send it again in a moment.",
)
FAILED = Message(zh="没有成功", en="That did not work")
STOPPED = Message(zh="已停止。可以重新提问。", en="Stopped. You can ask again.")
UNDERSTOOD = Message(zh="已理解为：", en="Understood as: ")
ANSWER_LABEL = Message(zh="回答", en="Answer")
ASKED_LABEL = Message(zh="你的问题", en="Your question")
SOURCES = Message(zh="依据", en="Evidence")
CITE_LABEL = Message(zh="查看依据 {number}：{document}", en="Show evidence {number}: {document}")
PAGE = Message(zh="第 {page} 页", en="page {page}")
COPY = Message(zh="复制", en="Copy")
COPY_CITED = Message(zh="复制带出处", en="Copy with sources")
COPIED = Message(zh="已复制", en="Copied")
RETRY = Message(zh="重试", en="Ask again")
TOOK = Message(zh="{milliseconds} 毫秒", en="{milliseconds} ms")
CITATION_LINE = Message(
    zh="[{number}] 《{document}》{where}：“{quote}”", en="[{number}] {document}{where}: “{quote}”"
)
ERROR_TITLE = Message(zh="这次没有成功", en="That did not work")
UNEXPECTED = Message(
    zh="出了意外的问题，问题没有回答。请再试一次；若仍如此，请查看终端里的记录。",
    en="Something unexpected went wrong and the question was not answered. Try again; if it persists, look at the log in the terminal.",
)

# Not found
NOT_FOUND = Message(zh="文档中没有找到答案", en="The documents do not answer this")
NOT_FOUND_REASON = Message(
    zh="现有文档里没有能直接回答这个问题的句子。",
    en="No sentence in these documents answers the question directly.",
)
NEAREST = Message(zh="最接近的段落，供参考：", en="The nearest passages, for reference:")
NOT_FOUND_HELP = Message(
    zh="可以换个说法，或放入包含答案的文档。",
    en="Try other words, or add a document that holds the answer.",
)
ADD_DOCUMENTS = Message(zh="添加文档", en="Add documents")

# Why these passages
WHY = Message(zh="为什么是这些段落", en="Why these passages")
WHY_HELP = Message(
    zh="每个段落按两种方式查找：意思相近，和词语相同。两者合起来决定先后；“相关度”表示它回答这个问题的可能性。",
    en="Every passage is looked up in two ways: by meaning and by words. Both together decide the order; “relevance” is how likely it answers the question.",
)
WHY_DENSE = Message(zh="意思相近：第 {rank} 位", en="By meaning: no. {rank}")
WHY_DENSE_NONE = Message(zh="意思相近：未入选", en="By meaning: not among the candidates")
WHY_LEXICAL = Message(zh="词语相同：第 {rank} 位", en="By words: no. {rank}")
WHY_LEXICAL_NONE = Message(zh="词语相同：未命中", en="By words: no match")
WHY_TERMS = Message(zh="命中的词", en="Words matched")
WHY_SCORE = Message(zh="相关度", en="Relevance")
WHY_CITED = Message(zh="已引用 [{number}]", en="cited as [{number}]")
WHY_NOT_CITED = Message(zh="未引用", en="not cited")

# Source panel
PANEL_LABEL = Message(zh="出处", en="Source")
PREVIOUS = Message(zh="上一处", en="Previous")
NEXT = Message(zh="下一处", en="Next")
POSITION = Message(zh="{number} / {total}", en="{number} / {total}")
CLOSE = Message(zh="关闭", en="Close")
WHOLE = Message(zh="查看全文", en="Whole document")
AROUND = Message(zh="只看上下文", en="Only the surroundings")
OUTLINE = Message(zh="目录", en="Outline")
LINK = Message(zh="复制链接", en="Copy link")
CUT = Message(
    zh="文档很长，这里只显示出处前后的部分。",
    en="The document is long: only the part around the source is shown.",
)
GONE = Message(
    zh="这个段落已经不在资料库里，可能文档已被移除或更新。请重新提问。",
    en="This passage is no longer in the library; its document may have been removed or updated. Please ask again.",
)
BACK_TO_CHAT = Message(zh="回到提问", en="Back to the chat")
NO_PASSAGE = Message(zh="没有这个段落", en="No such passage")

# Documents
DOCUMENTS = Message(zh="文档", en="Documents")
DOCUMENTS_EMPTY = Message(
    zh="还没有文档。拖进来，或点上面选择。", en="No documents yet. Drop some, or choose them above."
)
DROP = Message(zh="拖放文件到这里，或点击选择", en="Drop files here, or click to choose")
OPEN_LABEL = Message(zh="打开《{document}》", en="Open {document}")
PAGES = Message(zh="{count} 页", en="{count} pages")
STAGE_WAITING = Message(zh="等待中", en="Waiting")
STAGE_PARSE = Message(zh="读取内容", en="Reading")
STAGE_ENCODE = Message(zh="建立索引 {done}/{total}", en="Indexing {done}/{total}")
STAGE_STORE = Message(zh="保存", en="Saving")
STAGE_DONE = Message(zh="完成", en="Done")
ADDED = Message(zh="已添加，{passages} 个段落", en="Added, {passages} passages")
UPDATED = Message(zh="已更新，{passages} 个段落", en="Updated, {passages} passages")
UNCHANGED = Message(zh="已在库中，内容没有变化", en="Already here, unchanged")
ADD_FAILED = Message(zh="没有加入：", en="Not added: ")
ADD_UNEXPECTED = Message(
    zh="读取时出了意外的问题。请确认文件能正常打开后再试。",
    en="Reading it failed unexpectedly. Check that the file opens normally and try again.",
)
UPLOAD_SUMMARY = Message(
    zh="{added} 份已添加，{failed} 份未能加入", en="{added} added, {failed} not added"
)
DISMISS = Message(zh="收起", en="Dismiss")

# Server
PORT_IN_USE = Message(
    zh="端口 {port} 已被占用，可能有据已经在运行。请换一个端口（例如 --port {free}），或用 --port 0 自动选择。",
    en="Port {port} is in use; youju may already be running. Choose another one (for example --port {free}), or --port 0 to let the system choose.",
)
CANNOT_LISTEN = Message(
    zh="无法在 {host}:{port} 上监听：{why}。请换一个端口，或用 --port 0 自动选择。",
    en="Cannot listen on {host}:{port}: {why}. Choose another port, or --port 0 to let the system choose.",
)
READY_FOR_OTHERS = Message(
    zh="其他机器用这台机器的地址和端口 {port} 打开。",
    en="Other machines open it by this machine's address and port {port}.",
)
READY = Message(
    zh="有据已就绪：{url}（按 Ctrl+C 停止）", en="Youju is ready at {url} (Ctrl+C stops it)"
)
PREPARING = Message(zh="正在准备文档", en="Preparing the documents")
DEMO_ADDING = Message(
    zh="首次启动，正在加入示例文档 {number}/{total}：{name}",
    en="First start, adding sample document {number}/{total}: {name}",
)
ADDING = Message(zh="正在加入 {number}/{total}：{name}", en="Adding {number}/{total}: {name}")
FILE_FAILED = Message(zh="没有加入 {name}：{why}", en="Not added {name}: {why}")
FOREIGN_HOST = Message(
    zh="拒绝访问：请求的主机名不是本机。请用 http://127.0.0.1 或 http://localhost 打开。",
    en="Refused: the request names a host that is not this machine. Open http://127.0.0.1 or http://localhost.",
)


def filled(message: Message, **values: str | int) -> Message:
    """The message with its ``{places}`` filled in both languages."""
    return Message(zh=message.zh.format(**values), en=message.en.format(**values))
