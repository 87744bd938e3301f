"""The one loader of settings: defaults, files, environment, flags, keywords, each winning over the last.

The files are ``youju.toml`` in the user's configuration directory, ``youju.toml`` beside the library
folder, and the file named on the command line. Nothing here is remembered: every call reads anew.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from youju.settings.convert import NotConvertibleError, convert, convert_text
from youju.settings.origin import Origin, OriginKind
from youju.settings.values import Settings, complaint
from youju_embeddings.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FILE_NAME = "youju.toml"
PREFIX = "YOUJU_"
_NEAR = 0.6
"""Likeness of two spellings from which on one is offered for the other."""
RESERVED = frozenset(
    {"YOUJU_ALLOW_DOWNLOAD", "YOUJU_CACHE", "YOUJU_DATA", "YOUJU_LANG", "YOUJU_LIBRARY"}
)
"""Variables with a meaning of their own that are no settings."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, where each value came from, and the files that were read, weakest first."""

    settings: Settings
    origins: Mapping[str, Origin]
    files: tuple[Path, ...] = ()

    def origin(self, key: str) -> Origin:
        """Where the value under a dotted key came from.

        Raises:
            ConfigError: there is no such key.

        """
        _annotation(key, where=Origin(OriginKind.KEYWORD))
        return self.origins.get(key, Origin())


def default_library(environment: Mapping[str, str] | None = None) -> Path:
    """The library when none is named: ``YOUJU_LIBRARY``, else a folder of the user's data directory."""
    named = (os.environ if environment is None else environment).get("YOUJU_LIBRARY", "")
    if named.strip():
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("youju", appauthor=False)) / "library"


def user_file() -> Path:
    """The user's own settings file, which need not exist."""
    import platformdirs

    return Path(platformdirs.user_config_dir("youju", appauthor=False)) / FILE_NAME


def library_file(library: Path) -> Path:
    """The settings file beside a library folder, which need not exist."""
    return library.absolute().parent / FILE_NAME


def load_settings(
    *,
    library: Path | None = None,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Loaded:
    """Read every source in turn; ``flags`` and ``overrides`` have dotted keys (``retrieval.k``).

    ``config`` is read after the other files and must exist. ``environment`` is the process's when
    not given. A None in ``flags`` is a flag that was not used.

    Raises:
        ConfigError: an unknown key (with the nearest spelling), a value of the wrong type or out of
            range, or a file that cannot be read; the message names file or variable and key.

    """
    places = [user_file(), *([library_file(library)] if library is not None else [])]
    files = [place for place in dict.fromkeys(places) if place.is_file() and place != config]
    if config is not None:
        files.append(config)
    variables = os.environ if environment is None else environment
    used = {key: value for key, value in (flags or {}).items() if value is not None}
    settings, origins = Settings(), dict[str, Origin]()
    for key, value, origin in (
        *_from_files(files),
        *_from_environment(variables),
        *_from_caller(used, Origin(OriginKind.FLAG)),
        *_from_caller(overrides or {}, Origin(OriginKind.KEYWORD)),
    ):
        settings = _with(settings, key, value, origin=origin)
        origins[key] = origin
    return Loaded(settings, origins, tuple(files))


def assigned(name: str, text: str) -> tuple[str, object]:
    """The dotted key and the converted value of ``name=text``; ``k`` is short for ``retrieval.k``.

    Raises:
        ConfigError: no setting or several have this name, or the text does not read as its value.

    """
    origin = Origin(OriginKind.FLAG)
    ends = [key for key in _keys() if key.rpartition(".")[2] == name]
    if len(ends) > 1:
        listed = ", ".join(ends)
        raise ConfigError(
            zh=f"名为 {name} 的设置不止一个，请写全名：{listed}。",
            en=f"Several settings are called {name}; write one in full: {listed}.",
        )
    key = ends[0] if ends else name
    annotation = _annotation(key, where=origin)
    try:
        return key, convert_text(text, annotation)
    except NotConvertibleError as error:
        raise ConfigError(
            zh=f"设置 {key} 的值 {text!r} 类型不对：应为{error.expected.zh}。",
            en=f"The setting {key} cannot be {text!r}: it should be {error.expected.en}.",
        ) from error


def with_values(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The settings with some values changed, by dotted key.

    Raises:
        ConfigError: a key is unknown, or a value is of the wrong type or out of range.

    """
    for key, value, origin in _from_caller(values, Origin(OriginKind.FLAG)):
        settings = _with(settings, key, value, origin=origin)
    return settings


_Given = tuple[str, object, Origin]
"""Dotted key, converted value, and where it came from."""


def _from_files(files: Sequence[Path]) -> Iterator[_Given]:
    """What the files say, in their order; paths in them are relative to their folder."""
    for file in files:
        origin = Origin(OriginKind.FILE, str(file))
        for key, value in _flat(_toml(file), origin):
            yield key, _converted(key, value, origin, folder=file.absolute().parent), origin


def _from_environment(variables: Mapping[str, str]) -> Iterator[_Given]:
    """What the variables say; an empty one is not set."""
    for variable, text in sorted(variables.items()):
        if not variable.startswith(PREFIX) or variable in RESERVED or not text.strip():
            continue
        origin = Origin(OriginKind.ENVIRONMENT, variable)
        key = variable.removeprefix(PREFIX).lower().replace("__", ".")
        yield key, _converted(key, text, origin), origin


def _from_caller(given: Mapping[str, object], origin: Origin) -> Iterator[_Given]:
    """What flags or keywords say."""
    for key, value in _flat(given, origin):
        yield key, _converted(key, value, origin), origin


def _toml(file: Path) -> dict[str, object]:
    """The tables of one file; Windows editors put a byte order mark in front."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(
            zh=f"找不到设置文件 {file}。请检查 --config 后的路径。",
            en=f"There is no settings file {file}. Check the path after --config.",
        ) from error
    except OSError as error:
        raise ConfigError(
            zh=f"无法读取设置文件 {file}：{error.strerror}。",
            en=f"The settings file {file} cannot be read: {error.strerror}.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            zh=f"设置文件 {file} 不是有效的 TOML（UTF-8 编码）：{error}。请改正后重试。",
            en=f"The settings file {file} is not valid TOML in UTF-8: {error}. Correct it and try again.",
        ) from error


def _flat(tables: Mapping[str, object], origin: Origin) -> Iterator[tuple[str, object]]:
    """Dotted keys of nested tables; a table where a value should stand is an error by its key."""
    stages = {entry.name for entry in fields(Settings) if is_dataclass(entry.default_factory)}
    for name, value in tables.items():
        if not isinstance(value, dict):
            yield name, value
            continue
        if name not in stages:
            _annotation(name, where=origin)
        for inner, content in value.items():
            yield f"{name}.{inner}", content


def _keys() -> dict[str, object]:
    """Every dotted key with its annotation."""
    keys: dict[str, object] = {}
    for name, annotation in get_type_hints(Settings, include_extras=True).items():
        if isinstance(annotation, type) and is_dataclass(annotation):
            inner = get_type_hints(annotation, include_extras=True)
            keys.update({f"{name}.{key}": value for key, value in inner.items()})
        else:
            keys[name] = annotation
    return keys


def _annotation(key: str, *, where: Origin) -> object:
    """The type a key wants."""
    keys = _keys()
    if key in keys:
        return keys[key]
    near = _nearest(key, keys)
    raise ConfigError(
        zh=f"没有名为 {key} 的设置（来自{where.message.zh}）。"
        + (f"是否想写 {_spelled(near, where)}？" if near else "")
        + "所有设置见：youju config show。",
        en=f"There is no setting {key} (from {where})."
        + (f" Did you mean {_spelled(near, where)}?" if near else "")
        + " All settings: youju config show.",
    )


def _nearest(key: str, keys: Iterable[str]) -> str:
    """The key of the most similar spelling, in full or after the stage; empty when none is near."""

    def likeness(known: str) -> float:
        pairs = ((key, known), (key.rpartition(".")[2], known.rpartition(".")[2]))
        return max(difflib.SequenceMatcher(None, *pair).ratio() for pair in pairs)

    best = max(keys, key=likeness)
    return best if likeness(best) >= _NEAR else ""


def _spelled(key: str, where: Origin) -> str:
    """A key as it is written in its source."""
    if where.kind is OriginKind.ENVIRONMENT:
        return PREFIX + key.replace(".", "__").upper()
    return key


def _converted(key: str, value: object, origin: Origin, *, folder: Path | None = None) -> object:
    """The value in the type its key wants."""
    annotation = _annotation(key, where=origin)
    try:
        if origin.kind is OriginKind.ENVIRONMENT and isinstance(value, str):
            return convert_text(value, annotation)
        return convert(value, annotation, relative_to=folder)
    except NotConvertibleError as error:
        raise ConfigError(
            zh=f"设置 {key} 的值 {value!r} 类型不对（来自{origin.message.zh}）：应为{error.expected.zh}。",
            en=f"The setting {key} cannot be {value!r} (from {origin}): it should be {error.expected.en}.",
        ) from error


def _with(settings: Settings, key: str, value: object, *, origin: Origin) -> Settings:
    """The settings with one value changed."""
    stage_name, _, name = key.rpartition(".")
    stage = getattr(settings, stage_name) if stage_name else settings
    wrong = complaint(type(stage), name, value)
    if wrong is not None:
        raise ConfigError(
            zh=f"设置 {key} 的值 {value!r} 不合适（来自{origin.message.zh}）：{wrong[0]}。",
            en=f"The setting {key} cannot be {value!r} (from {origin}): it {wrong[1]}.",
        )
    change: dict[str, Any] = {name: value}
    if stage_name:
        change = {stage_name: replace(stage, **change)}
    return replace(settings, **change)
