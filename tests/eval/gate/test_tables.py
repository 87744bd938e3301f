"""A gate a person can read: each check on a line, the failed ones explained."""

import pytest
from tests.eval.presentation.made import LANGUAGES, lines_of, result

from youju_eval.gate import check_gate, gate_table, parse_limits
from youju_eval.presentation.layout import WIDTH, width


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gate_shows_each_check_and_explains_the_failed_ones(language):
    fail_under = parse_limits(["R@5=0.99", "answer_hit=10%", "nothing=0.5"], option="--fail-under")
    max_drop = parse_limits(["latency_p95=10%"], option="--max-drop")
    gate = check_gate(result(), fail_under=fail_under, max_drop=max_drop, baseline=result())
    text = gate_table(gate, language=language)
    assert max(map(width, lines_of(text))) <= WIDTH
    assert "R@5 >= 0.99" in text
    assert "nothing" in text
    last = lines_of(text)[-1]
    assert last == (
        "未通过：4 项检查中有 2 项。" if language == "zh-CN" else "Failed: 2 of 4 checks."
    )
