"""Asking otherwise: scope, settings, follow-ups, edits, history, verdicts, as a person does them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.browser.conftest import PATIENCE, Visit

pytestmark = pytest.mark.browser

GDP = "白鹭镇2024年地区生产总值是多少？"
PARKS = "白鹭镇2024年新建公园几个？"


def answered(visited: Visit, number: int, text: str) -> None:
    """Wait until an exchange holds a text."""
    visited.page.wait_for_function(
        "([number, text]) => { const one = document.getElementById(`yj-exchange-${number}`);"
        " return one && one.dataset.state !== 'pending' && one.innerText.includes(text); }",
        arg=[number, text],
        timeout=PATIENCE,
    )


def test_a_question_is_kept_to_ticked_documents_until_it_is_widened(
    visit: Callable[..., Visit],
) -> None:
    visited = visit()
    page = visited.page
    page.locator("#yj-document-rows li", has_text="租赁合同").locator("input").check()
    page.locator(".yj-scope.yj-restricted").wait_for()
    visited.ask(GDP)
    page.locator(".yj-not-found").wait_for()
    page.locator("[data-act=widen]").click()
    answered(visited, 1, "12.6亿元")
    page.locator("[data-act=unscope]").click()
    page.locator(".yj-scope:not(.yj-restricted)").wait_for()
    assert not page.locator("#yj-document-rows input:checked").count()


def test_of_many_quick_acts_the_last_one_counts(visit: Callable[..., Visit]) -> None:
    """Gradio, told to run the last event of several, runs the first once more."""
    visited = visit()
    page = visited.page
    rows = page.locator("#yj-document-rows li")
    rows.nth(1).wait_for()
    page.evaluate(
        """async () => {
            const pause = () => new Promise(done => setTimeout(done, 15));
            const rows = document.querySelectorAll("#yj-document-rows li");
            for (const row of [0, 0, 0, 0, 0, 0, 0, 1]) {
                rows[row].querySelector("input").click();
                await pause();
            }
            for (const row of [0, 0, 0, 0, 1, 1]) {
                rows[row].querySelector("button").click();
                await pause();
            }
        }"""
    )
    page.wait_for_function(
        "() => document.querySelector('.yj-scope').innerText.includes('2 份文档')", timeout=PATIENCE
    )
    name = rows.nth(1).locator("b").inner_text()
    page.locator("#yj-source", has_text=name).wait_for()
    page.wait_for_timeout(700)
    assert name in page.locator("#yj-source").inner_text()


def test_moving_a_slider_answers_again_at_once_and_is_remembered(
    visit: Callable[..., Visit],
) -> None:
    visited = visit()
    page = visited.page
    visited.ask(GDP)
    page.locator(".yj-tuning summary").click()
    page.locator("#yj-sure").fill("100")
    answered(visited, 1, "低于你设的门槛 100%")
    assert page.locator("output[for=yj-sure]").inner_text() == "100%"
    page.reload()
    page.locator(".yj-tuned").wait_for(state="attached")
    answered(visited, 1, "低于你设的门槛 100%")
    page.locator(".yj-tuning summary").click()
    page.locator("[data-act=untune]").click()
    answered(visited, 1, "12.6亿元")


def test_a_reading_can_be_changed_or_set_aside(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    visited.ask(PARKS)
    visited.ask("那2025年呢？")
    page.locator("#yj-exchange-2 [data-act=reading]").click()
    area = page.locator(".yj-editing textarea")
    assert "公园" in area.input_value()
    area.fill(GDP)
    area.press("Enter")
    answered(visited, 2, "12.6亿元")
    visited.ask("那粮食呢？")
    chip = page.locator("#yj-exchange-3 [data-act=alone]")
    chip.wait_for()
    chip.click()
    answered(visited, 3, "按原话问的")


def test_suggested_questions_can_be_asked(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    visited.ask("租赁合同的押金是多少？")
    following = page.locator("#yj-exchange-1 .yj-next").first
    following.wait_for()
    question = following.inner_text()
    following.click()
    answered(visited, 2, question)
    assert page.locator("#yj-exchange-2[data-state=answered] .yj-chip").count()


def test_a_question_sent_as_the_last_answer_ends_is_not_dropped(
    visit: Callable[..., Visit],
) -> None:
    """Gradio skips an event whose last run it still holds; the page sends it again."""
    visited = visit()
    page = visited.page
    page.evaluate(
        """question => {
            const { delete: drop, has } = Map.prototype;
            Map.prototype.delete = function (key) {
                if (!this.get(key)?.cancel || !document.querySelector("[data-state=answered]"))
                    return drop.call(this, key);
                Map.prototype.delete = drop;
                // The end of the run comes a tenth of a second late, as it does on a busy machine.
                Map.prototype.has = function (other) {
                    return other === key || has.call(this, other);
                };
                setTimeout(() => { Map.prototype.has = has; }, 100);
                const box = document.querySelector("#yj-question textarea");
                const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value");
                own.set.call(box, question);
                box.dispatchEvent(new Event("input", { bubbles: true }));
                for (const kind of ["keydown", "keypress"])
                    box.dispatchEvent(new KeyboardEvent(kind, { key: "Enter", bubbles: true }));
                return drop.call(this, key);
            };
        }""",
        GDP,
    )
    visited.ask(PARKS)
    answered(visited, 2, "12.6亿元")
    assert page.locator(".yj-exchange").count() == 2


def test_a_question_that_was_refused_is_in_the_box_again(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    page.route(
        "**/queue/join?*",
        lambda route: route.fulfill(status=503, json={"detail": "Queue is full."}),
    )
    box = page.locator("#yj-question textarea")
    box.fill(GDP)
    box.press("Enter")
    page.get_by_text("现在提问的人太多").wait_for()
    page.locator("#yj-asked-now").wait_for(state="detached")
    assert box.input_value() == GDP
    page.unroute("**/queue/join?*")
    box.press("Enter")
    answered(visited, 1, "12.6亿元")
    assert page.locator(".yj-exchange").count() == 1
    assert box.input_value() == ""


def test_a_question_is_edited_and_taken_back(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    visited.ask(PARKS)
    visited.ask(GDP)
    page.locator("#yj-exchange-1 .yj-asked").hover()
    page.locator("#yj-exchange-1 [data-act=edit]").click()
    area = page.locator(".yj-editing textarea")
    area.fill("白鹭镇2024年粮食总产量是多少？")
    area.press("Enter")
    answered(visited, 1, "1.8万吨")
    assert page.locator(".yj-exchange").count() == 1
    page.locator("#yj-exchange-1 .yj-asked").hover()
    page.locator("#yj-exchange-1 [data-act=undo]").click()
    page.locator(".yj-exchange").wait_for(state="detached")
    assert page.locator("#yj-question textarea").input_value() == "白鹭镇2024年粮食总产量是多少？"


def test_a_conversation_survives_a_reload_and_is_found_renamed_and_deleted(
    visit: Callable[..., Visit],
) -> None:
    visited = visit()
    page = visited.page
    visited.ask(GDP)
    page.reload()
    answered(visited, 1, "12.6亿元")
    page.locator("[data-act=tab][data-tab=threads]").click()
    page.locator("[data-act=clear]").click()
    page.locator(".yj-exchange").wait_for(state="detached")
    page.locator("#yj-seek").fill("没有这个词")
    page.get_by_text("没有符合的对话").wait_for()
    page.locator("#yj-seek").fill("12.6亿元")
    thread = page.locator(".yj-threads li").first
    thread.wait_for()
    thread.hover()
    thread.locator("[data-act=retitle]").click()
    page.locator(".yj-threads .yj-field").fill("产值的对话")
    page.keyboard.press("Enter")
    named = page.locator(".yj-threads li", has_text="产值的对话")
    named.wait_for()
    named.locator(".yj-thread").click()
    answered(visited, 1, "12.6亿元")
    named.hover()
    named.locator("[data-act=forget]").click()
    page.locator(".yj-welcome").wait_for(state="visible")
    page.locator("[data-act=remember]").click()
    named.wait_for()


def test_a_bad_answer_becomes_a_question_of_a_set(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    visited.ask(PARKS)
    page.locator("[data-act=dislike]").click()
    page.locator(".yj-judge label", has_text="不完整").click()
    page.locator(".yj-judge [name=expected]").fill("新建公园3个")
    page.locator("[data-act=judge]").click()
    page.locator(".yj-thumb[aria-pressed=true]").wait_for()
    lines = page.request.get(f"{visited.url}/feedback/questions.jsonl").text().splitlines()
    rows = [json.loads(line) for line in lines]
    assert any(row["answers"] == ["新建公园3个"] and row["question"] == PARKS for row in rows)


@pytest.mark.parametrize("form", ["md", "html", "docx", "json"])
def test_a_conversation_is_exported(visit: Callable[..., Visit], form: str) -> None:
    visited = visit()
    page = visited.page
    visited.ask(GDP)
    page.locator(".yj-export summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-act=save][data-form={form}]").click()
    assert download.value.suggested_filename.endswith(f".{form}")
    assert download.value.path().stat().st_size > 200


def test_a_long_conversation_stays_quick(visit: Callable[..., Visit]) -> None:
    visited = visit()
    page = visited.page
    visited.ask(GDP)
    took = page.evaluate(
        "() => { const log = document.getElementById('yj-log'); const one = log.firstElementChild;"
        " for (let at = 2; at <= 250; at += 1) { const copy = one.cloneNode(true);"
        " copy.id = `copy-${at}`; copy.querySelector('.yj-short').textContent = '长'.repeat(400);"
        " log.append(copy); } const begun = performance.now();"
        " log.lastElementChild.querySelector('.yj-short').textContent = '字'.repeat(10000);"
        " document.getElementById('yj-scroll').scrollTop = 1e9; log.getBoundingClientRect();"
        " return performance.now() - begun; }"
    )
    assert took < 2_000
    visited.ask(PARKS)
    assert "3" in page.locator("#yj-exchange-2 .yj-short").inner_text()
