"""The right side of the print window: which printer, how many, which pages; or what to do without a printer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.ui.printing_choice import MOST_COPIES, PrintChoice, Printer
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import icon_button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, NumberField, line_field, set_invalid
from cdtt_app.ui.widgets.text import label

_SEARCHING = "Đang tìm máy in…"
_NONE = (
    "Máy này chưa có máy in nào. Hãy bật và nối máy in rồi bấm nút mũi tên để tìm lại. "
    "Chưa có máy in thì bấm “Lưu PDF”, mang tệp sang máy khác in."
)
_SMALLER = "Tờ này khổ A3, máy in này không có giấy A3: sẽ in thu nhỏ trên giấy A4."


class PrintOptions(QWidget):
    """`changed` tells that another printer was chosen, `search` that printers should be looked for again."""

    changed = Signal()
    search = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._printers: dict[str, Printer] = {}
        self._large, self._count = False, 0
        self.printer = ChoiceField("Máy in", ())
        self.refresh = icon_button(theme, "refresh-cw", "Tìm lại máy in")
        self.note = label(theme, _SEARCHING, Role.MUTED, wrap=True)
        self.copies = NumberField(theme, "Số bản", 1, MOST_COPIES)
        self.pages = line_field("Các trang cần in")
        self.duplex = _tick(theme, "In hai mặt giấy")
        self.grey = _tick(theme, "In đen trắng")
        self.printer.chosen.connect(lambda _name: self._show_printer())
        self.refresh.clicked.connect(self.search)
        self.pages.textEdited.connect(lambda _text: set_invalid(self.pages, invalid=False))
        self._lay_out()
        self._show_printer()

    def chosen(self) -> Printer | None:
        """The printer, or None where there is none."""
        return self._printers.get(self.printer.value() or "")

    def choice(self, title: str) -> PrintChoice | None:
        """How to print, or None without a printer."""
        printer = self.chosen()
        if printer is None:
            return None
        return PrintChoice(
            printer=printer.name,
            copies=self.copies.value(),
            pages=self.pages.text(),
            duplex=printer.duplex and self.duplex.isChecked(),
            grey=not printer.colour or self.grey.isChecked(),
            a3=printer.a3,
            title=title,
        )

    def show_searching(self) -> None:
        """Printers are being looked for."""
        self._printers = {}
        self.printer.set_options(())
        self._show_printer()
        self._say(_SEARCHING)

    def show_printers(self, printers: tuple[Printer, ...], liked: str) -> None:
        """Offer these; the one used last, or the machine's usual one, is chosen."""
        self._printers = {each.name: each for each in printers}
        self.printer.set_options([Option(each.name, each.words) for each in printers])
        if liked in self._printers:
            self.printer.set_value(liked)
        self._show_printer()

    def show_paper(self, count: int, *, large: bool) -> None:
        """What is to be printed: how many pages, and whether A4 is too small for it."""
        self._large, self._count = large, count
        whole = "Cả tờ" if count <= 1 else f"Cả {count} trang; hoặc gõ 1-3,5"
        self.pages.setPlaceholderText(whole)
        self._show_printer()

    def mark_pages(self) -> None:
        """What was typed as pages is wrong."""
        set_invalid(self.pages, invalid=True)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pages.selectAll()

    def _show_printer(self) -> None:
        printer = self.chosen()
        for each in (self.printer, self._copies_row, self.duplex, self.grey):
            each.setVisible(printer is not None)
        self._pages_row.setVisible(printer is not None and self._count > 1)
        if printer is None:
            self._say(_NONE)
        else:
            self.duplex.setVisible(printer.duplex)
            self.grey.setVisible(printer.colour)
            self._say(_SMALLER if self._large and not printer.a3 else "")
        self.changed.emit()

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _lay_out(self) -> None:
        px = self._theme.px
        pick = QHBoxLayout()
        pick.setSpacing(px(8))
        pick.addWidget(label(self._theme, "Máy in", Role.H2))
        pick.addStretch(1)
        pick.addWidget(self.refresh)
        self.printer.setMinimumContentsLength(8)
        self.printer.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._copies_row = _row(self._theme, "Số bản", self.copies)
        self._pages_row = _column(self._theme, "Các trang cần in", self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(pick)
        for each in (self.printer, self.note, self._copies_row, self._pages_row, self.duplex, self.grey):
            column.addWidget(each)
        column.addStretch(1)
        self.setFixedWidth(px(310))


def _tick(theme: Theme, words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setAccessibleName(words)
    made.setMinimumHeight(theme.px(40))
    return made


def _row(theme: Theme, words: str, field: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(theme, words))
    row.addStretch(1)
    row.addWidget(field)
    return made


def _column(theme: Theme, words: str, field: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    column.addWidget(label(theme, words))
    column.addWidget(field)
    return made
