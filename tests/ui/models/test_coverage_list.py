import time

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cdtt_app.presenters.coverage_rows import Entry, Mark, Row, RowKind
from cdtt_app.ui.models.coverage_list import ROW_ROLE, CoverageListModel
from cdtt_app.ui.pages.coverage_list_view import CoverageListView
from cdtt_app.ui.theme import Theme

TEXT = Qt.ItemDataRole.AccessibleTextRole


def entry(number: int, title: str = "Nà Lạ") -> Entry:
    row = Row(
        kind=RowKind.NOTE,
        title=f"{title} {number}",
        chip=Mark("Mất sóng", "red", "wifi-off"),
        facts="đo 21/11/2026",
        foot=Mark("Viettel mất hẳn", icon="smartphone"),
    )
    return Entry(id=f"n{number}", kind=RowKind.NOTE, make=lambda: row)


@pytest.mark.usefixtures("dressed_app")
def test_the_model_is_sound_and_says_each_card_in_words() -> None:
    model = CoverageListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.show_entries(tuple(map(entry, range(5))))
    assert model.data(model.index(1), TEXT) == "Nà Lạ 1, Mất sóng, đo 21/11/2026, Viettel mất hẳn"
    assert model.index_of("n3").row() == 3
    assert not model.index_of("mất rồi").isValid()
    assert model.id_at(QModelIndex()) == ""
    assert model.rowCount(model.index(0)) == 0
    tester.deleteLater()


def test_the_same_entries_are_drawn_anew_without_losing_the_place(qtbot: QtBot, theme: Theme) -> None:
    model = CoverageListModel()
    view = CoverageListView(theme, model)
    qtbot.addWidget(view)
    model.show_entries(tuple(map(entry, range(5))))
    view.stand_on("n2")
    assert not model.show_entries(tuple(entry(number, "Khuổi Luông") for number in range(5)))
    assert model.id_at(view.currentIndex()) == "n2"
    row = model.data(view.currentIndex(), ROW_ROLE)
    assert isinstance(row, Row)
    assert row.title == "Khuổi Luông 2"


def test_of_twenty_thousand_only_those_in_sight_are_made(qtbot: QtBot, theme: Theme) -> None:
    model = CoverageListModel()
    view = CoverageListView(theme, model)
    qtbot.addWidget(view)
    view.resize(380, 500)
    view.show()
    qtbot.waitExposed(view)
    began = time.perf_counter()
    model.show_entries(tuple(map(entry, range(20_000))))
    view.stand_on("n19999")
    view.grab()
    assert model.made() < 40
    assert time.perf_counter() - began < 2
    view.hide()


def test_ticking_selects_more_and_standing_keeps_it(qtbot: QtBot, theme: Theme) -> None:
    model = CoverageListModel()
    view = CoverageListView(theme, model)
    qtbot.addWidget(view)
    model.show_entries(tuple(map(entry, range(5))))
    view.set_several(may=True, ticks=True)
    view.select_ids(("n1", "n3"))
    view.stand_on("n4")
    assert view.selected_ids() == ("n1", "n3")
    view.set_several(may=True, ticks=False)
    view.stand_on("n4")
    assert view.selected_ids() == ("n4",)
