"""``/api/v1`` against its own OpenAPI document, with requests that schemathesis makes up.

``YOUJU_FUZZ_EXAMPLES`` asks for more of them than CI has time for.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import serving

from youju_ui.access import Registry, Role

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

EXPECTED = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.slow
def test_schemathesis_finds_nothing(library, tmp_path):
    registry = Registry(library.path)
    _, text = registry.create_key("fuzz", role=Role.ADMIN)
    registry.close()
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(EXPECTED)),
        *("run", "--no-color", "--no-shrink", "--generation-deterministic"),
        *("--continue-on-failure", "-n", os.environ.get("YOUJU_FUZZ_EXAMPLES", "4")),
        *("-H", f"Authorization: Bearer {text}"),
    ]
    with serving.listening(serving.application(library, rate=10_000_000)) as address:
        done = subprocess.run(
            [*command, f"{address}/api/v1/openapi.json"],
            check=False,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "0 failed" not in done.stdout
    assert "Tested: 21" in done.stdout
