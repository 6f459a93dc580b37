"""A paper before it is printed: its pages at the left, the printer at the right; saving and opening always work."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.storage.files import write_whole
from cdtt_app.ui.dialogs.print_acts import Outcome, PrintActs, free_path, print_words
from cdtt_app.ui.dialogs.print_options import PrintOptions
from cdtt_app.ui.printing_choice import PageRangeError, PrintChoice, Printer, is_a3, page_numbers
from cdtt_app.ui.tasks import Progress, StoppedError, Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.file_choice import choose_new_file
from cdtt_app.ui.widgets.paper_layout import Zoom
from cdtt_app.ui.widgets.paper_view import PaperView
from cdtt_app.ui.widgets.sheet_dialog import LARGEST, SheetDialog
from cdtt_app.ui.widgets.text import label

_PDF = ".pdf"
_WIDTH = 1120
_LARGER, _WHOLE = "Xem to", "Xem cả trang"


class PrintDialog(SheetDialog):
    """`paper` is a finished PDF, or makes one beside the screen; `outcome` tells what was done with it."""

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        paper: Callable[[], bytes] | bytes,
        title: str,
        file_name: str,
        parent: QWidget | None = None,
        *,
        acts: PrintActs | None = None,
    ) -> None:
        super().__init__(theme, title, width=_room(theme, parent), leaves_busy=True, parent=parent)
        self._tasks, self._title, self._acts = tasks, title, acts or PrintActs()
        self._name = file_name.removesuffix(_PDF)
        self._pdf = b""
        self._liked = self._acts.liked
        self._sending: Progress | None = None
        self.outcome = Outcome()
        self.view = PaperView(theme, tasks, f"Xem trước {title}")
        self.options = PrintOptions(theme)
        self._lay_out_paper()
        self._add_all_buttons()
        self.options.changed.connect(self._refresh)
        self.options.search.connect(self._search)
        self.view.page_changed.connect(self._show_page)
        self.view.opened.connect(self._show_opened)
        self.view.failed.connect(self._refuse)
        self._search()
        self._make(paper)

    def fit(self) -> None:
        """As high as a window may be: the paper takes what the rest leaves."""
        self.resize(self._wide, LARGEST.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Printers may be known before the window is seen, or after."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._to_print)

    def reject(self) -> None:
        """Escape: what has not yet gone to the printer is taken back."""
        if self._sending is not None:
            self._sending.stop()
        super().reject()

    def _make(self, paper: Callable[[], bytes] | bytes) -> None:
        if isinstance(paper, bytes):
            self._show_paper(paper)
            return
        self._begin("Đang làm tờ giấy…")
        self.view.show_words("Đang làm tờ giấy…")
        self._tasks.run(paper, when_alive(self, self._show_made), when_alive(self, self._not_made))

    def _show_made(self, pdf: bytes) -> None:
        self._end()
        self._show_paper(pdf)
        self._to_print()

    def _not_made(self, error: Exception) -> None:
        self._end()
        self.view.show_words("Chưa có tờ giấy.")
        self._refuse(print_words(error))

    def _show_paper(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.view.show_pdf(pdf)
        self._refresh()

    def _show_opened(self, count: int) -> None:
        self.options.show_paper(count, large=is_a3(self.view.size_mm()))
        self.fit()

    def _show_page(self, page: int, count: int) -> None:
        self._where.setText(f"Trang {page} trong {count}" if count else "")

    def _search(self) -> None:
        self.options.show_searching()
        self._tasks.run(
            self._acts.printers,
            when_alive(self, self._show_printers),
            when_alive(self, lambda _error: self._show_printers(())),
        )

    def _show_printers(self, found: tuple[Printer, ...]) -> None:
        self.options.show_printers(found, self._liked)
        self._to_print()
        self.fit()

    def _to_print(self) -> None:
        """The keyboard to "In", from where Qt puts it while there is no printer or paper yet."""
        waits = self.focusWidget() in (None, self.save_button, self.close_button)
        if waits and self.print_button.isEnabled():
            self.print_button.setFocus()

    def _print(self) -> None:
        choice = self.options.choice(self._title)
        if choice is None:
            return
        try:
            page_numbers(choice.pages, self.view.count)
        except PageRangeError as error:
            self.options.mark_pages()
            self._refuse(str(error))
            return
        self._begin("Đang gửi tới máy in…")
        self._liked = choice.printer
        pdf, send = self._pdf, self._acts.print_pdf
        self._sending = self._tasks.run_long(
            lambda report: send(pdf, choice, report),
            when_alive(self, lambda _done: self._printed(choice)),
            when_alive(self, self._not_printed),
            when_alive(self, self.show_progress),
        )

    def _printed(self, choice: PrintChoice) -> None:
        self._sending = None
        self._end()
        self._acts.like(choice.printer)
        self.outcome = self.outcome._replace(copies=self.outcome.copies + choice.copies)
        printer = self.options.chosen()
        self._say(f"Đã gửi {choice.copies} bản tới máy in {printer.words if printer else choice.printer}.")

    def _not_printed(self, error: Exception) -> None:
        self._sending = None
        self._end()
        if not isinstance(error, StoppedError):
            self._search()  # it may have gone
            self._refuse(print_words(error))

    def _save(self) -> None:
        path = choose_new_file(self, self.theme, "Lưu tờ giấy", f"Tờ giấy (*{_PDF})", self._name + _PDF, _PDF)
        if path is not None:
            self._write(path, lambda: self._say(f"Đã lưu {path.name} trong {path.parent}."))

    def _open(self) -> None:
        """The file saved last, or a new one where papers lie: a program of others needs a file that stays."""
        saved = self.outcome.saved
        if saved is not None and saved.exists():
            self._show_file(saved)
            return
        try:
            path = free_path(self._acts.folder(), self._name)
        except OSError as error:
            self._refuse(print_words(error))
            return
        self._write(path, lambda: self._show_file(path))

    def _show_file(self, path: Path) -> None:
        if self._acts.open_file(path):
            self._say(f"Đã lưu {path.name} trong {path.parent} và mở ra.")
        else:
            self._refuse(f"Máy này chưa có chương trình mở PDF. Tờ giấy đã lưu ở {path}: mang tệp này sang máy khác.")

    def _write(self, path: Path, then: Callable[[], None]) -> None:
        pdf = self._pdf

        def done(_done: None) -> None:
            self._end()
            self.outcome = self.outcome._replace(saved=path)
            then()

        def failed(error: Exception) -> None:
            self._end()
            self._refuse(print_words(error))

        self._begin("Đang lưu…")
        self._tasks.run(lambda: write_whole(path, pdf), when_alive(self, done), when_alive(self, failed))

    def _toggle_zoom(self) -> None:
        larger = self.view.zoom is Zoom.PAGE
        self.view.set_zoom(Zoom.WIDTH if larger else Zoom.PAGE)
        words = _WHOLE if larger else _LARGER
        self.zoom_button.setText(words)
        self.zoom_button.setAccessibleName(words)
        self.view.setFocus()

    def _begin(self, words: str) -> None:
        self.banner.hide()
        self.start_work(words)
        self.close_button.setEnabled(True)  # it does what Escape does
        self.show_progress(0, 0)

    def _end(self) -> None:
        self.end_work()
        self._refresh()

    def _refresh(self) -> None:
        """What can be pressed now."""
        if self.busy:
            return
        there = bool(self._pdf)
        for each in (self.save_button, self.open_button, self.zoom_button):
            each.setEnabled(there)
        printable = there and self.options.chosen() is not None
        self.print_button.setEnabled(printable)
        (self.print_button if printable else self.save_button).setDefault(True)
        self.close_button.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.GREEN)
        self.fit()

    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.RED)
        self.fit()

    def _add_all_buttons(self) -> None:
        theme = self.theme
        self.close_button = button(theme, "Đóng")
        self.open_button = button(theme, "Mở PDF", "eye")
        self.save_button = button(theme, "Lưu PDF", "save")
        self.print_button = button(theme, "In", "printer", Kind.PRIMARY)
        self.close_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._open)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.add_buttons(self.close_button, self.open_button, self.save_button, self.print_button)

    def _lay_out_paper(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(px(20), px(12), px(20), px(8))
        self._where = label(self.theme, "", Role.MUTED)
        self.zoom_button = button(self.theme, _LARGER, "eye")
        self.zoom_button.setAutoDefault(False)
        self.zoom_button.clicked.connect(self._toggle_zoom)
        below = QHBoxLayout()
        below.addWidget(self._where)
        below.addStretch(1)
        below.addWidget(self.zoom_button)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.view, 1)
        left.addLayout(below)
        across = QHBoxLayout()
        across.setSpacing(px(20))
        across.addLayout(left, 1)
        across.addWidget(self.options)
        self.body.addLayout(across, 1)


def _room(theme: Theme, parent: QWidget | None) -> int:
    """As wide as is good for a paper, but inside the window it stands before; in pixels at the usual text size."""
    if parent is None:
        return _WIDTH
    free = parent.window().width() - theme.px(24)
    return max(1, min(_WIDTH, free * 1000 // theme.px(1000)))
