"""The server without its chat, in this process and on a socket."""

import pytest
from tests.support import serving

from youju_ui.access import Registry


@pytest.fixture
def client(library):
    with serving.client(serving.application(library), raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def keys(library):
    """The keys and users of the served library."""
    made = Registry(library.path)
    yield made
    made.close()


@pytest.fixture
def address(library):
    """The server on a port of its own."""
    with serving.listening(serving.application(library)) as url:
        yield url
