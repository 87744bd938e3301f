"""What is said in passing: greetings, thanks, and questions about the assistant itself.

Nobody's documents answer them, so that they get a friendly line, never a citation.
"""

from __future__ import annotations

import re

from youju.errors import Message

_END = r"[\s!！。.?？~，,啊呀啦哦呢了]*$"
_KINDS: tuple[tuple[re.Pattern[str], Message], ...] = tuple(
    (re.compile(rf"(?:{pattern}){_END}", re.IGNORECASE), message)
    for pattern, message in (
        (
            r"(?:你好|您好|嗨|哈喽|早上好|上午好|中午好|下午好|晚上好|在吗|hello|hi|hey|good (?:morning|afternoon|evening))",
            Message(
                zh="你好！请直接问文档里的内容，例如“年假有几天”。",
                en='Hello! Ask about what your documents say, such as "How many days of leave are there?"',
            ),
        ),
        (
            r"(?:(?:好的?|嗯)[，, ]*)?(?:谢谢|多谢|感谢|谢啦|辛苦)(?:你|您|大家)?|thanks?(?: you)?(?: (?:so|very) much)?|thank you(?: very much)?",
            Message(zh="不客气。还可以接着问。", en="You are welcome. Ask on whenever you like."),
        ),
        (
            r"再见|拜拜|回头见|晚安|bye|goodbye|see you",
            Message(zh="再见。", en="Goodbye."),
        ),
        (
            r"(?:你|您)(?:是谁|是什么|叫什么(?:名字)?|能做什么|会做什么|会什么|能干什么|怎么用)|怎么用你|who are you|what can you do",
            Message(
                zh="我只根据资料库里的文档回答，并给出原文出处；文档里没有的，会直说没有。请直接提问。",
                en="I answer from the documents in this library alone and show where it stands;"
                " what they do not say, I do not either. Just ask.",
            ),
        ),
    )
)


def courtesy(text: str) -> Message | None:
    """The friendly line for what is said in passing; None for everything that asks of documents."""
    said = text.strip()
    return next((message for pattern, message in _KINDS if pattern.match(said)), None)
