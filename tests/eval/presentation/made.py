"""A result of sixty questions of nine types, to be shown as tables."""

from tests.support.evaluation import make_result

LANGUAGES = ("zh-CN", "en")
MEASURES = (
    "nDCG@10", "R@5", "evidence@1", "evidence@10", "answer_hit", "cmrc_f1", "citation_precision",
    "numeric_support", "false_refusals", "right_reaction", "own_measure",
)  # fmt: skip
TYPES = ("figure", "entity", "list", "paraphrase", "unanswerable", "structure", "multiturn", "跨文档对比", "generated:definition")  # fmt: skip


def result(*, shift=0, count=60, **settings):
    """Sixty questions of nine types; a shift makes other questions miss."""
    values = {
        f"q{n}": {
            name: float((n * 7 + place + shift) % 5 > 0) for place, name in enumerate(MEASURES)
        }
        | {"length": 20.0 + n % 7}
        for n in range(count)
    }
    types = {f"q{n}": TYPES[n % len(TYPES)] for n in range(count)}
    return make_result(
        values,
        types=types,
        set_values={"aurc": 0.0421, "latency_p50": 27.4, "latency_p95": 1234.6},
        **settings,
    )


def lines_of(text):
    return text.splitlines()


def chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)
