"""Texts of the web chat for how a question is asked: retrieval settings and the documents in scope."""

from __future__ import annotations

from youju_embeddings.errors import Message

SETTINGS = Message(zh="检索设置", en="Search settings")
SETTINGS_HELP = Message(
    zh="改动立刻生效：刚才的问题会按新设置重新回答。",
    en="Changes take effect at once: the last question is answered again.",
)
DEPTH = Message(zh="取回段落数", en="Passages retrieved")
DEPTH_HELP = Message(zh="多取更全，少取更快", en="More finds more, fewer is faster")
RETRIEVER = Message(zh="检索方式", en="Way of searching")
RETRIEVERS = {
    "hybrid": Message(zh="意思＋词语", en="Meaning and words"),
    "dense": Message(zh="只看意思", en="Meaning only"),
    "lexical": Message(zh="只看词语", en="Words only"),
}
THRESHOLD = Message(zh="把握门槛", en="How sure to be")
THRESHOLD_HELP = Message(zh="低于它就说“没有找到”", en="Below it the answer is “not found”")
RESET = Message(zh="恢复默认", en="Back to the defaults")

SCOPE = Message(zh="范围", en="Scope")
SCOPE_LABEL = Message(
    zh="提问范围：{scope}。选择文档", en="Scope of the question: {scope}. Choose documents"
)
SCOPE_CLEAR = Message(zh="改为全部文档", en="Ask all documents")
SCOPE_TICK = Message(zh="只在《{document}》里问", en="Ask in {document}")
SCOPE_TICK_COLLECTION = Message(
    zh="只在集合“{collection}”里问", en="Ask in the collection {collection}"
)
SCOPE_HINT = Message(
    zh="勾选文档，只在其中提问；不勾选就问全部。",
    en="Tick documents to ask only them; with none ticked, all are asked.",
)
DEFAULT_COLLECTION = Message(zh="默认集合", en="Default collection")
