"""The addresses and numbers on a sheet: which were tried, and for officers a button that says so."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cdtt_app.domain.address_register import Address
from cdtt_app.presenters.handouts_page import AddressLine
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label, rule

TRIED = "Đã thử, đúng"
_FOR_OFFICER = "Mở từng trang, gọi từng số. Đúng thì bấm “Đã thử, đúng”. Sai thì đừng in tờ này, báo cấp trên sửa."
_FOR_TEAM = "Cán bộ xã mở từng trang, gọi từng số rồi đánh dấu. Chỗ chưa thử thì tổ thử trước khi phát."
_NONE = "Tờ này không in địa chỉ hay số điện thoại nào."


class AddressesDialog(SheetDialog):
    """`tick` is None for those who may not say it."""

    def __init__(
        self,
        theme: Theme,
        lines: Callable[[], tuple[AddressLine, ...]],
        tick: Callable[[Address], None] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Địa chỉ và số điện thoại trên tờ", width=620, parent=parent)
        self._lines, self._tick = lines, tick
        self.ticks: dict[str, QPushButton] = {}
        self.body.addWidget(label(theme, _FOR_OFFICER if tick else _FOR_TEAM, Role.BODY, wrap=True))
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._rows: list[QWidget] = []
        close = button(theme, "Đóng", kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
        self._show()

    def _show(self) -> None:
        for old in self._rows:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._rows, self.ticks = [], {}
        for line in self._lines():
            self._put(self._line_row(line))
        if not self._rows:
            self._put(label(self.theme, _NONE, Role.BODY, wrap=True))

    def _put(self, row: QWidget) -> None:
        self._rows.append(row)
        self._list.addWidget(row)

    def _line_row(self, line: AddressLine) -> QWidget:
        theme, holder = self.theme, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(rule())
        column.addWidget(label(theme, line.title, Role.NAME, wrap=True))
        row = QHBoxLayout()
        tone, sign = (Tone.GREEN, "check") if line.checked else (Tone.AMBER, "triangle-alert")
        row.addWidget(Chip(theme, line.words, tone, sign))
        row.addStretch(1)
        if self._tick is not None and not line.checked:
            made = button(theme, TRIED, "check")
            made.setAccessibleName(f"{TRIED}: {line.title}")
            made.setAutoDefault(False)
            made.clicked.connect(lambda _checked: self._say_tried(line.address))
            self.ticks[line.address.id] = made
            row.addWidget(made)
        column.addLayout(row)
        return holder

    def _say_tried(self, address: Address) -> None:
        if self._tick is None:
            return
        try:
            self._tick(address)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            return
        self._show()
        self.fit()
