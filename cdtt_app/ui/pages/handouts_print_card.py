"""How to print: paper, languages, for whom; and the button that prints the sheet in hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from cdtt_app.documents.handout_paper import Fit
from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.languages import Language
from cdtt_app.presenters.handout_family import home_words
from cdtt_app.presenters.handouts_page import (
    LAYOUT_WORDS,
    NO_SECOND,
    HandoutsState,
    general_languages,
    language_note,
    offers_two_pages,
)
from cdtt_app.ui.pages.handouts_home_field import Find, HandoutsHomeField
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, put_icon
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.fields import ChoiceField
from cdtt_app.ui.widgets.text import label

_LABEL = 78


class HandoutsPrintCard(Card):
    """Draws a HandoutsState; says what was chosen."""

    layout_chosen = Signal(str)
    language_chosen = Signal(str)
    second_chosen = Signal(str)
    home_chosen = Signal(str)
    named_ticked = Signal(bool)
    two_pages_ticked = Signal(bool)
    print_wanted = Signal()

    def __init__(self, theme: Theme, find: Find) -> None:
        super().__init__(theme, "In thế nào")
        self._theme = theme
        self.layouts = ToggleChips(
            theme, [Option(key, words) for key, words in LAYOUT_WORDS.items()], "Khổ giấy", exclusive=True
        )
        languages = [Option(key, words) for key, words in general_languages()]
        self.language = _choice("Ngôn ngữ", languages)
        self.second = _choice("Kèm tiếng", [Option("", NO_SECOND), *languages[1:], languages[0]])
        self._untranslated = label(theme, "", Role.MUTED, wrap=True)
        self.home = HandoutsHomeField(theme, find)
        self.named = QCheckBox("In tên nhà lên tờ")
        self._fit = label(theme, "", Role.BODY, wrap=True)
        self.two_pages = QCheckBox("In hai trang, giữ chữ to")
        for tick in (self.named, self.two_pages):
            tick.setAccessibleName(tick.text())
        self.print = button(theme, "In tờ này", "printer", Kind.PRIMARY)
        self._lay_out()
        self._connect()

    def show_state(self, state: HandoutsState) -> None:
        """Draw what is chosen."""
        self.layouts.set_value({state.layout})
        self.language.set_value(state.language)
        self.second.set_value(state.second or "")
        handout, home = state.handout, state.home
        note = language_note(handout, state.language, state.second) if handout else ""
        self._untranslated.setText(note)
        self._untranslated.setVisible(bool(note))
        self.home.show_home(home.household.head_name if home else "", home_words(home) if home else "")
        self.named.setChecked(state.named)
        self._show_button(primary=home is None or not home.suggestions)

    def show_fit(self, said: str, fit: Fit | None, state: HandoutsState, *, printable: bool) -> None:
        """How the sheet fits its paper."""
        self._fit.setText(said)
        self._fit.setVisible(bool(said))
        self.two_pages.setVisible(offers_two_pages(fit, state))
        self.two_pages.setChecked(state.two_pages)
        self.print.setEnabled(printable)

    def _show_button(self, *, primary: bool) -> None:
        """One primary button on the page: where a household is chosen, that of its sheets."""
        self.print.setProperty("kind", (Kind.PRIMARY if primary else Kind.SECONDARY).value)
        self.print.style().unpolish(self.print)
        self.print.style().polish(self.print)
        put_icon(self.print, self._theme, "printer", Colour.ON_PRIMARY if primary else Colour.INK)

    def _lay_out(self) -> None:
        theme = self._theme
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(8))
        form.setVerticalSpacing(theme.px(6))
        wrap = QFormLayout.RowWrapPolicy.WrapAllRows if theme.large else QFormLayout.RowWrapPolicy.DontWrapRows
        form.setRowWrapPolicy(wrap)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.body.setSpacing(theme.px(6))
        self.body.addWidget(self.layouts)
        for words, field in (("Ngôn ngữ", self.language), ("Kèm tiếng", self.second), ("Cho hộ", self.home)):
            form.addRow(_name(theme, words), field)
        self.body.addLayout(form)
        for each in (self.named, self._untranslated, self._fit, self.two_pages, self.print):
            self.body.addWidget(each)
        for each in (self._untranslated, self._fit, self.two_pages):
            each.hide()

    def _connect(self) -> None:
        self.layouts.changed.connect(lambda keys: self.layout_chosen.emit(next(iter(keys), Layout.A4)))
        self.language.chosen.connect(self.language_chosen)
        self.second.chosen.connect(self.second_chosen)
        self.home.chosen.connect(self.home_chosen)
        self.named.clicked.connect(self.named_ticked)
        self.two_pages.clicked.connect(self.two_pages_ticked)
        self.print.clicked.connect(lambda _checked: self.print_wanted.emit())


def second_of(key: str) -> Language | None:
    """The second language behind a key of the choice field."""
    return Language(key) if key else None


def _choice(name: str, options: list[Option]) -> ChoiceField:
    made = ChoiceField(name, options)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made


def _name(theme: Theme, words: str) -> QWidget:
    made = label(theme, words, Role.MUTED)
    made.setFixedHeight(theme.px(24) if theme.large else theme.px(40))
    if not theme.large:
        made.setFixedWidth(theme.px(_LABEL))
    return made
