"""Gradio's page, kept from remembering everything it ever showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

if TYPE_CHECKING:
    from gradio.block_function import BlockFunction
    from gradio.state_holder import SessionState


class ForgetfulBlocks(gr.Blocks):
    """A page whose sessions hold nothing: what it needs to know again stands in the page and in the history.

    Gradio notes for each session what every component last showed, so that a link could bring the
    same page back; and where a handler passes a component over with ``gr.skip``, it files what is
    shown next under a new number and keeps the old. The list of a thousand documents would stay in
    memory once for every visit and once more for every upload. This page has links of its own.
    """

    async def postprocess_data(
        self,
        block_fn: BlockFunction,
        predictions: list[Any] | dict[Any, Any],
        state: SessionState | None,
    ) -> list[Any]:
        """What goes to the browser, as Gradio makes it; the notes taken on the way are dropped."""
        sent: list[Any] = await super().postprocess_data(block_fn, predictions, state)
        if state is not None:
            state.config_values.clear()
            components = state.blocks_config.blocks
            for number in components.keys() - self.default_config.blocks.keys():
                del components[number]
        return sent
