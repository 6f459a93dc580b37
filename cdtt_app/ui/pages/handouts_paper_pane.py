"""The middle: the very paper that will be printed, whether its addresses were tried, and the sheet without paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.presenters.handouts_page import Approval
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button, put_icon
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.paper_view import PaperView
from cdtt_app.ui.widgets.text import ElidedLabel


class HandoutPaperPane(QFrame):
    """Shows a paper; says what else is wanted of the sheet."""

    large_wanted = Signal()
    addresses_wanted = Signal()
    zalo_wanted = Signal()
    script_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("Card")
        self.setAccessibleName("Tờ đang chọn")
        self._title = ElidedLabel(theme, "", Role.H1)
        self._version = ElidedLabel(theme, "", Role.MUTED)
        self.approval = button(theme, "")
        self.approval.setToolTip("Xem từng địa chỉ và số điện thoại in trên tờ")
        self.view = PaperView(theme, tasks, "Tờ sẽ in")
        self.view.setMinimumHeight(theme.px(100))
        self.large = _act(theme, "Xem to", "eye")
        self.zalo = _act(theme, "Chép gửi Zalo", "send", "Chép Zalo")
        self.script = _act(theme, "Lời loa", "radio-tower")
        self.edit = _act(theme, "Sửa tờ này", "pencil", "Sửa tờ")
        self.approval.clicked.connect(lambda _checked: self.addresses_wanted.emit())
        self.large.clicked.connect(lambda _checked: self.large_wanted.emit())
        self.zalo.clicked.connect(lambda _checked: self.zalo_wanted.emit())
        self.script.clicked.connect(lambda _checked: self.script_wanted.emit())
        self.edit.clicked.connect(lambda _checked: self.edit_wanted.emit())
        self._lay_out()

    def show_head(self, title: str, version: str, approval: Approval, *, editor: bool) -> None:
        """Which sheet it is; `editor`: whether it can be edited here."""
        self._title.setText(title)
        self._version.setText(version)
        tone, sign = (Tone.GREEN, "circle-check") if approval.good else (Tone.AMBER, "triangle-alert")
        self.approval.setText(approval.short if self._theme.large else approval.words)
        self.approval.setAccessibleName(f"{approval.words}: xem các địa chỉ trên tờ")
        put_icon(self.approval, self._theme, sign, tone.ink, 18)
        self.approval.setStyleSheet(_chip_style(self._theme, tone))
        self.edit.setVisible(editor)

    def show_paper(self, pdf: bytes) -> None:
        """The paper as it will be printed."""
        self.view.show_pdf(pdf)
        self.large.setEnabled(True)

    def show_words(self, words: str) -> None:
        """Why there is no paper."""
        self.view.show_words(words)
        self.large.setEnabled(False)

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(14), px(8))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self.approval)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        below.addWidget(self._version, 1)
        below.addWidget(self.edit)
        column.addLayout(below)
        column.addWidget(_flowing((self.large, self.zalo, self.script), px(8)))
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(px(260))


def _act(theme: Theme, words: str, sign: str, short: str = "") -> QPushButton:
    """Without its sign at the large text size, so that all stand on one line."""
    made = button(theme, (short or words) if theme.large else words, "" if theme.large else sign)
    made.setAccessibleName(words)
    return made


def _flowing(buttons: tuple[QPushButton, ...], gap: int) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(gap, holder)
    for each in buttons:
        flow.addWidget(each)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def _chip_style(theme: Theme, tone: Tone) -> str:
    """A button that looks like a chip, for it says something and can be asked."""
    side = theme.px(40)
    return (
        f"QPushButton {{ background: {tone.tint}; color: {tone.ink}; border: 0; border-radius: {side // 2}px;"
        f" min-height: {side}px; padding: 0 {theme.px(14)}px; }}"
    )
