"""``set.toml``: a set described in a few keys, which may take questions and documents from anywhere."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from youju.errors import EvaluationError, Message
from youju_eval.rows import read_text
from youju_eval.sets.formats import NAMED, Format
from youju_eval.sets.values import Purpose

MANIFEST = "set.toml"


class Gold(StrEnum):
    """What of the questions' gold counts."""

    GIVEN = "given"
    """All of it."""
    FOUND = "found"
    """Answers and evidence that stand in the judged documents: for documents in another language."""
    ANSWERS = "answers"
    """The evidence is where the answers stand: for evidence that a machine chose."""


_KEYS = (
    "name",
    "questions",
    "documents",
    "qrels",
    "format",
    "purpose",
    "about",
    "generated",
    "gold",
)
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file says; paths are complete, whether anything is there is for ``opening``.

    Without ``questions`` they are looked for in the folder of the file.
    """

    path: Path
    name: str
    questions: Path
    documents: tuple[Path, ...] | None
    """None: those the questions bring; empty: none."""
    qrels: Path | None
    format: Format | None
    purpose: Purpose
    about: str
    generated: str
    """What made the questions up, where none of them says so itself."""
    gold: Gold


def read_manifest(path: Path, environment: Mapping[str, str]) -> Manifest:
    """A ``set.toml``; paths are relative to it, ``$NAME`` and ``${NAME}`` come from the environment.

    Raises:
        EvaluationError: it is no TOML, a key is unknown or of another kind, a variable is not set.

    """
    try:
        keys = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise EvaluationError(
            zh=f"{path}：不是有效的 TOML（{error}）。",
            en=f"{path}: not valid TOML ({error}).",
        ) from error
    fields = _Fields(path, keys, environment)
    fields.ensure_known()
    return Manifest(
        path=path,
        name=fields.text("name") or _default_name(path),
        questions=fields.place("questions") if "questions" in keys else path.parent,
        documents=tuple(fields.places("documents")) if "documents" in keys else None,
        qrels=fields.place("qrels") if "qrels" in keys else None,
        format=Format(fields.choice("format", NAMED, "")) if fields.text("format") else None,
        purpose=Purpose(fields.choice("purpose", tuple(Purpose), Purpose.UNSTATED)),
        about=" ".join(fields.text("about").split()),
        generated=fields.text_or_yes("generated"),
        gold=Gold(fields.choice("gold", tuple(Gold), Gold.GIVEN)),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """The keys of the file with typed access."""

    path: Path
    keys: Mapping[str, object]
    environment: Mapping[str, str]

    def ensure_known(self) -> None:
        """Refuse keys nobody reads, with the nearest that is."""
        for key in self.keys:
            if key not in _KEYS:
                raise EvaluationError(
                    zh=f"{self.path}：没有名为 {key} 的键。{nearest(key, _KEYS).zh}",
                    en=f"{self.path}: there is no key {key}. {nearest(key, _KEYS).en}",
                )

    def text(self, name: str) -> str:
        """A text, empty when it is missing."""
        value = self.keys.get(name, "")
        if not isinstance(value, str):
            raise self._wrong(name, zh="文字", en="a text")
        return value

    def text_or_yes(self, name: str) -> str:
        """A text; ``true`` is the key's own name, for who does not know more, and ``false`` nothing."""
        value = self.keys.get(name)
        if isinstance(value, bool):
            return name if value else ""
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A text or a list of them, empty when it is missing."""
        value = self.keys.get(name, [])
        entries = cast("list[object]", value) if isinstance(value, list) else [value]
        if not all(isinstance(entry, str) for entry in entries):
            raise self._wrong(name, zh="文字或文字的列表", en="a text or a list of texts")
        return tuple(str(entry) for entry in entries)

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """One of some words."""
        value = self.text(name) or default
        if value not in allowed:
            raise EvaluationError(
                zh=f"{self.path}：{name} 不能是 {value}。{nearest(value, allowed).zh}",
                en=f"{self.path}: {name} cannot be {value}. {nearest(value, allowed).en}",
            )
        return value

    def place(self, name: str) -> Path:
        """A path that must be given."""
        given = self.text(name)
        if not given:
            raise EvaluationError(
                zh=f'{self.path}：缺少 {name}。请写：{name} = "路径"',
                en=f'{self.path}: {name} is missing. Write: {name} = "path"',
            )
        return self._complete(name, given)

    def places(self, name: str) -> list[Path]:
        """A path or a list of them."""
        return [self._complete(name, given) for given in self.texts(name)]

    def _complete(self, name: str, given: str) -> Path:
        """A path with its variables, from the folder of the file."""

        def value(match: re.Match[str]) -> str:
            variable = match[1] or match[2]
            found = self.environment.get(variable)
            if found:
                return found
            raise EvaluationError(
                zh=f"{self.path}：{name} 用到环境变量 {variable}，但没有设置。请先运行：export {variable}=路径",
                en=f"{self.path}: {name} uses the environment variable {variable}, which is not set."
                f" First run: export {variable}=PATH",
            )

        return self.path.parent / Path(_VARIABLE.sub(value, given)).expanduser()

    def _wrong(self, name: str, *, zh: str, en: str) -> EvaluationError:
        """The error that a key is of another kind."""
        return EvaluationError(
            zh=f"{self.path}：{name} 应为{zh}。",
            en=f"{self.path}: {name} should be {en}.",
        )


def _default_name(path: Path) -> str:
    """The folder's name for a ``set.toml``, else the file's own."""
    return path.resolve().parent.name if path.name == MANIFEST else path.stem


def nearest(word: str, known: Sequence[str]) -> Message:
    """What was probably meant, and else all there is."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return Message(zh=f"是否想写 {near[0]}？", en=f"Did you mean {near[0]}?")
    return Message(zh=f"可以写：{'、'.join(known)}。", en=f"There are: {', '.join(known)}.")
