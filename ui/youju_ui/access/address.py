"""Where the server may listen: on this machine always, for others only with a key or a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.errors import ConfigError
from youju_ui.access import open_registry
from youju_ui.chat.listening import is_loopback
from youju_ui.messages import access as texts
from youju_ui.messages.chat import filled

if TYPE_CHECKING:
    from pathlib import Path


def check_address(host: str, library: Path) -> None:
    """Refuse an address that other machines reach while nobody could prove who he is.

    Raises:
        ConfigError: it is not loopback, and the library has no active key and no user.
    """
    if is_loopback(host):
        return
    with open_registry(library) as registry:
        if registry.opens:
            return
    message = filled(texts.NOT_GUARDED, host=host)
    raise ConfigError(zh=message.zh, en=message.en)
