import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded: no screen is needed, nothing pops up

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from cdtt_app.ui.style import apply_style
from cdtt_app.ui.theme import TEXT_SIZES, Theme, load_fonts
from cdtt_app.ui.translator import install_vietnamese


def clear_windows(app: QApplication) -> None:
    """Delete every window left over: each one would be dressed again, at a price, for all tests to come."""
    for window in app.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def dressed_app(qapp: QApplication) -> QApplication:
    """The application with its fonts and Vietnamese words."""
    load_fonts()
    install_vietnamese(qapp)
    return qapp


@pytest.fixture(params=TEXT_SIZES, ids=lambda pt: f"{pt}pt")
def theme(request: pytest.FixtureRequest, dressed_app: QApplication) -> Iterator[Theme]:
    """Each text size in turn, the application dressed for it."""
    made = Theme(request.param)
    apply_style(dressed_app, made)
    yield made
    clear_windows(dressed_app)
