from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from cdtt_app.ui.models.cell_table_model import Cell, CellChip, CellTableModel, Head
from cdtt_app.ui.theme import Tone

CHIP = CellChip("9 ngày chưa thấy", "9 ngày", Tone.AMBER, "clock")


def _model() -> CellTableModel:
    made = CellTableModel((Head("Máy"), Head("Lưu ý", right=True)))
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setParent(made)
    made.show_rows([(Cell(text="Máy Bản Khẻ", below="Lý Văn Pảo"), Cell(chips=(CHIP,))), (Cell(text="Máy xã"), Cell())])
    return made


def test_every_cell_says_its_column_and_all_its_words() -> None:
    model = _model()
    said = [model.index(row, at).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2) for at in range(2)]
    assert said == ["Máy: Máy Bản Khẻ, Lý Văn Pảo", "Lưu ý: 9 ngày chưa thấy", "Máy: Máy xã", "Lưu ý: trống"]


def test_heads_stand_on_the_side_of_their_column() -> None:
    model, role = _model(), Qt.ItemDataRole.TextAlignmentRole
    sides = [model.headerData(at, Qt.Orientation.Horizontal, role) for at in range(2)]
    assert bool(sides[0] & Qt.AlignmentFlag.AlignLeft)
    assert bool(sides[1] & Qt.AlignmentFlag.AlignRight)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
