"""The first question on a new machine: practise, or set it up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.messages import IconDisc
from cdtt_app.ui.widgets.text import label

_PRACTICE = "98 hộ bịa sẵn của một thôn. Ghi thử cả buổi tối cho quen tay; không bao giờ lẫn với sổ thật."
_SET_UP = "Hỏi bốn bước: xã và thôn, tên mình, mã PIN, mã khôi phục. Chừng ba phút. Không cần mạng."


class StartPanel(QWidget):
    """Two ways in, and a way back for a machine that was here before."""

    practise_chosen = Signal()
    set_up_chosen = Signal()
    restore_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.practise = button(theme, "Vào thôn thực hành", "graduation-cap")
        self.set_up = button(theme, "Cài đặt máy này", "laptop", Kind.PRIMARY)
        self.restore = button(theme, "Khôi phục từ bản sao lưu…", "archive-restore", Kind.QUIET)
        self.practise.clicked.connect(self.practise_chosen)
        self.set_up.clicked.connect(self.set_up_chosen)
        self.restore.clicked.connect(self.restore_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(label(theme, "Chào anh chị. Máy này chưa có sổ tay nào.", Role.BODY))
        cards = QHBoxLayout()
        cards.setSpacing(theme.px(12))
        cards.addWidget(_way(theme, "graduation-cap", Tone.BLUE, "Tập trước", _PRACTICE, self.practise), 1)
        cards.addWidget(_way(theme, "house", Tone.GREEN, "Dùng thật", _SET_UP, self.set_up), 1)
        column.addLayout(cards, 1)
        row = QHBoxLayout()
        row.addWidget(label(theme, "Máy cũ hỏng, đã có tệp sao lưu?", Role.MUTED))
        row.addWidget(self.restore)
        row.addStretch(1)
        column.addLayout(row)

    def start(self) -> None:
        """Put the keyboard on setting up."""
        self.set_up.setFocus()


def _way(theme: Theme, icon: str, tone: Tone, title: str, words: str, act: QPushButton) -> Card:
    card = Card(theme)
    card.setAccessibleName(title)
    head = QHBoxLayout()
    head.setSpacing(theme.px(12))
    head.addWidget(IconDisc(theme, icon, tone, 48))
    head.addWidget(label(theme, title, Role.H2), 1)
    card.body.addLayout(head)
    card.body.addWidget(label(theme, words, Role.BODY, wrap=True))
    card.body.addStretch(1)
    card.body.addWidget(act)
    return card
