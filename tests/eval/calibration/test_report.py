"""A calibration as a page and as JSON: complete, and no text of a question is ever markup."""

import html
import json
import re

import pytest

from youju_eval.calibration import write_calibration_report
from youju_eval.report.pages import asset, colours


def test_the_calibration_is_plain_json(calibration):
    read = json.loads(json.dumps(calibration.as_json()))
    assert read["chosen"]["threshold"] == calibration.chosen.threshold
    assert len(read["questions"]) == 80
    assert len(read["folds"]) == 5


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_report_stands_alone_and_runs_nothing(calibration, tmp_path, language):
    path = tmp_path / "报告" / "calibration.html"
    write_calibration_report(calibration, path, language=language)
    page = path.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert page.count('<svg class="plot"') == 5
    assert html.escape(calibration.verdict.zh) in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "&lt;script&gt;" in page or all(
        one.kept_before is one.kept_after
        for one in calibration.questions
        if "script" in one.question
    )


def test_its_colours_are_the_reports():
    own = re.sub(r"&#|\{#", "", asset("calibration.html.j2"))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", own)
    named = set(re.findall(r"var\(--([\w-]+)\)", own))
    assert named <= set(re.findall(r"--([\w-]+):", colours()))
