"""Threads share two heaps in a serving process."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import ctypes, threading
from youju_ui.heaps import share_heaps
{share}
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
meet, seen = threading.Barrier(8), []
def work():
    seen.append(libc.malloc(1000) >> 26)
    meet.wait(20)
threads = [threading.Thread(target=work) for _ in range(8)]
for one in threads: one.start()
for one in threads: one.join()
print(len(set(seen)))
"""


def _heaps(share: str) -> int:
    program = _PROGRAM.format(share=share)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's heaps")
def test_threads_share_two_heaps() -> None:
    assert _heaps("share_heaps()") <= 2
    assert _heaps("") > 2
