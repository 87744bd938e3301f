"""What every page of evaluation is made with: templates, colours, and the file it is written to."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from youju.errors import EvaluationError

if TYPE_CHECKING:
    from jinja2 import Environment

_DARK = ':root[data-theme="dark"] {'


def templates() -> Environment:
    """The templates of this package; everything that is no markup is escaped, every name must be given."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("youju_eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str) -> str:
    """A file beside the templates, as text."""
    return (files("youju_eval.report") / "templates" / name).read_text(encoding="utf-8")


def colours() -> str:
    """The colours as CSS variables; the dark ones also for who prefers them and has not chosen."""
    style = asset("colours.css")
    begin = style.index(_DARK) + len(_DARK)
    dark = style[begin : style.index("}", begin)]
    return (
        f"{style}@media screen and (prefers-color-scheme: dark) "
        f"{{ :root:not([data-theme]) {{{dark}}} }}\n"
    )


def opening(language: str) -> str:
    """The language a page opens in: ``zh-CN`` for any Chinese, else ``en``."""
    return "zh-CN" if language.lower().startswith("zh") else "en"


def write_page(page: str, path: Path) -> None:
    """Write a page; the folder is made if need be.

    Raises:
        EvaluationError: the file cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise EvaluationError(
            zh=f"无法写入 {path}：{error.strerror}。请换一个位置。",
            en=f"{path} cannot be written: {error.strerror}. Choose another place.",
        ) from error
