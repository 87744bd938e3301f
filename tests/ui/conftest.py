"""A small library for the tests of the server: made once, copied for each."""

import pytest
from tests.support import serving


@pytest.fixture(scope="session")
def _served_library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "library"
    serving.make(folder)
    return folder


@pytest.fixture
def library(_served_library, tmp_path):
    """An open library with a handbook in ``default`` and a report in ``报告``."""
    with serving.opened(_served_library, tmp_path / "library") as opened:
        yield opened
