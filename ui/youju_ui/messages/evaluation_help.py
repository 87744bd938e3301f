"""The help of ``youju eval``."""

from youju_embeddings.errors import Message

MESSAGES: dict[str, Message] = {
    "eval_group": Message(
        zh="评测：在自己的文档和问题上量出答得有多好，比较两种做法，给 CI 把关。",
        en="Evaluation: measure how good the answers are on your own documents and questions, compare, and gate a CI job.",
    ),
    "eval_group.epilog": Message(
        zh="从这里开始：\n  youju eval generate 报告.txt --out 我的评测集     先让它出题，再由人审阅\n  youju eval run 我的评测集                        量一遍，得到 report.html\n  youju eval run 我的评测集 --compare retriever=lexical,dense,hybrid",
        en="Start here:\n  youju eval generate report.txt --out my-set       have questions proposed, then review them\n  youju eval run my-set                             measure, and get report.html\n  youju eval run my-set --compare retriever=lexical,dense,hybrid",
    ),
    "eval.run": Message(
        zh="让资料库（或别的系统）回答评测集，量出检索、答案、引用、拒答和速度。中断后再次运行即从中断处继续。",
        en="Have a library (or another system) answer a set; measures retrieval, answers, citations, refusals and speed. Run it again to go on after an interruption.",
    ),
    "eval.set": Message(
        zh="评测集：文件夹、set.toml、questions.jsonl，或 BEIR、SQuAD/CMRC、RAGAS、RGB 文件。",
        en="The set: a folder, set.toml, questions.jsonl, or BEIR, SQuAD/CMRC, RAGAS and RGB files.",
    ),
    "eval.library": Message(
        zh="向这个资料库提问，而不是评测集自带的文档；资料库不会被改动。",
        en="Ask this library instead of the set's own documents; it is not changed.",
    ),
    "eval.documents": Message(
        zh="评测集的文档（文件夹或文件），用于不自带文档的评测集。",
        en="The documents of a set that brings none (a folder or a file).",
    ),
    "eval.setting": Message(
        zh="这次评测改用的设置，可多次使用，例如 --set answering.threshold=0.3。",
        en="A setting to change for this run, may be repeated: --set answering.threshold=0.3.",
    ),
    "eval.grid": Message(
        zh="逐一试几个设置值并比较，可多次使用，例如 --compare retriever=lexical,dense,hybrid。",
        en="Try several values of a setting and compare, may be repeated: --compare retriever=lexical,dense,hybrid.",
    ),
    "eval.predictions": Message(
        zh="不提问，只给别的系统的答案打分（JSONL，格式见 docs/records.md；也可以是 RAGAS 的行）。",
        en="Ask nothing, score another system's answers (JSONL as in docs/records.md, or rows of RAGAS).",
    ),
    "eval.trec": Message(
        zh="不提问，只给一个 TREC run 文件的检索结果打分。",
        en="Ask nothing, score the rankings of a TREC run file.",
    ),
    "eval.endpoint": Message(
        zh="向这个 OpenAI 聊天协议的服务提问，例如 http://localhost:8000/v1；密钥取自 OPENAI_API_KEY。",
        en="Ask this server of the OpenAI chat protocol, such as http://localhost:8000/v1; its key comes from OPENAI_API_KEY.",
    ),
    "eval.model": Message(zh="服务上的模型名称。", en="Name of the model on that server."),
    "eval.refusal": Message(
        zh="判断该服务是否拒答的正则表达式（只看答案的第一句）。",
        en="Regular expression that tells that server's refusals, looked for in an answer's first sentence.",
    ),
    "eval.measures": Message(
        zh="另加一个检索指标，按 ir-measures 的写法，可多次使用，例如 nDCG@20。",
        en="One more retrieval measure by its name in ir-measures, may be repeated: nDCG@20.",
    ),
    "eval.label": Message(
        zh="这次评测在表格和报告里的名称。", en="Name of this run in tables and reports."
    ),
    "eval.out": Message(
        zh="放结果的文件夹（默认在当前文件夹的 eval-runs 下）。",
        en="Folder of the results (default: under eval-runs in the current folder).",
    ),
    "eval.limit": Message(zh="只问前几个问题。", en="Ask only the first questions."),
    "eval.seed": Message(
        zh="随机数种子：同样的种子给出同样的数。", en="Seed: the same seed gives the same figures."
    ),
    "eval.fresh": Message(
        zh="不沿用这个文件夹里已有的答案，重新开始。",
        en="Start anew instead of going on with the answers in the folder.",
    ),
    "eval.compare": Message(
        zh="比较几次评测：配对随机化检验、置信区间、多重比较校正，以及赢了和输了哪些问题。",
        en="Compare runs: paired randomisation test, intervals, correction for many tests, and the questions won and lost.",
    ),
    "eval.compare.runs": Message(
        zh="评测的文件夹，第一个是基准。", en="Folders of runs, the first is the baseline."
    ),
    "eval.compare.measures": Message(
        zh="只比较这个指标，可多次使用。", en="Compare only this measure, may be repeated."
    ),
    "eval.show": Message(zh="列出多少个变化最大的问题。", en="How many changed questions to list."),
    "eval.html": Message(
        zh="另写一份并排的网页报告：第一次为基线，最后一次为主。",
        en="Also write a page with all side by side: the first is the baseline, the last is discussed.",
    ),
    "eval.gate": Message(
        zh="给 CI 把关：指标不达标时退出码为 4。",
        en="Gate for CI: exit code 4 when a limit is not met.",
    ),
    "eval.gate.result": Message(
        zh="评测的文件夹或它的 result.json。", en="Folder of a run, or its result.json."
    ),
    "eval.fail_under": Message(
        zh="低于此值即失败，可多次使用，例如 R@5=0.9，或某一类问题 evidence@1:figure=0.9。",
        en="Fail below this value, may be repeated: R@5=0.9, or for one type evidence@1:figure=0.9.",
    ),
    "eval.fail_over": Message(
        zh="高于此值即失败（用于越低越好的指标），例如 false_refusals=0.05。",
        en="Fail above this value, for measures where lower is better: false_refusals=0.05.",
    ),
    "eval.max_drop": Message(
        zh="比 --baseline 差得超过此值即失败，例如 nDCG@10=0.01。",
        en="Fail when worse than --baseline by more than this: nDCG@10=0.01.",
    ),
    "eval.baseline": Message(
        zh="作为基准的评测（文件夹或 result.json）。",
        en="The run to compare with (folder or result.json).",
    ),
    "eval.junit": Message(zh="另写一份 JUnit XML。", en="Also write JUnit XML."),
    "eval.report": Message(
        zh="重新写一次评测的网页报告；给出几次则并排：第一次为基线，最后一次为主。",
        en="Write the page of a run anew; of several, side by side: the first is the baseline, the last is discussed.",
    ),
    "eval.report.runs": Message(zh="评测的文件夹。", en="Folders of runs."),
    "eval.report.out": Message(
        zh="网页文件（默认：最后一个文件夹里的 report.html）。",
        en="The page (default: report.html in the last folder).",
    ),
    "eval.calibrate": Message(
        zh="用自己的评测集确定拒答阈值和分数的校准，交叉验证，给出图和依据。标为 test 的评测集不能用。",
        en="Fit the refusal threshold and the score's calibration to a set of your own, cross-validated, with plots and evidence. A set marked as test is refused.",
    ),
    "eval.write": Message(
        zh="新设置确实更好时，把它们写进这个 youju.toml（结果文件夹里总有一份）。",
        en="Write the chosen settings into this youju.toml when they are better (the folder of the results always has a copy).",
    ),
    "eval.most_refused": Message(
        zh="最多允许误拒多少有答案的问题（比例）。",
        en="The largest share of answerable questions that may be refused.",
    ),
    "eval.right_by": Message(
        zh="怎样算答对：answer 答案含标准答案，evidence 引用的段落含依据（标准答案很长时用）。",
        en="What makes an answer right: answer (it holds the gold answer) or evidence (a cited passage holds the evidence; for long gold answers).",
    ),
    "metavar.basis": Message(zh="依据", en="BASIS"),
    "eval.folds": Message(zh="交叉验证的份数。", en="Folds of the cross-validation."),
    "eval.generate": Message(
        zh="从文档出题（不用模型），写成评测集和供人审阅的表格；出的题都标明是生成的。",
        en="Propose questions from documents without a model, as a set with a table to review; they are marked as generated.",
    ),
    "eval.generate.documents": Message(
        zh="要出题的文件或文件夹。", en="Files or folders to make questions from."
    ),
    "eval.generate.out": Message(zh="放新评测集的文件夹。", en="Folder of the new set."),
    "eval.number": Message(zh="出多少题。", en="How many questions."),
    "eval.review": Message(
        zh="按这个文件夹里审阅过的 review.csv 更新评测集。",
        en="Take over the reviewed review.csv of this folder.",
    ),
    "eval.generate.endpoint": Message(
        zh="改由这个 OpenAI 聊天协议的服务出题，每题都要能在原文中核对。",
        en="Have this server of the OpenAI chat protocol propose them; each is checked against the text.",
    ),
    "eval.validate": Message(
        zh="检查评测集：重复或空的问题、文档里没有的依据、泄题、题数太少。有错误时退出码为 1。",
        en="Check a set: duplicated or empty questions, gold that is in no document, leakage, too few questions. Exit code 1 when there are errors.",
    ),
    "eval.all": Message(
        zh="列出全部问题，而不是每类的前几个（--json 总是全部）。",
        en="List every finding, not the first few of each kind (--json always has all).",
    ),
    "eval.difference": Message(
        zh="希望看得出的差别（比例）；题数不够时提醒。",
        en="The difference you want to be able to see; too few questions are said.",
    ),
    "eval.export": Message(zh="把评测集转成别的格式。", en="Convert a set to another format."),
    "eval.export.target": Message(zh="目标文件夹。", en="Folder to write to."),
    "eval.export.to": Message(
        zh="格式：youju、beir、squad、trec 或 ragas。",
        en="Format: youju, beir, squad, trec or ragas.",
    ),
    "metavar.whole": Message(zh="整数", en="NUMBER≥0"),
    "metavar.set": Message(zh="评测集", en="SET"),
    "metavar.setting": Message(zh="名称=值", en="NAME=VALUE"),
    "metavar.grid": Message(zh="名称=值,值…", en="NAME=VALUE,VALUE…"),
    "metavar.address": Message(zh="网址", en="URL"),
    "metavar.pattern": Message(zh="正则", en="REGEX"),
    "metavar.measure": Message(zh="指标", en="MEASURE"),
    "metavar.limit": Message(zh="指标=值", en="MEASURE=VALUE"),
    "metavar.run": Message(zh="评测", en="RUN"),
    "metavar.runs": Message(zh="评测…", en="RUNS…"),
    "metavar.files": Message(zh="文件…", en="FILES…"),
    "metavar.form": Message(zh="格式", en="FORMAT"),
}
