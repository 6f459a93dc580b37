import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId
from cdtt_app.imports.register_columns import Field
from cdtt_app.presenters.register_preview import REFUSED, Mark, PreviewLine
from cdtt_app.services.import_register import Action, ImportPlan, Progress, apply_import, remembered_mapping
from cdtt_app.storage.backup import local_backups
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.households import hamlets
from cdtt_app.storage.profile import Profile, create
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import import_acts
from cdtt_app.ui.dialogs.import_dialog import ImportDialog
from cdtt_app.ui.models.register_preview_model import HEADS, MARK, NAME, ROW, RegisterPreviewModel
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.factories import HAMLET, NOW, make_household
from tests.imports.register_files import Row, sheets, workbook
from tests.ui.dialogs.locked import all_done, nameless, small_targets
from tests.ui.pages.desks import Sent, make_desk

HEAD = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Điện thoại", "Mã nội bộ"]
ROWS: list[Row] = [
    ["DANH SÁCH HỘ GIA ĐÌNH THÔN BẢN GIÒNG"],
    HEAD,
    [1, "Nông Văn Dư", "004067001234", "0912345678", "x1"],
    [2, "MA THỊ SÍNH", "004080001234", None, "x2"],
    [3, "Lý A Sùng", "004059001234", 987654321, "x3"],
]


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def desk(theme: Theme, tasks: Tasks, sent: Sent, tmp_path: Path) -> Iterator[Desk]:
    """A machine of one hamlet and no household."""
    db = create(Profile(tmp_path / "p"), None, clock=lambda: NOW).db
    _add_hamlet(db, HAMLET, "Bản Giòng")
    yield replace(make_desk(db, tmp_path / "p", theme, sent), tasks=tasks)
    tasks.close()
    db.close()


def _add_hamlet(db: Database, id_: HamletId, name: str) -> None:
    with db.write() as tx:
        tx.save(Hamlet(id=id_, commune_code="02239", word=HamletWord.THON, name=name, prefix="BG"))


@pytest.fixture
def read(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Callable[[bytes], ImportDialog]:
    """Opens the dialog on a file with these bytes."""

    def show(data: bytes) -> ImportDialog:
        path = tmp_path / "so-ho.xlsx"
        path.write_bytes(data)
        dialog = ImportDialog(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.read_file(path)
        _wait(dialog, qtbot)
        return dialog

    return show


def _wait(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(partial(all_done, dialog._desk.tasks), timeout=20_000)


def _agree(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.agree_button.click()
    _wait(dialog, qtbot)


def _names(desk: Desk) -> list[str]:
    return sorted(home.head_name for home in where(desk.db, Household))


def _column(dialog: ImportDialog, header: str) -> int:
    assert dialog.value is not None
    return [column.header for column in dialog.value.columns].index(header)


def _choose_column(dialog: ImportDialog, header: str, field: Field, qtbot: QtBot) -> None:
    choice = dialog.preview.columns.choices()[_column(dialog, header)]
    choice.set_value(field)
    choice.activated.emit(choice.currentIndex())
    _wait(dialog, qtbot)


def test_a_register_is_shown_first_and_written_only_when_agreed(
    read: Callable[[bytes], ImportDialog], desk: Desk, sent: Sent, qtbot: QtBot
) -> None:
    dialog = read(workbook(ROWS))
    assert dialog.value is not None
    assert dialog.value.summary == "3 hộ mới."
    assert (dialog.agree_button.text(), _names(desk)) == ("Đồng ý nhập 3 hộ", [])
    _agree(dialog, qtbot)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert _names(desk) == ["Lý A Sùng", "Ma Thị Sính", "Nông Văn Dư"]
    assert (sent.calls[-1][0], sent.calls[-1][1][0]) == ("say", "Đã nhập sổ hộ: 3 hộ mới.")


def test_an_id_number_column_is_refused_in_red_and_nothing_of_it_is_kept(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog = read(workbook(ROWS))
    assert dialog.value is not None
    place = _column(dialog, "Số CCCD")
    assert dialog.value.columns[place].key == REFUSED
    assert dialog.value.columns[place].samples == ""
    _choose_column(dialog, "Số CCCD", Field.NOTE, qtbot)
    assert dialog.value.columns[place].key == REFUSED  # saying so does not help
    _agree(dialog, qtbot)
    kept = desk.db.rows("SELECT group_concat(note || address || phone || code) FROM household")[0][0]
    assert "004067001234" not in kept


def test_saying_what_a_column_is_reads_again_and_is_remembered(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog = read(workbook(ROWS))
    _choose_column(dialog, "Mã nội bộ", Field.HOUSEHOLD_CODE, qtbot)
    _agree(dialog, qtbot)
    assert sorted(home.code for home in where(desk.db, Household)) == ["x1", "x2", "x3"]
    again = read(workbook([*ROWS, [4, "Quan Văn Tít", None, None, "x4"]]))
    assert again.value is not None
    assert again.value.columns[_column(again, "Mã nội bộ")].key == Field.HOUSEHOLD_CODE
    assert again._reading is not None
    assert remembered_mapping(desk.db, again._reading.file.signature) is not None
    assert again.agree_button.text() == "Đồng ý nhập 1 hộ"


def test_the_keyboard_stays_on_the_column_that_was_changed(read: Callable[[bytes], ImportDialog], qtbot: QtBot) -> None:
    dialog = read(workbook(ROWS))
    dialog.preview._tabs.setCurrentIndex(1)
    place = _column(dialog, "Mã nội bộ")
    dialog.preview.columns.choices()[place].setFocus()
    _choose_column(dialog, "Mã nội bộ", Field.IGNORE, qtbot)
    assert dialog.preview.columns.choices()[place].hasFocus()


def test_the_same_file_twice_brings_nothing_new(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    _agree(read(workbook(ROWS)), qtbot)
    again = read(workbook(ROWS))
    assert again.value is not None
    assert again.value.summary == "3 hộ như cũ."
    assert (again.agree_button.text(), again.agree_button.isEnabled()) == ("Không có gì mới để nhập", False)
    assert len(_names(desk)) == 3


def test_what_is_there_is_backed_up_before_anything_is_written(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    with desk.db.write() as tx:
        tx.save(make_household("Bế Văn Thắng"))
    _agree(read(workbook(ROWS)), qtbot)
    (backup,) = local_backups(desk.profile)
    assert backup.path.name.startswith("truoc-nhap-so-")
    assert backup.operations == 2  # the hamlet and the household that were there


def test_an_empty_machine_needs_no_backup(read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot) -> None:
    _agree(read(workbook(ROWS)), qtbot)
    assert local_backups(desk.profile) == ()


def test_stopping_writes_nothing(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = read(workbook(ROWS))
    begun, go_on = threading.Event(), threading.Event()

    def slow(db: Database, plan: ImportPlan, progress: Progress) -> Mapping[Action, int]:
        def tell(done: int, total: int) -> None:
            begun.set()
            go_on.wait(10)
            progress(done, total)

        return apply_import(db, plan, tell)

    monkeypatch.setattr(import_acts, "apply_import", slow)
    dialog.agree_button.click()
    assert begun.wait(10)
    assert (dialog.stop_button.isVisible(), dialog.agree_button.isVisible()) == (True, False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # stops, does not leave
    go_on.set()
    _wait(dialog, qtbot)
    assert dialog.isVisible()
    assert "Đã dừng" in dialog.banner.sentence()
    assert _names(desk) == []
    assert dialog.agree_button.isEnabled()


def test_a_full_disk_is_told_and_the_preview_stays(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = read(workbook(ROWS))

    def full(*_arguments: object) -> None:
        raise DiskFullError("Đĩa đã đầy nên chưa lưu được.")

    monkeypatch.setattr(import_acts, "apply_import", full)
    _agree(dialog, qtbot)
    assert "Đĩa đã đầy" in dialog.banner.sentence()
    assert (dialog.preview.isVisible(), dialog.agree_button.isEnabled(), _names(desk)) == (True, True, [])


def test_a_file_without_hamlet_goes_to_the_only_one_here_and_says_so(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog = read(workbook([["Họ tên chủ hộ", "SĐT"], ["Nông Văn Dư", "0912345678"]]))
    assert dialog.preview.hamlet.isVisible()
    assert dialog.preview.hamlet.value() == "Bản Giòng"
    _agree(dialog, qtbot)
    assert [home.hamlet_id for home in where(desk.db, Household)] == [HAMLET]


def test_with_two_hamlets_and_no_hint_the_person_must_say_which(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    _add_hamlet(desk.db, HamletId("h-nacon"), "Nà Cọn")
    dialog = read(workbook([["Họ tên chủ hộ", "SĐT"], ["Nông Văn Dư", "0912345678"]]))
    assert not dialog.agree_button.isEnabled()
    assert "chọn thôn" in dialog.banner.sentence()
    dialog.preview.hamlet.set_value("Nà Cọn")
    dialog.preview.hamlet.activated.emit(dialog.preview.hamlet.currentIndex())
    _wait(dialog, qtbot)
    assert not dialog.banner.isVisible()
    _agree(dialog, qtbot)
    assert [home.hamlet_id for home in where(desk.db, Household)] == ["h-nacon"]


def test_another_hamlet_can_be_named_and_is_made(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog = read(workbook([["Họ tên chủ hộ", "SĐT"], ["Nông Văn Dư", "0912345678"]]))
    dialog.preview.hamlet.setCurrentIndex(dialog.preview.hamlet.count() - 1)
    dialog.preview.hamlet.activated.emit(dialog.preview.hamlet.currentIndex())
    dialog.preview.other.insert("Thôm Luông")
    dialog.preview.other.editingFinished.emit()
    _wait(dialog, qtbot)
    assert dialog.preview.hamlet.value() == "Thôm Luông"
    _agree(dialog, qtbot)
    assert {hamlet.name for hamlet in hamlets(desk.db)} == {"Bản Giòng", "Thôm Luông"}


def test_another_sheet_of_the_file_can_be_read(read: Callable[[bytes], ImportDialog], qtbot: QtBot) -> None:
    second: list[Row] = [HEAD, [1, "Quan Văn Tít", None, None, "x9"]]
    dialog = read(sheets({"Thôn 1": ROWS, "Thôn 2": second}))
    assert dialog.value is not None
    assert dialog.value.sheets == ("Thôn 1", "Thôn 2")
    dialog.preview.sheet.set_value("Thôn 2")
    dialog.preview.sheet.activated.emit(dialog.preview.sheet.currentIndex())
    _wait(dialog, qtbot)
    assert dialog.value.summary == "1 hộ mới."


def test_a_table_without_a_header_asks_which_column_is_the_name(
    read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot
) -> None:
    dialog = read(workbook([["Danh sách"], ["x", "A", "tổ 1"], ["y", "Ma Thị Sính", "tổ 2"]]))
    assert not dialog.agree_button.isEnabled()
    assert "họ tên chủ hộ" in dialog.banner.sentence()
    assert dialog.preview.columns.isVisible()
    _choose_column(dialog, "A", Field.HEAD_NAME, qtbot)
    _agree(dialog, qtbot)
    assert _names(desk) == ["Ma Thị Sính"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 torn", b"day khong phai bang tinh"])
def test_a_file_that_is_no_workbook_is_told_in_words(read: Callable[[bytes], ImportDialog], data: bytes) -> None:
    dialog = read(data)
    assert "so-ho.xlsx" in dialog.banner.sentence()
    assert (dialog.preview.isVisible(), dialog.agree_button.isVisible()) == (False, False)
    assert dialog.height() <= 650


def test_a_file_that_went_away_is_told_in_words(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ImportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.read_file(tmp_path / "khong-co.xlsx")
    _wait(dialog, qtbot)
    assert "Không đọc được tệp khong-co.xlsx" in dialog.banner.sentence()


def test_the_file_is_chosen_in_a_window_that_speaks_vietnamese(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "so-ho.xlsx").write_bytes(workbook(ROWS))
    dialog = ImportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()

    def choose() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, QFileDialog)
        words = {each.text().replace("&", "") for each in window.findChildren(QPushButton)}
        assert {"Mở", "Thôi"} <= words
        window.setDirectory(str(tmp_path))
        window.selectFile("so-ho.xlsx")
        window.accept()

    QTimer.singleShot(0, choose)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Chọn tệp sổ hộ…").click()
    _wait(dialog, qtbot)
    assert dialog.value is not None
    assert dialog.value.file_words.startswith("so-ho.xlsx")


def test_a_filter_shows_only_its_rows_and_the_row_in_hand_is_told_in_full(
    read: Callable[[bytes], ImportDialog],
) -> None:
    dialog = read(workbook(ROWS))
    rows = dialog.preview.rows
    assert rows.model.rowCount() == 5
    next(b for b in rows.filters.findChildren(QPushButton) if b.text().startswith("Viết lại")).click()
    assert rows.model.rowCount() == 2
    rows.table.selectRow(0)
    assert "MA THỊ SÍNH" in rows._about.text()


def test_enter_in_the_table_writes_nothing(read: Callable[[bytes], ImportDialog], desk: Desk, qtbot: QtBot) -> None:
    dialog = read(workbook(ROWS))
    assert dialog.preview.rows.table.hasFocus()
    QTest.keyClick(dialog.preview.rows.table, Qt.Key.Key_Return)
    _wait(dialog, qtbot)
    assert _names(desk) == []


def test_it_fits_is_named_and_has_large_targets(read: Callable[[bytes], ImportDialog], theme: Theme) -> None:
    dialog = read(workbook(ROWS))
    for tab in (0, 1):
        dialog.preview._tabs.setCurrentIndex(tab)
        assert (dialog.width() <= 1366, dialog.height() <= 690) == (True, True)
        assert nameless(dialog) == []
        assert small_targets(dialog, theme.px(40)) == []


def test_ten_thousand_rows_are_shown_at_once_and_words_made_when_seen() -> None:
    model = RegisterPreviewModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    marks = list(Mark)
    model.show_lines(tuple(PreviewLine(n, f"Hộ {n}", marks[n % 6], "", "") for n in range(10_000)))
    model.filter_by(Mark.DOUBLE)
    assert model.rowCount() == 1666
    assert model.index(1, ROW).data() == "10"
    assert model.index(0, MARK).data() == "Trùng"
    assert model.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole) == "Máy hiểu là: Hộ 4"
    assert model.headerData(0, Qt.Orientation.Horizontal) == HEADS[0]
    assert model.data(QModelIndex()) is None
