"""Windows of words: what is read out over the loudspeaker, and the ledger of the month."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from cdtt_app.presenters.handout_ledger import Given
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import note_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label
from cdtt_app.ui.widgets.two_line_list import TwoLineList, TwoLines

COPIED = "Đã chép lời loa. Dán vào chỗ cần dùng."
_SLOWLY = "Đọc chậm, nghỉ sau mỗi dòng. Số điện thoại đã viết thành chữ từng số để đọc cho đúng."


class ScriptDialog(SheetDialog):
    """The text as it is read out, to copy or to print."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        copy: Callable[[str], None],
        show_print: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Lời đọc loa", width=640, parent=parent)
        self.text = note_field(theme, "Lời đọc loa", lines=11)
        self.text.setPlainText(text)
        self.text.setReadOnly(True)
        self.body.addWidget(label(theme, _SLOWLY, Role.MUTED, wrap=True))
        self.body.addWidget(self.text)
        close, self.print = button(theme, "Đóng"), button(theme, "In", "printer")
        self.copy = button(theme, "Chép", "file-text", Kind.PRIMARY)
        close.clicked.connect(self.accept)
        self.print.clicked.connect(lambda _checked: show_print())
        self.copy.clicked.connect(lambda _checked: self._copy(copy, text))
        self.add_buttons(close, self.print, self.copy)

    def _copy(self, copy: Callable[[str], None], text: str) -> None:
        copy(text)
        self.banner.say(COPIED, Tone.GREEN)
        self.fit()


class LedgerDialog(SheetDialog):
    """Every sheet given this month, the newest first."""

    def __init__(
        self, theme: Theme, lines: Sequence[Given], note: str, counts: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Sổ phát tài liệu", width=620, parent=parent)
        self.list = TwoLineList(theme, "Các tờ đã phát")
        self.list.show_lines([TwoLines(line.key, line.title, line.words) for line in lines])
        self.list.set_rows_shown(min(8, len(lines)))
        self.body.addWidget(label(theme, note[:1].upper() + note[1:], Role.H2))
        self.body.addWidget(label(theme, counts, Role.MUTED, wrap=True))
        self.body.addWidget(self.list)
        close = button(theme, "Đóng", kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
