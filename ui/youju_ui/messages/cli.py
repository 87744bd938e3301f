"""What the command line says while and after it works; its help is in ``cli_help.py``."""

from youju_embeddings.errors import Message
from youju_ui.messages.access import MESSAGES as ACCESS
from youju_ui.messages.evaluation import MESSAGES as EVALUATION

MESSAGES: dict[str, Message] = {
    **EVALUATION,
    **ACCESS,
    # errors around every command
    "error": Message(zh="错误：{message}", en="Error: {message}"),
    "error.unexpected": Message(
        zh="意外错误（{kind}）：{message}\n在命令前加 -v 可看到完整的调用过程：youju -v …",
        en="Unexpected error ({kind}): {message}\nPut -v before the command to see the whole trace: youju -v …",
    ),
    "error.interrupted": Message(
        zh="已中断，已完成的部分都已保存。", en="Interrupted. Everything finished so far is kept."
    ),
    "error.interrupted_add": Message(
        zh="已中断，已完成的文件都已保存。再次运行同样的 youju add 即从中断处继续。",
        en="Interrupted. Every finished file is kept. Run the same youju add again to continue where it stopped.",
    ),
    "usage": Message(zh="用法错误：{message}", en="Usage error: {message}"),
    "usage.no_option": Message(zh="没有选项 {name}。", en="there is no option {name}."),
    "usage.global_option": Message(
        zh="{name} 是全局选项，要写在命令之前：youju {name} … {command}",
        en="{name} is a global option and stands before the command: youju {name} … {command}",
    ),
    "usage.no_command": Message(zh="没有命令 {name}。", en="there is no command {name}."),
    "usage.perhaps": Message(zh="是否想写 {names}？", en=" Did you mean {names}?"),
    "usage.missing": Message(zh="缺少{kind} {name}。", en="the {kind} {name} is missing."),
    "usage.bad_value": Message(
        zh="{name} 的值不对，应为 {expected}。", en="the value of {name} should be {expected}."
    ),
    "usage.bad": Message(zh="{name} 的值不对。", en="the value of {name} is not right."),
    "usage.needs_value": Message(
        zh="选项 {name} 后面要跟一个值。", en="the option {name} needs a value."
    ),
    "usage.extra": Message(
        zh="多了或用错了参数：{message}\n含空格的问题请用引号括起来。",
        en="arguments too many or wrong: {message}\nPut a question with spaces in quotes.",
    ),
    "usage.more": Message(zh="查看帮助：{command} --help", en="Help: {command} --help"),
    "usage.language": Message(
        zh="--lang 只能是 zh-CN、en 或 auto，不能是 {value}。",
        en="--lang can be zh-CN, en or auto, not {value}.",
    ),
    "usage.question_or_batch": Message(
        zh="请给出一个问题，或用 --batch 给出问题文件，二者选一。",
        en="give one question, or a file of questions with --batch, not both and not neither.",
    ),
    "usage.out_without_batch": Message(
        zh="--out 只与 --batch 一起使用。", en="--out goes with --batch only."
    ),
    "argument": Message(zh="参数", en="argument"),
    "option": Message(zh="选项", en="option"),
    # add and update
    "add.summary": Message(
        zh="新增 {added}，更新 {updated}，未变 {unchanged}，略过 {skipped}，失败 {failed}；共 {passages} 个段落。",
        en="{added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped, {failed} failed; {passages} passages.",
    ),
    "add.nothing": Message(zh="没有找到可以添加的文件。", en="There was no file to add."),
    "update.nothing": Message(
        zh="资料库里没有来自文件的文档，无可更新。",
        en="No document of the library comes from a file: nothing to update.",
    ),
    "add.skipped": Message(
        zh="以下文件不是能读的格式，已略过：",
        en="These files are of a kind that is not read and were skipped:",
    ),
    "add.failures": Message(zh="以下文件没有加入：", en="These files did not go in:"),
    "add.warning": Message(zh="注意 {name}：{message}", en="Note on {name}: {message}"),
    "stage.parse": Message(zh="解析", en="reading"),
    "stage.encode": Message(zh="编码", en="encoding"),
    "stage.store": Message(zh="保存", en="saving"),
    "stage.done": Message(zh="完成", en="done"),
    "change.added": Message(zh="新增", en="added"),
    "change.updated": Message(zh="更新", en="updated"),
    "change.unchanged": Message(zh="未变", en="unchanged"),
    "change.skipped": Message(zh="略过", en="skipped"),
    "change.failed": Message(zh="失败", en="failed"),
    "repair.fine": Message(
        zh="资料库 {path} 的索引已重建，检查没有发现问题。",
        en="The indexes of the library {path} are rebuilt; the check finds nothing wrong.",
    ),
    "repair.reindexed": Message(
        zh="资料库 {path} 的 {count} 个文档已用现在的模型重建索引。",
        en="The {count} documents of the library {path} are indexed anew.",
    ),
    # documents
    "list.empty": Message(
        zh="资料库 {path} 是空的。用 youju add 文件或文件夹 添加文档。",
        en="The library {path} is empty. Add documents with: youju add FILES OR FOLDERS",
    ),
    "list.total": Message(
        zh="{documents} 个文档，{passages} 个段落，{characters} 字，占用 {size}。",
        en="{documents} documents, {passages} passages, {characters} characters, {size} on disk.",
    ),
    "column.name": Message(zh="名称", en="Name"),
    "column.title": Message(zh="标题", en="Title"),
    "column.collection": Message(zh="集合", en="Collection"),
    "column.size": Message(zh="大小", en="Size"),
    "column.date": Message(zh="日期", en="Date"),
    "column.added": Message(zh="更新时间", en="Changed"),
    "column.file": Message(zh="文件", en="File"),
    "column.reason": Message(zh="原因", en="Reason"),
    "column.change": Message(zh="结果", en="Result"),
    "column.passages": Message(zh="段落", en="Passages"),
    "column.key": Message(zh="设置", en="Setting"),
    "column.value": Message(zh="值", en="Value"),
    "column.origin": Message(zh="来源", en="From"),
    "column.finding": Message(zh="问题", en="Finding"),
    "column.repair": Message(zh="修复办法", en="Repair"),
    "column.model": Message(zh="模型", en="Model"),
    "column.dimension": Message(zh="维数", en="Dimension"),
    "column.licence": Message(zh="许可", en="Licence"),
    "column.usable": Message(zh="可用", en="Usable"),
    "column.about": Message(zh="说明", en="About"),
    "show.title": Message(zh="标题", en="title"),
    "show.source": Message(zh="来源", en="source"),
    "show.collection": Message(zh="集合", en="collection"),
    "show.date": Message(zh="日期", en="date"),
    "show.format": Message(zh="格式", en="format"),
    "show.size": Message(zh="大小", en="size"),
    "show.pages": Message(zh="页数", en="pages"),
    "show.id": Message(zh="编号", en="id"),
    "show.sizes": Message(
        zh="{size}，{characters} 字，{passages} 个段落（中位 {median} 字，最长 {longest} 字）",
        en="{size}, {characters} characters, {passages} passages (median {median}, longest {longest} characters)",
    ),
    "show.no_headings": Message(zh="（没有标题）", en="(no headings)"),
    "show.outline": Message(zh="大纲", en="Outline"),
    "show.passages": Message(zh="{count} 段", en="{count} passages"),
    "show.front": Message(zh="（第一个标题之前）", en="(before the first heading)"),
    "move.done": Message(zh="已把 {name} 移到集合 {collection}", en="Moved {name} to {collection}"),
    "remove.done": Message(zh="已删除 {name}", en="Removed {name}"),
    # search and ask
    "search.nothing": Message(
        zh="没有找到相关段落。换个说法试试，或用 youju list 看看资料库里有什么。",
        en="No passage was found. Try other words, or see what the library holds with: youju list",
    ),
    "search.alike": Message(
        zh="另有 {count} 段几乎相同", en="{count} nearly identical passages besides"
    ),
    "search.score": Message(zh="相关度 {score}", en="score {score}"),
    "ask.understood": Message(zh="已理解为：{question}", en="Understood as: {question}"),
    "ask.confidence": Message(zh="可信度 {confidence}", en="confidence {confidence}"),
    "ask.not_found": Message(zh="资料里没有找到答案。", en="The documents do not answer this."),
    "ask.nearest": Message(zh="最接近的段落：", en="The nearest passages:"),
    "ask.timings": Message(zh="用时（毫秒）：{timings}", en="Time (ms): {timings}"),
    "batch.progress": Message(zh="回答问题", en="answering"),
    "batch.bad_line": Message(
        zh="第 {line} 行没有回答：{message}", en="Line {line} was not answered: {message}"
    ),
    "batch.not_json": Message(
        zh="这一行不是有效的 JSON 对象（{detail}）。",
        en="the line is not a valid JSON object ({detail}).",
    ),
    "batch.not_utf8": Message(
        zh="这一行不是 UTF-8 编码。请把文件另存为 UTF-8。",
        en="the line is not UTF-8. Save the file as UTF-8.",
    ),
    "batch.no_question": Message(
        zh="缺少文字字段 question。", en='it has no text field "question".'
    ),
    "batch.bad_history": Message(
        zh="history 应为列表，其中每项是一个问题文字或 {{role, content}}。",
        en="history should be a list of question texts or {{role, content}} turns.",
    ),
    "batch.summary": Message(
        zh="共 {total} 个问题：已回答 {answered}，未找到 {not_found}，出错 {errors}。",
        en="{total} questions: {answered} answered, {not_found} not found, {errors} failed.",
    ),
    "mcp.ready": Message(
        zh="有据 MCP 服务已就绪（stdio，{documents} 个文档）：由 MCP 客户端启动和结束，手动运行时按 Ctrl+C 结束。",
        en="The youju MCP server is ready (stdio, {documents} documents): an MCP client starts and ends it; by hand, Ctrl+C ends it.",
    ),
    "file.cannot_read": Message(
        zh="无法读取 {path}：{reason}。", en="{path} cannot be read: {reason}."
    ),
    "file.cannot_write": Message(
        zh="无法写入 {path}：{reason}。", en="{path} cannot be written: {reason}."
    ),
    "system": Message(zh="系统报告 {words}", en="{words}"),
    "system.ENOENT": Message(zh="没有这个文件或文件夹", en="no such file or folder"),
    "system.EACCES": Message(zh="没有权限", en="permission denied"),
    "system.EISDIR": Message(zh="它是一个文件夹", en="it is a folder"),
    "system.ENOSPC": Message(zh="磁盘已满", en="no space left on the disk"),
    "file.same": Message(
        zh="--out 与 --batch 是同一个文件 {path}，会覆盖问题。请换一个输出文件。",
        en="--out and --batch are the same file {path}: the questions would be lost. Choose another output.",
    ),
    # check, config, models
    "check.fine": Message(
        zh="资料库 {path} 一切正常：{documents} 个文档，{passages} 个段落。",
        en="The library {path} is in order: {documents} documents, {passages} passages.",
    ),
    "check.findings": Message(
        zh="资料库 {path} 有 {count} 个问题：", en="The library {path} has {count} problems:"
    ),
    "config.library": Message(zh="资料库：{path}", en="Library: {path}"),
    "config.files": Message(zh="已读取的设置文件：{files}", en="Settings files read: {files}"),
    "config.no_files": Message(
        zh="没有设置文件。可以新建：{path}", en="No settings file. You can make one: {path}"
    ),
    "config.none": Message(zh="（未设）", en="(not set)"),
    "yes": Message(zh="是", en="yes"),
    "no": Message(zh="否", en="no"),
    "models.current": Message(
        zh="当前模型：{model}（来源：{origin}）", en="Model in use: {model} (from: {origin})"
    ),
    "models.prepared": Message(
        zh="模型已就绪（{names}，用时 {seconds} 秒）。此后添加和提问都不必再等。",
        en="The models are ready ({names}; {seconds} s). Neither adding nor asking waits for them any more.",
    ),
    "models.hint": Message(
        zh="换用其他 sentence-transformers 模型：youju --model 名称或路径 …",
        en="Use any other sentence-transformers model with: youju --model NAME_OR_PATH …",
    ),
}
