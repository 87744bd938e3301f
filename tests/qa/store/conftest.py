"""Makes a failed assertion of the shared contract tell its values."""

import pytest

pytest.register_assert_rewrite("youju.store.contract", "youju.testing")
