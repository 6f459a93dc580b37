"""The green bar at the top, and the bar at the foot that says on every page what is not sent yet."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from cdtt_app.presenters.network import Network
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import put_icon
from cdtt_app.ui.widgets.text import ElidedLabel, dress, label

_PRACTICE = "Bản thực hành: người và hộ đều là bịa"
_AROUND_WORDS = 150  # marks and room between, at 13 pt


class TopBar(QFrame):
    """The page's title and subtitle, the network, the person who writes."""

    person_clicked = Signal()

    def __init__(self, theme: Theme, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("TopBar")
        self.setProperty("dark", True)
        self.setFixedHeight(theme.px(52))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(18), 0, theme.px(14), 0)
        row.setSpacing(theme.px(12))
        self._title = label(theme, "", Role.TITLE)
        self._subtitle = ElidedLabel(theme)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pill = _Pill(theme)
        self.person = QPushButton(person.replace("&", "&&"))
        self.person.setAccessibleName(f"Người ghi: {person}")
        self.person.setFont(theme.role_font(Role.NAME))
        put_icon(self.person, theme, "user", Colour.ON_PRIMARY, 18)
        self.person.clicked.connect(self.person_clicked)
        row.addWidget(self._title)
        row.addWidget(self._subtitle, 1)
        row.addWidget(self._pill)
        row.addWidget(self.person)
        self.set_network(None)

    def set_page(self, title: str, subtitle: str) -> None:
        """Name the page in front."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def words(self) -> str:
        """What the bar says, in one line."""
        shown = [each for each in self.findChildren(QLabel) if each.isVisibleTo(self)]
        return " ".join(each.text() for each in shown if each.text())

    def set_person(self, name: str) -> None:
        """Name who writes on this machine."""
        self.person.setText(name.replace("&", "&&"))
        self.person.setAccessibleName(f"Người ghi: {name}")

    def set_network(self, network: Network | None) -> None:
        """Say whether there is a network, and how it is; None says nothing."""
        self._pill.setVisible(network is not None)
        if network is not None:
            self._pill.say("wifi" if network.online else "wifi-off", network.words)


class _Pill(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("NetworkPill")
        self.setFixedHeight(theme.px(30))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(14), 0)
        row.setSpacing(theme.px(8))
        self._mark, self._words = QLabel(), QLabel()
        self._words.setFont(theme.font(0.86, 600))
        row.addWidget(self._mark)
        row.addWidget(self._words)

    def say(self, icon_name: str, words: str) -> None:
        self._mark.setPixmap(pixmap(icon_name, Colour.ON_PRIMARY, self._theme.px(18), screen_ratio()))
        self._words.setText(words)


class FootBar(QFrame):
    """The same sentence on every page: what is only here, and when the province last received something."""

    def __init__(self, theme: Theme, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("Foot")
        self.setFixedHeight(theme.px(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        self._unsent_mark, self._received_mark = QLabel(), QLabel()
        self._unsent = QLabel()
        dress(self._unsent, theme, Role.SMALL)
        self._received = ElidedLabel(theme, "", Role.MUTED)
        row.addWidget(self._unsent_mark)
        row.addWidget(self._unsent)
        row.addSpacing(theme.px(14))
        row.addWidget(self._received_mark)
        row.addWidget(self._received)
        row.addStretch(1)
        self._practice: ElidedLabel | None = None
        if practice:
            self._practice = ElidedLabel(theme, _PRACTICE, Role.MUTED)
            cap = QLabel()
            cap.setPixmap(pixmap("graduation-cap", Colour.MUTED, theme.px(17), screen_ratio()))
            cap.setToolTip(_PRACTICE)
            row.addWidget(cap)
            row.addWidget(self._practice)
        self.set_state(0, None)

    def set_state(self, unsent: int, last_received: str | None) -> None:
        """Show how many records are only here, and when the province last received one ("12:05 hôm nay")."""
        side, ratio = self._theme.px(17), screen_ratio()
        colour = Colour.AMBER if unsent else Colour.MUTED
        self._unsent.setText(f"Còn {unsent} phiếu chưa gửi" if unsent else "Không còn phiếu nào chưa gửi")
        self._unsent.setFont(self._theme.font(0.86, 600 if unsent else 400))
        self._unsent.setStyleSheet(f"color: {colour};")
        self._unsent_mark.setPixmap(pixmap("hard-drive", colour, side, ratio))
        got = last_received is not None
        self._received.setText(f"Tỉnh nhận gần nhất {last_received}" if got else "Tỉnh chưa nhận phiếu nào")
        mark = pixmap("check-check", Colour.PRIMARY, side, ratio) if got else pixmap("clock", Colour.MUTED, side, ratio)
        self._received_mark.setPixmap(mark)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is waiting is said whole before the bar says what one practises in."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        if self._practice is None:
            return
        said = (self._unsent, self._received, self._practice)
        words = sum(each.fontMetrics().horizontalAdvance(each.text()) for each in said)
        self._practice.setVisible(words + self._theme.px(_AROUND_WORDS) <= self.width())

    def sentence(self) -> str:
        """What the bar says, in one line."""
        return f"{self._unsent.text()} · {self._received.text()}"
