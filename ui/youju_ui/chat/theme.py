

def head() -> str:
    """What stands in the page's head: the words that must hold before Gradio's script starts."""
    return f"<script>{static_text('early.js')}</script>"


def translations() -> gr.I18n:
    """Gradio's dictionary for the labels it resolves in the browser."""
    import gradio as gr

    from youju_ui.messages import chat as texts

    keyed = {"youju_question": texts.QUESTION_LABEL, "youju_placeholder": texts.QUESTION_PLACEHOLDER, "youju_upload": texts.DROP}
    return gr.I18n(
        **{
            "zh-CN": {key: message.zh for key, message in keyed.items()},
            "en": {key: message.en for key, message in keyed.items()},
        }
    )
