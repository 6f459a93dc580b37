from collections.abc import Mapping

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.standing import State
from cdtt_app.presenters.household_cards import HouseholdCard
from cdtt_app.presenters.household_listing import Entry, Heading, Row
from cdtt_app.presenters.household_matches import Marked
from cdtt_app.storage.search_index import Rank
from cdtt_app.ui.models.household_list import CARD_ROLE, GONE, KEPT, PAGE, HouseholdListModel
from cdtt_app.ui.pages.household_list_view import HouseholdListView
from cdtt_app.ui.theme import Theme

TEXT = Qt.ItemDataRole.AccessibleTextRole


class Shelf:
    """Cards for every household but the forgotten ones; remembers how often it was read."""

    def __init__(self, *, without: str = "", found: tuple[str, Marked] | None = None) -> None:
        self.reads = 0
        self.without, self.found = without, found

    def read(self, entries: tuple[Entry, ...]) -> Mapping[HouseholdId, HouseholdCard]:
        self.reads += 1
        return {e.household_id: self._card(e.household_id) for e in entries if e.household_id != self.without}

    def _card(self, id_: HouseholdId) -> HouseholdCard:
        return HouseholdCard(
            household_id=id_,
            name=Marked(f"Hộ {id_}", ((0, 1),)),
            place="BG-001 · Nà Phiêng · 4 người",
            skills=3,
            state=State.OVERDUE,
            state_words="Quá hạn 35 ngày",
            found=self.found,
        )


def rows_of(count: int) -> tuple[Row, ...]:
    return (Heading("Nà Phiêng", f"{count} hộ"), *(Entry(HouseholdId(f"h{n}")) for n in range(count)))


def test_the_model_keeps_the_rules_of_qt() -> None:
    model = HouseholdListModel(Shelf().read)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.show_rows(rows_of(40), "")
    assert not model.show_rows(rows_of(40), "")
    assert model.show_rows((), "zz")
    assert model.rowCount() == 0


def test_ten_thousand_households_are_read_a_few_at_a_time() -> None:
    shelf = Shelf()
    model = HouseholdListModel(shelf.read)
    model.show_rows(rows_of(10_000), "")
    assert shelf.reads == 0
    for number in range(0, 10_000, PAGE):
        model.index(number).data(CARD_ROLE)
    assert model.kept_pages() == KEPT
    reads = shelf.reads
    model.index(9_990).data(CARD_ROLE)
    assert shelf.reads == reads


def test_rows_speak() -> None:
    model = HouseholdListModel(Shelf(without="h1").read)
    model.show_rows(rows_of(2), "")
    spoken = [model.index(number).data(TEXT) for number in range(3)]
    assert spoken == [
        "Nà Phiêng, 2 hộ",
        "Hộ h0, BG-001, Nà Phiêng, 4 người, 3/5 kỹ năng, Quá hạn 35 ngày",
        GONE,
    ]
    assert model.index(1).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex(), TEXT) is None


def test_headings_are_not_chosen() -> None:
    model = HouseholdListModel(Shelf().read)
    model.show_rows(rows_of(2), "")
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    assert model.household_at(model.index(0)) is None
    assert (model.first().row(), model.index_of("h1").row(), model.index_of("ai").isValid()) == (1, 2, False)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> HouseholdListView:
    model = HouseholdListModel(Shelf(found=("Con dâu:", Marked("Bế Thị Vân", ((0, 1), (3, 4))))).read)
    found = tuple(Entry(HouseholdId(f"p{n}"), Rank.PERSON, "Bế Thị Vân") for n in range(3))
    model.show_rows((*rows_of(1000), Heading("Tên người nhà", "3 hộ"), *found), "")
    made = HouseholdListView(theme, model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_every_kind_of_row_is_drawn_in_its_height(view: HouseholdListView) -> None:
    heading, card, found = (view.sizeHintForIndex(view.model().index(row, 0)).height() for row in (0, 1, 1002))
    assert heading < card < found
    assert view.choose("p2")
    assert not view.grab().toImage().isNull()


def test_a_household_far_down_comes_into_sight(view: HouseholdListView) -> None:
    assert view.choose("h990")
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    assert not view.choose("ai")


def test_a_household_far_down_is_shown_at_once_in_a_list_just_filled(view: HouseholdListView) -> None:
    model = view.model()
    assert isinstance(model, HouseholdListModel)
    model.show_rows(rows_of(10_000), "")
    assert view.choose("h9990")
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_the_list_is_a_list_for_a_screen_reader(view: HouseholdListView) -> None:
    reader = QAccessible.queryAccessibleInterface(view)
    assert (reader.role(), reader.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Các hộ")
    assert reader.child(1).text(QAccessible.Text.Name).startswith("Hộ h0, ")


def test_arrows_move_and_enter_opens(view: HouseholdListView) -> None:
    moved: list[str] = []
    opened: list[str] = []
    view.moved.connect(moved.append)
    view.opened.connect(opened.append)
    view.setFocus()
    view.choose("h0")
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert (moved, opened) == (["h1", "h0"], ["h1"])


def test_typing_in_the_list_reads_no_household(view: HouseholdListView) -> None:
    view.setFocus()
    view.choose("h0")
    QTest.keyClick(view, Qt.Key.Key_H)
    assert view.currentIndex().row() == 1


def test_a_chosen_card_looks_different(view: HouseholdListView) -> None:
    def picture(household: str) -> QPixmap:
        view.choose(household)
        return view.viewport().grab(view.visualRect(view.model().index(1, 0)))

    assert picture("h0").toImage() != picture("h1").toImage()
