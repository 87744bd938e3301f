"""The child of the sandbox: reads requests from stdin, parses, writes results to stdout, until EOF.

Started as ``python -m youju.parsing.worker module:function``; the parent watches time and death.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from typing import BinaryIO, Final

from youju.errors import DocumentError
from youju.parsing import failures
from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.wire import (
    decode_request,
    encode_document,
    encode_error,
    read_frame,
    write_frame,
)

READY: Final = b"ready"
"""Sent once everything is imported: only then the time of the first file begins."""
_GRACE: Final = 5
"""Seconds after which the child ends itself when the parent, gone, no longer does."""


def main(entry: str) -> None:
    """Serve requests with the function named by ``entry`` until the parent closes the pipe."""
    source, target = _streams()
    module, _, function = entry.partition(":")
    parse = getattr(importlib.import_module(module), function)
    write_frame(target, READY)
    while (request := read_frame(source)) is not None:
        data = read_frame(source)
        if data is None:
            return
        name, limits = decode_request(request)
        _limit(limits)
        result, exhausted = _answer(parse, data, name, limits)
        write_frame(target, result)
        _unwatch()
        if exhausted:
            return


def _answer(
    parse: Callable[..., ParsedDocument], data: bytes, name: str, limits: Limits
) -> tuple[bytes, bool]:
    """The frame to send, and whether memory ran out, after which a process is not to be trusted."""
    try:
        return encode_document(parse(data, name=name, limits=limits)), False
    except DocumentError as error:
        return encode_error(error), False
    except MemoryError:
        return encode_error(failures.out_of_memory(name, limits.memory_bytes), last=True), True
    except RecursionError:
        return encode_error(failures.too_deep(name)), False


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and a private copy of stdout: whatever a library prints must not get into the frames."""
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, target


def _limit(limits: Limits) -> None:
    """Bound memory where the platform can, and life beyond the parent's patience."""
    if sys.platform == "win32":
        return
    import resource
    import signal

    signal.alarm(int(limits.seconds) + _GRACE)
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        hard = resource.getrlimit(kind)[1]
        wanted = limits.memory_bytes
        bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        try:
            resource.setrlimit(kind, (bound, hard))
        except (OSError, ValueError):  # macOS knows the names and refuses the values
            continue


def _unwatch() -> None:
    if sys.platform != "win32":
        import signal

        signal.alarm(0)


if __name__ == "__main__":
    main(sys.argv[1])
