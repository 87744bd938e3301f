"""The errors that several parsers share, each with what to do next; it decides nothing."""

from __future__ import annotations

from typing import Final

from youju.errors import (
    DocumentTooLargeError,
    EncryptedDocumentError,
    UnreadableDocumentError,
    UnsupportedFormatError,
)

SUPPORTED: Final = "TXT、Markdown、DOCX、PDF、HTML"
_SUPPORTED_EN: Final = "TXT, Markdown, DOCX, PDF, HTML"
_SHOWN: Final = 80


def shown(name: str) -> str:
    """A file name fit for a message: one printable line of limited length."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _set_off(word: str) -> str:
    """A word after a Chinese character: Latin letters stand off by a space."""
    return f" {word}" if word[:1].isascii() else word


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / (1024 * 1024):.1f} MB"


def empty(name: str) -> UnreadableDocumentError:
    """A file without a byte, or with nothing but white space."""
    return UnreadableDocumentError(
        zh=f"“{shown(name)}”是空的，没有任何文字。请检查文件是否完整，重新保存或下载后再添加。",
        en=f"“{shown(name)}” is empty: it holds no text. Check the file, save or download it again, "
        "then add it again.",
    )


def broken(name: str, what: str, *, detail: str = "") -> UnreadableDocumentError:
    """A file of a known kind (``what``: ``PDF``, ``DOCX``) that is damaged or cut off."""
    return UnreadableDocumentError(
        zh=f"“{shown(name)}”不是完整的 {what} 文件，可能已损坏或没有下载完{f'（{detail}）' if detail else ''}。"
        "请用原来的软件打开确认，重新保存或下载后再添加。",
        en=f"“{shown(name)}” is not a complete {what} file: it is damaged or was cut off{f' ({detail})' if detail else ''}. "
        "Open it in its own program, save or download it again, then add it again.",
    )


def encrypted(name: str, what: str) -> EncryptedDocumentError:
    """A file that wants a password."""
    return EncryptedDocumentError(
        zh=f"“{shown(name)}”是加密的 {what} 文件，需要密码才能打开。请先去除密码另存一份，再添加。",
        en=f"“{shown(name)}” is an encrypted {what} file and needs a password. "
        "Save a copy without the password and add that.",
    )


def unsupported(
    name: str, *, kind_zh: str, kind_en: str, next_zh: str, next_en: str
) -> UnsupportedFormatError:
    """A kind of file that no parser reads; ``next_…`` says how to bring its text in."""
    return UnsupportedFormatError(
        zh=f"“{shown(name)}”是{_set_off(kind_zh)}，暂不支持。{next_zh}（支持的格式：{SUPPORTED}。）",
        en=f"“{shown(name)}” is {kind_en}, which is not supported yet. {next_en} "
        f"(Supported: {_SUPPORTED_EN}.)",
    )


def not_text(name: str) -> UnreadableDocumentError:
    """Bytes that are no text in any encoding we know."""
    return UnreadableDocumentError(
        zh=f"“{shown(name)}”的内容不是文本（含有二进制数据或无法识别的编码）。"
        "如果它本来是文本，请用编辑器另存为 UTF-8 后再添加。",
        en=f"“{shown(name)}” does not hold text: it is binary or in an unknown encoding. "
        "If it should be text, save it as UTF-8 in an editor and add it again.",
    )


def file_too_large(name: str, size: int, limit: int) -> DocumentTooLargeError:
    """More bytes than the limit."""
    return DocumentTooLargeError(
        zh=f"“{shown(name)}”有 {megabytes(size)}，超过单个文件的上限 {megabytes(limit)}。"
        "请拆成几个文件再添加，或在设置里调高上限。",
        en=f"“{shown(name)}” has {megabytes(size)}, over the limit of {megabytes(limit)} a file. "
        "Split it into several files, or raise the limit in the settings.",
    )


def text_too_long(name: str, limit: int) -> DocumentTooLargeError:
    """More characters than the limit."""
    return DocumentTooLargeError(
        zh=f"“{shown(name)}”的文字超过 {limit:,} 个字符的上限。请拆成几个文件再添加，或在设置里调高上限。",
        en=f"“{shown(name)}” holds more than {limit:,} characters, the limit. "
        "Split it into several files, or raise the limit in the settings.",
    )


def too_deep(name: str) -> UnreadableDocumentError:
    """Content nested deeper than any real document."""
    return UnreadableDocumentError(
        zh=f"“{shown(name)}”的内容嵌套层数过多，没有读取。请用原来的软件打开后另存一份再添加。",
        en=f"“{shown(name)}” is nested too deeply to be read. Open it in its own program, "
        "save a copy and add that.",
    )


def out_of_memory(name: str, limit: int) -> DocumentTooLargeError:
    """Reading it wants more bytes of memory than the limit."""
    return DocumentTooLargeError(
        zh=f"读取“{shown(name)}”需要的内存超过上限 {megabytes(limit)}。请拆成几个文件再添加，或在设置里调高上限。",
        en=f"Reading “{shown(name)}” needs more memory than the limit of {megabytes(limit)}. "
        "Split it into several files, or raise the limit in the settings.",
    )


def expands_too_far(name: str, reason_zh: str, reason_en: str) -> DocumentTooLargeError:
    """An archive that unpacks to more than is sane (a zip bomb, or a huge office file)."""
    return DocumentTooLargeError(
        zh=f"“{shown(name)}”解压后过大：{reason_zh}。它可能是“压缩炸弹”，没有打开。"
        "如果来源可靠，请删去其中的大图片等内容另存后再添加。",
        en=f"“{shown(name)}” expands too far: {reason_en}. It may be a zip bomb and was not opened. "
        "If you trust it, save a copy without large pictures and add that.",
    )


def hostile_xml(name: str) -> UnreadableDocumentError:
    """Office XML with a document type or entities, which no office program writes."""
    return UnreadableDocumentError(
        zh=f"“{shown(name)}”的内部含有 DOCTYPE 或实体声明，正常的 Office 文件不会这样，为安全起见没有读取。"
        "请用 Word 或 WPS 打开后另存一份再添加。",
        en=f"“{shown(name)}” declares a DOCTYPE or entities inside, which office programs never do; "
        "it was not read for safety. Save a copy from Word or WPS and add that.",
    )
