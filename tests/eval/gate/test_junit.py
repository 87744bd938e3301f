"""A gate as JUnit XML that parses, whatever the set is called."""

from xml.etree import ElementTree as ET

from tests.support.evaluation import make_result

from youju_eval.gate import check_gate, parse_limits, write_junit


def written(tmp_path, *, share=0.5, language="en", **settings):
    values = {f"q{n}": {"R@5": float(n < share * 10)} for n in range(10)}
    result = make_result(values, **settings)
    limits = parse_limits(["R@5=0.9", "R@5:figure=0.1"], option="--fail-under")
    path = tmp_path / "reports" / "gate.xml"
    write_junit(check_gate(result, fail_under=limits), path, result=result, language=language)
    return ET.fromstring(path.read_bytes())


def test_one_case_a_check_and_a_failure_with_its_message(tmp_path):
    root = written(tmp_path)
    suite = root.find("testsuite")
    assert (root.tag, suite.get("name")) == ("testsuites", "手册")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    failed, passed = suite.findall("testcase")
    assert (failed.get("classname"), failed.get("name")) == ("youju.eval.手册", "R@5 >= 0.9")
    failure = failed.find("failure")
    assert failure.get("type") == "fail_under"
    assert failure.get("message") == failure.text
    assert "0.400 too low" in failure.text
    assert passed.find("failure") is None
    assert "R@5:figure is 0.500" in passed.find("system-out").text


def test_what_was_measured_stands_in_the_properties(tmp_path):
    root = written(tmp_path, label="hybrid", missing=["q9"])
    held = {one.get("name"): one.get("value") for one in root.iter("property")}
    assert held["set"] == "手册"
    assert held["set.sha256"] == "a" * 64
    assert held["system"] == "hybrid"
    assert held["version"] == "0.1.0"
    assert (held["questions"], held["missing"], held["seed"]) == ("10", "1", "7")
    assert "counted as misses" in root.find("testsuite/system-out").text


def test_names_are_escaped_and_what_xml_cannot_hold_is_left_out(tmp_path):
    root = written(tmp_path, set_name='<&"坏\x00\x1b\ud800𬭎\ufffe>', label="a\x08b")
    assert root.find("testsuite").get("name") == '<&"坏𬭎>'
    held = {one.get("name"): one.get("value") for one in root.iter("property")}
    assert held["system"] == "ab"


def test_messages_are_in_the_language_asked_for(tmp_path):
    root = written(tmp_path, language="zh-CN")
    assert "要求不低于 0.900" in next(root.iter("failure")).text
