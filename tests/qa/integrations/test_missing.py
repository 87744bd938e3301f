"""Without its framework an adapter says what to type, and the rest of youju does not mind."""

from __future__ import annotations

import subprocess
import sys

import pytest

BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "{framework}":
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocker())
import youju.integrations
from youju.errors import MissingExtraError
try:
    import youju.integrations.{module}
except MissingExtraError as error:
    print(error.message.zh, error.message.en)
"""


@pytest.mark.parametrize(
    ("module", "framework", "extra"),
    [
        ("langchain", "langchain_core", "langchain"),
        ("llama_index", "llama_index", "llama-index"),
        ("haystack", "haystack", "haystack"),
    ],
)
def test_the_install_line_is_named(module: str, framework: str, extra: str) -> None:
    code = BLOCKED.format(module=module, framework=framework)
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.count(f"pip install 'youju[{extra}]'") == 2
