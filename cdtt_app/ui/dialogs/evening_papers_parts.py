"""Parts of the dialog of an evening's papers: the homes to go to, and what is printed for them."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.evening_papers import (
    MOST_BLANK,
    EveningPapers,
    evening_rows,
    list_title,
    nobody_words,
    pick_options,
    summary,
)
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.models.handout_homes import HandoutHomesModel
from cdtt_app.ui.pages.handouts_batch_card import HandoutHomesView
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, DateField, NumberField
from cdtt_app.ui.widgets.text import label

_ROWS = 7
_ROWS_LARGE = 3  # in large letters the papers stand below the list
_RUN = "Tờ đi thăm"
_RUN_NOTE = "Các nhà theo đường đi, vì sao đến, mang theo tờ nào."
_VISITS = "Phiếu thăm từng nhà"
_VISITS_NOTE = "Điền sẵn tên, kỹ năng lần trước của nhà đã đồng ý."
_BLANKS = "Phiếu trắng"
_BLANKS_NOTE = "Cho hộ chưa có trên máy."


class HomesPart(QWidget):
    """Which evening, and which homes with a tick each."""

    day_chosen = Signal(object)  # datetime.date
    filtered = Signal(str)
    ticked = Signal(str, bool)
    all_ticked = Signal(bool)

    def __init__(self, theme: Theme, papers: EveningPapers, today: date) -> None:
        super().__init__()
        self._theme = theme
        self._options: tuple[Option, ...] = ()
        self.day = DateField(theme, "Buổi đi thăm", papers.day)
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.pick = ChoiceField("Những hộ nào", ())
        self.pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pick.setMinimumContentsLength(12)
        self._title = label(theme, "", Role.H2)
        self.all = button(theme, "Bỏ hết dấu", kind=Kind.QUIET)
        self.all.setAutoDefault(False)
        self.model = HandoutHomesModel(self)
        self.view = HandoutHomesView(theme, self.model)
        self._empty = label(theme, "", Role.BODY, wrap=True)
        self._lay_out()
        self.day.day_changed.connect(self.day_chosen)
        self.pick.chosen.connect(self.filtered)
        self.model.ticked.connect(self.ticked)
        self.all.clicked.connect(lambda _checked: self.all_ticked.emit(self.all.property("on") is True))

    def show_papers(self, papers: EveningPapers) -> None:
        """Draw the homes."""
        options = tuple(Option(each.key, words) for each, words in pick_options(papers))
        if options != self._options and papers.board is not None:
            self._options = options
            self.pick.set_options(options)
        self.pick.set_value(papers.filter.key)
        self._title.setText(list_title(papers))
        rows = evening_rows(papers)
        self.model.show_rows(rows)
        said = nobody_words(papers)
        self._empty.setText(said)
        self._empty.setVisible(bool(said))
        self.view.setVisible(bool(rows))
        if rows:
            self.view.set_rows_shown(_ROWS_LARGE if self._theme.large else _ROWS)
        some = bool(papers.chosen)
        words = "Bỏ hết dấu" if some else "Chọn hết"
        self.all.setText(words)
        self.all.setAccessibleName(words)
        self.all.setProperty("on", not some)
        self.all.setVisible(bool(rows))

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(FieldBox(theme, "Buổi đi thăm", self.day))
        top.addWidget(FieldBox(theme, "Những hộ nào", self.pick), 1)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.all)
        head.addStrut(px(42))  # the button comes and goes, the list stays where it is
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.view)
        column.addStretch(1)


class PapersPart(QWidget):
    """What is printed, and what that comes to."""

    run_ticked = Signal(bool)
    visits_ticked = Signal(bool)
    blanks_chosen = Signal(int)

    def __init__(self, theme: Theme, papers: EveningPapers) -> None:
        super().__init__()
        self._theme = theme
        self.run, self.visits = _tick(theme, _RUN), _tick(theme, _VISITS)
        self.blanks = NumberField(theme, _BLANKS, 0, MOST_BLANK)
        self.blanks.set_value(papers.blanks)
        self.sum = label(theme, "", Role.BODY, wrap=True)
        self._lay_out()
        self.run.clicked.connect(self.run_ticked)
        self.visits.clicked.connect(self.visits_ticked)
        self.blanks.number_changed.connect(self.blanks_chosen)

    def show_papers(self, papers: EveningPapers) -> None:
        """Draw the choice."""
        self.run.setChecked(papers.run)
        self.visits.setChecked(papers.visits)
        self.blanks.set_value(papers.blanks)
        self.sum.setText(summary(papers))

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(label(theme, "In những gì", Role.H2))
        for tick, note in ((self.run, _RUN_NOTE), (self.visits, _VISITS_NOTE)):
            column.addWidget(tick)
            column.addWidget(self._note(note))
        blanks = QHBoxLayout()
        blanks.setContentsMargins(0, px(6), 0, 0)
        blanks.addWidget(label(theme, _BLANKS))
        blanks.addStretch(1)
        blanks.addWidget(self.blanks)
        column.addLayout(blanks)
        column.addWidget(self._note(_BLANKS_NOTE, indent=0))
        column.addSpacing(px(12))
        column.addWidget(self.sum)
        column.addStretch(1)

    def _note(self, words: str, indent: int = 30) -> QWidget:
        made = label(self._theme, words, Role.MUTED, wrap=True)
        made.setContentsMargins(self._theme.px(indent), 0, 0, 0)
        return made


def _tick(theme: Theme, words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setAccessibleName(words)
    made.setMinimumHeight(theme.px(40))
    return made
