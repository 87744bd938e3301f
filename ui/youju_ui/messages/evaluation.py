"""What ``youju eval`` says while and after it works; its help is in ``evaluation_help.py``."""

from youju_embeddings.errors import Message

MESSAGES: dict[str, Message] = {
    # wrong usage
    "eval.one_system": Message(
        zh="--predictions、--trec 和 --endpoint 只能用一个。",
        en="use only one of --predictions, --trec and --endpoint.",
    ),
    "eval.settings_of_others": Message(
        zh="--set 和 --compare 是有据自己的设置，不能与 --predictions、--trec、--endpoint 同用。",
        en="--set and --compare are settings of this library, they do not go with --predictions, --trec or --endpoint.",
    ),
    "eval.library_or_documents": Message(
        zh="--library 和 --documents 只能用一个：前者是现成的资料库，后者是要读的文档。",
        en="use one of --library (a library that is there) and --documents (documents to read).",
    ),
    "eval.two_runs": Message(
        zh="要比较，至少给出两次评测的文件夹。", en="name the folders of two runs or more."
    ),
    "eval.no_limits": Message(
        zh="请给出至少一个条件，例如 --fail-under evidence@1=0.9。",
        en="give at least one limit, such as --fail-under evidence@1=0.9.",
    ),
    "eval.documents_or_review": Message(
        zh="请给出要出题的文档，或用 --review 给出已审阅的文件夹，二者选一。",
        en="name documents to make questions from, or a reviewed folder with --review, one of both.",
    ),
    "eval.generate_where": Message(
        zh="请用 --out 给出放新评测集的文件夹。", en="name the folder of the new set with --out."
    ),
    "eval.form": Message(
        zh="没有格式 {form}。可用：youju、beir、squad、trec、ragas。",
        en="there is no format {form}. There are: youju, beir, squad, trec, ragas.",
    ),
    # while it runs
    "eval.indexing": Message(zh="读入文档", en="Reading documents"),
    "eval.asking": Message(zh="提问", en="Asking"),
    "eval.variant": Message(zh="—— {label}", en="-- {label}"),
    # afterwards
    "eval.kept": Message(
        zh="结果、答案和报告（report.html）在：{path}",
        en="Result, answers and report (report.html) are in: {path}",
    ),
    "eval.written": Message(zh="已写入：{path}", en="Written: {path}"),
    "eval.duels": Message(
        zh="{label} 与第一个相比，{measure} 变化最大的问题：",
        en="{label} against the first, the questions whose {measure} changed most:",
    ),
    "eval.severity.error": Message(zh="错误", en="error"),
    "eval.severity.warning": Message(zh="提醒", en="warning"),
    "eval.more_problems": Message(
        zh="　　…… 同类（{kind}）还有 {count} 个，用 --all 全部列出。",
        en="    … {count} more of this kind ({kind}); --all lists them.",
    ),
    "eval.validated": Message(
        zh="{name}：{questions} 个问题（{answerable} 个有答案），{documents} 个文档；{errors} 个错误，{warnings} 个提醒。",
        en="{name}: {questions} questions ({answerable} answerable), {documents} documents; {errors} errors, {warnings} warnings.",
    ),
    "eval.proposed": Message(
        zh="要 {wanted} 个，提出了 {questions} 个问题（{kinds}）。请用表格软件审阅 {review}，再运行：youju eval generate --review {folder}",
        en="Questions proposed: {questions} of {wanted} wanted ({kinds}). Review {review} in a spreadsheet, then run: youju eval generate --review {folder}",
    ),
    "eval.rejected": Message(
        zh="另有 {count} 个没有通过检查：{reasons}。",
        en="Proposals that failed a check: {count} ({reasons}).",
    ),
    "rejected.no_json": Message(zh="不是所要的 JSON", en="not the JSON asked for"),
    "rejected.empty": Message(zh="问题、答案或引文为空", en="question, answer or quote empty"),
    "rejected.question_too_long": Message(zh="问题太长", en="question too long"),
    "rejected.quote_not_in_passage": Message(zh="引文不在原文中", en="quote not in the passage"),
    "rejected.answer_not_in_quote": Message(zh="答案不在引文中", en="answer not in the quote"),
    "rejected.answer_in_question": Message(zh="问题里已有答案", en="the question tells the answer"),
    "rejected.points_at_passage": Message(zh="离开原文就看不懂", en="points at “the text above”"),
    "rejected.duplicate": Message(zh="重复", en="asked already"),
    "eval.reviewed": Message(
        zh="已按审阅更新：保留 {kept} 个，删去 {dropped} 个，其中改过 {edited} 个。",
        en="The review was taken over: {kept} kept, {dropped} dropped, {edited} of them edited.",
    ),
    "eval.chosen": Message(
        zh="拒答阈值 {threshold}（原来 {before}），分数校准：斜率 {slope}，截距 {intercept}。",
        en="Refusal threshold {threshold} (was {before}); score calibration: slope {slope}, intercept {intercept}.",
    ),
    "eval.not_recommended": Message(
        zh="新设置没有被证明更好，因此没有写入 {path}。",
        en="The new settings were not shown to be better, so {path} was left alone.",
    ),
    "eval.right_by": Message(
        zh="--right-by 应为 answer 或 evidence。", en="--right-by should be answer or evidence."
    ),
    "eval.calibrated": Message(
        zh="报告：{report}\n设置：{settings}", en="Report: {report}\nSettings: {settings}"
    ),
}
