"""A real ``youju serve`` in a process of its own, asked through Gradio's own client."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(library: Path) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """The process, its address, and the seconds until it answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "youju_ui.cli", "--library", str(library), "serve"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", str(port), "--no-open"], stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5).read()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - started > 60:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.05)
        yield process, address, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(timeout=20)


def client(address: str) -> object:
    """Gradio's client for the chat at an address."""
    from gradio_client import Client

    return Client(address, verbose=False)
