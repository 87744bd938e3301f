"""The limits of a gate as people write them: ``R@5=0.9``, ``evidence@1:figure=90%``, ``latency_p95=500``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.errors import EvaluationError

_FORM = re.compile(
    r"(?P<measure>[^:=]+?)\s*(?::(?P<type>[^=]+?))?\s*=\s*(?P<number>[^=%]+?)\s*(?P<percent>%)?"
)
_FULL_WIDTH = str.maketrans("＝％：＠", "=%:@")


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on a measure, over all questions or those of one ``type``.

    ``bound`` is what was written, hundredths already taken: ``90%`` is 0.9 with ``percent`` set.
    """

    measure: str
    type: str
    bound: float
    percent: bool
    number: str
    """The number as written."""

    @property
    def subject(self) -> str:
        """The measure, with the type where there is one."""
        return f"{self.measure}:{self.type}" if self.type else self.measure


def parse_limits(texts: Sequence[str], *, option: str) -> tuple[Limit, ...]:
    """The limits of a command-line option, for example ``option="--fail-under"``.

    Raises:
        EvaluationError: a text is no limit; the message says how to write one.

    """
    return tuple(_limit(text, option) for text in texts)


def _limit(text: str, option: str) -> Limit:
    found = _FORM.fullmatch(text.strip().translate(_FULL_WIDTH))
    if found is None:
        raise _wrong(text, option)
    try:
        number = float(found["number"])
    except ValueError as error:
        raise _wrong(text, option) from error
    if not math.isfinite(number) or number < 0:
        raise _wrong(text, option)
    percent = found["percent"] is not None
    return Limit(
        measure=found["measure"].strip(),
        type=(found["type"] or "").strip(),
        bound=number / 100 if percent else number,
        percent=percent,
        number=found["number"] + ("%" if percent else ""),
    )


def _wrong(text: str, option: str) -> EvaluationError:
    return EvaluationError(
        zh=f"{option} {text}：看不懂。请写 指标=数，例如 {option} R@5=0.9（或 90%）；"
        f"只看一类问题时写 {option} evidence@1:figure=0.9。数不能为负。",
        en=f"{option} {text} is not understood. Write MEASURE=NUMBER, such as {option} R@5=0.9 (or 90%), "
        f"or {option} evidence@1:figure=0.9 for one type of questions. The number is not negative.",
    )
