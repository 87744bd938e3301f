"""One result as tables for people, for a terminal of 100 columns and as Markdown.

Names of measures are the field's terms and stay English; everything else is in the language asked for
(``zh-CN`` or ``en``). Gates and comparisons have tables of their own beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from youju.errors import Message
from youju_eval.presentation.glossary import group_of, in_order
from youju_eval.presentation.layout import Table, listed, markdown, plain, wrapped
from youju_eval.presentation.notes import notes_on, shown
from youju_eval.presentation.written import NOTHING, written
from youju_eval.results import Estimate, MeasureResult, Result

_GROUPS = {
    "retrieval": Message("检索", "Retrieval"),
    "answers": Message("回答", "Answers"),
    "citations": Message("引用", "Citations"),
    "refusal": Message("拒答", "Refusal"),
    "latency": Message("延迟（毫秒）", "Latency (ms)"),
    "other": Message("其他", "Other"),
}
_PURPOSES = {
    "train": Message(
        "训练集，可用来调参，分数不算成绩",
        "training set: may be tuned on, its figures are no result",
    ),
    "development": Message("开发集，错例被看过", "development set: its misses may be looked at"),
    "test": Message("测试集，只测不调", "test set: only measured"),
    "unstated": Message("用途未注明", "purpose not stated"),
}
_MEASURE = Message("指标", "measure")
_BY_TYPE = Message("按问题类型", "By type of question")


def result_table(result: Result, *, language: str) -> str:
    """Head, measures in groups with interval and number of questions, then by type, then warnings."""
    parts = ["\n".join(wrapped(line, indent="  ", first="") for line in _head(result, language))]
    for title, measures in _grouped(result.measures, language):
        parts.append(f"{title}\n{plain(_overall(measures, language))}")
    by_type = _by_type(result, language)
    if by_type is not None:
        parts.append(f"{_BY_TYPE.localized(language)}\n{plain(by_type)}")
    parts += listed([note.localized(language) for note in _warnings(result)])
    return "\n\n".join(parts)


def result_markdown(result: Result, *, language: str) -> str:
    """The same for ``report.md``."""
    head, *facts = _head(result, language)
    parts = [f"# {head}", "\n".join(f"- {fact}" for fact in facts)]
    for title, measures in _grouped(result.measures, language):
        parts.append(f"## {title}\n\n{markdown(_overall(measures, language))}")
    by_type = _by_type(result, language)
    if by_type is not None:
        parts.append(f"## {_BY_TYPE.localized(language)}\n\n{markdown(by_type)}")
    parts += [f"> {note.localized(language)}" for note in _warnings(result)]
    return "\n\n".join(parts) + "\n"


def _head(result: Result, language: str) -> tuple[str, ...]:
    """What was measured, with what, and where."""
    questions = result.set
    unanswerable = questions.questions - questions.answerable
    purpose = _PURPOSES.get(questions.purpose, Message(questions.purpose, questions.purpose))
    index, environment = result.index, result.environment
    version = environment.versions.get("youju", "")
    lines = [
        Message(
            zh=f"评测 {questions.name} · {result.system.label}",
            en=f"Evaluation of {result.system.label} on {questions.name}",
        ),
        Message(
            zh=f"问题：{questions.questions:,} 个（可回答 {questions.answerable:,}，不可回答 {unanswerable:,}）；{purpose.zh}",
            en=f"Questions: {questions.questions:,} ({questions.answerable:,} answerable, {unanswerable:,} not); {purpose.en}",
        ),
    ]
    if index is not None:
        megabytes = f"{index.bytes / 1e6:,.1f} MB"
        lines.append(
            Message(
                zh=f"索引：{index.documents:,} 个文档，{index.passages:,} 个段落，{megabytes}",
                en=f"Index: {index.documents:,} documents, {index.passages:,} passages, {megabytes}",
            )
        )
    memory = environment.peak_memory_bytes
    peak = (
        Message("", "")
        if memory is None
        else Message(f"，内存峰值 {memory / 1e6:,.0f} MB", f", peak memory {memory / 1e6:,.0f} MB")
    )
    lines.append(
        Message(
            zh=f"运行：{result.started or NOTHING}，{result.seconds:,.1f} 秒，{environment.cpus} 核{peak.zh}；youju {version}，种子 {result.seed}",
            en=f"Run: {result.started or NOTHING}, {result.seconds:,.1f} s, {environment.cpus} cores{peak.en}; youju {version}, seed {result.seed}",
        )
    )
    if result.system.changed:
        changed = ", ".join(
            f"{key}={result.system.settings.get(key)}" for key in result.system.changed
        )
        lines.append(Message(zh=f"改动的设置：{changed}", en=f"Settings changed: {changed}"))
    return tuple(line.localized(language) for line in lines)


def _grouped(
    measures: Sequence[MeasureResult], language: str
) -> list[tuple[str, list[MeasureResult]]]:
    """The measures by group, in the order of the report; one without any value is left out."""
    by_name = {one.name: one for one in measures if one.overall.value is not None}
    groups: dict[str, list[MeasureResult]] = {}
    for name in in_order(list(by_name)):
        groups.setdefault(group_of(name), []).append(by_name[name])
    return [(_GROUPS[group].localized(language), held) for group, held in groups.items()]


def _overall(measures: Sequence[MeasureResult], language: str) -> Table:
    """One line a measure."""
    headings = (
        _MEASURE.localized(language),
        Message("值", "value").localized(language),
        Message("95% 区间", "95% interval").localized(language),
        Message("题数", "n").localized(language),
    )
    return Table(headings, tuple(_row(one) for one in measures))


def _row(measure: MeasureResult) -> tuple[str, ...]:
    overall = measure.overall
    return (
        measure.name,
        written(overall.value, measure.unit),
        _interval(overall, measure.unit),
        f"{overall.n:,}",
    )


def _interval(estimate: Estimate, unit: str) -> str:
    if estimate.low is None or estimate.high is None:
        return NOTHING
    return f"[{written(estimate.low, unit)}, {written(estimate.high, unit)}]"


def _by_type(result: Result, language: str) -> Table | None:
    """One column a type; None where all questions are of one."""
    types = tuple(dict.fromkeys(one.type for one in result.questions))
    if len(types) < 2:
        return None
    counts = (sum(one.type == kind for one in result.questions) for kind in types)
    rows = [
        (measure.name, *(_typed(measure, kind) for kind in types))
        for _, measures in _grouped(result.measures, language)
        for measure in measures
        if measure.by_type
    ]
    count = Message("题数", "n").localized(language)
    first = (count, *(f"{number:,}" for number in counts))
    return Table((_MEASURE.localized(language), *types), (first, *rows))


def _typed(measure: MeasureResult, kind: str) -> str:
    held = measure.by_type.get(kind)
    return written(held.value if held else None, measure.unit)


def _warnings(result: Result) -> tuple[Message, ...]:
    """What a reader must know before believing the figures."""
    down = [
        one.name
        for one in result.measures
        if one.higher_is_better is False and one.overall.value is not None
    ]
    found = (
        [Message(zh=f"越低越好：{', '.join(down)}。", en=f"Lower is better: {', '.join(down)}.")]
        if down
        else []
    )
    return (*found, *notes_on(result), *_extra(result))


def _extra(result: Result) -> tuple[Message, ...]:
    if not result.extra:
        return ()
    return (
        Message(
            zh=f"有 {len(result.extra)} 条记录不属于任何问题，未计入：{shown(result.extra)}。",
            en=f"Records of no question, ignored: {len(result.extra)} ({shown(result.extra)}).",
        ),
    )
