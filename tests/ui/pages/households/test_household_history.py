from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.household_removal import withdraw_consent
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.questions import by_id
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.history_dialog import HistoryDialog
from cdtt_app.ui.pages.household_history import open_history, read_history
from tests.ui.pages.desks import Sent
from tests.ui.pages.sync.sync_hands import press


@pytest.fixture
def home(desk: Desk) -> Household:
    found = household_by_code(desk.db, "BG-004")
    assert found is not None
    return found


def _phone(db: Database, home: Household, phone: str) -> None:
    with db.write() as tx:
        tx.save(replace(home, phone=phone))


def test_the_history_is_named_and_knows_its_people(desk: Desk, home: Household) -> None:
    history = read_history(desk, home.id)
    assert (history.name, history.line) == ("hộ Nông Văn Dư", "BG-004 · thôn Bản Giòng")
    assert {event.kind for event in history.events} >= {"household", "person", "visit", "consent"}
    assert "Bà Nhình" in history.known.names.values()


def test_what_the_family_does_not_agree_to_is_not_told(desk: Desk, home: Household) -> None:
    def told() -> bool:
        return any(
            change.field.startswith("answers")
            for event in read_history(desk, home.id).events
            for change in event.changes
        )

    assert told()
    withdraw_consent(desk.db, home.id)
    assert not told()


def test_an_earlier_value_is_taken_back_and_that_can_be_undone(
    desk: Desk, home: Household, sent: Sent, qtbot: QtBot
) -> None:
    _phone(desk.db, home, "0900000241")
    window = QWidget()
    qtbot.addWidget(window)

    def take(dialog: HistoryDialog) -> None:
        assert any("0900 000 241" in label.text() for label in dialog.findChildren(QLabel))
        press(dialog, "Để trống lại, số điện thoại: để trống")
        dialog.accept()

    QTimer.singleShot(0, partial(_with_history, take))
    open_history(desk, home.id, window)
    kept = by_id(desk.db, Household, home.id)
    assert kept is not None
    assert kept.phone == home.phone
    name, (sentence, saved) = sent.calls[-1]
    assert (name, sentence) == ("saved", "Đã lấy lại số điện thoại: để trống.")
    assert [change.before.phone for change in saved.changes] == ["0900000241"]


def _with_history(act: object) -> None:
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, HistoryDialog)
    assert callable(act)
    try:
        act(opened)
    except BaseException:
        opened.close()  # else the test would wait for ever
        raise


def test_a_household_that_is_gone_has_no_history_to_open(desk: Desk, home: Household) -> None:
    with desk.db.write() as tx:
        tx.keep_local("DELETE FROM household WHERE id = ?", (home.id,))
    with pytest.raises(RefusedError, match="không còn trong sổ"):
        read_history(desk, home.id)
