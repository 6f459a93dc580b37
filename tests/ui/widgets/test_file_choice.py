from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets import file_choice
from cdtt_app.ui.widgets.file_choice import choose_file, choose_new_file


@pytest.fixture
def parent(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setFont(theme.font())
    qtbot.addWidget(made)
    made.show()
    return made


def _answer(folder: Path, name: str, seen: list[QFileDialog]) -> None:
    def act() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, QFileDialog)
        seen.append(window)
        window.setDirectory(str(folder))
        window.selectFile(name)
        window.accept() if name else window.reject()

    QTimer.singleShot(0, act)


def test_a_chosen_file_comes_back_and_turning_back_gives_nothing(parent: QWidget, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(b"")
    _answer(tmp_path, "so.xlsx", [])
    assert choose_file(parent, theme, "Chọn tệp", "Sổ Excel (*.xlsx)") == tmp_path / "so.xlsx"
    _answer(tmp_path, "", [])
    assert choose_file(parent, theme, "Chọn tệp", "Sổ Excel (*.xlsx)", tmp_path) is None


@pytest.mark.parametrize(("typed", "written"), [("a", "a.luu"), ("a.luu", "a.luu"), ("so.xlsx", "so.xlsx.luu")])
def test_a_new_file_always_gets_its_suffix(
    parent: QWidget, theme: Theme, tmp_path: Path, typed: str, written: str
) -> None:
    _answer(tmp_path, typed, [])
    chosen = choose_new_file(parent, theme, "Sao lưu", "Bản sao lưu (*.luu)", "b.luu", ".luu")
    assert chosen == tmp_path / written


def test_the_window_starts_at_the_stick_and_fits_the_screen(
    parent: QWidget, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_choice, "usb_folder", lambda: tmp_path)
    window = file_choice._window(parent, theme, "Sao lưu", "Bản sao lưu (*.luu)", file_choice.usb_folder())
    window.show()
    assert Path(window.directory().path()) == tmp_path
    assert (window.width() <= 1366, window.height() <= 690) == (True, True)
    tools = [each for each in window.findChildren(QToolButton) if each.isVisible() and each.text() == ""]
    assert min(each.height() for each in tools) >= theme.px(40)
