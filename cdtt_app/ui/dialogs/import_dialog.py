"""Importing the commune's register: choose the file, see what was understood, agree; nothing is written before that."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.sheet import RegisterError
from cdtt_app.presenters.register_preview import Planned, PreviewValue, done_words, preview_value
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.import_register import Action, ImportPlan
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.households import hamlets
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.import_acts import Reading, open_and_plan, plan_again, read_and_plan, write_plan
from cdtt_app.ui.dialogs.import_preview import ImportPreview
from cdtt_app.ui.tasks import Progress, StoppedError
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.file_choice import choose_file
from cdtt_app.ui.widgets.messages import EmptyState
from cdtt_app.ui.widgets.sheet_dialog import LARGEST, SheetDialog

_KINDS = "Sổ hộ Excel (*.xlsx *.xls)"
_FIRST = (
    "Chọn tệp Excel danh sách hộ mà xã đang giữ (.xlsx hoặc .xls). Máy đọc rồi cho xem trước; chỉ khi bấm Đồng ý mới "
    "ghi vào sổ. Số căn cước và dữ liệu nhạy cảm trong tệp không được lấy vào."
)


class ImportDialog(SheetDialog):
    """Accepted when the register is written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, "Nhập sổ hộ của xã", width=680, leaves_busy=True, parent=parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._writing: Progress | None = None
        self.value: PreviewValue | None = None
        theme = desk.theme
        choose = button(theme, "Chọn tệp sổ hộ…", "file-spreadsheet", Kind.PRIMARY)
        self._empty = EmptyState(theme, "file-spreadsheet", "Nhập sổ hộ của xã", _FIRST, choose)
        self.preview = ImportPreview(theme)
        self.preview.hide()
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self.preview, 1)
        self.other_button = button(theme, "Chọn tệp khác…", "folder-open")
        self.stop_button = button(theme, "Dừng", "x")
        self.cancel_button = button(theme, "Thôi")
        self.agree_button = button(theme, "Đồng ý nhập", "check", Kind.PRIMARY)
        self.add_buttons(self.other_button, self.stop_button, self.cancel_button, self.agree_button)
        self.agree_button.setDefault(False)  # Enter in the table must not write
        for hidden in (self.other_button, self.stop_button, self.agree_button):
            hidden.hide()
        choose.clicked.connect(self._choose)
        self.other_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(self._stop)
        self.cancel_button.clicked.connect(self.reject)
        self.agree_button.clicked.connect(self._agree)
        self.preview.sheet_chosen.connect(self._take_sheet)
        self.preview.hamlet_chosen.connect(self._take_hamlet)
        self.preview.column_changed.connect(self._take_column)

    def fit(self) -> None:
        """The preview takes all the room there is."""
        if self.value is None:
            super().fit()
        else:
            self.resize(LARGEST)

    def reject(self) -> None:
        """Escape stops the writing first; a second one leaves."""
        if self._writing is not None:
            self._stop()
        else:
            super().reject()

    def read_file(self, path: Path) -> None:
        """Read this file and show what was understood."""
        db, today = self._desk.db, self._desk.today()
        self._read("Đang đọc tệp…", lambda: open_and_plan(db, path, today))

    def _choose(self) -> None:
        path = choose_file(self, self.theme, "Chọn tệp sổ hộ", _KINDS)
        if path is not None:
            self.read_file(path)

    def _take_sheet(self, sheet: str) -> None:
        if self._reading is not None:
            request = replace(self._reading.request, sheet=sheet, mapping=None)
            self._read("Đang đọc trang tính…", lambda: read_and_plan(self._desk.db, request, self._desk.today()))

    def _take_column(self, header: str, field: str) -> None:
        if self._reading is not None:
            mapping = {**self._reading.file.mapping, header: Field(field)}
            request = replace(self._reading.request, mapping=mapping)
            self._read(
                "Đang đọc lại theo cột đã chọn…", lambda: read_and_plan(self._desk.db, request, self._desk.today())
            )

    def _take_hamlet(self, hamlet: str) -> None:
        reading = self._reading
        if reading is not None:
            self._read("Đang xếp các hộ vào thôn…", lambda: plan_again(self._desk.db, reading, hamlet))

    def _read(self, words: str, work: Callable[[], Reading]) -> None:
        if self.busy:
            return
        self.banner.hide()
        self.start_work(words)
        self.cancel_button.setEnabled(True)
        self.show_progress(0, 0)
        self._desk.tasks.run(work, when_alive(self, self._was_read), when_alive(self, self._failed))

    def _was_read(self, reading: Reading) -> None:
        self.end_work()
        self._reading = reading
        counts = _by_word(reading.plan.counts) if reading.plan else None
        self._show(preview_value(reading.file, _planned(reading.plan), counts, reading.problem))

    def _show(self, value: PreviewValue) -> None:
        first, self.value = self.value is None, value
        known = [hamlet.name for hamlet in hamlets(self._desk.db) if hamlet.merged_into is None]
        self._empty.hide()
        self.body.setContentsMargins(self.theme.px(24), self.theme.px(10), self.theme.px(24), self.theme.px(4))
        self.preview.show()
        self.preview.show_value(value, self._reading.hamlet if self._reading else "", known)
        self.other_button.show()
        self.agree_button.show()
        self.agree_button.setText(value.agree)
        self.agree_button.setAccessibleName(value.agree)
        self.agree_button.setEnabled(value.can_agree)
        if value.problem:
            self.banner.say(value.problem, Tone.AMBER)
        self.fit()
        if first:
            self._to_middle()
            self.preview.start(columns_first=bool(value.problem) and not value.asks_hamlet)

    def _agree(self) -> None:
        plan = self._reading.plan if self._reading else None
        if plan is None or self.busy:
            return
        db, profile = self._desk.db, self._desk.profile
        self.banner.hide()
        self.start_work("Đang ghi vào sổ…")
        self.show_progress(0, 0)
        for each in (self.other_button, self.cancel_button, self.agree_button):
            each.hide()
        self.stop_button.show()
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()
        self._writing = self._desk.tasks.run_long(
            lambda progress: write_plan(db, profile, plan, progress),
            when_alive(self, self._written),
            when_alive(self, self._failed),
            when_alive(self, self.show_progress),
        )

    def _stop(self) -> None:
        if self._writing is not None:
            self.stop_button.setEnabled(False)
            self._writing.stop()

    def _written(self, counts: Mapping[Action, int]) -> None:
        self._end_writing()
        self.accept()
        self._desk.ways.say(done_words(_by_word(counts)), Tone.GREEN)

    def _failed(self, error: Exception) -> None:
        self._end_writing()
        if isinstance(error, StoppedError):
            self.banner.say("Đã dừng. Chưa có hộ nào được ghi vào sổ.", Tone.BLUE)
        else:
            known = isinstance(error, RegisterError | RefusedError | StorageError)
            self.banner.say(str(error) if known else f"Máy chưa làm được việc này ({error}).", Tone.RED)
        self.fit()

    def _end_writing(self) -> None:
        self._writing = None
        self.end_work()
        self.stop_button.hide()
        self.cancel_button.show()
        for each in (self.other_button, self.agree_button):
            each.setVisible(self.value is not None)
        self.agree_button.setEnabled(self.value is not None and self.value.can_agree)

    def _to_middle(self) -> None:
        """The window grew: keep it on the screen."""
        parent = self.parentWidget()
        around = parent.window().frameGeometry() if parent else self.screen().geometry()
        frame = self.frameGeometry()
        frame.moveCenter(around.center())
        room = self.screen().availableGeometry()
        self.move(max(frame.left(), room.left()), max(frame.top(), room.top()))


def _by_word(counts: Mapping[Action, int]) -> dict[str, int]:
    return {action.value: number for action, number in counts.items()}


def _planned(plan: ImportPlan | None) -> dict[int, Planned]:
    return {row.register.row: Planned(row.action, row.sentence) for row in plan.rows} if plan else {}
