"""A word more, the photos of the spot, and what this machine itself tried there."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.domain.attachment import Sha256
from cdtt_app.presenters.note_state import NoteState, size_words
from cdtt_app.ui.pages.note_part import Captioned, Edit, NotePart, TextField, Wrapping
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import button, icon_button
from cdtt_app.ui.widgets.fields import note_field
from cdtt_app.ui.widgets.text import label

WARNING = "Không ghi số căn cước, mật khẩu, bệnh tật."
NO_PEOPLE = "Chụp cột sóng, màn hình đo, đường vào. Không chụp người."


class PhotosPart(NotePart):
    """Photos that are saved with the note, and those already saved."""

    photo_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        edit: Edit,
        picture: Callable[[Sha256], bytes],
        tries: Callable[[NoteState], int],
    ) -> None:
        super().__init__(theme, edit, "Ghi chú và ảnh")
        self._picture, self._tries = picture, tries
        self._shown: tuple[object, ...] | None = None
        witness = TextField(
            "witness", "Ai cùng chứng kiến", 280, lambda f: f.witness, lambda f, text: replace(f, witness=text)
        )
        self.note = note_field(theme, "Ghi chú", "Ví dụ: phải ra đầu dốc mới gọi được", 3)
        self.note.textChanged.connect(self._noted)
        self.add = button(theme, "Thêm ảnh", "plus")
        self.add.clicked.connect(self.photo_asked)
        self._photos = Wrapping(theme)
        self.tries = QCheckBox("Kèm các lần máy này thử gửi quanh giờ đo")
        self.tries.setAccessibleName(self.tries.text())
        self.tries.setMinimumHeight(theme.px(40))
        self.tries.clicked.connect(lambda on: edit(lambda form: replace(form, with_tries=on)))
        self.body.addWidget(Captioned(theme, f"Ghi chú. {WARNING}", self.note))
        self.add_row(self.text_field(witness))
        self.body.addWidget(label(theme, NO_PEOPLE, Role.MUTED, wrap=True))
        self.body.addWidget(self._photos)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.tries)

    def show_state(self, state: NoteState) -> None:
        """Note, photos, and whether there are tries to send along."""
        super().show_state(state)
        form = state.form
        if self.note.toPlainText() != form.note:
            told = self.note.blockSignals(True)
            self.note.setPlainText(form.note)
            self.note.blockSignals(told)
        shown = (form.photos, form.added)
        if shown != self._shown:
            self._shown = shown
            self._show_photos(state)
        count = self._tries(state)
        self.tries.setText(f"Kèm các lần máy này thử gửi quanh giờ đo ({count} lần)")
        self.tries.setEnabled(count > 0 or form.with_tries)
        self.tries.setChecked(form.with_tries)

    def _noted(self) -> None:
        text = self.note.toPlainText()
        self.edit(lambda form: replace(form, note=text))

    def _show_photos(self, state: NoteState) -> None:
        tiles = [
            self._tile(self._picture(photo.thumbnail), size_words(photo.size), self._remover(sha256=photo.sha256))
            for photo in state.form.photos
        ]
        for key in state.form.added:
            photo = state.added[key]
            words = size_words(len(photo.body), photo.width, photo.height)
            tiles.append(self._tile(photo.thumbnail, words, self._remover(added=key)))
        if self._photos.isAncestorOf(self.focusWidget() or self):
            self.add.setFocus()  # what had the keyboard goes
        self.body.replaceWidget(self._photos, fresh := Wrapping(self.theme, *tiles))
        self._photos.hide()
        self._photos.deleteLater()
        self._photos = fresh
        fresh.setVisible(bool(tiles))
        self.stops_changed.emit()

    def _remover(self, *, sha256: str = "", added: str = "") -> Callable[[], None]:
        return lambda: self.edit(
            lambda form: replace(
                form,
                photos=tuple(photo for photo in form.photos if photo.sha256 != sha256),
                added=tuple(key for key in form.added if key != added),
            )
        )

    def _tile(self, picture: bytes, words: str, remove: Callable[[], None]) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        shown, drop = QLabel(), icon_button(self.theme, "trash-2", "Bỏ ảnh này")
        shown.setAccessibleName(f"Ảnh, {words}")
        pixmap = QPixmap()
        if picture and pixmap.loadFromData(picture):
            side = self.theme.px(96)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            shown.setPixmap(pixmap.scaled(side, side, keep, smooth))
        else:
            shown.setText("Ảnh chưa về máy này")
        drop.clicked.connect(remove)
        beside = QVBoxLayout()
        size = label(self.theme, words, Role.MUTED, wrap=True)
        size.setFixedWidth(self.theme.px(150))
        beside.addWidget(size)
        beside.addWidget(drop)
        row.addWidget(shown)
        row.addLayout(beside)
        return made
