"""What the MCP server says of itself and its tools; a model reads it to choose the tool."""

from youju_embeddings.errors import Message

INSTRUCTIONS = Message(
    zh="有据：用户自己的文档。先用 ask 直接提问，得到简短答案和可核对的原文；要看更多原文时用 search 和 fetch。资料里没有的，答案会是 not_found：如实告诉用户，不要猜。引用时给出文件名、标题路径、页码和链接。",
    en="The user's own documents. Ask a question with ask for a short answer and the exact passages that prove it; use search and fetch to read more of the text. What the documents do not say comes back as not_found: tell the user so, do not guess. When you cite, give the file's name, heading path, page and link.",
)
SEARCH = Message(
    zh="在用户的文档里查找段落，最相关的在前。每段带编号、标题路径、页码、原文位置和 0–1 的分数。",
    en="Find passages in the user's documents, best first, each with id, heading path, page, offsets and a score in [0, 1].",
)
FETCH = Message(
    zh="按编号取段落的原文，附前后段落的编号；给出文档编号时取文档全文，长文档用 start 接着读。",
    en="The exact text of a passage by its id, with the ids of the passages before and after it; or of a document by its own id, long ones in parts from start on.",
)
ASK = Message(
    zh="向用户的文档提一个问题，得到从原文摘出的简短答案、逐条引用和可信度；文档没有说的，status 为 not_found。追问时把前面的问题放进 history。",
    en="Ask the user's documents one question: a short answer taken from the text, its citations and a confidence; status is not_found when the documents do not say. For a follow-up, give the earlier questions as history.",
)
LIST_DOCUMENTS = Message(
    zh="列出用户资料库里的文档：编号、文件名、标题、集合和日期。",
    en="The documents of the user's library: id, file name, title, collection and date.",
)
