from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.services.households import MINORS_FACT
from cdtt_app.services.setup import COMMUNE, HAMLET, current_member
from cdtt_app.storage import keyring
from cdtt_app.storage.backup import SUFFIX, make_backup, read_info
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.profile import Profile, create, open_profile
from cdtt_app.storage.settings import read_settings
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.pin_change_dialog import PinChangeDialog
from cdtt_app.ui.dialogs.restore_dialog import RestoreDialog
from cdtt_app.ui.pages.settings_acts import USB_FACT
from cdtt_app.ui.pages.settings_page import SettingsPage
from cdtt_app.ui.theme import Theme, Tone
from cdtt_app.ui.widgets.chip import Chip
from tests.factories import HAMLET as HAMLET_ID
from tests.factories import NOW, make_household
from tests.ui.dialogs.locked import PIN, all_done, nameless, small_targets, type_in
from tests.ui.pages.desks import Sent, make_desk


@pytest.fixture(autouse=True)
def quick_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "_MEMORY", 1024 * 1024)
    monkeypatch.setattr(keyring, "_ROUNDS", 1)


@pytest.fixture
def desk(theme: Theme, sent: Sent, tmp_path: Path) -> Iterator[Desk]:
    """Real data behind a PIN, of one hamlet; nobody wrote down who works here."""
    db = create(Profile(tmp_path / "p"), PIN, clock=lambda: NOW).db
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET_ID, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        tx.save(make_household("Nông Văn Dư"))
    keep_fact(db, COMMUNE, "02239")
    keep_fact(db, HAMLET, HAMLET_ID)
    made = replace(make_desk(db, tmp_path / "p", theme, sent), practice=False)
    yield made
    made.tasks.close()
    db.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    return _open(desk, qtbot)


def _open(desk: Desk, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1250, 560)
    page.show()
    page.opened()
    _settle(desk, qtbot)
    return page


def _settle(desk: Desk, qtbot: QtBot) -> None:
    """Wait for work under way, and for Qt to show the rows that it brought."""
    qtbot.waitUntil(partial(all_done, desk.tasks), timeout=10_000)
    qtbot.wait(1)


def _words(page: SettingsPage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def _in_window(kind: type, act: Callable[..., None]) -> None:
    """Do something in the next window that opens over the page."""

    def found() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, kind)
        act(window)

    QTimer.singleShot(0, found)


def test_a_text_size_is_shown_before_it_is_taken_and_kept_on_the_machine(
    page: SettingsPage, desk: Desk, sent: Sent, theme: Theme
) -> None:
    card = page.text_size
    assert (card.choice.value(), card.take.isEnabled()) == ("13", False)
    before = card._name.font().pointSizeF()
    card.choice._buttons["18"].click()
    assert card._name.font().pointSizeF() > before
    assert read_settings(desk.profile.folder).text_size == 13
    card.take.click()
    assert read_settings(desk.profile.folder).text_size == 18
    assert sent.calls == [("rebuild", ())]
    assert theme.pt in (13, 18)


def test_the_first_name_typed_makes_a_member_and_the_next_renames_it(
    page: SettingsPage, desk: Desk, sent: Sent
) -> None:
    assert not page.person.save.isEnabled()
    type_in(page.person.name, "Lương Thị Mai")
    type_in(page.person.called, "Chị Mai")
    page.person.save.click()
    member = current_member(desk.db)
    assert member is not None
    assert (member.name, member.called) == ("Lương Thị Mai", "Chị Mai")
    type_in(page.person.called, "Bà Mai")
    QTest.keyClick(page.person.called, Qt.Key.Key_Return)
    renamed = current_member(desk.db)
    assert renamed is not None
    assert (renamed.id, renamed.called) == (member.id, "Bà Mai")
    assert sent.calls[-1] == ("say", ("Đã lưu tên: Lương Thị Mai.", Tone.GREEN))


def test_a_blank_name_is_refused_in_words(page: SettingsPage, desk: Desk, sent: Sent) -> None:
    type_in(page.person.called, "Mai")
    page.person.save.click()
    assert sent.calls == [("say", ("Hãy ghi họ tên người dùng máy này.", Tone.RED))]
    assert page.person.name.property("invalid") is True
    assert current_member(desk.db) is None


def test_the_place_stands_beside_the_title(page: SettingsPage) -> None:
    assert page.page_subtitle() == "thôn Bản Giòng, xã Thượng Nông"


def test_the_pin_is_changed_in_its_dialog(page: SettingsPage, desk: Desk, sent: Sent, qtbot: QtBot) -> None:
    def change(dialog: PinChangeDialog) -> None:
        for field, text in ((dialog.old, PIN), (dialog.new, "975312"), (dialog.again, "975312")):
            type_in(field, text)
        dialog.change_button.click()

    _in_window(PinChangeDialog, change)
    page.pin.change.click()
    _settle(desk, qtbot)
    open_profile(desk.profile, "975312").close()
    assert sent.calls[-1][1][0].startswith("Đã đổi mã PIN")


def test_locking_goes_through_the_way(page: SettingsPage, sent: Sent) -> None:
    page.pin.lock.click()
    assert sent.calls == [("lock", ())]


def test_practice_needs_no_pin_and_leads_back(desk: Desk, sent: Sent, qtbot: QtBot, tmp_path: Path) -> None:
    open_profile_without_pin = Profile(tmp_path / "thuc-hanh")
    create(open_profile_without_pin, None).db.close()
    page = _open(replace(desk, practice=True, profile=open_profile_without_pin), qtbot)
    assert not page.pin.change.isVisible()
    assert "không cần mã PIN" in _words(page)
    assert (page.practice.go.isVisible(), page.practice.back.isVisible()) == (False, True)
    page.practice.back.click()
    assert sent.calls == [("practise", (False,))]


def test_from_real_data_one_can_go_and_practise_or_import(page: SettingsPage, sent: Sent) -> None:
    page.practice.go.click()
    page.register.open.click()
    assert sent.calls == [("practise", (True,)), ("import_register", ())]


def test_under_sixteens_are_not_named_until_somebody_allows_it(page: SettingsPage, desk: Desk) -> None:
    assert not page.privacy.minors.isChecked()
    page.privacy.minors.click()
    assert read_fact(desk.db, MINORS_FACT) is True
    page.privacy.minors.click()
    assert read_fact(desk.db, MINORS_FACT) is False


def test_a_backup_goes_where_the_person_says_with_its_own_suffix(
    page: SettingsPage, desk: Desk, sent: Sent, tmp_path: Path, qtbot: QtBot
) -> None:
    def choose(window: QFileDialog) -> None:
        assert window.testOption(QFileDialog.Option.DontUseNativeDialog)
        window.setDirectory(str(tmp_path))
        window.selectFile("so tay.xlsx")
        window.accept()

    _in_window(QFileDialog, choose)
    page.backup.save.click()
    _settle(desk, qtbot)
    assert read_info(tmp_path / f"so tay.xlsx{SUFFIX}").operations == 2
    assert not (tmp_path / "so tay.xlsx").exists()
    assert read_fact(desk.db, USB_FACT) == NOW.isoformat()
    assert sent.calls[-1][1][1] is Tone.GREEN
    assert "Ra USB: hôm nay" in _words(page)


def test_a_place_that_cannot_be_written_is_told(
    page: SettingsPage, desk: Desk, sent: Sent, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chan").write_text("một tệp nằm chắn đường")
    target = tmp_path / "chan" / f"a{SUFFIX}"
    monkeypatch.setattr("cdtt_app.ui.pages.settings_backup_card.choose_new_file", lambda *_arguments: target)
    page.backup.save.click()
    _settle(desk, qtbot)
    assert sent.calls[-1][1][1] is Tone.RED
    assert page.backup.save.isEnabled()
    assert read_fact(desk.db, USB_FACT) is None


def test_backups_on_the_machine_are_listed(desk: Desk, qtbot: QtBot) -> None:
    for day in range(6):
        make_backup(desk.db, desk.profile, desk.profile.backups / f"tu-dong-{day}{SUFFIX}")
    words = _words(_open(desk, qtbot))
    assert words.count("máy tự sao lưu · 2 lần ghi") == 4
    assert "và 2 bản nữa" in words


def test_restoring_hands_the_file_and_its_pin_to_the_way(desk: Desk, sent: Sent, qtbot: QtBot) -> None:
    backup = make_backup(desk.db, desk.profile, desk.profile.backups / f"tu-dong-1{SUFFIX}")
    page = _open(desk, qtbot)

    def restore(dialog: RestoreDialog) -> None:
        dialog.choice.add_file(backup.path)
        type_in(dialog.choice.pin, PIN)
        dialog.restore_button.click()

    _in_window(RestoreDialog, restore)
    page.backup.restore.click()
    assert sent.calls == [("restore", (backup.path, PIN))]


def test_turning_back_from_the_restore_does_nothing(page: SettingsPage, sent: Sent) -> None:
    _in_window(RestoreDialog, lambda dialog: dialog.reject())
    page.backup.restore.click()
    assert sent.calls == []


def test_the_machine_is_looked_over_when_the_page_opens_and_thoroughly_when_asked(
    page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    quick = [each.text() for each in page.check.findChildren(Chip) if each.isVisible()]
    page.check.thorough.click()
    assert not page.check.thorough.isEnabled()
    _settle(desk, qtbot)
    thorough = [each.text() for each in page.check.findChildren(Chip) if each.isVisible()]
    assert len(thorough) > len(quick)
    assert "2 bản ghi đều khớp sổ thay đổi." in _words(page)


def test_a_damaged_log_is_said_first_and_in_red(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    desk.db.connection().execute("UPDATE household SET head_name = 'Người khác'")
    page.check.thorough.click()
    _settle(desk, qtbot)
    first = next(each for each in page.check.findChildren(Chip) if each.isVisible())
    assert (first.text(), first._tone) == ("Hỏng", Tone.RED)


def test_versions_of_the_parts_are_told(page: SettingsPage, db: Database) -> None:
    words = _words(page)
    for part in ("SQLite 3.", "SQLCipher 4.", "OpenSSL 3.", "Qt 6.", "Apache-2.0"):
        assert part in words
    assert db.rows("SELECT sqlite_version()")[0][0] in words


def test_a_name_written_elsewhere_is_shown(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    type_in(page.person.name, "Lương Thị Mai")
    page.person.save.click()
    member = current_member(desk.db)
    assert member is not None
    with desk.db.write() as tx:
        tx.save(replace(member, name="Lương Thị Mây"))
    qtbot.waitUntil(lambda: page.person.name.text() == "Lương Thị Mây")


def test_a_page_that_is_gone_is_not_called_when_its_check_is_done(desk: Desk, qtbot: QtBot) -> None:
    page = _open(desk, qtbot)
    page.check.run(thorough=True)
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    _settle(desk, qtbot)


@pytest.mark.parametrize("width", [900, 1250])
def test_nothing_is_cut_sideways_and_everything_is_named_and_large_enough(
    page: SettingsPage, theme: Theme, width: int, qtbot: QtBot
) -> None:
    page.resize(width, 560)
    qtbot.wait(1)
    assert page._scroll.horizontalScrollBar().maximum() == 0
    inside = page._scroll.widget()
    assert inside is not None
    assert inside.width() <= page._scroll.viewport().width()
    assert nameless(page) == []
    assert small_targets(page, theme.px(40)) == []


def test_the_card_of_the_province_says_how_it_stands_and_leads_there(page: SettingsPage, sent: Sent) -> None:
    page.opened()
    words = " ".join(label.text() for label in page.link.findChildren(QLabel))
    assert "Máy này chưa nối với tỉnh." in words
    assert page.link.other.isVisible()
    page.link.page.click()
    assert sent.calls[-1] == ("open_page", ("sync",))
