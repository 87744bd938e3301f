"""The socket the server listens on, taken before anything slow is done."""

from __future__ import annotations

import errno
import ipaddress
import socket

from youju.errors import ConfigError
from youju_ui.messages import chat as texts
from youju_ui.messages.chat import filled

_OWN = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - told, not listened on
"""What stands for all addresses of a machine is none that a browser can open."""


def is_everywhere(host: str) -> bool:
    """Whether a host stands for all addresses of this machine."""
    return host.strip("[]") in _OWN


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 lets the system choose.

    Raises:
        ConfigError: the port is in use or cannot be had; the message names a free one.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it on, the body of an
    # answer waits 40 ms for the acknowledgement of its headers.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host.strip("[]"), port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            message = filled(texts.PORT_IN_USE, port=port, free=_free_port(host, family, port))
        else:
            message = filled(
                texts.CANNOT_LISTEN, host=host, port=port, why=error.strerror or str(error)
            )
        raise ConfigError(zh=message.zh, en=message.en) from error
    return listener


def url_of(host: str, listener: socket.socket) -> str:
    """The address to open in a browser of this machine."""
    port: int = listener.getsockname()[1]
    bare = host.strip("[]")
    bare = _OWN.get(bare, bare)
    return f"http://[{bare}]:{port}" if ":" in bare else f"http://{bare}:{port}"


def _free_port(host: str, family: int, taken: int) -> int:
    for port in range(taken + 1, min(taken + 50, 65_535)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host.strip("[]"), port))
            except OSError:
                continue
            return port
    return 0
