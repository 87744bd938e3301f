"""Parses in one persistent child process, so that a file can crash, hang or eat memory on its own.

What a file may cost is the ``Limits``; what a parser does inside the child is the parsers' work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

from youju.errors import DocumentError, DocumentTooLargeError, UnreadableDocumentError
from youju.parsing import failures
from youju.parsing.base import Limits, ParsedDocument
from youju.parsing.wire import decode_result, encode_request, read_frame, write_frame

_PATIENCE: Final = 2.0
_STARTING: Final = 60.0


class Sandbox:
    """One child process that parses file after file; started when first needed, again after a death.

    Calls from several threads wait for each other. The child is a fresh interpreter, never a fork,
    and loads the parsers alone.

    Args:
        entry: ``module:function`` called in the child with ``(data, *, name, limits)``; an
            application with formats of its own names the function that knows them.
    """

    def __init__(self, *, entry: str = "youju.parsing:parse") -> None:
        self._entry = entry
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def parse(self, data: bytes, *, name: str, limits: Limits | None = None) -> ParsedDocument:
        """Read one file in the child.

        Raises:
            DocumentTooLargeError: over ``limits``, in time or memory too.
            UnreadableDocumentError: the parser died of this file.
            DocumentError: whatever the parser itself says about the file.
        """
        limits = limits or Limits()
        if len(data) > limits.file_bytes:
            raise failures.file_too_large(name, len(data), limits.file_bytes)
        if not data:
            raise failures.empty(name)
        with self._lock:
            return self._exchange(data, name, limits)

    def close(self) -> None:
        """End the child; calling it twice is fine, and a later ``parse`` starts a new one."""
        with self._lock:
            self._end()

    def _exchange(self, data: bytes, name: str, limits: Limits) -> ParsedDocument:
        process = self._running()
        payload, expired = _timed(
            process, limits.seconds, lambda: _ask(process, data, name, limits)
        )
        if payload is None:
            self._end()
            raise _timeout(name, limits) if expired else _death(name, process.returncode)
        try:
            result, last = decode_result(payload)
        except ValueError as error:
            self._end()
            raise _death(name, process.returncode) from error
        if last:
            self._end()
        if isinstance(result, DocumentError):
            raise result
        return result

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, started and ready.

        Raises:
            UnreadableDocumentError: it does not start; the message says with which code it ended.
        """
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        process = self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "youju.parsing.worker", self._entry],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        source = cast("BinaryIO", process.stdout)
        ready, _ = _timed(process, _STARTING, lambda: read_frame(source))
        if ready is None:
            self._end()
            raise _no_start(process.returncode)
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None and process.stdin is not None:
            try:
                process.stdin.close()
                process.wait(_PATIENCE)
            except (OSError, subprocess.TimeoutExpired):
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # unsent bytes of a pipe whose reader died
                    continue


def _environment() -> dict[str, str]:
    """The parent's view of modules, without the current folder, where a ``docx.py`` may lie in wait."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path}


def _timed(
    process: subprocess.Popen[bytes], seconds: float, exchange: Callable[[], bytes | None]
) -> tuple[bytes | None, bool]:
    """What the exchange with the child gives, and whether the child was killed for taking longer."""
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        return exchange(), expired.is_set()
    except BaseException:
        # Ctrl-C amid an exchange: what is left in the pipe belongs to no later question.
        process.kill()
        raise
    finally:
        timer.cancel()


def _ask(process: subprocess.Popen[bytes], data: bytes, name: str, limits: Limits) -> bytes | None:
    """The child's answer, None when it died before giving one."""
    source, target = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
    try:
        write_frame(target, encode_request(name, limits))
        write_frame(target, data)
    except OSError:
        return None
    return read_frame(source)


def _timeout(name: str, limits: Limits) -> DocumentTooLargeError:
    return DocumentTooLargeError(
        zh=f"读取“{failures.shown(name)}”超过 {limits.seconds:g} 秒，已停止。请拆成几个文件再添加，或在设置里调高上限。",
        en=f"Reading “{failures.shown(name)}” took more than {limits.seconds:g} seconds and was stopped. "
        "Split it into several files, or raise the limit in the settings.",
    )


def _no_start(code: int | None) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        zh=f"用于读取文件的子进程无法启动（代码 {code}）。请检查内存是否充足、安装是否完整，然后重试。",
        en=f"The child process that reads files does not start (code {code}). "
        "Check that there is memory left and that the installation is complete, then try again.",
    )


def _death(name: str, code: int | None) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        zh=f"读取“{failures.shown(name)}”时解析程序意外退出（代码 {code}），文件可能已损坏或内存不足。"
        "其他文件不受影响；请用原来的软件打开后另存一份再添加。",
        en=f"The parser died while reading “{failures.shown(name)}” (code {code}): the file may be "
        "damaged or memory ran out. Other files are not affected; open it in its own program, "
        "save a copy and add that.",
    )
