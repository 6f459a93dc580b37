"""For many households at once: tomorrow's list, a cluster, or those with an old version; one button for all."""

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QListView, QProgressBar

from cdtt_app.presenters.handout_batch import (
    Batch,
    Filter,
    batch_note,
    batch_rows,
    batch_title,
    batch_words,
    empty_words,
)
from cdtt_app.ui.models.handout_homes import HandoutHomesModel
from cdtt_app.ui.models.handout_homes_delegate import HandoutHomesDelegate
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField
from cdtt_app.ui.widgets.text import label

_ROWS = 4


class HandoutHomesView(QListView):
    """A click or Space changes the tick of a household."""

    def __init__(self, theme: Theme, model: HandoutHomesModel) -> None:
        super().__init__()
        self._homes = model
        drawn = HandoutHomesDelegate(theme)
        drawn.setParent(self)
        self.setModel(model)
        self.setItemDelegate(drawn)
        self.setAccessibleName("Các hộ, theo đường đi")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter as a click."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def set_rows_shown(self, rows: int) -> None:
        """Exactly as high as this many rows."""
        self.setFixedHeight(max(1, self.sizeHintForRow(0) * rows))

    def _toggle(self, index: QModelIndex) -> None:
        self._homes.toggle(index)


class HandoutsBatchCard(Card):
    """Draws a Batch."""

    filtered = Signal(str)
    ticked = Signal(str, bool)
    all_ticked = Signal(bool)
    print_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Cho ngày mai")
        self._theme = theme
        self._options: tuple[tuple[Filter, str], ...] = ()
        self.filter = ChoiceField("In cho những hộ nào", ())
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.filter.setMinimumContentsLength(8)
        self.all = button(theme, "Bỏ hết dấu", kind=Kind.QUIET)
        self.model = HandoutHomesModel(self)
        self.view = HandoutHomesView(theme, self.model)
        self._empty = label(theme, "", Role.BODY, wrap=True)
        self.print = button(theme, "", "printer")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Đang làm các tờ")
        self.stop = button(theme, "Thôi, không in nữa", "circle-stop")
        self._lay_out()
        self.filter.chosen.connect(self.filtered)
        self.model.ticked.connect(self.ticked)
        self.all.clicked.connect(lambda _checked: self.all_ticked.emit(self.all.property("on") is True))
        self.print.clicked.connect(lambda _checked: self.print_wanted.emit())
        self.stop.clicked.connect(lambda _checked: self.stop_wanted.emit())
        self.show_working(on=False)

    def show_filters(self, options: tuple[tuple[Filter, str], ...], chosen: Filter) -> None:
        """What can be chosen."""
        if options != self._options:
            self._options = options
            self.filter.set_options([Option(each.key, words) for each, words in options])
        self.filter.set_value(chosen.key)

    def show_batch(self, batch: Batch, today: date) -> None:
        """Draw the households."""
        self.set_title(batch_title(batch))
        self.set_note(batch_note(batch, today))
        rows = batch_rows(batch)
        self.model.show_rows(rows)
        self.view.set_rows_shown(min(_ROWS, len(rows)))
        self.view.setVisible(bool(rows))
        said = empty_words(batch)
        self._empty.setText(said)
        self._empty.setVisible(bool(said))
        words, some = batch_words(batch), bool(batch.chosen)
        self.print.setText(words)
        self.print.setAccessibleName(words)
        self.print.setEnabled(some)
        self._show_all(some=some, any_sheet=any(row.sheets for row in rows))

    def show_working(self, *, on: bool) -> None:
        """While the sheets are drawn: how far it is, and a way to stop."""
        had = self.print.hasFocus() or self.stop.hasFocus()
        self.print.setVisible(not on)
        self.progress.setVisible(on)
        self.stop.setVisible(on)
        for each in (self.filter, self.view, self.all):
            each.setEnabled(not on)
        if had:
            (self.stop if on else self.print).setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_all(self, *, some: bool, any_sheet: bool) -> None:
        words = "Bỏ hết dấu" if some else "Chọn hết"
        self.all.setText(words)
        self.all.setAccessibleName(words)
        self.all.setProperty("on", not some)
        self.all.setVisible(any_sheet)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.body.setSpacing(px(6))
        large = self._theme.large  # then the choice needs a line of its own
        top = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        top.setSpacing(px(6))
        top.addWidget(self.filter, 0 if large else 1)
        top.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(top)
        for each in (self._empty, self.view, self.print, self.progress, self.stop):
            self.body.addWidget(each)
