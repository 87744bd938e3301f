"""``/api/v1`` against its own OpenAPI document, with requests that schemathesis makes up."""

import pytest
from hypothesis import HealthCheck, settings
from tests.support import serving

from youju_ui.access import Registry, Role

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


@pytest.fixture
def api_schema(library):
    registry = Registry(library.path)
    _, text = registry.create_key("fuzz", role=Role.ADMIN)
    app = serving.application(library, rate=10_000_000)
    with serving.listening(app) as address:
        made = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
        made.config.update(headers={"authorization": f"Bearer {text}"})
        yield made
    registry.close()


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_in_the_document_is_broken_by_what_it_allows_or_forbids(case):
    case.call_and_validate()
