"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cdtt_app.storage.database import Database
from tests.factories import NOW

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Two busy cores make generation slow without anything being wrong.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty encrypted database whose clock stands still."""
    database = Database(tmp_path / "data.db", bytes(range(32)), clock=lambda: NOW)
    yield database
    database.close()
