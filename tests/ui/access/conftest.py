"""Registries and servers over a small library."""

from datetime import UTC, datetime, timedelta

import pytest

from youju_ui.access import Registry


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_days(self, days):
        self.now += timedelta(days=days)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def registry(tmp_path, clock):
    made = Registry(tmp_path / "library", clock=clock)
    yield made
    made.close()


@pytest.fixture
def keys(library):
    """The registry of the served library."""
    made = Registry(library.path)
    yield made
    made.close()
