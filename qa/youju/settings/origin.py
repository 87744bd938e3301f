"""Where a setting's value came from, in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from youju_embeddings.errors import Message


class OriginKind(StrEnum):
    """The sources of settings; a later one wins over an earlier one."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    FLAG = "flag"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class Origin:
    """A source and its place: the file's path or the variable's name, empty for the others."""

    kind: OriginKind = OriginKind.DEFAULT
    place: str = ""

    @property
    def message(self) -> Message:
        """The origin in Chinese and English, ``environment YOUJU_RETRIEVAL__K``."""
        words = {
            OriginKind.DEFAULT: ("默认值", "default"),
            OriginKind.FILE: ("文件", "file"),
            OriginKind.ENVIRONMENT: ("环境变量", "environment"),
            OriginKind.FLAG: ("命令行选项", "command line"),
            OriginKind.KEYWORD: ("程序参数", "keyword argument"),
        }
        zh, en = words[self.kind]
        return Message(zh=f"{zh} {self.place}".strip(), en=f"{en} {self.place}".strip())

    def __str__(self) -> str:
        return self.message.en
