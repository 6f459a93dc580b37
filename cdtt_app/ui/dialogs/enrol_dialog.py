"""Joining this machine to the province: address and code from the invitation, or the invitation file."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cdtt_app.presenters.enrol_form import address_problem, code_hint, code_problem, is_scanned
from cdtt_app.sync.address import parse_address
from cdtt_app.sync.invitation import SUFFIX
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.code_field import CodeField
from cdtt_app.ui.widgets.fields import line_field, set_invalid
from cdtt_app.ui.widgets.file_choice import choose_file, usb_folder
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_FILE_WORDS = "Có tệp thư mời thì chọn tệp, khỏi phải gõ."
_WORKING = "Đang hỏi tỉnh… Mạng yếu có thể mất một phút."


class EnrolActs(Protocol):
    """What the dialog needs of the machine."""

    @property
    def enrol_typed(self) -> Callable[[str, str], str]:
        """Slow; the address in its plain form and the 26 letters; says what came of it."""

    @property
    def enrol_file(self) -> Callable[[Path], str]:
        """Slow; an invitation file; says what came of it."""

    @property
    def enrol_scanned(self) -> Callable[[str], str]:
        """Slow; the text of a square code; says what came of it."""

    @property
    def other_ways(self) -> Callable[[QWidget], None]:
        """Opens the window of proxy and certificate."""

    @property
    def explain(self) -> Callable[[Exception], str]:
        """An error as a sentence."""


class EnrolDialog(SheetDialog):
    """Accepted when the machine has joined, or has asked to; `said` is the sentence about it."""

    def __init__(self, theme: Theme, tasks: Tasks, acts: EnrolActs, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Nối máy với tỉnh", width=720, leaves_busy=True, parent=parent)
        self._tasks, self._acts = tasks, acts
        self.said = ""
        self.file = button(theme, "Chọn tệp thư mời…", "folder-open")
        self.address = line_field("Địa chỉ máy chủ của tỉnh", "Ví dụ: so.tinh.gov.vn")
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.code = CodeField(theme, "Mã nối máy, 26 chữ và số")
        self._hint = label(theme, "", Role.SMALL, wrap=True)
        self.join = button(theme, "Nối máy", "check", Kind.PRIMARY)
        self.other = button(theme, "Cách nối khác…", kind=Kind.QUIET)
        self._put_in_place()
        self.file.clicked.connect(self._choose)
        self.other.clicked.connect(lambda _checked: acts.other_ways(self))
        self.code.textChanged.connect(self._typed)
        self.join.clicked.connect(self._join)
        self._typed("")
        self.address.setFocus()

    def _put_in_place(self) -> None:
        theme = self.theme
        self.body.addWidget(label(theme, "Nối máy này với tỉnh", Role.H1))
        by_file = QHBoxLayout()
        by_file.setSpacing(theme.px(12))
        by_file.addWidget(label(theme, _FILE_WORDS, Role.BODY, wrap=True), 1)
        by_file.addWidget(self.file)
        self.body.addLayout(by_file)
        self.body.addWidget(label(theme, "Hoặc gõ theo giấy mời", Role.H2))
        for field in (self.address, self.code):
            name = label(theme, field.accessibleName(), Role.NAME)
            name.setBuddy(field)
            asked = QVBoxLayout()
            asked.setSpacing(theme.px(4))
            asked.addWidget(name)
            asked.addWidget(field)
            self.body.addLayout(asked)
        self.body.addWidget(self._hint)
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        cancel = button(theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.add_buttons(cancel, self.join)

    def _typed(self, text: str) -> None:
        words, wrong = code_hint(text)
        self._hint.setText(words)
        self._hint.setStyleSheet(f"color: {(Tone.RED if wrong else Tone.NEUTRAL).ink}")
        set_invalid(self.code, wrong)

    def _join(self) -> None:
        text = self.code.text()
        if is_scanned(text):
            self._run(lambda: self._acts.enrol_scanned(text))
            return
        faults = {self.address: address_problem(self.address.text()), self.code: code_problem(text)}
        wrong = next((field for field, fault in faults.items() if fault), None)
        for field, fault in faults.items():
            set_invalid(field, bool(fault))
        if wrong is not None:
            self._refuse(faults[wrong], wrong)
            return
        address, code = parse_address(self.address.text()), self.code.code()
        self._run(lambda: self._acts.enrol_typed(address, code))

    def _choose(self) -> None:
        path = choose_file(self, self.theme, "Chọn tệp thư mời", f"Thư mời (*{SUFFIX})", usb_folder())
        if path is not None:
            self._run(lambda: self._acts.enrol_file(path))

    def _run(self, work: Callable[[], str]) -> None:
        self.banner.hide()
        self.start_work(_WORKING)
        self.show_progress(0, 0)
        self._tasks.run(work, when_alive(self, self._joined), when_alive(self, self._failed))

    def _joined(self, said: str) -> None:
        self.end_work()
        self.said = said
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.end_work()
        self._refuse(self._acts.explain(error))

    def _refuse(self, sentence: str, field: QLineEdit | None = None) -> None:
        self.banner.say(sentence, Tone.RED)
        self.fit()
        if field is not None:
            field.setFocus()
            field.selectAll()
