"""The look of the chat for Gradio's own parts: calm colours and the system's Chinese fonts only.

No web font is named: a page of this server asks no other host for anything. The rest of the look
stands in ``static/style``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju_ui.assets import static_text, style

if TYPE_CHECKING:
    import gradio as gr
    from gradio.themes import Base

FONTS = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "system-ui",
    "sans-serif",
)
MONOSPACE = ("ui-monospace", "SFMono-Regular", "Consolas", "Noto Sans Mono CJK SC", "monospace")

_INK = (
    "#f4f7f6",
    "#e6edeb",
    "#cfdbd8",
    "#a9bdb8",
    "#7d9690",
    "#5f7a73",
    "#4a625c",
    "#3a4f4a",
    "#283834",
    "#1a2623",
    "#101917",
)
_GREEN = (
    "#eff8f5",
    "#d8efe7",
    "#b2dfd0",
    "#81c8b3",
    "#4fac93",
    "#2f9077",
    "#1f7460",
    "#1a5d4e",
    "#174b40",
    "#143e36",
    "#0a2721",
)


def build_theme() -> Base:
    """The theme handed to ``mount_gradio_app``."""
    from gradio.themes import Base, Color, sizes

    shades = ("50", "100", "200", "300", "400", "500", "600", "700", "800", "900", "950")
    ink = Color(
        **{f"c{shade}": value for shade, value in zip(shades, _INK, strict=True)}, name="ink"
    )
    green = Color(
        **{f"c{shade}": value for shade, value in zip(shades, _GREEN, strict=True)}, name="green"
    )
    theme = Base(
        primary_hue=green,
        secondary_hue=green,
        neutral_hue=ink,
        font=list(FONTS),
        font_mono=list(MONOSPACE),
        radius_size=sizes.radius_lg,
        text_size=sizes.text_md,
    )
    return theme.set(
        body_background_fill="#f6f8f7",
        body_background_fill_dark="#111816",
        body_text_color="#1b2724",
        body_text_color_dark="#e4ebe9",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        input_background_fill="#ffffff",
        input_background_fill_dark="#18211f",
        input_border_color="#d5dfdc",
        input_border_color_dark="#2d3b37",
    )


def head() -> str:
    """What stands in the page's head: the style sheet, and what must hold before Gradio starts.

    The style sheet does not go through Gradio's ``css``, which puts its own container before every
    selector, so that no rule could look at the state of the page's body.
    """
    early = static_text("early.js")
    return (
        f"<script>{early}</script><style>{style()}</style>"
        '<meta name="theme-color" content="#1f7460">'
        '<link rel="apple-touch-icon" href="icons/icon-192.png">'
    )


def translations() -> gr.I18n:
    """Gradio's dictionary for the labels it resolves in the browser."""
    import gradio as gr

    from youju_ui.messages import chat as texts

    keyed = {
        "youju_question": texts.QUESTION_LABEL,
        "youju_placeholder": texts.QUESTION_PLACEHOLDER,
        "youju_upload": texts.DROP,
    }
    return gr.I18n(
        **{
            "zh-CN": {key: message.zh for key, message in keyed.items()},
            "en": {key: message.en for key, message in keyed.items()},
        }
    )
