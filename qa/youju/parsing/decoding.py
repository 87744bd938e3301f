"""Bytes to text, with the Chinese encodings told apart; markup and paragraphs are others' work.

Order: byte order mark, UTF-8, a declared charset that proves true, UTF-16 without mark, GB18030
against Big5 by plausibility, then charset-normalizer over a short list. A decoder that is not kept
to a list takes short GB text for Korean.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from youju.parsing import failures
from youju.parsing.characters import normalize_newlines
from youju.parsing.plausibility import common_share, plausibility, readable_share
from youju_embeddings.errors import Message

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ALIASES: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
}
_ISOLATED: Final = ["gb18030", "big5hkscs", "shift_jis", "euc_jp", "cp949", "cp1252", "cp1251"]
_PLAUSIBLE: Final = 0.7
_WORTH_A_THOUGHT: Final = 0.4
_SHORT: Final = 64
_DAMAGED_SHARE: Final = 0.01
_BINARY_SHARE: Final = 0.02
_SAMPLE: Final = 65_536
_CUT_REASONS: Final = frozenset(
    {"unexpected end of data", "incomplete multibyte sequence", "truncated data"}
)
_TEXT_CONTROLS: Final = frozenset(b"\t\n\v\f\r\x1a\x1b")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A text with ``\n`` line ends, the encoding it came in, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[Message, ...] = ()


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """The text in the bytes of the file ``name``.

    Args:
        data: the bytes.
        name: the file's name, for messages.
        declared: a charset that the content claims (an HTML meta tag); used only if it proves true.

    Raises:
        UnreadableDocumentError: no bytes, binary data, or no encoding fits.
    """
    if not data:
        raise failures.empty(name)
    found = _marked(data) or _utf8(data) or _declared(data, declared) or _utf16(data)
    if found is None:
        if _is_binary(data):
            raise failures.not_text(name)
        found = _chinese(data) or _damaged(data) or _other(data)
    if found is None or _is_noise(found.text):
        raise failures.not_text(name)
    return Decoded(normalize_newlines(found.text), found.encoding, found.warnings)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _strict(body, encoding) or _replaced(body, encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    found = _strict(data, "utf-8")
    if found and found.text.isascii() and "~{" in found.text:
        return _strict(data, "hz") or found
    if found and _is_short_gb(data, found.text):
        return None
    # ASCII with half a character at its end is as likely a Chinese encoding.
    return None if found and found.warnings and found.text.isascii() else found


def _is_short_gb(data: bytes, text: str) -> bool:
    """Whether a few GB bytes form UTF-8 by chance, as 目录 and 联通 do: only Latin or Greek comes out."""
    foreign = [character for character in text if character > "\x7f"]
    if (
        len(data) > _SHORT
        or not foreign
        or max(foreign) >= "\u0800"
        or 4 * len(foreign) < len(data)
    ):
        return False
    other = _strict(data, "gb18030")
    return other is not None and not other.warnings and common_share(other.text) > 0.99


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        canonical = codecs.lookup(declared.strip()).name
    except LookupError:
        return None
    found = _strict(data, _ALIASES.get(canonical, canonical))
    return found if found and plausibility(found.text) >= _PLAUSIBLE else None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: half of its bytes are zero in English, few characters odd in Chinese."""
    if len(data) < 4 or _looks_multibyte(data):
        return None
    candidates = (_strict(data, "utf-16-le"), _strict(data, "utf-16-be"))
    best = max(
        (found for found in candidates if found),
        key=lambda found: readable_share(found.text),
        default=None,
    )
    return best if best and readable_share(best.text) >= 0.85 else None


def _looks_multibyte(data: bytes) -> bool:
    """Whether a strict Chinese reading is plausible: then UTF-16 without zeros is the odder guess."""
    if b"\0" in data:
        return False
    found = _strict(data, "gb18030")
    return found is not None and common_share(found.text) > 0.9


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 0x20 and byte not in _TEXT_CONTROLS)
    return b"\0" in sample or controls > _BINARY_SHARE * len(sample)


def _is_noise(text: str) -> bool:
    """Whether what was decoded is full of control characters: some binary data is valid UTF-8."""
    sample = text[:_SAMPLE]
    controls = sum(
        1 for character in sample if character < " " and ord(character) not in _TEXT_CONTROLS
    )
    return controls > _BINARY_SHARE * len(sample)


def _chinese(data: bytes) -> Decoded | None:
    simplified, traditional = _strict(data, "gb18030"), _strict(data, "big5hkscs")
    scored = [(plausibility(found.text), found) for found in (simplified, traditional) if found]
    if not scored:
        return None
    score, best = max(scored, key=lambda pair: pair[0])
    if score >= _PLAUSIBLE:
        return best
    # Names and rare characters lower the score; one that stands alone and is no Western text is kept.
    return best if score >= _WORTH_A_THOUGHT and _mostly_multibyte(data) else None


def _mostly_multibyte(data: bytes) -> bool:
    """Western text has single accented letters among ASCII; Chinese has runs of high bytes."""
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80)
    return high > 0.3 * len(sample)


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 or GB18030 with a few broken places, which are marked and reported."""
    for encoding in ("utf-8", "gb18030"):
        found = _replaced(data, encoding)
        lost = found.text.count("\ufffd")
        foreign = sum(1 for character in found.text if character > "\x7f")
        if (
            lost <= max(2, _DAMAGED_SHARE * foreign)
            and lost * 4 < foreign
            and (plausibility(found.text) >= _PLAUSIBLE)
        ):
            return found
    return None


def _other(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_ISOLATED).best()
    if best is None:
        return None
    return Decoded(
        str(best),
        best.encoding,
        (
            Message(
                zh=f"文件没有注明编码，按 {best.encoding} 读取；如有乱码，请另存为 UTF-8 后重新添加。",
                en=f"The encoding is not stated; read as {best.encoding}. If the text looks wrong, "
                "save the file as UTF-8 and add it again.",
            ),
        ),
    )


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """The text when every byte fits, save a character cut off at the very end."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.reason not in _CUT_REASONS or len(data) - error.start > 3 or error.start == 0:
            return None
        cut = error.start
    except (UnicodeError, LookupError):
        return None
    try:
        return Decoded(data[:cut].decode(encoding), encoding, (_cut_warning(),))
    except UnicodeError:
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    return Decoded(
        text,
        encoding,
        (
            Message(
                zh=f"文件有 {lost} 处字节损坏，以“\ufffd”代替。",
                en=f"The file is damaged in {lost} places, marked with “\ufffd”.",
            ),
        ),
    )


def _cut_warning() -> Message:
    return Message(
        zh="文件末尾的字符不完整（可能被截断），已略去。",
        en="The last character of the file is cut off and was left out; the file may be truncated.",
    )
