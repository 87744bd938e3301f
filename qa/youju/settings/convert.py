"""One raw value, from TOML or as text, to the type its setting wants; or what was wanted instead."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Annotated, Union, get_args, get_origin

from youju_embeddings.errors import Message

EXPECTED = {
    str: Message(zh="文字", en="a text"),
    int: Message(zh="整数", en="a whole number"),
    float: Message(zh="数", en="a number"),
    bool: Message(zh="true 或 false", en="true or false"),
    Path: Message(zh="路径", en="a path"),
}
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})


class NotConvertibleError(ValueError):
    """The value is not of the kind its setting wants; ``expected`` says which."""

    def __init__(self, expected: Message) -> None:
        super().__init__(expected.en)
        self.expected = expected


def plain_type(annotation: object) -> type:
    """The bare type of an annotation: ``Annotated[int, …]`` and ``int | None`` are ``int``."""
    if get_origin(annotation) is Annotated:
        return plain_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return plain_type(next(part for part in get_args(annotation) if part is not type(None)))
    if isinstance(annotation, type):
        return annotation
    raise TypeError(f"a setting cannot be of type {annotation!r}")


def convert(value: object, annotation: object, *, relative_to: Path | None = None) -> object:
    """The value as its setting's type; a path in a file is relative to that file's folder.

    Raises:
        NotConvertibleError: it is of another kind.

    """
    wanted = plain_type(annotation)
    if wanted is Path and isinstance(value, str | Path):
        path = Path(value).expanduser()
        return relative_to / path if relative_to is not None else path
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    raise NotConvertibleError(EXPECTED[wanted])


def convert_text(text: str, annotation: object) -> object:
    """The text of an environment variable as its setting's type.

    Raises:
        NotConvertibleError: it does not read as one.

    """
    wanted = plain_type(annotation)
    if wanted is bool:
        word = text.strip().lower()
        if word not in _TRUE | _FALSE:
            raise NotConvertibleError(EXPECTED[bool])
        return word in _TRUE
    if wanted is int or wanted is float:
        try:
            return wanted(text)
        except ValueError as error:
            raise NotConvertibleError(EXPECTED[wanted]) from error
    return convert(text, annotation)
