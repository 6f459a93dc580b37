"""The matrix of people and skills: keys 0-4 write and go on, the mouse opens a small row of choices."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.visit_matrix import At, Matrix, begin, written
from cdtt_app.ui.models.matrix_delegate import MatrixDelegate
from cdtt_app.ui.models.matrix_headers import PeopleHeader, SkillsHeader
from cdtt_app.ui.models.matrix_keys import Act, act_of, led_to, moves
from cdtt_app.ui.models.matrix_model import Index, MatrixModel
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.level_legend import LevelRow
from cdtt_app.ui.widgets.text import rich_label

_TALL, _LEAST = 40, 36  # heights of a row, at 13 pt
_SHOWN, _HIDDEN = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class SkillsMatrix(QTableView):
    """Says what was written; the page draws the next value back with `show_matrix`."""

    answered = Signal(str, str, str)  # person, question, answer ("" takes it away)
    seen_turned = Signal(str, str)  # person, question
    cell_reached = Signal(QRect)  # the cell in hand, in the matrix's coordinates

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = MatrixModel(self)
        self._people = PeopleHeader(theme, self._model, self)
        self._skills = SkillsHeader(theme, self._model, self)
        self._delegate = MatrixDelegate(theme, self._model, self)
        self._row_height = theme.px(_TALL)
        self._grows = self._low = False
        self._corner = rich_label(theme, "", Role.MUTED)
        self._corner.setParent(self)
        self._choices: LevelRow | None = None
        self._set_up()

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setHorizontalHeader(self._people)
        self.setVerticalHeader(self._skills)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Bảng kỹ năng: mỗi cột một người, mỗi dòng một việc")
        self.setAccessibleDescription(
            "Gõ 0 đến 4 để ghi mức, khoảng trắng là không hỏi, xoá lùi để xoá, Q là tận mắt thấy, Tab để ra khỏi bảng."
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.clicked.connect(self._clicked)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.close_choices)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another value; the cell in hand stays in hand."""
        held = self._held()
        reshaped = not matrix.same_shape(self._model.matrix)
        self._model.show_matrix(matrix)
        if reshaped:
            self._lay_out()
            self._hold_again(held)
        elif self.hasFocus():
            self._begin()  # another form of the same shape came while the keyboard was here

    def matrix(self) -> Matrix:
        """The value shown."""
        return self._model.matrix

    def in_hand(self) -> At | None:
        """The row and column of the cell in hand."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def set_in_hand(self, at: At) -> None:
        """Put the keyboard's cell there."""
        self.setCurrentIndex(self._model.index(*at))

    def set_low(self, low: bool) -> None:
        """Whether the window is low: then rows are lower."""
        self._low = low
        self._lay_out()

    def set_grows(self, grows: bool) -> None:
        """As high as all its rows, for a page that scrolls; or else as high as there is room, scrolling inside."""
        self._grows = grows
        self._lay_out()

    def focus_rect(self) -> QRect:
        """Where the focus ring goes: around the pill, in the coordinates of the viewport."""
        index = self.currentIndex()
        return self._delegate.pill(self.visualRect(index)) if index.isValid() else self.viewport().rect()

    def head_height(self) -> int:
        """The height of the row of names."""
        return self._people.height()

    def head_picture(self) -> QPixmap:
        """The row of names as it is drawn now, to be pinned while the page scrolls."""
        return self.grab(QRect(0, 0, self.width(), self.head_height()))

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(self._theme.px(620), self._whole_height())

    def minimumSizeHint(self) -> QSize:
        """All rows when the page scrolls, a few when the matrix does."""
        few = self.head_height() + 4 * self._row_height
        return QSize(self._theme.px(420), self._whole_height() if self._grows else few)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first cell that nobody filled."""
        super().focusInEvent(event)
        self._begin()
        self._tint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No cell is in hand any more."""
        super().focusOutEvent(event)
        self.close_choices()
        self._tint()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another cell came into hand."""
        super().currentChanged(current, previous)
        self.close_choices()
        self._tint()
        if current.isValid():
            rect = self.visualRect(current)
            self.cell_reached.emit(QRect(self.viewport().mapTo(self, rect.topLeft()), rect.size()))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows, Home, End, Page Up and Page Down."""
        at = self.in_hand()
        if at is None:
            return super().moveCursor(action, modifiers)
        return self._model.index(*led_to(self.matrix(), at, action, modifiers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answers are read here, from the key itself: no editor, no input method."""
        self.close_choices()
        act = act_of(event)
        if moves(event):
            super().keyPressEvent(event)
        elif act is None or self.in_hand() is None:
            event.ignore()
        elif not event.isAutoRepeat():  # a key held down would fill the whole column
            self._do(act)

    def _do(self, act: str | Act) -> None:
        at = self.in_hand()
        if at is None:
            return
        if act is Act.SEEN:
            self._turn_seen()
        elif act is Act.ERASE:
            self._write("")
        elif isinstance(act, str):
            self._write(act)
            self.set_in_hand(written(self.matrix(), at))

    def _write(self, answer: str) -> None:
        at = self.in_hand()
        if at is not None and self.matrix().cells[at[0]][at[1]].relevant:
            self.answered.emit(*self._names(at), answer)

    def _turn_seen(self) -> None:
        at = self.in_hand()
        if at is not None:
            self.seen_turned.emit(*self._names(at))

    def _names(self, at: At) -> tuple[str, str]:
        return self.matrix().columns[at[1]].person, self.matrix().rows[at[0]].question

    def _clicked(self, index: QModelIndex) -> None:
        if not index.isValid() or not self._model.cell(index).relevant:
            return
        if self._choices is None:
            self._choices = LevelRow(self._theme, self.window())
            self._choices.chosen.connect(self._write)
            self._choices.seen.connect(self._turn_seen)
        cell = self.focus_rect()
        self._choices.open_at(self._in_window(cell), self._in_window(self.viewport().visibleRegion().boundingRect()))

    def _in_window(self, rect: QRect) -> QRect:
        return QRect(self.viewport().mapTo(self.window(), rect.topLeft()), rect.size())

    def close_choices(self) -> None:
        """Put the row of choices away."""
        if self._choices is not None:
            self._choices.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """The row of choices goes too."""
        self.close_choices()
        super().hideEvent(event)

    def _held(self) -> tuple[str, str] | None:
        at = self.in_hand()
        return self._names(at) if at is not None else None

    def _hold_again(self, held: tuple[str, str] | None) -> None:
        matrix = self.matrix()
        people: list[str] = [column.person for column in matrix.columns]
        questions = [row.question for row in matrix.rows]
        if held and held[0] in people and held[1] in questions:
            self.set_in_hand((questions.index(held[1]), people.index(held[0])))
        elif self.hasFocus():
            self._begin()

    def _begin(self) -> None:
        first = begin(self.matrix())
        if self.in_hand() is None and first is not None:
            self.set_in_hand(first)

    def _tint(self) -> None:
        """Tint the row and the column of the cell in hand; only what changes is drawn again."""
        at = self.in_hand() if self.hasFocus() else None
        before = self._delegate.in_hand
        if at == before:
            return
        self._delegate.in_hand = at
        self._skills.in_hand, self._people.in_hand = at if at is not None else (None, None)
        for row in {cell[0] for cell in (before, at) if cell is not None}:
            self._draw_row(row)
        columns = {cell[1] for cell in (before, at) if cell is not None}
        if before is None or at is None or len(columns) > 1:
            for column in columns:
                self._draw_column(column)

    def _draw_row(self, row: int) -> None:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        self.viewport().update(0, top, self.viewport().width(), height)
        self._skills.viewport().update(0, top, self._skills.width(), height)

    def _draw_column(self, column: int) -> None:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        self.viewport().update(left, 0, width, self.viewport().height())
        self._people.viewport().update(left, 0, width, self._people.height())

    def _whole_height(self) -> int:
        rows = self._row_height * len(self.matrix().rows)
        sideways = self.horizontalScrollBarPolicy() == _SHOWN
        bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
        return self.head_height() + rows + bar + self._theme.px(4)

    def _lay_out(self) -> None:
        """Share the height among the rows; then the width: skills first, people between narrow and wide."""
        if not self.matrix().columns:
            return
        self._row_height = self._fitting_row()
        self._skills.setDefaultSectionSize(self._row_height)
        scrolls = not self._grows and self._whole_height() > self.height()
        width = self.width() - (self.verticalScrollBar().sizeHint().width() if scrolls else 0)
        fits = self._share(width)
        self.setVerticalScrollBarPolicy(_SHOWN if scrolls else _HIDDEN)
        self.setHorizontalScrollBarPolicy(_HIDDEN if fits else _SHOWN)
        self._place_corner()
        self.updateGeometries()
        self.updateGeometry()

    def _fitting_row(self) -> int:
        """A little lower than usual where that shows all skills at once."""
        tall, least, rows = self._theme.px(_TALL), self._theme.px(_LEAST), max(1, len(self.matrix().rows))
        if self._grows:
            return least if self._low else tall
        fitting = (self.height() - self.head_height() - self._theme.px(4)) // rows
        if fitting < least:
            return least if self._low else tall
        return min(tall, fitting)

    def _share(self, width: int) -> bool:
        """The widths of skills and people; headings only where there is room. Whether all people fit side by side."""
        px, people = self._theme.px, len(self.matrix().columns)
        labels, headings, least = self._skills.labels_width(), self._skills.headings_width(), self._people.least_width()
        roomy = width - labels - headings >= people * least
        self._skills.set_headings(roomy)
        left = labels + (headings if roomy else px(10))
        column = max(least, min(px(103), (width - left) // people))
        self._skills.setFixedWidth(max(left, width - people * column))
        self._people.setDefaultSectionSize(column)
        return left + people * column <= width

    def _place_corner(self) -> None:
        room = QRect(0, 0, self._skills.width(), self.head_height() - 1)
        self._corner.setGeometry(room.adjusted(self._theme.px(14), 0, -self._theme.px(4), 0))
        self._say_corner()

    def _say_corner(self) -> None:
        """How to write, and what the small numbers are; in fewer words where there is less room."""
        last = self.matrix().last_asked
        on, short = format_date(last) if last else "", self._skills.width() < self._theme.px(400)
        keys = "<b>phím cách</b>" if short else "<b>mũi tên</b> để đi, <b>Khoảng trắng</b>"
        ghost = f"Số nhỏ{'' if short else ' bên trái'} là lần trước, {on}" if on else "Ô trống là chưa ghi, khác mức 0"
        self._corner.setText(f"Gõ <b>0–4</b>, {keys} = không hỏi<br>{ghost}")
