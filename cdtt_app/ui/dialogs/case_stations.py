"""The stations of a case, a row of fields each; a place that can be read in two ways is asked about."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cdtt_app.domain.coordinates import Question, Reading, format_point
from cdtt_app.domain.household import Network
from cdtt_app.presenters.case_edit_form import CaseForm, StationForm, confirmed, place_question
from cdtt_app.ui.dialogs.case_step_fields import LONGEST, network_field
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.buttons import button, icon_button
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.flow import FlowLayout

Changed: TypeAlias = Any  # the value of one field
_FIELDS = ("code", "distance", "place", "note")


class StationRow(QFrame):
    """One station; `change` is told the changed one."""

    def __init__(self, theme: Theme, station: StationForm, change: Callable[[StationForm], None]) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._theme, self._station, self._change = theme, station, change
        self.texts = {
            "code": line_field("Mã trạm", "ví dụ TQG0424-11", station.code),
            "distance": line_field("Cách chỗ này", "ví dụ 2,6 km", station.distance),
            "place": line_field("Toạ độ trạm", "ví dụ 22,62924 105,34808", station.place),
            "note": line_field("Vì sao chưa tới", "ví dụ núi đá che", station.note),
        }
        self.operator = network_field("Nhà mạng của trạm")
        self.operator.set_value(station.operator.value if station.operator else "")
        self.drop = icon_button(theme, "trash-2", "Bỏ trạm này")
        self.boxes = {name: FieldBox(theme, self.texts[name].accessibleName(), self.texts[name]) for name in _FIELDS}
        self._answers = QWidget()
        self._flow = FlowLayout(theme.px(8), self._answers)
        self._asked: tuple[Reading, ...] = ()
        self.answers: list[QPushButton] = []
        self._lay_out()
        self.operator.chosen.connect(lambda key: self._tell(operator=Network(key) if key else None))
        for name, field in self.texts.items():
            field.setMaxLength(LONGEST if name != "place" else 2000)  # a link may be long
            field.textChanged.connect(lambda text, name=name: self._tell(**{name: text}))

    def show_station(self, form: CaseForm, station: StationForm, problems: dict[str, str]) -> None:
        """What is wrong with each field, and the answers to choose from."""
        self._station = station
        for name, box in self.boxes.items():
            box.show_problem(problems.get(name, ""))
        question = place_question(form, station)
        self._ask(question.choices if isinstance(question, Question) else ())

    def _lay_out(self) -> None:
        px = self._theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(12), px(8), px(12), px(10))
        outer.setSpacing(px(6))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(px(10))
            outer.addLayout(row)
        first.addWidget(self.boxes["code"], 3)
        first.addWidget(FieldBox(self._theme, "Nhà mạng", self.operator), 3)
        first.addWidget(self.boxes["distance"], 2)
        first.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)
        second.addWidget(self.boxes["place"], 1)
        second.addWidget(self.boxes["note"], 1)
        outer.addWidget(self._answers)
        self._answers.hide()

    def _ask(self, choices: tuple[Reading, ...]) -> None:
        if choices == self._asked:
            return
        self._asked = choices
        for old in self.answers:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.answers = [self._answer(reading) for reading in choices]
        for each in self.answers:
            self._flow.addWidget(each)
        self._answers.setVisible(bool(choices))

    def _answer(self, reading: Reading) -> QPushButton:
        how = f" ({reading.how})" if reading.how else ""
        made = button(self._theme, f"Đúng là {format_point(reading.point)}{how}")
        made.clicked.connect(lambda: self._confirm(reading))
        return made

    def _confirm(self, reading: Reading) -> None:
        self._station = confirmed(self._station, reading)
        field = self.texts["place"]
        told = field.blockSignals(True)
        field.setText(self._station.place)
        field.blockSignals(told)
        field.setFocus()
        self._change(self._station)

    def _tell(self, **changed: Changed) -> None:
        self._station = replace(self._station, **changed)
        self._change(self._station)


def first_field(row: StationRow) -> QLineEdit:
    """Where the keyboard goes in a new row."""
    return row.texts["code"]
