"""What an officer sets on a case: its name, what stands before the notes, the stations around."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import RoadAccess
from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import CoverageCase, case_code
from cdtt_app.domain.geo import Area
from cdtt_app.domain.household import Power
from cdtt_app.presenters.case_edit_form import (
    CaseForm,
    StationForm,
    case_of,
    households_hint,
    open_form,
    power_hint,
    problems,
    road_hint,
    told_by_notes,
    with_new_station,
    with_station,
    without_station,
)
from cdtt_app.presenters.coverage_words import ROADS
from cdtt_app.presenters.household_facts import POWERS
from cdtt_app.ui.dialogs.case_stations import StationRow, first_field
from cdtt_app.ui.dialogs.case_step_fields import LONGEST, narrow
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, line_field, note_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

E = TypeVar("E", bound=StrEnum)
NOT_YET = "Chưa lưu được. Hãy sửa những chỗ có chữ đỏ."
_WIDE = 700
_YES, _NO = "co", "khong"
_ANSWERS = {_YES: True, _NO: False}


class CaseEditDialog(SheetDialog):
    """Accepted with `.case()`; nothing is written here. `areas` and `commune` check the places of stations."""

    def __init__(
        self,
        theme: Theme,
        view: CaseView,
        parent: QWidget | None = None,
        *,
        areas: Sequence[Area] = (),
        commune: str = "",
    ) -> None:
        code = case_code(view.case.number)
        super().__init__(theme, f"Sửa vụ việc {code}", width=_WIDE, parent=parent)
        self._case, self._form = view.case, open_form(view.case, areas, commune)
        facts = told_by_notes(view)
        self.title = line_field("Tên vụ việc", text=self._form.title)
        self.households = line_field("Số hộ ảnh hưởng", "để trống thì theo ghi nhận", self._form.households)
        self.power = _choice("Điện", power_hint(facts), POWERS, self._form.power)
        self.road = _choice("Đường vào", road_hint(facts), ROADS, self._form.road)
        self.difficult = _difficult(self._form.difficult)
        self.terrain = line_field("Địa hình", "ví dụ thung lũng, núi đá che ba phía", self._form.terrain)
        self.note = note_field(theme, "Ghi chú", lines=2)
        self.note.setPlainText(self._form.note)
        self._boxes = {
            "title": FieldBox(theme, "Tên vụ việc", self.title),
            "households": FieldBox(theme, households_hint(facts), self.households),
        }
        self.rows: list[StationRow] = []
        self._shelf = QVBoxLayout()
        self.add = button(theme, "Thêm trạm", "plus")
        self._lay_out_fields(code)
        self._add_foot()
        self._connect()
        for station in self._form.stations:
            self._add_row(station)
        self._show()
        self.title.setFocus()

    def case(self) -> CoverageCase:
        """The case as it was set."""
        return case_of(self._form, self._case)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field; it does not save half a form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _lay_out_fields(self, code: str) -> None:
        theme = self.theme
        self.body.addWidget(label(theme, f"Sửa vụ việc {code}", Role.H1, wrap=True))
        self.body.addWidget(self._boxes["title"])
        self._add_pair(self._boxes["households"], FieldBox(theme, "Thôn đặc biệt khó khăn", self.difficult))
        self._add_pair(FieldBox(theme, "Điện", self.power), FieldBox(theme, "Đường vào", self.road))
        self.body.addWidget(FieldBox(theme, "Địa hình", self.terrain))
        self.body.addWidget(label(theme, "Trạm quanh đây", Role.H2))
        self._shelf.setSpacing(theme.px(8))
        self.body.addLayout(self._shelf)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(FieldBox(theme, "Ghi chú", self.note))
        self.body.addStretch(1)

    def _add_pair(self, one: QWidget, other: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(12))
        row.addWidget(one, 1)
        row.addWidget(other, 1)
        self.body.addLayout(row)

    def _add_foot(self) -> None:
        cancel = button(self.theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.keep = button(self.theme, "Lưu vụ việc", "check", Kind.PRIMARY)
        self.keep.clicked.connect(self._keep)
        self.add_buttons(cancel, self.keep)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self.keep.click)

    def _connect(self) -> None:
        for field in (self.title, self.households, self.terrain):
            field.setMaxLength(LONGEST)
        self.title.textChanged.connect(lambda text: self._apply(lambda form: replace(form, title=text)))
        self.households.textChanged.connect(lambda text: self._apply(lambda form: replace(form, households=text)))
        self.terrain.textChanged.connect(lambda text: self._apply(lambda form: replace(form, terrain=text)))
        self.note.textChanged.connect(self._typed_note)
        self.power.chosen.connect(lambda key: self._apply(lambda f: replace(f, power=Power(key) if key else None)))
        self.road.chosen.connect(lambda key: self._apply(lambda f: replace(f, road=RoadAccess(key) if key else None)))
        self.difficult.chosen.connect(lambda key: self._apply(lambda f: replace(f, difficult=_ANSWERS.get(key))))
        self.add.clicked.connect(self._new_row)

    def _typed_note(self) -> None:
        text = self.note.toPlainText()
        self._apply(lambda form: replace(form, note=text))

    def _apply(self, change: Callable[[CaseForm], CaseForm]) -> None:
        self._form = change(self._form)
        self._show()

    def _new_row(self) -> None:
        self._form = with_new_station(self._form)
        row = self._add_row(self._form.stations[-1])
        self._show()
        self.fit()
        QTimer.singleShot(0, self, first_field(row).setFocus)

    def _add_row(self, station: StationForm) -> StationRow:
        row = StationRow(self.theme, station, lambda changed: self._change_row(row, changed))
        row.drop.clicked.connect(lambda: self._drop_row(row))
        self.rows.append(row)
        self._shelf.addWidget(row)
        return row

    def _change_row(self, row: StationRow, station: StationForm) -> None:
        at = self.rows.index(row)
        self._apply(lambda form: with_station(form, at, station))

    def _drop_row(self, row: StationRow) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        self._shelf.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._apply(lambda form: without_station(form, at))
        self.add.setFocus()
        self.fit()

    def _show(self) -> None:
        said = problems(self._form)
        for name, box in self._boxes.items():
            box.show_problem(said.get(name, ""))
        for at, row in enumerate(self.rows):
            own = {name.partition("/")[2]: words for name, words in said.items() if name.startswith(f"{at}/")}
            row.show_station(self._form, self._form.stations[at], own)
        if not said:
            self.banner.hide()

    def _keep(self) -> None:
        """Accept; or say what is wrong and go there, as it may be out of sight."""
        said = problems(self._form)
        if not said:
            self.accept()
            return
        at, _, name = next(iter(said)).partition("/")
        box = self.rows[int(at)].boxes[name] if name else self._boxes[at]
        self.banner.say(NOT_YET, Tone.AMBER)
        self.fit()
        box.control.setFocus()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(box))  # with the sentence below it


def _choice(name: str, blank: str, words: Mapping[E, str], value: E | None) -> ChoiceField:
    options = [Option("", blank), *(Option(each.value, said) for each, said in words.items())]
    made = narrow(ChoiceField(name, options))
    made.set_value(value.value if value else "")
    return made


def _difficult(value: bool | None) -> ChoiceField:
    made = narrow(
        ChoiceField("Thôn đặc biệt khó khăn", [Option("", "Chưa rõ"), Option(_YES, "Có"), Option(_NO, "Không")])
    )
    made.set_value("" if value is None else _YES if value else _NO)
    return made
