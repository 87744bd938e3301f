"""A small library, and no word of a framework to anyone outside."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.support.libraries import open_small

from youju import Library

# Read when the framework is imported.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
os.environ["LANGSMITH_TRACING"] = "false"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_small(tmp_path_factory.mktemp("integrations") / "library") as opened:
        yield opened
