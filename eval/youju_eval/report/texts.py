"""The words of the page in Chinese and English; sentences are in ``sentences``, measures in ``presentation``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from youju.errors import Message

WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "report": Message("评测报告", "Evaluation report"),
        "language": Message("English", "中文"),
        "theme": Message("切换明暗", "Light or dark"),
        "print": Message("打印", "Print"),
        "skip": Message("跳到问题列表", "Skip to the questions"),
        "contents": Message("目录", "Contents"),
        # what it is a report on
        "set": Message("评测集", "Set"),
        "questions_of": Message("题", "questions"),
        "answerable": Message("可回答", "answerable"),
        "unanswerable": Message("不可回答", "unanswerable"),
        "purpose": Message("用途", "Purpose"),
        "system": Message("系统", "System"),
        "date": Message("时间", "Date"),
        "took": Message("用时", "took"),
        "seed": Message("随机种子", "Seed"),
        "index": Message("索引", "Index"),
        "model": Message("模型", "Model"),
        "environment": Message("环境", "Environment"),
        "cores": Message("核", "cores"),
        "memory": Message("内存峰值", "peak memory"),
        "fingerprint": Message("索引指纹", "Index fingerprint"),
        "versions": Message("版本", "Versions"),
        "settings": Message("设置", "Settings"),
        "changed": Message("与默认不同", "differs from the default"),
        "sha256": Message("评测集 sha256", "sha256 of the set"),
        "details": Message("本次运行的全部细节", "Everything about this run"),
        "details_short": Message("运行细节", "Run"),
        "compared": Message("对比", "Compared with"),
        "baseline": Message("基线", "baseline"),
        "this_run": Message("本次运行", "this run"),
        "missing": Message(
            "没有记录的问题（按未命中计）", "Questions without a record (counted as misses)"
        ),
        "extra": Message("不属于任何问题的记录（已忽略）", "Records of no question (ignored)"),
        "failed_documents": Message("未能收录的文档", "Documents that could not be taken in"),
        # outcomes
        "outcomes": Message("结果一览", "What came out"),
        # measures
        "measures": Message("指标", "Measures"),
        "measures_note": Message(
            "点为全体问题上的值，横线为自助法 95% 区间；区间越短越可靠。",
            "The dot is the value over all questions, the line its 95% bootstrap interval: the shorter, the surer.",
        ),
        "lower": Message("越低越好", "lower is better"),
        "no_value": Message("无", "none"),
        "n": Message("题数", "n"),
        "interval": Message("区间", "interval"),
        "retrieval": Message("检索", "Retrieval"),
        "answers": Message("答案", "Answers"),
        "citations": Message("引用", "Citations"),
        "refusal": Message("拒答", "Refusal"),
        "latency": Message("耗时", "Latency"),
        "other": Message("其他", "Other"),
        # runs against each other
        "contrasts": Message("与其他运行的差别", "How it differs from the others"),
        "contrasts_note": Message(
            "本次减对方：点在零线右边表示数值更高，横线为差值的自助法 95% 区间；p 出自成对随机化检验，已按 Holm 校正。",
            "This run minus the other: right of the zero line its value is higher; the line is the 95% bootstrap interval of the difference, p is of the paired randomisation test, corrected after Holm.",
        ),
        "versus": Message("对", "against"),
        "common": Message("道共同的题", "questions in common"),
        "measure": Message("指标", "Measure"),
        "difference": Message("差值", "Difference"),
        "p_holm": Message("p（Holm）", "p (Holm)"),
        "won_lost": Message("胜 / 负 / 平", "Won / lost / tied"),
        "verdict": Message("结论", "Verdict"),
        "is_better": Message("更好", "better"),
        "is_worse": Message("更差", "worse"),
        "is_unsettled": Message("看不出差别", "no difference shown"),
        "too_few": Message("题太少", "too few questions"),
        "setting": Message("不同的设置", "Settings that differ"),
        # the same by parts
        "types": Message("分题型", "By type"),
        "types_note": Message(
            "题数少的题型，区间宽，差别不必当真。",
            "Where a type has few questions, its interval is wide and a difference may mean nothing.",
        ),
        "more_measures": Message("其余指标", "The other measures"),
        "by_document": Message("分文档", "By document"),
        "by_document_note": Message("最差的在前。", "The worst first."),
        "document": Message("文档", "Document"),
        "show_all": Message("全部显示", "Show all"),
        # confidence
        "confidence_section": Message("置信度与拒答", "Confidence and refusal"),
        "curve": Message("风险–覆盖率", "Risk and coverage"),
        "curve_note": Message(
            "从置信度最高的问题数起：到这一份额为止，其中没处理对的比例。曲线越低越好。",
            "Count from the question it was surest of: of this share of all, how many went wrong? The lower the curve, the better.",
        ),
        "coverage": Message("覆盖率（占全部问题）", "coverage (share of all questions)"),
        "risk": Message("风险（其中出错的比例）", "risk (share of those wrong)"),
        "area": Message("曲线下面积", "area under the curve"),
        "operating": Message("本次运行所在", "where this run stands"),
        "confidences": Message("置信度分布", "Distribution of confidence"),
        "confidences_note": Message(
            "答对的应当在右边，不可回答的应当在阈值左边。",
            "Right answers should stand on the right, unanswerable questions left of the threshold.",
        ),
        "confidence": Message("置信度", "confidence"),
        "threshold": Message("阈值", "threshold"),
        # latency
        "latency_section": Message("每题耗时", "Time per question"),
        "milliseconds": Message("毫秒", "milliseconds"),
        "latency_note": Message(
            "虚线之左是 50%、95%、99% 的问题。",
            "Left of the dashed lines are 50%, 95% and 99% of the questions.",
        ),
        "stages": Message("时间花在哪里", "Where the time goes"),
        "stages_note": Message(
            "各阶段耗时的中位数（毫秒）。", "The median of each stage, in milliseconds."
        ),
        # questions
        "questions": Message("逐题", "Questions"),
        "search": Message("搜索问题、答案、编号", "Search question, answer, id"),
        "filter": Message("筛选", "Show"),
        "all": Message("全部", "all"),
        "failures": Message("未答好的", "failures"),
        "any_refused": Message("拒答的", "all refused"),
        "not_first": Message("证据不在首位", "evidence not first"),
        "won": Message("比对方好", "won"),
        "lost": Message("比对方差", "lost"),
        "differs": Message("与对方不同", "different"),
        "type": Message("题型", "Type"),
        "all_types": Message("全部题型", "all types"),
        "against": Message("对比的指标", "Compared by"),
        "opponent": Message("对方", "Opponent"),
        "sort": Message("排序", "Order"),
        "order_file": Message("原顺序", "as in the set"),
        "order_worst": Message("最差在前", "worst first"),
        "order_unsure": Message("置信度从低到高", "least confident first"),
        "order_sure": Message("置信度从高到低", "most confident first"),
        "order_slow": Message("最慢在前", "slowest first"),
        "id": Message("编号", "Id"),
        "question": Message("问题与答案", "Question and answer"),
        "outcome": Message("结果", "Outcome"),
        "marks": Message("主要指标", "Key values"),
        "shown": Message("题", "questions"),
        "previous": Message("上一页", "Previous"),
        "next": Message("下一页", "Next"),
        "page": Message("页", "Page"),
        "nothing": Message("没有符合条件的问题。", "No question fits."),
        "reset": Message("清除条件", "Clear"),
        "no_script": Message(
            "逐题列表需要浏览器允许本页的脚本；页面不访问网络。",
            "The list of questions needs this page's own script; the page asks the network for nothing.",
        ),
        # one question
        "gold": Message("标准答案", "Gold answer"),
        "no_gold": Message(
            "文档中没有答案，应当拒答", "the documents do not answer it: to be refused"
        ),
        "gold_evidence": Message("标准依据", "Gold evidence"),
        "gold_documents": Message("相关文档", "Relevant documents"),
        "answer": Message("答案", "Answer"),
        "no_answer": Message("未作答", "no answer"),
        "reason": Message("原因", "Reason"),
        "history": Message("此前对话", "Earlier turns"),
        "cited": Message("引用的段落", "Cited passages"),
        "quoted_outside": Message("段落之外的引文", "Quoted from outside the passage"),
        "retrieved": Message("检索到的段落", "Retrieved passages"),
        "not_kept": Message("个段落未收入本页", "more are not kept in this page"),
        "values": Message("全部指标", "All values"),
        "key": Message("着色为引文，下划线为标准依据", "tinted: quoted; underlined: gold evidence"),
        "generated": Message("自动生成", "generated"),
        "open": Message("展开", "Open"),
        "score": Message("得分", "score"),
        "glossary": Message("指标释义", "What the measures mean"),
        "made": Message(
            "本页自成一体，不访问网络。",
            "This page is complete in itself and asks the network for nothing.",
        ),
    }
)

UNITS: Mapping[str, Message] = MappingProxyType(
    {"ms": Message("毫秒", "ms"), "characters": Message("字", "characters")}
)
