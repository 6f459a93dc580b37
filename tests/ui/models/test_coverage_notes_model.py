from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from cdtt_app.domain.ids import NoteId
from cdtt_app.presenters.case_notes import note_rows
from cdtt_app.ui.models.coverage_notes_delegate import CoverageNotesDelegate
from cdtt_app.ui.models.coverage_notes_model import Column, CoverageNotesModel
from cdtt_app.ui.theme import Theme
from tests.factories import HAMLET, make_note
from tests.presenters.case_samples import full_note, who

FOUR_BARS = {brand: replace(reading, bars=4) for brand, reading in full_note().readings.items()}
COLUMNS = (Column.TICK, Column.WHEN, Column.WHERE, Column.SIGNAL, Column.WORKS, Column.WEATHER, Column.WHO)


def made() -> CoverageNotesModel:
    model = CoverageNotesModel(COLUMNS)
    rows = note_rows((full_note(), make_note()), {HAMLET: "Bản Giòng"}, who)
    model.show_rows(rows, (rows[0].id,))
    return model


def spoken(model: CoverageNotesModel, row: int) -> list[str]:
    places = (model.index(row, at) for at in range(len(COLUMNS)))
    return [place.data(Qt.ItemDataRole.AccessibleTextRole) for place in places]


def test_it_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = made()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(model.rows[:1], ())
    assert (tester.model(), model.rowCount(), model.columnCount()) == (model, 1, len(COLUMNS))


def test_a_screen_reader_is_told_head_words_and_bars() -> None:
    told = spoken(made(), 0)
    assert told[0] == "đã đánh dấu"
    assert told[2] == "Chỗ đo: cạnh nhà văn hoá, Bản Giòng"
    assert told[3] == "Mạng: Viettel: chập chờn, iTel: không có, Viettel 1 vạch, iTel 0 vạch"
    assert told[6] == "Người ghi: Ma Văn Pảo"
    assert spoken(made(), 1)[5] == "Thời tiết: chưa ghi"


def test_ticks_come_and_go_and_others_do_not_count(qtbot: QtBot) -> None:
    model = made()
    with qtbot.waitSignal(model.dataChanged):
        model.tick(1, on=True)
    assert model.ticked == tuple(row.id for row in model.rows)
    model.tick(0, on=False)
    assert model.ticked == (model.rows[1].id,)
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    model.show_rows(model.rows, (NoteId("n-khac"),))
    assert not model.ticked


def painted(theme: Theme, model: CoverageNotesModel, column: Column) -> QImage:
    option = QStyleOptionViewItem()
    image = QImage(300, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option.rect = image.rect()
    with QPainter(image) as painter:
        CoverageNotesDelegate(theme).paint(painter, option, model.index(0, COLUMNS.index(column)))
    return image


def test_the_box_and_the_bars_are_drawn_as_they_are(theme: Theme) -> None:
    model, other = made(), CoverageNotesModel(COLUMNS)
    other.show_rows(note_rows((replace(full_note(), readings=FOUR_BARS),), {}, who), ())
    assert painted(theme, model, Column.TICK) != painted(theme, other, Column.TICK)
    assert painted(theme, model, Column.SIGNAL) != painted(theme, other, Column.SIGNAL)
