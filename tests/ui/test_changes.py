import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.ui.changes import Changes


def test_news_from_another_thread_is_heard_on_the_thread_of_the_screen(qtbot: QtBot) -> None:
    changes = Changes()
    heard: list[tuple[frozenset[str], int]] = []
    changes.written.connect(lambda kinds: heard.append((kinds, threading.get_ident())))
    teller = threading.Thread(target=changes.report, args=(["visit", "household"],))
    teller.start()
    teller.join()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard == [(frozenset({"visit", "household"}), threading.get_ident())]


def test_nobody_is_told_in_the_middle_of_the_write(qapp: QApplication) -> None:
    changes = Changes()
    heard: list[frozenset[str]] = []
    changes.written.connect(heard.append)
    changes.report({"visit"})
    assert heard == []
    qapp.processEvents()
    assert heard == [frozenset({"visit"})]
