"""Where the matrix stands; and, while nobody may be named, what stands there instead."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.visit_consent import People, PeopleView
from cdtt_app.presenters.visit_form import VisitForm
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_words import QUESTION_ALOUD
from cdtt_app.ui.pages.visit_section import Edit
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.fields import NumberField
from cdtt_app.ui.widgets.messages import IconDisc
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix
from cdtt_app.ui.widgets.text import label

_MOST = 99


class PeoplePanel(QFrame):
    """The matrix, or a sheet that says why not."""

    def __init__(self, theme: Theme, edit: Edit, open_household: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.matrix = SkillsMatrix(theme)
        self._instead = _Instead(theme, edit, open_household)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(3), theme.px(4), theme.px(3), theme.px(4))
        inside.addWidget(self.matrix, 1)
        inside.addWidget(self._instead, 1)
        self._instead.hide()

    def show_view(self, view: PeopleView, state: VisitState) -> None:
        """One or the other."""
        shows_matrix = view.kind is People.MATRIX
        if not shows_matrix:
            self._instead.show_view(view, state.form)
        self.matrix.setVisible(shows_matrix)
        self._instead.setVisible(not shows_matrix)

    @property
    def shows_matrix(self) -> bool:
        """Whether the matrix is in front."""
        return not self.matrix.isHidden()


class _Instead(QWidget):
    def __init__(self, theme: Theme, edit: Edit, open_household: Callable[[], None]) -> None:
        super().__init__()
        self._edit = edit
        self._title = label(theme, "", Role.H1, wrap=True)
        self._sentence = label(theme, "", Role.BODY, wrap=True)
        self._count = NumberField(theme, "Đã hướng dẫn mấy người", 0, _MOST)
        self._count.number_changed.connect(self._counted)
        self._counter = QWidget()
        self._open = button(theme, "Mở hộ để thêm người", "user-plus")
        self._open.clicked.connect(open_household)
        self._aloud = _Aloud(theme)
        self._lay_out(theme)

    def show_view(self, view: PeopleView, form: VisitForm) -> None:
        self._title.setText(view.title)
        self._sentence.setText(view.sentence)
        self._counter.setVisible(view.counts)
        self._count.set_value(form.guided_count or 0)
        self._open.setVisible(view.kind is People.NOBODY)
        self._aloud.setVisible(view.kind is People.NOT_ASKED)

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        row = QHBoxLayout(self._counter)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(label(theme, "Đã hướng dẫn", Role.NAME))
        row.addWidget(self._count)
        row.addWidget(label(theme, "người", Role.NAME))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(12))
        column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(px(16))
        top.addWidget(IconDisc(theme, "users", Tone.GREEN), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        top.addLayout(words, 1)
        column.addLayout(top)
        for each in (self._aloud, self._counter, self._open):
            column.addWidget(each, 0, Qt.AlignmentFlag(0) if each is self._aloud else Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)

    def _counted(self, number: int) -> None:
        self._edit(lambda form: _with_count(form, number), "guided_count")


def _with_count(form: VisitForm, number: int) -> VisitForm:
    return replace(form, guided_count=number or None)


class _Aloud(QFrame):
    """The words to read to the family."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("Aloud")
        radius = theme.px(8)
        self.setStyleSheet(f"QFrame#Aloud {{ background: {Colour.PRIMARY_TINT}; border-radius: {radius}px; }}")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.addWidget(label(theme, "Đọc cho nhà nghe", Role.NAME))
        column.addWidget(label(theme, QUESTION_ALOUD, Role.BODY, wrap=True))
