"""Texts of the web chat's evaluation page."""

from __future__ import annotations

from youju_embeddings.errors import Message

TITLE = Message(zh="评测", en="Evaluation")
INTRO = Message(
    zh="用一组有标准答案的问题检查这个资料库答得怎么样，改动前后可以比较。",
    en="Check with questions whose answers are known how well this library answers, and compare before and after a change.",
)
SET = Message(zh="问题集", en="Set of questions")
FEEDBACK_SET = Message(zh="评价过的问答（{count} 题）", en="Judged answers ({count})")
ADD_SET = Message(zh="添加问题集", en="Add a set")
ADD_SET_HELP = Message(
    zh="questions.jsonl：一行一题，含 id、question、answers、evidence，问这个资料库。ZIP：questions.jsonl 和 documents 文件夹，只问这些文档。",
    en="questions.jsonl: one question a line with id, question, answers, evidence, asked of this library. A ZIP with questions.jsonl and a folder documents is asked of those only.",
)
RUN = Message(zh="开始评测", en="Run")
STOP = Message(zh="停止", en="Stop")
NO_SETS = Message(
    zh="还没有问题集。给回答点“答得好”或“答得不好”，评价过的问答就成为一组问题；也可以添加 questions.jsonl。",
    en="There is no set yet. Judge answers with the thumbs: they become one. Or add a questions.jsonl.",
)
NOT_ALLOWED = Message(
    zh="只有能读全部文档的人才能评测。", en="Only somebody who may read all documents can evaluate."
)
WITH_DOCUMENTS = Message(zh="{name}（自带文档）", en="{name} (with its own documents)")
OF_ITS_OWN = Message(zh="问的是自带的 {count} 份文档", en="asked of its own documents ({count})")
OF_LIBRARY = Message(zh="问的是这个资料库", en="asked of this library")
INDEXING = Message(
    zh="正在读入自带的文档 {done} / {total}", en="Reading its documents, {done} of {total}"
)
STARTING = Message(zh="正在准备", en="Starting")
ASKING = Message(zh="已问 {done} / {total} 题", en="{done} of {total} asked")
LEFT = Message(zh="约剩 {seconds} 秒", en="about {seconds} s left")
SCORING = Message(zh="正在计算指标", en="Computing the measures")
STOPPED = Message(zh="评测已停止。", en="The run was stopped.")
BAD_SET = Message(zh="问题集没有加入：{why}", en="The set was not added: {why}")
SET_ADDED = Message(
    zh="已添加问题集 {name}（{count} 题）", en="Added the set {name} ({count} questions)"
)
BUSY = Message(
    zh="已有一次评测在进行，请等它结束。", en="Another run is under way; wait for it to end."
)

RUNS = Message(zh="做过的评测", en="Finished runs")
NO_RUNS = Message(zh="还没有做过评测。", en="No run yet.")
WHEN = Message(zh="时间", en="When")
QUESTIONS = Message(zh="题数", en="Questions")
SHOW_LABEL = Message(zh="查看 {name} 的结果", en="Show the results of {name}")
COMPARE = Message(zh="比较选中的两次", en="Compare the two chosen")
COMPARE_TICK = Message(zh="选来比较：{name}", en="Choose to compare: {name}")
REPORT = Message(zh="下载报告", en="Download the report")
REMOVE = Message(zh="删除 {name}", en="Delete {name}")
TWO = Message(zh="请勾选两次评测再比较。", en="Tick two runs to compare them.")

MEASURES = Message(zh="指标", en="Measures")
MEASURE = Message(zh="指标", en="Measure")
VALUE = Message(zh="数值", en="Value")
INTERVAL = Message(zh="95% 区间", en="95% interval")
BY_TYPE = Message(zh="按题型", en="By type")
FAILURES = Message(zh="没答好的问题（{count}）", en="Questions that went wrong ({count})")
NO_FAILURES = Message(zh="没有答错的问题。", en="No question went wrong.")
MORE_FAILURES = Message(zh="其余 {count} 题见报告。", en="{count} more are in the report.")
EXPECTED = Message(zh="标准答案", en="Expected")
GIVEN = Message(zh="实际回答", en="Given")
EXPECTED_NOTHING = Message(
    zh="文档里没有，应当说“没有找到”", en="Not in the documents: “not found” is right"
)
GIVEN_NOTHING = Message(zh="说没有找到", en="Said it was not found")
EVIDENCE = Message(zh="应引用的原文", en="Evidence expected")
FOUND = Message(zh="取回的第一段", en="First passage retrieved")
NOTHING = Message(zh="无", en="none")
COMPARED = Message(zh="{second} 对比 {first}", en="{second} against {first}")
FIRST = Message(zh="前", en="before")
SECOND = Message(zh="后", en="after")
DIFFERENCE = Message(zh="差", en="difference")
CHANCE = Message(zh="p 值", en="p value")
