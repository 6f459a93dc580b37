"""The two sides of inviting: whom and for what, then the code to hand over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.documents.invitation_pdf import address_words
from cdtt_app.documents.qr import Matrix
from cdtt_app.domain.role import Role, of_whole_commune
from cdtt_app.presenters.invite import (
    MOST_DAYS,
    ONCE,
    USUAL_DAYS,
    InviteOffer,
    InviteWish,
    code_aloud,
    last_day_of,
    last_day_words,
    make_wish,
)
from cdtt_app.presenters.role_words import role_duties, role_words
from cdtt_app.sync.invitation import Invitation, last_day
from cdtt_app.sync.invitation_code import typed_code
from cdtt_app.ui.theme import Role as Text
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice
from cdtt_app.ui.widgets.fields import NumberField, line_field, set_invalid
from cdtt_app.ui.widgets.pin_fields import tick_box
from cdtt_app.ui.widgets.qr_view import QrView
from cdtt_app.ui.widgets.text import label

_GROUPS_A_LINE = 4
_MOST_COLUMNS = 3
_WIDTH = 650  # of the form at 13 pt


class InviteForm(QWidget):
    """Whom, as what, for which hamlets, for how long."""

    grown = Signal()

    def __init__(self, theme: Theme, offer: InviteOffer) -> None:
        super().__init__()
        self._theme, self._offer = theme, offer
        self.person = line_field("Họ và tên người được mời", "Ví dụ: Nông Văn Dư")
        self.role = SegmentedChoice(theme, [Option(role, role_words(role)) for role in offer.roles], "Giữ việc gì")
        self._duties = label(theme, "", Text.MUTED, wrap=True)
        self.ticks = {hamlet.id: tick_box(theme, hamlet.name) for hamlet in offer.hamlets}
        self._hamlets = QWidget()
        self.days = NumberField(theme, "Số ngày dùng được", 1, MOST_DAYS)
        self._until = label(theme, "", Text.BODY)
        self._lay_out()
        self.role.chosen.connect(lambda _key: self._show_role())
        self.days.number_changed.connect(lambda _days: self._show_days())
        self.clear()

    def wish(self) -> InviteWish:
        """What stands here."""
        chosen = frozenset(id_ for id_, tick in self.ticks.items() if tick.isChecked())
        return make_wish(
            self._offer, person=self.person.text(), role=self._role(), chosen=chosen, days=self.days.value()
        )

    def mark(self, problems: dict[str, str]) -> None:
        """Paint what is missing, and put the keyboard into the first of it."""
        set_invalid(self.person, "person" in problems)
        if "person" in problems:
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        elif "hamlets" in problems and self.ticks:
            next(iter(self.ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Ready for the next person: role, hamlets and days as usual."""
        self.person.clear()
        self.role.set_value(self._offer.roles[0])
        for tick in self.ticks.values():
            tick.setChecked(len(self.ticks) == 1)
        self.days.set_value(USUAL_DAYS)
        self.mark({})
        self._show_role()
        self._show_days()
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._question("Mời ai?", self.person))
        column.addWidget(self.person)
        column.addWidget(self._question("Giữ việc gì?", self.role))
        column.addWidget(self.role)
        column.addWidget(self._duties)
        column.addWidget(self._question("Giấy mời dùng được mấy ngày?", self.days))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.days)
        row.addWidget(self._until, 1)
        column.addLayout(row)
        self._lay_out_hamlets()
        column.addWidget(self._hamlets)

    def _lay_out_hamlets(self) -> None:
        px = self._theme.px
        grid = QGridLayout(self._hamlets)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        columns = self._columns()
        grid.addWidget(
            label(self._theme, f"Ghi sổ những thôn nào của {self._offer.commune}?", Text.NAME), 0, 0, 1, columns
        )
        for place, tick in enumerate(self.ticks.values()):
            row, column = divmod(place, columns)
            grid.addWidget(tick, row + 2, column, Qt.AlignmentFlag.AlignLeft)
        grid.setRowMinimumHeight(1, px(4))  # room for the focus ring
        grid.setColumnStretch(columns - 1, 1)

    def _columns(self) -> int:
        """How many hamlets stand side by side, so that no name is cut."""
        widest = max((tick.minimumWidth() for tick in self.ticks.values()), default=1) + self._theme.px(16)
        return max(1, min(_MOST_COLUMNS, self._theme.px(_WIDTH) // widest))

    def _question(self, words: str, field: QWidget) -> QLabel:
        made = label(self._theme, words, Text.NAME)
        made.setBuddy(field)
        return made

    def _role(self) -> Role:
        return Role(self.role.value() or self._offer.roles[0])

    def _show_role(self) -> None:
        self._duties.setText(role_duties(self._role()))
        self._hamlets.setVisible(not of_whole_commune(self._role()))
        self.grown.emit()

    def _show_days(self) -> None:
        self._until.setText(last_day_words(last_day_of(self._offer.today, self.days.value())) + ".")


class InviteCode(QWidget):
    """The invitation made: the square code, and what is typed where nothing can scan it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.code = QrView(theme)
        self._person = label(theme, "", Text.H1, wrap=True)
        self._as = label(theme, "", Text.BODY, wrap=True)
        self._until = label(theme, "", Text.NAME, wrap=True)
        self._address = label(theme, "", Text.NAME, wrap=True)
        self.typed = label(theme, "", Text.STATE)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        for each in (self._person, self._as, self._until):
            words.addWidget(each)
        words.addSpacing(theme.px(12))
        words.addWidget(label(theme, "Không quét được thì gõ địa chỉ và mã nối máy:", Text.MUTED, wrap=True))
        words.addWidget(self._address)
        words.addWidget(self.typed)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(label(theme, ONCE, Text.BODY, wrap=True))

    def show_invitation(self, invitation: Invitation, role: Role, code: Matrix) -> None:
        """Show this one."""
        typed = typed_code(invitation.secret)
        groups = typed.split("-")
        lines = (groups[:_GROUPS_A_LINE], groups[_GROUPS_A_LINE:])
        self._person.setText(invitation.person)
        self._as.setText(f"{role_words(role)} · {invitation.place}")
        self._until.setText(last_day_words(last_day(invitation)) + ".")
        self._address.setText(address_words(invitation))
        self.typed.setText("\n".join("-".join(line) for line in lines))
        self.typed.setAccessibleName(f"Mã nối máy: {code_aloud(typed)}")
        self.code.show_code(
            code,
            f"Mã vuông của giấy mời cho {invitation.person}",
            "Máy được mời quét mã này, hoặc gõ mã nối máy bên cạnh.",
        )
