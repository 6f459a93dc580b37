from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.ids import HamletId
from cdtt_app.services.household_removal import remove_household
from cdtt_app.storage.facts import keep_fact
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages.households_page import HouseholdsPage
from tests.ui.pages.desks import Sent
from tests.ui.pages.homes import home
from tests.ui.pages.households.households_hands import said


def test_the_page_follows_what_is_written(page: HouseholdsPage, desk: Desk, qtbot: QtBot) -> None:
    wanted = home(desk.db, "BG-004")
    page.open_household(wanted.id)
    remove_household(desk.db, wanted.id, "Ghi nhầm")
    qtbot.waitUntil(lambda: page.detail.name() not in {"", "Nông Văn Dư"})
    assert "97 hộ" in page.page_subtitle()


def test_a_hidden_page_does_not_read(page: HouseholdsPage, desk: Desk, qtbot: QtBot) -> None:
    page.hide()
    remove_household(desk.db, home(desk.db, "BG-004").id, "Ghi nhầm")
    qtbot.wait(50)
    assert "98 hộ" in page.page_subtitle()


def test_an_empty_hamlet_offers_the_register(page: HouseholdsPage, desk: Desk, sent: Sent) -> None:
    desk.db.connection().execute("DELETE FROM household")
    page.opened()
    assert "Chưa có hộ nào" in said(page.list)
    next(b for b in page.list.findChildren(QPushButton) if b.text() == "Nhập sổ hộ của xã").click()
    assert sent.calls == [("import_register", ())]


def test_the_buttons_open_the_form(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    page.detail.edit.click()
    (dialog,) = page.window().findChildren(HouseholdDialog)
    assert dialog.windowTitle() == "Sửa hộ Nông Văn Dư"
    dialog.close()
    page.list.new.click()
    assert page.window().findChildren(HouseholdDialog)[-1].windowTitle() == "Hộ mới"


def test_without_a_hamlet_there_is_no_new_household(page: HouseholdsPage, desk: Desk, sent: Sent) -> None:
    desk.db.connection().execute("DELETE FROM hamlet")
    keep_fact(desk.db, "hamlet", HamletId("khong-co"))
    page.list.new.click()
    assert sent.calls[-1][0] == "say"
    assert "chưa có thôn nào" in sent.calls[-1][1][0]


def test_a_narrow_window_shows_the_list_first_and_the_household_in_its_place(
    page: HouseholdsPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 690)
    qtbot.waitUntil(lambda: page._single)
    assert window.size().width() == 1024
    assert (page.list.isVisible(), page.detail.isVisible()) == (True, False)
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert (page.list.isVisible(), page.detail.isVisible()) == (False, True)
    page.detail.back.click()
    assert (page.list.isVisible(), QApplication.focusWidget() is page.list.view) == (True, True)


def test_nothing_reaches_past_the_window(page: HouseholdsPage, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    for width in (1366, 1200, 1024):
        window.resize(width, 690)
        qtbot.wait(20)
        for button in (b for b in page.findChildren(QPushButton) if b.isVisible()):
            right = button.mapTo(window, QPoint(button.width(), 0)).x()
            assert right <= width, (width, button.text())


def test_controls_are_large_and_named(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    for button in (b for b in page.findChildren(QPushButton) if b.isVisible()):
        assert button.accessibleName(), button.text()
        assert button.height() >= 40


def test_f6_goes_from_the_list_to_the_household(page: HouseholdsPage) -> None:
    assert page.panes() == [page.list, page.detail]
