import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import CoverageCase
from cdtt_app.domain.ids import NoteId
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_cases import open_case, split, take_out
from cdtt_app.services.undo import Saved
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where
from cdtt_app.ui.dialogs.case_note_photos import NO_PICTURE, NOT_HERE, PhotoDialog, decoded
from cdtt_app.ui.dialogs.case_notes_dialog import CaseNotesDialog, NoteActs
from cdtt_app.ui.theme import Theme
from tests.factories import make_note
from tests.presenters.case_samples import full_note, make_board, make_photo, view_of, who
from tests.ui.dialogs.case_office import faults, noted, open_office, picture, settle, shown

VOLUNTEER = NoteActs(photo=lambda _sha256: b"", who=who)


def officer_acts(db: Database) -> NoteActs:
    return NoteActs(
        photo=lambda _sha256: b"",
        who=who,
        split=lambda ids, title: split(db, ids, title),
        take_out=lambda ids: take_out(db, ids),
    )


@pytest.fixture
def office(db: Database) -> Database:
    """A case of three notes."""
    notes = [noted(open_office(db) if not at else db, 22.6 + at / 1000, f"xóm {at}") for at in range(3)]
    open_case(db, [note.id for note in notes], "Bản Giòng")
    return db


def opened(theme: Theme, qtbot: QtBot, db: Database, acts: NoteActs | None = None) -> CaseNotesDialog:
    board = read_board(db)
    dialog = CaseNotesDialog(theme, board.cases[0], board, acts or officer_acts(db))
    shown(qtbot, dialog)
    return dialog


def alone(theme: Theme, qtbot: QtBot, note: CoverageNote, photos: dict[str, bytes] | None = None) -> CaseNotesDialog:
    acts = NoteActs(photo=lambda sha256: (photos or {}).get(sha256, b""), who=who)
    dialog = CaseNotesDialog(theme, None, make_board([], []), acts, note=note)
    shown(qtbot, dialog)
    return dialog


def said(dialog: QDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible() and each.text()]


def titles(db: Database) -> dict[str, int]:
    notes = where(db, CoverageNote)
    return {case.title: sum(note.case_id == case.id for note in notes) for case in where(db, CoverageCase)}


def test_arrows_choose_the_note_that_is_told_in_full(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    first, second, _third = dialog.table.rows()
    assert dialog.table.hasFocus()
    assert any(words.endswith(f", {first.place}") for words in said(dialog))
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    settle()
    assert any(words.endswith(f", {second.place}") for words in said(dialog))


def test_ticked_notes_become_another_case_of_that_name(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    assert dialog.split is not None
    assert not dialog.split.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.title.setText(" Xóm trên ")
    dialog.split.click()
    assert titles(office) == {"Bản Giòng": 2, "Xóm trên": 1}
    assert (len(dialog.table.rows()), len(dialog.saved), dialog.isVisible()) == (2, 1, True)
    assert dialog.banner.sentence() == "Đã tách 1 ghi nhận thành vụ việc khác."


def test_a_click_on_the_box_ticks_and_on_the_words_does_not(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    table = dialog.table
    for column, ticked in ((1, 0), (0, 1), (0, 0)):
        place: QPoint = table.visualRect(table.model().index(1, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert len(table.ticked()) == ticked


def test_not_all_notes_can_be_split_off_but_all_can_be_taken_out(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    assert dialog.split is not None
    assert dialog.take_out is not None
    for _ in range(3):
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert (dialog.split.isEnabled(), dialog.take_out.isEnabled()) == (False, True)
    dialog.take_out.click()
    assert titles(office) == {"Bản Giòng": 0}
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_volunteer_reads_and_changes_nothing(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office, VOLUNTEER)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert (dialog.split, dialog.take_out, dialog.table.ticked()) == (None, None, ())


def test_an_act_that_was_thought_better_of_changes_nothing(theme: Theme, qtbot: QtBot, office: Database) -> None:
    def never(_ids: tuple[NoteId, ...]) -> Saved | None:
        return None

    dialog = opened(theme, qtbot, office, NoteActs(photo=lambda _sha256: b"", who=who, take_out=never))
    assert dialog.take_out is not None
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.take_out.click()
    assert (len(dialog.table.rows()), dialog.saved, len(dialog.table.ticked())) == (3, (), 1)


def test_a_refusal_is_said_and_the_ticks_stay(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    others = [note.id for note in where(office, CoverageNote) if note.id not in dialog.table.ticked()]
    take_out(office, others)  # somewhere else, meanwhile
    assert dialog.split is not None
    dialog.split.click()
    assert "phải còn ít nhất một ghi nhận" in dialog.banner.sentence()
    assert len(dialog.table.ticked()) == 1


def test_one_note_alone_tells_everything(theme: Theme, qtbot: QtBot) -> None:
    dialog = alone(theme, qtbot, full_note())
    told = said(dialog)
    assert "Một ghi nhận vùng lõm sóng" in told
    assert "đỉnh dốc Khau Lạ, cách 2,6 km" in told
    assert not dialog.table.isVisible()


def test_a_long_note_is_read_to_its_end_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    dialog = alone(theme, qtbot, full_note(make_photo()))
    heading = dialog.sheet.heading
    assert heading.hasFocus()
    assert heading.visibleRegion().boundingRect().height() == heading.height()  # it opens at its top
    assert "Người ghi: Ma Văn Pảo" in heading.accessibleDescription()
    for _ in range(8):
        QTest.keyClick(heading, Qt.Key.Key_PageDown)
    settle()
    photos = dialog.sheet.photos
    assert photos is not None
    assert photos.buttons[0].visibleRegion().boundingRect().height() == photos.buttons[0].height()


def test_photos_are_read_only_for_the_note_in_sight(theme: Theme, qtbot: QtBot) -> None:
    asked: list[Sha256] = []

    def read(sha256: Sha256) -> bytes:
        asked.append(sha256)
        return picture(300, 200)

    photo = make_photo()
    view = view_of(notes=(make_note(), full_note(photo)))
    dialog = CaseNotesDialog(theme, view, make_board([view], []), NoteActs(photo=read, who=who))
    shown(qtbot, dialog)
    with_photo = next(at for at, row in enumerate(dialog.table.rows()) if len(row.networks) == 2)
    dialog.table.selectRow(1 - with_photo)
    asked.clear()
    dialog.table.selectRow(with_photo)
    assert asked == [photo.thumbnail]


def test_a_photo_is_shown_large_when_pressed(theme: Theme, qtbot: QtBot) -> None:
    photo = make_photo()
    dialog = alone(
        theme, qtbot, full_note(photo), {photo.thumbnail: picture(160, 120), photo.sha256: picture(1280, 960)}
    )
    assert dialog.sheet.photos is not None
    small = dialog.sheet.photos.buttons[0]
    assert small.accessibleName() == "Ảnh 1, chụp 24/11/2026, bấm để xem to"
    QTest.keyClick(small, Qt.Key.Key_Space)
    settle()
    large = QApplication.activeModalWidget()
    assert isinstance(large, PhotoDialog)
    assert large.picture.pixmap().width() > 500
    assert faults(large, theme.px) == []
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_a_photo_that_is_still_elsewhere_is_said_so(theme: Theme, qtbot: QtBot) -> None:
    photo = make_photo()
    dialog = alone(theme, qtbot, full_note(photo))
    assert dialog.sheet.photos is not None
    assert dialog.sheet.photos.buttons[0].text() == NOT_HERE
    small_only = PhotoDialog(theme, "Ảnh 1", photo, lambda s: picture(160, 120) if s == photo.thumbnail else b"")
    shown(qtbot, small_only)
    assert f"{NOT_HERE} bản đầy đủ; đây là bản nhỏ." in said(small_only)
    nothing = PhotoDialog(theme, "Ảnh 1", photo, lambda _sha256: b"")
    broken = PhotoDialog(theme, "Ảnh 1", photo, lambda _sha256: b"not a picture")
    for window, words in ((nothing, NOT_HERE), (broken, NO_PICTURE)):
        qtbot.addWidget(window)
        assert window.picture.text() == words


def test_what_claims_to_be_huge_is_not_unpacked(theme: Theme) -> None:
    header = picture(64, 48)
    at = header.index(b"\xff\xc0") + 5  # where a JPEG says how high and wide it is
    huge = header[:at] + b"\xff\xf0\xff\xf0" + header[at + 4 :]
    assert decoded(huge, QSize(100, 100)).isNull()
    assert decoded(header, QSize(32, 32)).width() == 32
    assert theme.px(0) == 0


def test_it_fits_is_named_and_has_large_targets(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    settle()
    assert faults(dialog, theme.px) == []
    assert faults(alone(theme, qtbot, full_note(make_photo())), theme.px) == []
