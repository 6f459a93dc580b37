"""Fields of a form with their names above and, when something is wrong, one sentence below."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cdtt_app.presenters.household_facts import NOT_ASKED
from cdtt_app.presenters.household_form import HouseholdForm
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, line_field, note_field, set_invalid
from cdtt_app.ui.widgets.text import label

Change = Callable[[str, Any], None]
_YES, _NO = "co", "khong"


class FieldBox(QWidget):
    """One control under its name."""

    def __init__(self, theme: Theme, caption: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        name = label(theme, caption, Role.SMALL)
        name.setFont(theme.font(0.86, 600))
        name.setBuddy(control)
        self._problem = problem_label(theme)
        column.addWidget(name)
        column.addWidget(control)
        column.addWidget(self._problem)
        column.addStretch(1)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        set_invalid(self.control, bool(sentence))
        self.control.setAccessibleDescription(sentence)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def problem_label(theme: Theme) -> QLabel:
    """The red sentence below a field; empty and out of sight at first."""
    made = label(theme, "", Role.SMALL, wrap=True)
    made.setStyleSheet(f"color: {Colour.RED};")
    made.hide()
    return made


class EditableChoice(QComboBox):
    """One of a list, or something new that is typed; the wheel is left to the page."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        typed = QLineEdit()
        self.setLineEdit(typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        typed.setAccessibleName(name)
        self.setMinimumWidth(theme.px(120))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class FormFields:
    """Makes fields that tell `change(name, value)` and draw a form; the form itself lives elsewhere."""

    def __init__(self, theme: Theme, change: Change) -> None:
        self._theme, self._change = theme, change
        self._boxes: dict[str, FieldBox] = {}
        self._drawings: dict[str, Callable[[Any], None]] = {}

    def text(self, name: str, caption: str, placeholder: str = "") -> FieldBox:
        """One line."""
        made = line_field(caption, placeholder)
        made.textEdited.connect(lambda text: self._change(name, text))
        self._drawings[name] = lambda value: _set_text(made, value)
        return self._box(name, caption, made)

    def note(self, name: str, caption: str, placeholder: str = "") -> FieldBox:
        """Several lines."""
        made = note_field(self._theme, caption, placeholder)
        made.textChanged.connect(lambda: self._change(name, made.toPlainText()))
        self._drawings[name] = lambda value: _set_note(made, value)
        return self._box(name, caption, made)

    def choice(self, name: str, caption: str, words: Mapping[Any, str]) -> FieldBox:
        """One of a few, or nothing asked."""
        keys = {each.value: each for each in words}
        options = [Option("", NOT_ASKED), *(Option(key, words[each]) for key, each in keys.items())]
        made = _narrow(ChoiceField(caption, options))
        made.chosen.connect(lambda key: self._change(name, keys.get(key)))
        self._drawings[name] = lambda value: made.set_value(value.value if value else "")
        return self._box(name, caption, made)

    def yes_no(self, name: str, caption: str, yes: str = "Có", no: str = "Không") -> FieldBox:
        """Yes, no, or nothing asked."""
        made = _narrow(ChoiceField(caption, [Option("", NOT_ASKED), Option(_YES, yes), Option(_NO, no)]))
        answers = {_YES: True, _NO: False}
        made.chosen.connect(lambda key: self._change(name, answers.get(key)))
        self._drawings[name] = lambda value: made.set_value("" if value is None else _YES if value else _NO)
        return self._box(name, caption, made)

    def one_of(self, name: str, caption: str, known: tuple[str, ...]) -> FieldBox:
        """One of the known words, or a new one."""
        made = EditableChoice(self._theme, caption)
        made.addItems(known)
        made.editTextChanged.connect(lambda text: self._change(name, text))
        self._drawings[name] = lambda value: _set_choice(made, value)
        return self._box(name, caption, made)

    def show(self, form: HouseholdForm) -> None:
        """Draw the fields of a form."""
        for name, draw in self._drawings.items():
            draw(getattr(form, name))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it."""
        for name, box in self._boxes.items():
            box.show_problem(problems.get(name, ""))

    def control(self, name: str) -> QWidget | None:
        """The control of a field."""
        box = self._boxes.get(name)
        return box.control if box else None

    def _box(self, name: str, caption: str, control: QWidget) -> FieldBox:
        self._boxes[name] = FieldBox(self._theme, caption, control)
        return self._boxes[name]


def _narrow(field: ChoiceField) -> ChoiceField:
    """As wide as its column, whatever its longest word."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(6)
    return field


def _set_text(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)


def _set_note(field: QPlainTextEdit, text: str) -> None:
    if field.toPlainText() != text:
        told = field.blockSignals(True)
        field.setPlainText(text)
        field.blockSignals(told)


def _set_choice(field: QComboBox, text: str) -> None:
    if field.currentText() != text:
        told = field.blockSignals(True)
        field.setEditText(text)
        field.blockSignals(told)
