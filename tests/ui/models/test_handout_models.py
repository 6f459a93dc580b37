import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.handout_batch import BatchRow
from cdtt_app.presenters.handout_tiles import Tile
from cdtt_app.ui.models.handout_homes import HandoutHomesModel
from cdtt_app.ui.models.handout_tiles import HandoutTilesModel

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def homes(qapp: QApplication) -> HandoutHomesModel:
    made = HandoutHomesModel(qapp)
    made.show_rows(
        (
            BatchRow(HouseholdId("a"), "Ma Văn Khoan", "VNeID mức 2", 1, ticked=True),
            BatchRow(HouseholdId("b"), "Hà Thị Pẩu", "không thiếu tờ nào", 0, ticked=False),
        )
    )
    return made


def test_only_a_household_with_sheets_has_a_tick(homes: HandoutHomesModel) -> None:
    first, second = homes.index(0), homes.index(1)
    assert homes.data(first, CHECK) == Qt.CheckState.Checked
    assert homes.data(second, CHECK) is None
    assert not homes.flags(second) & Qt.ItemFlag.ItemIsUserCheckable
    assert homes.data(first, Qt.ItemDataRole.AccessibleTextRole) == "Ma Văn Khoan, VNeID mức 2"


def test_a_toggle_asks_and_changes_nothing_by_itself(homes: HandoutHomesModel) -> None:
    asked: list[tuple[str, bool]] = []
    homes.ticked.connect(lambda household, on: asked.append((household, on)))
    homes.toggle(homes.index(0))
    homes.toggle(homes.index(1))
    assert asked == [("a", False)]
    assert homes.data(homes.index(0), CHECK) == Qt.CheckState.Checked


def test_counts_come_later_without_losing_the_place(qapp: QApplication) -> None:
    model, resets = HandoutTilesModel(qapp), [0]
    model.modelReset.connect(lambda: resets.append(1))
    model.show_tiles((Tile("vneid", "khien", "VNeID", ""), Tile("zalo", "khien", "Zalo", "")))
    model.show_tiles((Tile("vneid", "khien", "VNeID", "31 hộ cần"), Tile("zalo", "khien", "Zalo", "")))
    assert sum(resets) == 1
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "VNeID, 31 hộ cần"
    assert model.topic_at(model.index_of("zalo")) == "zalo"
    assert not model.index_of("khong-co").isValid()
