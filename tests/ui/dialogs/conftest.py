from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from cdtt_app.storage import keyring
from cdtt_app.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def quick_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock as slow as the real one would take most of the time of these tests."""
    monkeypatch.setattr(keyring, "_MEMORY", 1024 * 1024)
    monkeypatch.setattr(keyring, "_ROUNDS", 1)


@pytest.fixture
def tasks(dressed_app: QApplication) -> Iterator[Tasks]:
    """Background work that is over when the test is."""
    made = Tasks(dressed_app)
    yield made
    made.close()
