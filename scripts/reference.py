"""Writes the reference of ``import youju`` into docs/python.md: ``python scripts/reference.py``.

Everything in ``youju.__all__`` with its signature and docstring, between two marks; a test fails
when the page is behind the code.
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Callable, Iterator
from enum import EnumType
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
BEGIN = "<!-- reference: written by scripts/reference.py -->\n"
END = "<!-- end of reference -->\n"
FIRST = ("Library", "Answer", "Citation", "Quote", "ScoredPassage", "Passage", "Document", "Scope")
"""What most people look for; the rest follows in alphabetical order."""


def reference() -> str:
    """The whole reference as Markdown."""
    import youju

    public = [name for name in youju.__all__ if not name.startswith("_")]
    rest = [name for name in public if name not in FIRST]
    return "\n".join(
        line for name in (*FIRST, *rest) for line in _entry(name, getattr(youju, name))
    )


def with_reference(page: str) -> str:
    """A page with the reference between the marks as the code has it now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{reference()}\n{END}{after}"


def _entry(name: str, thing: object) -> Iterator[str]:
    if inspect.ismodule(thing):
        yield f"### `youju.{name}`\n\n```text\n{inspect.getdoc(thing)}\n```\n"
    elif inspect.isclass(thing):
        yield f"### `{name}`\n\n{_text(thing)}\n"
        yield from _members(thing)
    elif callable(thing):
        yield f"### `{name}{_signature(thing)}`\n\n{_text(thing)}\n"


def _members(thing: type) -> Iterator[str]:
    if isinstance(thing, EnumType):
        yield ", ".join(f"`{member.value}`" for member in thing) + "\n"
        return
    if dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield f"- `{field.name}: {field.type}`"
        yield ""
    for name, member in vars(thing).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield f"- property `{name}`: {_text(member)}\n"
        elif isinstance(member, classmethod):
            yield f"#### `{thing.__name__}.{name}{_signature(member.__func__)}`\n\n{_text(member)}\n"
        elif inspect.isfunction(member):
            yield f"#### `.{name}{_signature(member)}`\n\n{_text(member)}\n"


def _text(thing: object) -> str:
    """The docstring; its sections of arguments and errors become lists."""
    lines = (inspect.getdoc(thing) or "").replace("``", "`").splitlines()
    written: list[str] = []
    inside = False
    for line in lines:
        if line in {"Args:", "Raises:", "Returns:"}:
            inside = True
            written += [f"*{line[:-1]}*", ""]
        elif inside and line.startswith("    ") and not line.startswith("     "):
            name, colon, about = line.strip().partition(": ")
            written.append(f"- `{name}`: {about}" if colon else f"- {line.strip()}")
        else:
            written.append(f"  {line.strip()}" if inside and line.strip() else line)
    return "\n".join(written)


def _signature(function: Callable[..., object]) -> str:
    """The parameters without ``self`` and ``cls``, annotations and plain defaults as written."""
    signature = inspect.signature(function)
    kept = [
        one.replace(annotation=_Bare(one.annotation), default=_default(one.default))
        for name, one in signature.parameters.items()
        if name not in {"self", "cls"}
    ]
    returned = _Bare(signature.return_annotation)
    return str(signature.replace(parameters=kept, return_annotation=returned))


class _Bare:
    """An annotation that prints without the quotes of a postponed one."""

    def __init__(self, annotation: object) -> None:
        self._text = annotation if isinstance(annotation, str) else repr(annotation)

    def __repr__(self) -> str:
        return self._text


def _default(value: object) -> object:
    """A value of ours by the name of its class, as it is written."""
    return _Bare(f"{type(value).__name__}()") if dataclasses.is_dataclass(value) else value


def main() -> int:
    """Write the page."""
    page = PAGE.read_text("utf-8")
    PAGE.write_text(with_reference(page), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
