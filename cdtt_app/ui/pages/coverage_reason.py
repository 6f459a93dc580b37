"""Why a coverage note is taken out of the book: one line, asked before it goes."""

from PySide6.QtWidgets import QWidget

from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label


class ReasonDialog(SheetDialog):
    """Accepted with a reason."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Bỏ ghi nhận", width=480, parent=parent)
        self.field = line_field("Vì sao bỏ ghi nhận này", "Ví dụ: ghi nhầm chỗ, ghi hai lần")
        self.body.addWidget(label(theme, f"Bỏ ghi nhận “{title}”?", Role.H1, wrap=True))
        words = "Ghi nhận được cất vào lịch sử, vẫn hoàn tác được. Hãy ghi vì sao bỏ:"
        self.body.addWidget(label(theme, words, Role.BODY, wrap=True))
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.keep = button(theme, "Giữ lại", "undo-2")
        self.keep.clicked.connect(self.reject)
        self.remove = button(theme, "Bỏ ghi nhận", "trash-2", Kind.DANGER)
        self.remove.clicked.connect(self._remove)
        self.add_buttons(self.keep, self.remove)
        self.field.setFocus()

    def reason(self) -> str:
        """What was typed."""
        return self.field.text().strip()

    def _remove(self) -> None:
        if self.reason():
            self.accept()
        else:
            self.banner.say("Hãy ghi vì sao bỏ, để người khác hiểu.", Tone.AMBER)
            self.fit()
