"""The help of the command line."""

from youju_embeddings.errors import Message
from youju_ui.messages.access import HELP as ACCESS
from youju_ui.messages.evaluation_help import MESSAGES as EVALUATION

MESSAGES: dict[str, Message] = {
    **EVALUATION,
    **ACCESS,
    "app": Message(
        zh="有据：向自己的文档提问，得到简短答案和可核对的出处。离线可用，不需要大模型。",
        en="youju: ask your own documents and get a short answer with the passages that prove it. Offline, no language model needed.",
    ),
    "app.epilog": Message(
        zh='从这里开始：\n  youju serve --demo              用示例文档打开网页问答\n  youju add 报告.txt 制度.docx    添加文档\n  youju ask "2022年地区生产总值是多少?"\n\n退出码：0 正常，1 出错，2 用法错误，3 没有找到，4 评测未达标。',
        en='Start here:\n  youju serve --demo              open the chat on sample documents\n  youju add report.txt rules.docx add documents\n  youju ask "What was the GDP in 2022?"\n\nExit codes: 0 fine, 1 an error, 2 wrong usage, 3 nothing found, 4 a gate failed.',
    ),
    "heading.usage": Message(zh="用法：", en="Usage: "),
    "heading.commands": Message(zh="命令：", en="Commands:"),
    "heading.options": Message(zh="选项：", en="Options:"),
    "heading.arguments": Message(zh="参数：", en="Arguments:"),
    "usage.options": Message(zh="[选项]", en="[OPTIONS]"),
    "usage.command": Message(zh="命令 [参数]…", en="COMMAND [ARGS]…"),
    "help": Message(zh="显示这份帮助。", en="Show this help."),
    "library": Message(
        zh="资料库文件夹（默认：环境变量 YOUJU_LIBRARY，否则为用户数据目录）。",
        en="Folder of the library (default: YOUJU_LIBRARY, else the user's data directory).",
    ),
    "config": Message(
        zh="再读一个设置文件（TOML），优先于其他设置文件。",
        en="Read this settings file (TOML) too; it wins over the other files.",
    ),
    "lang": Message(zh="界面语言：zh-CN、en 或 auto。", en="Language: zh-CN, en or auto."),
    "model": Message(
        zh="编码模型：bundled（随安装提供）、名称或路径。",
        en="Encoder: bundled (comes with the install), a name or a path.",
    ),
    "verbose": Message(
        zh="多说一些：用时、出错时的调用过程。", en="Say more: timings, and the trace of an error."
    ),
    "version": Message(zh="显示版本。", en="Show the version."),
    "json": Message(zh="以 JSON 输出。", en="Print JSON."),
    "collection": Message(zh="只看这个集合（可重复）。", en="Only this collection (repeatable)."),
    "document": Message(
        zh="只看这个文档：名称、编号或来源（可重复）。",
        en="Only this document: name, id or source (repeatable).",
    ),
    "serve": Message(
        zh="打开网页问答（本机 127.0.0.1）。给出文件或文件夹时先添加它们。",
        en="Open the chat in the browser (this machine only). Files and folders given are added first.",
    ),
    "serve.paths": Message(zh="先添加的文件或文件夹。", en="Files or folders to add first."),
    "serve.demo": Message(zh="用自带的示例文档。", en="Use the sample documents that come along."),
    "serve.host": Message(zh="监听的地址。", en="Address to listen on."),
    "serve.port": Message(zh="监听的端口。", en="Port to listen on."),
    "serve.open": Message(
        zh="启动后打开（或不打开）浏览器。", en="Open the browser when ready, or do not."
    ),
    "add": Message(
        zh="添加文件或文件夹（TXT、Markdown、DOCX、PDF、HTML）。中断后再次运行即可继续。",
        en="Add files or folders (TXT, Markdown, DOCX, PDF, HTML). Run it again to continue after a break.",
    ),
    "add.paths": Message(zh="文件或文件夹。", en="Files or folders."),
    "add.collection": Message(
        zh="放入哪个集合（默认 default）。", en="Collection to put them in (default: default)."
    ),
    "update": Message(
        zh="重新读取改动过的文件；不给路径时检查所有来自文件的文档。",
        en="Read changed files again; without paths, every document that came from a file.",
    ),
    "repair": Message(
        zh="重建由数据库派生的索引；换了模型或分词器时用 --reindex 重建全部向量。",
        en="Rebuild the derived indexes; --reindex encodes everything anew for another model.",
    ),
    "repair.reindex": Message(
        zh="用现在的模型和分词器，从库里的文本重建段落、词和向量。",
        en="Build passages, words and vectors anew from the texts of the library.",
    ),
    "list": Message(zh="列出资料库里的文档。", en="List the documents of the library."),
    "show": Message(zh="显示一个文档的概况和大纲。", en="Show a document's facts and outline."),
    "name": Message(zh="文档的名称、编号或来源。", en="Name, id or source of a document."),
    "names": Message(zh="文档的名称、编号或来源。", en="Names, ids or sources of documents."),
    "move": Message(
        zh="把文档移到另一个集合，不重新编码；名称、编号和段落链接都不变。",
        en="Move documents to another collection; nothing is encoded again, ids and links stay.",
    ),
    "move.to": Message(
        zh="移到哪个集合；没有就新建。", en="Collection to move them to; it need not be there yet."
    ),
    "remove": Message(
        zh="从资料库删除文档（不动原文件）。",
        en="Remove documents from the library (the files stay).",
    ),
    "search": Message(zh="查找相关段落。", en="Find passages."),
    "search.query": Message(zh="要查找的内容。", en="What to look for."),
    "k": Message(zh="最多给出多少段。", en="Passages to return at most."),
    "ask": Message(
        zh="提一个问题，得到简短的答案和出处；或用 --batch 回答整个文件的问题。",
        en="Ask one question for a short answer with its sources, or a file of questions with --batch.",
    ),
    "ask.question": Message(zh="问题，含空格时用引号括起来。", en="The question, in quotes."),
    "history": Message(
        zh="前面问过的问题，按先后重复此选项，用于理解追问。",
        en="An earlier question, repeated in order, to understand a follow-up.",
    ),
    "threshold": Message(
        zh="可信度低于此值（0–1）就回答“没有找到”。",
        en="Below this confidence (0–1) the answer is “not found”.",
    ),
    "batch": Message(
        zh='问题文件，- 为标准输入：每行一个问题，或一个 JSON 对象 {{"id","question","history"}}。',
        en='File of questions, - for standard input: each line a question, or an object {{"id","question","history"}}.',
    ),
    "out": Message(
        zh="答案写到哪里（JSONL），- 为标准输出。",
        en="Where the answers go (JSONL), - for standard output.",
    ),
    "mcp": Message(
        zh="把资料库提供给 MCP 客户端（Claude Desktop、Cursor、Cherry Studio 等），走标准输入输出；HTTP 方式见 youju serve 的 /mcp。",
        en="Offer the library to MCP clients (Claude Desktop, Cursor, Cherry Studio…) over standard input and output; over HTTP it is /mcp of youju serve.",
    ),
    "mcp.url": Message(
        zh="原文链接的开头（默认：设置里 youju serve 的地址）。",
        en="What links to passages begin with (default: the address of youju serve in the settings).",
    ),
    "check": Message(zh="检查资料库是否完好。", en="Check that the library is in order."),
    "config_group": Message(zh="查看设置。", en="Look at the settings."),
    "config.show": Message(
        zh="显示所有设置的值和来源。",
        en="Show every setting with its value and where it came from.",
    ),
    "models_group": Message(zh="查看和准备模型。", en="Look at the models and prepare them."),
    "models.list": Message(zh="列出本机可用的模型。", en="List the models usable on this machine."),
    "models.prepare": Message(
        zh="在本机生成并载入所需的模型（编码模型的 int8 版本和阅读模型），不需要网络。",
        en="Build and load the models on this machine (int8 encoder, reader); needs no network.",
    ),
    "metavar.paths": Message(zh="路径…", en="PATHS…"),
    "metavar.name": Message(zh="名称", en="NAME"),
    "metavar.names": Message(zh="名称…", en="NAMES…"),
    "metavar.query": Message(zh="内容", en="QUERY"),
    "metavar.question": Message(zh="问题", en="QUESTION"),
    "metavar.folder": Message(zh="文件夹", en="FOLDER"),
    "metavar.file": Message(zh="文件", en="FILE"),
    "metavar.language": Message(zh="语言", en="LANGUAGE"),
    "metavar.number": Message(zh="正整数", en="NUMBER≥1"),
    "metavar.share": Message(zh="0–1", en="0–1"),
    "metavar.port": Message(zh="端口号", en="PORT"),
    "metavar.url": Message(zh="网址", en="URL"),
    "metavar.host": Message(zh="地址", en="ADDRESS"),
}
