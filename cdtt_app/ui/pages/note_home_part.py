"""Which household, what the place is called, what kind of spot."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import PointType
from cdtt_app.domain.ids import HamletId
from cdtt_app.presenters.coverage_words import POINTS
from cdtt_app.presenters.note_form import in_hamlet
from cdtt_app.presenters.note_state import NoteState, home_words
from cdtt_app.presenters.visit_chooser import Line
from cdtt_app.ui.pages.note_part import Captioned, Edit, NotePart, TextField
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, SearchField
from cdtt_app.ui.widgets.line_button import LineButton
from cdtt_app.ui.widgets.text import ElidedLabel, label

_SHOWN = 3
Find = Callable[[str], tuple[Line, ...]]


class HomePart(NotePart):
    """A search for the household, or its name once it is chosen."""

    home_chosen = Signal(str)  # a household, "" for none

    def __init__(self, theme: Theme, edit: Edit, find: Find) -> None:
        super().__init__(theme, edit)
        self._find = find
        self._hits: tuple[Line, ...] = ()
        self.search = SearchField(theme, "Tìm hộ", "Tên chủ hộ, mã hộ, số điện thoại")
        self.search.searched.connect(self._searched)
        self.search.returnPressed.connect(self._take_first)
        self._found = QWidget()
        self._rows = QVBoxLayout(self._found)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._none = label(theme, "Không thấy hộ nào. Thử gõ tên không dấu, hoặc mã hộ.", Role.MUTED, wrap=True)
        self._none.hide()
        self._chosen = self._make_chosen()
        self.kind = ChoiceField("Loại điểm", [Option(p.value, word) for p, word in POINTS.items()])
        self.kind.setFixedHeight(theme.px(40))
        self.kind.chosen.connect(lambda key: edit(lambda form: replace(form, point=PointType(key))))
        self.hamlet = ChoiceField("Thôn", [])
        self.hamlet.setFixedHeight(theme.px(40))
        self.hamlet.chosen.connect(lambda key: edit(lambda form: in_hamlet(form, HamletId(key))))
        self._hamlet = Captioned(theme, "Thôn (khi chỗ này không thuộc hộ nào)", self.hamlet)
        self._offered: tuple[tuple[HamletId, str], ...] = ()
        for each in (self.search, self._chosen, self._none, self._found, self._hamlet):
            self.body.addWidget(each)
        self.body.addLayout(self._place_row())
        self.fields["where"] = self.search

    def _make_chosen(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name, self._words = ElidedLabel(self.theme, "", Role.NAME), ElidedLabel(self.theme, "", Role.MUTED)
        words.addWidget(self._name)
        words.addWidget(self._words)
        self.other = button(self.theme, "Đổi hộ", "search", Kind.QUIET)
        self.other.clicked.connect(self._search_again)
        self.none = icon_button(self.theme, "x", "Chỗ này không thuộc hộ nào")
        self.none.clicked.connect(lambda: self.home_chosen.emit(""))
        row.addLayout(words, 1)
        row.addWidget(self.other)
        row.addWidget(self.none)
        return made

    def _place_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(10))
        place = TextField(
            "place",
            "Cụm, tên chỗ",
            0,
            lambda form: form.place,
            lambda form, text: replace(form, place=text),
            "Ví dụ: gốc đa đầu bản",
        )
        row.addWidget(self.text_field(place), 3)
        row.addWidget(Captioned(self.theme, "Loại điểm", self.kind), 2)
        return row

    def show_state(self, state: NoteState) -> None:
        """The household by name, or the search."""
        super().show_state(state)
        self.kind.set_value(state.form.point.value)
        self._name.setText(state.home.head_name if state.home else "")
        self._words.setText(home_words(state.home) if state.home else "")
        self._chosen.setVisible(state.home is not None)
        self.search.setVisible(state.home is None)
        self._show_hamlets(state)
        if state.home is not None:
            self.close_search()

    def _show_hamlets(self, state: NoteState) -> None:
        """A choice only where there are several hamlets and no household says which."""
        if state.hamlets != self._offered:
            self._offered = state.hamlets
            self.hamlet.set_options([Option(id_, name[:1].upper() + name[1:]) for id_, name in state.hamlets])
        self.hamlet.set_value(state.form.hamlet_id)
        shown = state.home is None and len(state.hamlets) > 1
        if shown is self._hamlet.isHidden():
            self._hamlet.setVisible(shown)
            self.stops_changed.emit()

    def start_search(self) -> None:
        """Begin to search with nothing typed."""
        self.close_search()
        self.search.setFocus()

    def _search_again(self) -> None:
        self._chosen.hide()
        self.search.show()
        self.start_search()

    def close_search(self) -> None:
        """Nothing typed, nothing found."""
        told = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(told)
        self._show_hits(())
        self._none.hide()

    def _searched(self, text: str) -> None:
        self._show_hits(self._find(text)[:_SHOWN] if text.strip() else ())
        self._none.setVisible(bool(text.strip()) and not self._hits)

    def _take_first(self) -> None:
        if self.search.text().strip() and self._hits:
            self.home_chosen.emit(self._hits[0].household_id)

    def _show_hits(self, hits: tuple[Line, ...]) -> None:
        self._hits = hits
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in hits:
            self._rows.addWidget(self._row(line))
        self._found.setVisible(bool(hits))
        self.stops_changed.emit()

    def _row(self, line: Line) -> LineButton:
        made = LineButton(self.theme, line.name, line.words)
        made.clicked.connect(lambda: self.home_chosen.emit(line.household_id))
        return made
