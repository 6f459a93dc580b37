"""Work that was set aside, to be read whole: an officer takes it into the book or leaves it out."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

SURE = "Không nhận thì điều này không vào sổ, chỉ còn trong lịch sử. Chắc rồi thì bấm “Không nhận” lần nữa."
_NOTHING = "Chương trình này chưa đọc được phiếu ấy. Hãy cài bản mới của Sổ tay rồi xem lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWorkValue:
    """What is shown; `parts` are titles, whose they are and what they say. Only an officer `decides`."""

    title: str
    reason: str
    advice: str
    parts: tuple[tuple[str, str, tuple[str, ...]], ...]
    decides: bool
    may_come_in: bool
    has_household: bool


class LateWorkDialog(SheetDialog):
    """Accepted when it was decided; `decide` is told whether to take it in and gives the sentence about it."""

    def __init__(
        self, theme: Theme, value: LateWorkValue, decide: Callable[[bool], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Phiếu để riêng", width=620, parent=parent)
        self._decide = decide
        self._warned = False
        self.said = ""
        self.go_to_household = False
        self.body.addWidget(label(theme, value.title, Role.H1, wrap=True))
        self.body.addWidget(label(theme, value.reason, Role.BODY, wrap=True))
        if value.advice:
            self.body.addWidget(label(theme, value.advice, Role.MUTED, wrap=True))
        for title, who, facts in value.parts:
            self.body.addWidget(_part(theme, title, who, facts))
        self.body.addStretch(1)
        self.leave = button(theme, "Để sau" if value.decides else "Đóng")
        self.leave.clicked.connect(self.reject)
        self.household = button(theme, "Mở hộ", "house")
        self.household.clicked.connect(self._open)
        self.refuse = button(theme, "Không nhận", "x", Kind.DANGER)
        self.refuse.clicked.connect(self._refuse)
        self.take = button(theme, "Nhận vào sổ", "check", Kind.PRIMARY)
        self.take.clicked.connect(lambda _checked: self._end(taken=True))
        shown = (
            (self.household, value.has_household),
            (self.refuse, value.decides),
            (self.leave, True),
            (self.take, value.decides and value.may_come_in),
        )
        self.add_buttons(*(each for each, wanted in shown if wanted))
        self.leave.setFocus()

    def _open(self) -> None:
        self.go_to_household = True
        self.reject()

    def _refuse(self) -> None:
        if self._warned:
            self._end(taken=False)
            return
        self._warned = True
        self.banner.say(SURE, Tone.AMBER)
        self.fit()

    def _end(self, *, taken: bool) -> None:
        try:
            self.said = self._decide(taken)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            self.fit()
            return
        self.accept()


def _part(theme: Theme, title: str, who: str, facts: tuple[str, ...]) -> Card:
    card = Card(theme, title)
    card.body.addWidget(label(theme, who, Role.MUTED, wrap=True))
    lines = QVBoxLayout()
    lines.setSpacing(theme.px(2))
    for fact in facts or (_NOTHING,):
        lines.addWidget(label(theme, fact, Role.BODY, wrap=True))
    card.body.addLayout(lines)
    return card
