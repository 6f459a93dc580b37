"""Fields that only some steps of a case ask for: station, promised day, what is in the way, measurement."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import Block
from cdtt_app.domain.household import Network
from cdtt_app.domain.ids import NoteId
from cdtt_app.presenters.case_step_form import CaseStepForm, measured_words, suggested_deadline
from cdtt_app.presenters.coverage_words import BLOCKS
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, DateField, line_field
from cdtt_app.ui.widgets.radio_card import RadioCard
from cdtt_app.ui.widgets.text import label

Change = Callable[[Callable[[CaseStepForm], CaseStepForm]], None]
LONGEST = 200  # letters of a number or a code
_ABOUT = {
    Block.NO_POWER: "Chờ điện lưới về tới nơi",
    Block.FEW_HOUSEHOLDS: "Số hộ chưa đủ để dựng trạm",
    Block.TERRAIN: "Núi đá che, đường vào khó",
    Block.NO_FUNDS: "Chưa có tiền trong kế hoạch",
}


class StationFields(QWidget):
    """Which network, which station."""

    def __init__(self, theme: Theme, form: CaseStepForm, change: Change) -> None:
        super().__init__()
        self.operator = network_field("Nhà mạng")
        self.operator.set_value(form.operator.value if form.operator else "")
        self.station = line_field("Mã trạm", "ví dụ TQG0424-11", form.station)
        self.station.setMaxLength(LONGEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(FieldBox(theme, "Nhà mạng", self.operator), 1)
        row.addWidget(FieldBox(theme, "Mã trạm", self.station), 1)
        self.operator.chosen.connect(lambda key: change(lambda f: replace(f, operator=Network(key) if key else None)))
        self.station.textChanged.connect(lambda text: change(lambda f: replace(f, station=text)))


class DeadlineField(QWidget):
    """A tick, and the day beside it; the day follows the form until a person sets it."""

    changed = Signal(object)  # datetime.date | None

    def __init__(self, theme: Theme, caption: str, form: CaseStepForm) -> None:
        super().__init__()
        self.on = QCheckBox(caption)
        self.on.setAccessibleName(caption)
        self.day = DateField(theme, caption, suggested_deadline(form))
        self.day.setMinimumWidth(theme.px(150))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.on)
        row.addWidget(self.day)
        row.addStretch(1)
        self.show_form(form)
        self.on.clicked.connect(lambda on: self.changed.emit(self.day.day() if on else None))
        self.day.day_changed.connect(self.changed)

    def show_form(self, form: CaseStepForm) -> None:
        """The promise as it stands."""
        self.on.setChecked(form.deadline is not None)
        self.day.setEnabled(form.deadline is not None)
        wanted = suggested_deadline(form)
        if form.deadline is not None and self.day.day() != wanted:
            self.day.set_day(wanted)


class BlockCards(QWidget):
    """What is in the way; arrows go from card to card."""

    changed = Signal(object)  # Block

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cards = {block: RadioCard(theme, BLOCKS[block], _ABOUT[block], "") for block in Block}
        self._group = QButtonGroup(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(6))
        outer.addWidget(label(theme, "Đang vướng gì", Role.NAME))
        grid = QGridLayout()
        grid.setSpacing(theme.px(10))
        outer.addLayout(grid)
        for at, (block, card) in enumerate(self.cards.items()):
            self._group.addButton(card)
            grid.addWidget(card, at // 2, at % 2)
            card.toggled.connect(lambda on, block=block: self.changed.emit(block) if on else None)


class MeasurementField(ChoiceField):
    """Which measurement this step follows from."""

    measured = Signal(object)  # NoteId | None

    def __init__(self, notes: Sequence[CoverageNote], chosen: NoteId | None) -> None:
        options = [Option("", "Không theo lần đo nào"), *(Option(str(n.id), measured_words(n)) for n in notes)]
        super().__init__("Theo lần đo nào", options)
        narrow(self)
        self.set_value(str(chosen) if chosen else "")
        self.chosen.connect(lambda key: self.measured.emit(NoteId(key) if key else None))


def network_field(name: str) -> ChoiceField:
    """One of the networks with stations of their own, or none."""
    options = [Option("", "Chưa rõ"), *(Option(network.value, network.value) for network in Network)]
    return narrow(ChoiceField(name, options))


def narrow(field: ChoiceField) -> ChoiceField:
    """As wide as its column, whatever its longest word."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(8)
    return field
