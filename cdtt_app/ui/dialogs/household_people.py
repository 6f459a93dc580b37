"""The lines of a family in the form: names, roles, ages, and the order they stand in."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.ids import PersonId
from cdtt_app.domain.person import AgeBand, FamilyRole
from cdtt_app.presenters.household_form import PersonForm
from cdtt_app.presenters.household_form_problems import person_field
from cdtt_app.ui.dialogs.household_fields import problem_label
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, line_field, set_invalid
from cdtt_app.ui.widgets.text import rule

_ROLES = [Option(role.value, role.value.capitalize()) for role in FamilyRole]
_BANDS = [Option("", "Chưa hỏi tuổi"), *(Option(band.value, band.value.capitalize()) for band in AgeBand)]


class PersonRow(QWidget):
    """One line; tells what was typed and what was pressed."""

    changed = Signal(object)  # PersonForm
    moved = Signal(int)
    removed = Signal()
    counted = Signal()

    def __init__(self, theme: Theme, person: PersonForm, *, minors: bool) -> None:
        super().__init__()
        self._person, self._minors = person, minors
        self.name = line_field("Họ và tên", "Họ và tên")
        self.called = line_field("Gọi là", "Gọi là, ví dụ Chị Vân")
        self.phone = line_field("Điện thoại của người này", "Điện thoại")
        self.role = ChoiceField("Quan hệ với chủ hộ", _ROLES)
        self.band = ChoiceField("Tuổi", _BANDS)
        self.guardian = line_field("Người giám hộ đã đồng ý", "Người giám hộ đã đồng ý")
        self.assents = QCheckBox("Cháu cũng đồng ý")
        self._child = QWidget()
        self.up = icon_button(theme, "chevron-up", "Đưa người này lên trên")
        self.down = icon_button(theme, "chevron-down", "Đưa người này xuống dưới")
        self.remove = icon_button(theme, "x", "Bỏ người này khỏi hộ")
        self.count = button(theme, "Chỉ đếm vào số trẻ em", "check", Kind.QUIET)
        self._problem = problem_label(theme)
        self._fields: dict[str, QWidget] = {
            "name": self.name,
            "phone": self.phone,
            "band": self.band,
            "guardian": self.guardian,
        }
        self._lay_out(theme)
        self._connect()
        self.show_person(person)

    def show_person(self, person: PersonForm) -> None:
        """Draw the line."""
        self._person = person
        typed = ((self.name, person.name), (self.called, person.called), (self.phone, person.phone))
        for field, text in (*typed, (self.guardian, person.guardian)):
            if field.text() != text:
                field.setText(text)
        self.assents.setChecked(person.assents)
        self._child.setVisible(self._minors and person.band is AgeBand.CHILD)
        self.role.set_value(person.role.value)
        self.band.set_value(person.band.value if person.band else "")

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with this line."""
        mine = {name: problems.get(person_field(self._person.id, name), "") for name in self._fields}
        for name, field in self._fields.items():
            set_invalid(field, bool(mine[name]))
            field.setAccessibleDescription(mine[name])
        self._problem.setText(" ".join(sentence for sentence in mine.values() if sentence))
        self._problem.setVisible(any(mine.values()))
        self.count.setVisible(bool(mine["band"] or mine["guardian"]))

    def control(self, name: str) -> QWidget | None:
        """The control of one of the fields in which something can be wrong."""
        return self._fields.get(name)

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        first = (self.name, self.called, self.up, self.down, self.remove)
        return (*first, self.role, self.band, self.phone, self.guardian, self.assents, self.count)

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda text: self._change(replace(self._person, name=text)))
        self.called.textEdited.connect(lambda text: self._change(replace(self._person, called=text)))
        self.phone.textEdited.connect(lambda text: self._change(replace(self._person, phone=text)))
        self.guardian.textEdited.connect(lambda text: self._change(replace(self._person, guardian=text)))
        self.assents.toggled.connect(lambda yes: self._change(replace(self._person, assents=yes)))
        self.role.chosen.connect(lambda key: self._change(replace(self._person, role=FamilyRole(key))))
        self.band.chosen.connect(lambda key: self._change(replace(self._person, band=AgeBand(key) if key else None)))
        self.up.clicked.connect(lambda _checked: self.moved.emit(-1))
        self.down.clicked.connect(lambda _checked: self.moved.emit(1))
        self.remove.clicked.connect(lambda _checked: self.removed.emit())
        self.count.clicked.connect(lambda _checked: self.counted.emit())

    def _change(self, person: PersonForm) -> None:
        if person != self._person:
            self._person = person
            self.changed.emit(person)

    def _lay_out(self, theme: Theme) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(theme.px(6))
        first.addWidget(self.name, 3)
        first.addWidget(self.called, 2)
        for each in (self.up, self.down, self.remove):
            first.addWidget(each)
        second.addWidget(self.role, 1)
        second.addWidget(self.band, 1)
        second.addWidget(self.phone, 1)
        child = QHBoxLayout(self._child)
        child.setContentsMargins(0, 0, 0, 0)
        child.setSpacing(theme.px(10))
        child.addWidget(self.guardian, 1)
        child.addWidget(self.assents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._child)
        column.addWidget(self._problem)
        column.addWidget(self.count)
        self.count.hide()


class PeopleSection(QWidget):
    """All lines and the button for one more."""

    changed = Signal(object)  # PersonForm
    moved = Signal(str, int)
    removed = Signal(str)
    counted = Signal(str)

    def __init__(self, theme: Theme, new_person: Callable[[], PersonForm], *, minors: bool) -> None:
        super().__init__()
        self._theme, self._minors = theme, minors
        self._rows: dict[PersonId, PersonRow] = {}
        self._order: tuple[PersonId, ...] = ()
        self._rules: list[QWidget] = []
        self.add = button(theme, "Thêm người", "user-plus")
        self.add.clicked.connect(lambda _checked: self._add(new_person()))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(self._lines)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)

    def show_people(self, people: tuple[PersonForm, ...], before: QWidget) -> None:
        """Draw the lines; they are put in order only when somebody came, went or moved. Tab comes from `before`."""
        order = tuple(person.id for person in people)
        if order != self._order:
            self._arrange(people)
            self._order = order
            self._order_tabs(before)
        for person in people:
            self._rows[person.id].show_person(person)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each line what is wrong with it."""
        for row in self._rows.values():
            row.show_problems(problems)

    def row(self, id_: str) -> PersonRow:
        """The line of a person; raises KeyError."""
        return self._rows[PersonId(id_)]

    def _add(self, person: PersonForm) -> None:
        self.changed.emit(person)
        row = self._rows[person.id]
        row.show()  # at once: what is hidden cannot take the keyboard
        row.name.setFocus()

    def _arrange(self, people: tuple[PersonForm, ...]) -> None:
        kept = {person.id for person in people}
        for each in self._rules:
            each.deleteLater()
        self._rules = []
        for id_ in [id_ for id_ in self._rows if id_ not in kept]:
            self._rows.pop(id_).deleteLater()
        for place, person in enumerate(people):
            if place:
                line = rule()
                self._rules.append(line)
                self._lines.addWidget(line)
            row = self._rows.get(person.id) or self._make(person)
            self._lines.removeWidget(row)
            self._lines.addWidget(row)
        for number, person in enumerate(people):
            self._rows[person.id].up.setEnabled(number > 0)
            self._rows[person.id].down.setEnabled(number < len(people) - 1)

    def _make(self, person: PersonForm) -> PersonRow:
        row = self._rows[person.id] = PersonRow(self._theme, person, minors=self._minors)
        row.changed.connect(self.changed)
        row.moved.connect(lambda step, id_=person.id: self.moved.emit(id_, step))
        row.removed.connect(lambda id_=person.id: self.removed.emit(id_))
        row.counted.connect(lambda id_=person.id: self.counted.emit(id_))
        return row

    def _order_tabs(self, before: QWidget) -> None:
        """Rows that were made late would otherwise come after the whole form."""
        for id_ in self._order:
            for stop in self._rows[id_].stops():
                QWidget.setTabOrder(before, stop)
                before = stop
        QWidget.setTabOrder(before, self.add)
