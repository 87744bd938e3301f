"""What a reader thinks of an answer, as buttons and a small form; pure."""

from __future__ import annotations

from youju_ui.chat.markup import attributes, button, escape, icon
from youju_ui.chat.session import Exchange
from youju_ui.messages import chat_answers as texts


def render_verdict(exchange: Exchange, language: str) -> str:
    """Two buttons, pressed when the answer was judged, and the form a dislike unfolds."""
    liked = None if exchange.verdict is None else exchange.verdict.liked
    up = _thumb(exchange.number, "like", liked is True, language)
    down = _thumb(exchange.number, "dislike", liked is False, language)
    form = _form(exchange, language)
    return f'<span class="yj-verdict">{up}{down}</span><template>{form}</template>'


def _thumb(number: int, act: str, pressed: bool, language: str) -> str:
    label = {
        ("like", False): texts.LIKE,
        ("like", True): texts.LIKED,
        ("dislike", False): texts.DISLIKE,
        ("dislike", True): texts.DISLIKED,
    }[act, pressed].localized(language)
    known = attributes(
        type="button",
        class_="yj-icon-button yj-thumb",
        data_act=act,
        data_exchange=number,
        aria_pressed="true" if pressed else "false",
        aria_label=label,
        title=label,
    )
    return f"<button {known}>{icon('up' if act == 'like' else 'down')}</button>"


def _form(exchange: Exchange, language: str) -> str:
    verdict = exchange.verdict
    reasons = "".join(
        f"<label><input {_reason(name, verdict.reason if verdict else '', exchange.number)}>"
        f"<span>{escape(label.localized(language))}</span></label>"
        for name, label in texts.REASONS.items()
    )
    expected = attributes(
        type="text",
        name="expected",
        maxlength=500,
        value=verdict.expected if verdict else "",
        aria_label=texts.EXPECTED.localized(language),
        placeholder=texts.EXPECTED.localized(language),
    )
    return (
        f'<div class="yj-judge"><fieldset><legend>{escape(texts.DISLIKE_WHY.localized(language))}</legend>'
        f"{reasons}</fieldset><input {expected}>"
        f'<div class="yj-judge-end">{button(texts.SEND_VERDICT.localized(language), "judge", quiet=False, exchange=exchange.number)}</div></div>'
    )


def _reason(name: str, chosen: str, number: int) -> str:
    return attributes(
        type="radio", name=f"yj-reason-{number}", value=name, checked=name == (chosen or "wrong")
    )
