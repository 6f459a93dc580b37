"""What the tests of the services may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.meetings import Land


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Land]:
    """A province without machines."""
    made = Land(tmp_path)
    yield made
    made.close()
