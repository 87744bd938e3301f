"""The two states of the question box; imports Gradio, as the handlers that return them do."""

from __future__ import annotations

import gradio as gr


def busy_box() -> gr.Textbox:
    """The question box emptied, with a stop button."""
    return gr.Textbox(value="", submit_btn=False, stop_btn=True)


def free_box() -> gr.Textbox:
    """The question box ready for the next question; what was typed meanwhile stays."""
    return gr.Textbox(submit_btn=True, stop_btn=False)
