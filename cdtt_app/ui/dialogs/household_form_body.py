"""All the fields of a household, from its name to the note; draws a form and tells how it changes."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from cdtt_app.domain.ids import PersonId
from cdtt_app.presenters.household_form import (
    HouseholdForm,
    PersonForm,
    Typed,
    counted_as_child,
    moved_person,
    with_field,
    with_person,
    without_person,
)
from cdtt_app.presenters.household_form_problems import Problems
from cdtt_app.presenters.visit_words import NOTE_WARNING
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.household_acts import Opening
from cdtt_app.ui.dialogs.household_fields import FormFields
from cdtt_app.ui.dialogs.household_house import HouseSection, connection_grid, grid_of
from cdtt_app.ui.dialogs.household_people import PeopleSection
from cdtt_app.ui.theme import Role
from cdtt_app.ui.widgets.text import label

Apply = Callable[[Callable[[HouseholdForm], HouseholdForm]], None]
_ROUNDED = "Nhà chưa đồng ý ghi vị trí nên máy làm tròn, chỉ đúng trong khoảng 100 m."


class HouseholdFormBody(QWidget):
    """`apply` is given a function from the form as it is to the form as it becomes."""

    def __init__(self, desk: Desk, opening: Opening, apply: Apply) -> None:
        super().__init__()
        self._theme, self._opening, self._apply = desk.theme, opening, apply
        self.fields = FormFields(desk.theme, self._change)
        self.people = PeopleSection(
            desk.theme, lambda: PersonForm(id=PersonId(desk.db.new_short_id())), minors=opening.minors
        )
        self.house = HouseSection(desk.theme, apply)
        self.asked_help = QCheckBox("Nhà nhờ tổ tới giúp")
        self.interpreter = QCheckBox("Cần người phiên dịch")
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(desk.theme.px(10))
        self._fill()
        self._connect()

    def show_form(self, form: HouseholdForm) -> None:
        """Draw it."""
        self.fields.show(form)
        self.people.show_people(form.people, before=self.asked_help)
        self.house.show_form(form)
        self.asked_help.setChecked(form.asked_help)
        self.interpreter.setChecked(form.interpreter)

    def show_problems(self, problems: Problems) -> None:
        """Say beside each field what is wrong with it."""
        self.fields.show_problems(problems)
        self.people.show_problems(problems)

    def go_to(self, field: str) -> None:
        """Put the keyboard into a field."""
        control = self.fields.control(field)
        if control is None and field.startswith("people/"):
            _, id_, name = field.split("/")
            control = self.people.row(id_).control(name)
        if control is not None:
            control.setFocus()
        if isinstance(control, QLineEdit):
            control.deselect()  # or the next key would replace the whole text

    def _change(self, name: str, value: Typed) -> None:
        self._apply(lambda form: with_field(form, name, value))

    def _connect(self) -> None:
        people, apply = self.people, self._apply
        people.changed.connect(lambda person: apply(lambda form: with_person(form, person)))
        people.moved.connect(lambda id_, step: apply(lambda form: moved_person(form, PersonId(id_), step)))
        people.removed.connect(lambda id_: apply(lambda form: without_person(form, PersonId(id_))))
        people.counted.connect(lambda id_: apply(lambda form: counted_as_child(form, PersonId(id_))))
        self.asked_help.clicked.connect(lambda on: self._change("asked_help", on))
        self.interpreter.clicked.connect(lambda on: self._change("interpreter", on))

    def _fill(self) -> None:
        theme, fields, body = self._theme, self.fields, self._body
        body.addLayout(
            grid_of(
                theme,
                (fields.text("name", "Tên chủ hộ", "Họ và tên"), 0, 0, 4),
                (fields.text("code", "Mã hộ"), 0, 4, 2),
                (fields.one_of("cluster", "Cụm (chọn hoặc ghi mới)", self._opening.clusters), 1, 0, 2),
                (fields.text("address", "Địa chỉ", "ví dụ: nhà đầu cầu"), 1, 2, 4),
                (fields.text("phone", "Điện thoại của hộ", "0912 345 678"), 2, 0, 2),
                (fields.text("digital_address", "Địa chỉ số", "nếu có"), 2, 2, 2),
                (fields.text("walking_order", "Thứ tự đường đi", "nhà thứ mấy"), 2, 4, 2),
                (fields.text("member_count", "Cả nhà mấy người", "cả trẻ em"), 3, 0, 2),
                (fields.text("children_count", "Trẻ dưới 16 tuổi", "mấy em, chỉ đếm"), 3, 2, 2),
            )
        )
        body.addWidget(self.asked_help)
        self._head("Người trong hộ", "Người dưới 16 tuổi chỉ đếm, không ghi tên.")
        body.addWidget(self.people)
        self._head("Điện, máy, mạng", "Chưa hỏi thì để trống.")
        body.addLayout(connection_grid(theme, fields))
        self._head("Sóng trong nhà")
        body.addWidget(self.house)
        self._head("Vị trí nhà", "" if self._opening.exact_place else _ROUNDED)
        latitude, longitude = fields.text("latitude", "Vĩ độ", "22,598"), fields.text("longitude", "Kinh độ", "105,465")
        body.addLayout(grid_of(theme, (latitude, 0, 0, 2), (longitude, 0, 2, 2)))
        if self._opening.language:
            self._head("Thứ tiếng")
            language = fields.text("spoken_language", "Thứ tiếng hay nói ở nhà", "ví dụ: tiếng Tày")
            body.addLayout(grid_of(theme, (language, 0, 0, 4)))
            body.addWidget(self.interpreter)
        self._head("Ghi chú", NOTE_WARNING)
        body.addWidget(fields.note("note", "Ghi chú về hộ"))

    def _head(self, words: str, note: str = "") -> None:
        self._body.addSpacing(self._theme.px(8))
        self._body.addWidget(label(self._theme, words, Role.H2))
        if note:
            self._body.addWidget(label(self._theme, note, Role.MUTED, wrap=True))
