"""The paper of a step: chosen from the disk, read at once, refused in a sentence when it is none."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cdtt_app.domain.attachment import MOST_BYTES
from cdtt_app.presenters.case_step_paper import PaperError, paper_kind, paper_words
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import button, icon_button
from cdtt_app.ui.widgets.file_choice import choose_file
from cdtt_app.ui.widgets.text import ElidedLabel

NO_PAPER = "Chưa kèm tệp nào (PDF hoặc ảnh, đến 20 MB)"
_KINDS = "PDF hoặc ảnh (*.pdf *.jpg *.jpeg *.png)"


class StepPaper(QWidget):
    """Holds the bytes of one file; `taken` when there is another one, or none; `refused` with the sentence."""

    taken = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name, self.body, self.kind = "", b"", ""
        self._said = ElidedLabel(theme, NO_PAPER, Role.BODY)
        self.choose = button(theme, "Kèm tệp…", "file-up")
        self.drop = icon_button(theme, "x", "Bỏ tệp kèm theo")
        self.choose.clicked.connect(self._choose)
        self.drop.clicked.connect(self._drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.choose)
        row.addWidget(self._said, 1)
        row.addWidget(self.drop)
        self.drop.hide()

    def words(self) -> str:
        """What it says now."""
        return self._said.text()

    def take(self, place: Path) -> None:
        """Read this file; the one before stays when it is refused."""
        try:
            body = _read(place)
            kind = paper_kind(place.name, body)
        except PaperError as error:
            self.refused.emit(str(error))
            return
        self._keep(place.name, body, kind)

    def _choose(self) -> None:
        place = choose_file(self, self._theme, "Chọn văn bản hoặc ảnh", _KINDS)
        if place is not None:
            self.take(place)

    def _drop(self) -> None:
        self._keep("", b"", "")
        self.choose.setFocus()

    def _keep(self, name: str, body: bytes, kind: str) -> None:
        self.name, self.body, self.kind = name, body, kind
        self._said.setText(paper_words(name, len(body)) if name else NO_PAPER)
        self.drop.setVisible(bool(name))
        self.taken.emit()


def _read(place: Path) -> bytes:
    """The content. Raises PaperError."""
    if not place.is_file():  # a pipe or a device would never end
        raise PaperError(f"Không thấy tệp {place.name}. Hãy chọn lại tệp.")
    try:
        with place.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one more, so that too large a file is refused as such
    except OSError as error:
        raise PaperError(f"Không đọc được tệp {place.name} ({error.strerror}). Hãy chọn lại tệp.") from error
