"""What the page's sessions hold after many events: what handlers keep, not what was shown."""

from __future__ import annotations

import asyncio
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from youju_ui.chat.forgetful import ForgetfulBlocks


def _page(kind: type[gr.Blocks]) -> gr.Blocks:
    blocks: gr.Blocks = kind()
    with blocks:
        kept, shown = gr.State("kept"), gr.HTML("")
        button = gr.Button()
        button.click(lambda: None, outputs=[shown])
        button.click(lambda: None, outputs=[kept])
    return blocks


def _show(blocks: gr.Blocks, state: SessionState, number: int, value: Any) -> list[Any]:
    return asyncio.run(blocks.postprocess_data(blocks.fns[number], value, state))


def _held(state: SessionState) -> int:
    told = [config["props"].get("value") for config in state.config_values.values()]
    return sum(isinstance(value, str) and "<p>" in value for value in told)


@pytest.mark.parametrize(("kind", "held"), [(gr.Blocks, 20), (ForgetfulBlocks, 0)])
def test_a_session_does_not_keep_what_it_showed(kind: type[gr.Blocks], held: int) -> None:
    blocks = _page(kind)
    state = SessionState(blocks)
    components = len(state.blocks_config.blocks)
    for number in range(21):
        assert _show(blocks, state, 0, f"<p>{number}</p>") == [f"<p>{number}</p>"]
        _show(blocks, state, 0, gr.skip())
    assert _held(state) == held, "with 0 for Gradio's own, this class can go"
    grown = len(state.blocks_config.blocks) - components
    assert grown == held


def test_what_handlers_keep_stays() -> None:
    blocks = _page(ForgetfulBlocks)
    state = SessionState(blocks)
    _show(blocks, state, 1, "mine")
    _show(blocks, state, 0, "<p>shown</p>")
    (kept,) = state.state_data.values()
    assert kept == "mine"
