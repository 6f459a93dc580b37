"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cdtt_app.storage.database import Database

from tests.factories import NOW

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty encrypted database whose clock stands still."""
    database = Database(tmp_path / "data.db", bytes(range(32)), clock=lambda: NOW)
    yield database
    database.close()
