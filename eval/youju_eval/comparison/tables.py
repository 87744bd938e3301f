"""Comparisons as text for people: one table for each run against the baseline, and what to beware of."""

from __future__ import annotations

from youju.errors import Message
from youju_eval.comparison.comparing import Comparison
from youju_eval.comparison.differences import FEWEST, PairedDifference, differing
from youju_eval.comparison.systems import Scalar
from youju_eval.presentation.glossary import in_order
from youju_eval.presentation.layout import Table, clipped, listed, markdown, plain, wrapped
from youju_eval.presentation.written import NOTHING, written

_SETTINGS = Message("不同的设置", "Settings that differ")
_SIDE_BY_SIDE = Message(
    "整体指标（各自全部问题，不检验）",
    "Measures of the whole set (each run's own questions, untested)",
)


def comparison_table(comparison: Comparison, *, language: str) -> str:
    """Head, what differs in the settings, one table a run, measures without a test, warnings."""
    parts = [
        "\n".join(wrapped(line, indent="  ", first="") for line in _head(comparison, language))
    ]
    if comparison.settings:
        parts.append(
            f"{_SETTINGS.localized(language)}\n{plain(_settings(comparison, language, clip=28))}"
        )
    for title, table in _tables(comparison, language):
        parts.append(f"{wrapped(title)}\n{plain(table)}")
    if comparison.side_by_side:
        parts.append(
            f"{_SIDE_BY_SIDE.localized(language)}\n{plain(_side_by_side(comparison, language))}"
        )
    parts += listed([note.localized(language) for note in _warnings(comparison)])
    return "\n\n".join(parts)


def comparison_markdown(comparison: Comparison, *, language: str) -> str:
    """The same for ``report.md``."""
    head, *facts = _head(comparison, language)
    parts = [f"# {head}", "\n".join(f"- {fact}" for fact in facts)]
    if comparison.settings:
        parts.append(
            f"## {_SETTINGS.localized(language)}\n\n{markdown(_settings(comparison, language))}"
        )
    for title, table in _tables(comparison, language, full=True):
        parts.append(f"## {title}\n\n{markdown(table)}")
    if comparison.side_by_side:
        parts.append(
            f"## {_SIDE_BY_SIDE.localized(language)}\n\n{markdown(_side_by_side(comparison, language))}"
        )
    parts += [f"> {note.localized(language)}" for note in _warnings(comparison)]
    return "\n\n".join(parts) + "\n"


def _head(comparison: Comparison, language: str) -> tuple[str, ...]:
    """What is compared, and how."""
    baseline, *others = comparison.runs
    count, tests = comparison.common, comparison.tests
    sets = ", ".join(dict.fromkeys(run.set for run in comparison.runs))
    zh_others, en_others = (
        "、".join(run.label for run in others),
        ", ".join(run.label for run in others),
    )
    level = f"{comparison.level:.0%}"
    lines = (
        Message(
            zh=f"比较：{zh_others}，基线 {baseline.label}",
            en=f"Comparison: {en_others} against {baseline.label}",
        ),
        Message(
            zh=f"评测集 {sets}，{count:,} 个共同的问题",
            en=f"Set {sets}, {count:,} common questions",
        ),
        Message(
            zh=f"成对差值的 {level} 自助法区间；成对随机化检验 p，Holm 校正 {tests} 个检验；种子 {comparison.seed}",
            en=f"{level} bootstrap interval of the paired difference; paired randomisation test p, Holm over "
            f"{tests} tests; seed {comparison.seed}",
        ),
    )
    return tuple(line.localized(language) for line in lines)


def _tables(
    comparison: Comparison, language: str, *, full: bool = False
) -> list[tuple[str, Table]]:
    """One table for each run but the baseline, with its title; ``full`` adds what is too wide for a terminal."""
    baseline = comparison.runs[0].label
    headings = _headings(comparison.level, language)
    width = len(headings) if full else len(headings) - 1
    found: list[tuple[str, Table]] = []
    for place, run in enumerate(comparison.runs[1:], start=1):
        held = {one.measure: one for one in comparison.differences if one.run == place}
        rows = tuple(_row(held[name], language)[:width] for name in in_order(list(held)))
        title = Message(f"{run.label}（基线 {baseline}）", f"{run.label} (baseline {baseline})")
        if rows:
            found.append((title.localized(language), Table(headings[:width], rows)))
    return found


def _headings(level: float, language: str) -> tuple[str, ...]:
    if language.startswith("zh"):
        names = "指标 基线 本次 差值 区间 p Holm 胜/负/平 结论 多半看得出的差异"
    else:
        names = "measure base run diff interval p Holm won/lost/tied verdict detectable"
    return tuple(
        f"{level:.0%} {name}" if name in {"区间", "interval"} else name for name in names.split()
    )


def _row(one: PairedDifference, language: str) -> tuple[str, ...]:
    low, high = written(one.low, one.unit, sign=True), written(one.high, one.unit, sign=True)
    return (
        one.measure,
        written(one.baseline, one.unit),
        written(one.value, one.unit),
        written(one.difference, one.unit, sign=True),
        f"[{low}, {high}]",
        _probability(one.p),
        _probability(one.p_holm),
        f"{one.wins}/{one.losses}/{one.ties}",
        _verdict(one).localized(language),
        written(one.detectable, one.unit) if differing(one) else NOTHING,
    )


def _probability(p: float) -> str:
    """Three decimals; one that is not 0 is never written as 0."""
    return "<.001" if p < 0.0005 else f"{p:.3f}"


def _verdict(one: PairedDifference) -> Message:
    """What the test says, in a word."""
    if one.ties == one.n:
        return Message("相同", "same")
    if one.n < FEWEST:
        return Message("题太少", "too few")
    if one.better is not None:
        return Message("更好", "better") if one.better else Message("更差", "worse")
    if one.significant:
        return Message("有变化", "changed")
    return Message("看不出", "unclear") if one.too_few else Message("相近", "similar")


def _side_by_side(comparison: Comparison, language: str) -> Table:
    headings = (
        Message("指标", "measure").localized(language),
        *(run.label for run in comparison.runs),
    )
    rows = (
        (one.measure, *(written(value, one.unit) for value in one.values))
        for one in comparison.side_by_side
    )
    return Table(headings, tuple(rows))


def _settings(comparison: Comparison, language: str, *, clip: int | None = None) -> Table:
    headings = (
        Message("设置", "setting").localized(language),
        *(run.label for run in comparison.runs),
    )
    rows = (
        (one.key, *(_setting(value, clip) for value in one.values)) for one in comparison.settings
    )
    return Table(headings, tuple(rows))


def _setting(value: Scalar, clip: int | None) -> str:
    text = NOTHING if value is None else str(value)
    return text if clip is None else clipped(text, clip)


def _warnings(comparison: Comparison) -> tuple[Message, ...]:
    """The notes, and the measures whose tests had too few questions, named together."""
    tests = [one for one in comparison.differences if differing(one)]
    few = ", ".join(dict.fromkeys(one.measure for one in tests if one.n < FEWEST))
    weak = [one.detectable for one in tests if one.too_few and one.n >= FEWEST and one.detectable]
    found = list(comparison.notes)
    if few:
        found.append(
            Message(
                zh=f"成对的问题不到 {FEWEST} 个，检验不可信：{few}。",
                en=f"Fewer than {FEWEST} paired questions, do not rely on the tests: {few}.",
            )
        )
    if weak:
        least, most = written(min(weak)), written(max(weak))
        size = least if least == most else f"{least}–{most}"
        found.append(
            Message(
                zh=f"“看不出”不等于没有差异：问题太少，小于 {size}（因指标而异）的差异多半看不出来。",
                en=f"Unclear does not mean equal: with so few questions, differences below {size} (depending "
                "on the measure) would mostly be missed.",
            )
        )
    if any((one.low > 0 or one.high < 0) and one.p >= 1 - comparison.level for one in tests):
        found.append(
            Message(
                zh="区间不含 0 而 p 不小，是因为只有几个问题结果不同，此时以 p 为准。",
                en="Where the interval leaves out 0 but p is not small, only a few questions differ: go by p.",
            )
        )
    return tuple(found)
