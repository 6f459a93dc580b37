"""PySide6 6.12.0 on Python 3.11 loses one reference to None per call and to True per emit, and then aborts."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal there")


class _Bell(QObject):
    rung = Signal(bool)


def test_methods_that_return_nothing_keep_the_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    assert sys.getrefcount(None) > before - 100


@pytest.mark.usefixtures("qapp")
def test_emitting_keeps_the_count_of_true() -> None:
    bell = _Bell()
    before = sys.getrefcount(True)
    for _ in range(400):
        bell.rung.emit(True)
    assert sys.getrefcount(True) > before - 100
