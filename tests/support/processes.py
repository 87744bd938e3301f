"""The child processes that run one of our modules, among those of the whole test run."""

from __future__ import annotations

import psutil


def children_running(module: str) -> list[psutil.Process]:
    """Direct children of this process started with ``-m module``; other tests have children too."""
    found = []
    for child in psutil.Process().children():
        try:
            command = child.cmdline()
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
        if module in command:
            found.append(child)
    return found
