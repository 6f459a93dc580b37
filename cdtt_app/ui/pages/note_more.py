"""Everything that is not the quick path: closed at first, and as it was left the last time."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cdtt_app.domain.attachment import Sha256
from cdtt_app.presenters.note_state import NoteState
from cdtt_app.ui.pages.note_detail_part import DetailPart
from cdtt_app.ui.pages.note_part import Edit, NotePart
from cdtt_app.ui.pages.note_people_part import PeoplePart
from cdtt_app.ui.pages.note_photos_part import PhotosPart
from cdtt_app.ui.pages.note_time_part import TimePart
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.text import rule


class MoreCard(QFrame):
    """The parts one below the other."""

    def __init__(
        self, theme: Theme, edit: Edit, picture: Callable[[Sha256], bytes], tries: Callable[[NoteState], int]
    ) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setAccessibleName("Ghi thêm")
        self.detail = DetailPart(theme, edit)
        self.photos = PhotosPart(theme, edit, picture, tries)
        self.parts: tuple[NotePart, ...] = (
            self.detail,
            TimePart(theme, edit),
            PeoplePart(theme, edit),
            self.photos,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(10))
        for part in self.parts:
            if part is not self.detail:
                column.addWidget(rule())
            column.addWidget(part)

    def show_state(self, state: NoteState) -> None:
        """Draw the form."""
        for part in self.parts:
            part.show_state(state)

    def field(self, key: str) -> QWidget | None:
        """Where the keyboard goes for a problem: `households`, or `Viettel/rsrp` with that network shown."""
        brand, _, name = key.rpartition("/")
        if brand:
            self.detail.show_brand(brand)
            return self.detail.fields.get(name)
        return next((part.fields[key] for part in self.parts if key in part.fields), None)
