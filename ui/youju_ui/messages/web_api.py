"""What the HTTP APIs say, in Chinese and English."""

from youju_embeddings.errors import Message

TITLES: dict[str, Message] = {
    "bad_request": Message(zh="请求不合要求", en="The request does not fit"),
    "bad_question": Message(zh="问题无法回答", en="The question cannot be asked"),
    "key_needed": Message(zh="需要密钥", en="A key is needed"),
    "key_malformed": Message(zh="密钥格式不对", en="The key is not sent as it should be"),
    "key_wrong": Message(zh="密钥无效", en="The key is not valid"),
    "forbidden": Message(zh="没有权限", en="Not allowed"),
    "not_found": Message(zh="没有找到", en="Not found"),
    "method_not_allowed": Message(zh="不支持这种方法", en="Method not allowed"),
    "conflict": Message(zh="与现有内容冲突", en="In conflict with what is there"),
    "changed": Message(zh="内容已变化", en="Changed in the meantime"),
    "too_large": Message(zh="内容太大", en="Too large"),
    "unsupported_format": Message(zh="不支持这种格式", en="This format is not read"),
    "unreadable": Message(zh="文件无法读取", en="The file cannot be read"),
    "bad_evaluation": Message(zh="评测集不可用", en="The evaluation set is not usable"),
    "too_often": Message(zh="请求太频繁", en="Too many requests"),
    "busy": Message(zh="服务繁忙", en="Busy"),
    "not_ready": Message(zh="尚未就绪", en="Not ready yet"),
    "disk_full": Message(zh="磁盘已满", en="The disk is full"),
    "model_unavailable": Message(zh="模型不可用", en="The model is not available"),
    "interrupted": Message(zh="任务中断", en="Cut short"),
    "failed": Message(zh="服务器出错", en="The server failed"),
}
"""The kind of a problem by its code."""

DETAILS: dict[int, Message] = {
    400: Message(
        zh="请求的内容无法解析。请检查 Content-Type 和正文。",
        en="The body cannot be read. Check Content-Type and the body.",
    ),
    404: Message(
        zh="没有这个地址。所有地址见 /api/v1/openapi.json 和 docs/api.md。",
        en="There is no such address. All of them are in /api/v1/openapi.json and docs/api.md.",
    ),
    405: Message(
        zh="这个地址不支持这种方法，支持的方法见 Allow 头。",
        en="This address does not take this method; see the Allow header.",
    ),
    413: Message(
        zh="请求正文太大。上限见设置 limits.file_bytes（文件）；其他请求最多 8 MB（/v1 为 16 MB，/dify 为 1 MB）。",
        en="The body is too large. Files are limited by the setting limits.file_bytes, other requests to 8 MB (16 MB at /v1, 1 MB at /dify).",
    ),
}
"""What to do about a status the web framework gives by itself."""

INVALID = Message(
    zh="请求的这些地方不合要求：{where}。要求见 /api/v1/openapi.json。",
    en="The request does not fit at: {where}. See /api/v1/openapi.json for what is expected.",
)
MISFITS: dict[str, str] = {
    "missing": "缺少这一项。",
    "extra_forbidden": "没有这一项。",
    "string_type": "应为文字。",
    "string_unicode": "文字里有不成对的代理字符。",
    "string_too_short": "至少 {limit} 个字符。",
    "string_too_long": "最多 {limit} 个字符。",
    "string_pattern_mismatch": "不符合格式 {limit}。",
    "too_short": "至少 {limit} 项。",
    "too_long": "最多 {limit} 项。",
    "int_type": "应为整数。",
    "int_parsing": "应为整数。",
    "int_from_float": "应为整数。",
    "float_type": "应为数。",
    "float_parsing": "应为数。",
    "bool_type": "应为 true 或 false。",
    "bool_parsing": "应为 true 或 false。",
    "list_type": "应为列表。",
    "dict_type": "应为对象。",
    "model_attributes_type": "应为 JSON 对象。",
    "json_invalid": "不是有效的 JSON。",
    "literal_error": "应为其中之一：{limit}。",
    "enum": "应为其中之一：{limit}。",
    "greater_than_equal": "应不小于 {limit}。",
    "less_than_equal": "应不大于 {limit}。",
    "other": "{message}",
}
"""What is wrong with one value, in Chinese, by pydantic's name for it; its own words are the English."""
UNEXPECTED = Message(
    zh="服务器遇到意外错误，详情在服务器日志里。请带上 X-Request-Id 反馈。",
    en="The server met an error it did not expect; its log has the details. Report it with the X-Request-Id.",
)
KEY_NEEDED = Message(
    zh="请在 Authorization 头里发送 Bearer 密钥；密钥用 youju keys create 建立。",
    en="Send a key as Authorization: Bearer KEY; youju keys create makes one.",
)
KEY_MALFORMED = Message(
    zh="Authorization 头应为“Bearer 密钥”。", en="The Authorization header should be: Bearer KEY."
)
KEY_WRONG = Message(
    zh="密钥不存在、已过期或已撤销。用 youju keys list 查看，用 youju keys create 建立新的。",
    en="The key is unknown, expired or revoked. See youju keys list; youju keys create makes a new one.",
)
FORBIDDEN = Message(
    zh="这个操作需要 {role} 权限，当前是 {has}。请用权限更高的密钥（youju keys create --scope）。",
    en="This needs the role {role}, and yours is {has}. Use a key that may more (youju keys create --scope).",
)
NOT_YOURS = Message(
    zh="没有集合 {collection} 的权限。", en="The collection {collection} is not open to you."
)
TOO_OFTEN = Message(
    zh="每分钟最多 {rate} 次请求。{seconds} 秒后再试。",
    en="At most {rate} requests a minute. Try again in {seconds} s.",
)
BUSY = Message(
    zh="正在回答的问题太多，请 {seconds} 秒后再试。",
    en="Too many questions at once. Try again in {seconds} s.",
)
JOBS_FULL = Message(
    zh="等待处理的任务太多（{waiting} 个），请稍后再提交。",
    en="Too many jobs are waiting ({waiting}). Submit again later.",
)
NO_JOB = Message(
    zh="没有任务 {job}。任务记录保留七天。",
    en="There is no job {job}. Jobs are kept for seven days.",
)
JOB_ELSEWHERE = Message(
    zh="这个任务由同一资料库的另一个服务器执行，请在那里取消，或等它完成。",
    en="Another server of this library works on this job. Cancel it there, or wait until it is over.",
)
JOB_CUT_SHORT = Message(
    zh="服务器在这份文档处理完之前停止了，文档可能没有加入。请重新上传：已加入的文档不会重复。",
    en="The server ended before this document was done; it may not have been added. Send the file again: what is there already is left alone.",
)
EVALUATION_CUT_SHORT = Message(
    zh="服务器在评测完成之前停止了，没有结果。请重新提交评测。",
    en="The server ended before this evaluation was done; there is no result. Submit it again.",
)
KEY_REUSED = Message(
    zh="这个 Idempotency-Key 已用于另一次不同的上传。请换一个。",
    en="This Idempotency-Key was used for another upload. Use a new one.",
)
CHANGED = Message(
    zh="文档已变化（If-Match 不符）。请重新读取后再试。",
    en="The document has changed (If-Match). Read it again, then try again.",
)
NOT_READY = Message(zh="模型正在加载，请稍候。", en="The model is being loaded. Wait a moment.")
NO_COLLECTION = Message(zh="没有集合 {collection}。", en="There is no collection {collection}.")
COLLECTION_THERE = Message(
    zh="已有集合 {collection}。", en="There is a collection {collection} already."
)
NO_FILE = Message(
    zh="这里没有编号为 {file} 的文件或批次，也许已经删除。",
    en="There is nothing of the id {file} here; it may have been deleted.",
)
NO_MODEL = Message(
    zh="没有模型 {model}。GET /v1/models 列出可用的模型。",
    en="There is no model {model}. GET /v1/models lists what there is.",
)
NO_QUESTION = Message(
    zh="messages 的最后一条应是用户的问题（role 为 user）。",
    en="The last of messages should be a question of the user (role user).",
)
ONLY_TEXT = Message(zh="只接受文字：{where}。", en="Only text is taken: {where}.")
WRONG_DIMENSION = Message(
    zh="这个模型的向量是 {dimension} 维，不能改变。请去掉 dimensions。",
    en="Vectors of this model have {dimension} dimensions. Leave out dimensions.",
)
BAD_FILTER = Message(zh="过滤条件不合要求：{why}。", en="The filter does not fit: {why}.")

# Rendered into answers of the chat completions
SOURCES = Message(zh="来源", en="Sources")
NEAREST = Message(zh="最接近的段落", en="Nearest passages")
NOT_SAID = Message(zh="文档中没有找到答案。", en="The documents do not say.")
ONLY_ALL = Message(
    zh="统计数字涉及所有集合，需要不限集合的密钥。",
    en="The figures are of all collections; use a key that is not limited to some.",
)
