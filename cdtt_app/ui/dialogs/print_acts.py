"""What the print window may do, and opening it from a page: the printer used last is remembered."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cdtt_app.documents.handout_paper import HandoutPaperError
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError, os_words
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.ui.printing import print_pdf, printers
from cdtt_app.ui.printing_choice import PrintChoice, Printer, PrintError

if TYPE_CHECKING:
    from cdtt_app.ui.desk import Desk

PRINTER: Final = "printer"  # the fact: the name of the printer used last
_SAY_THEMSELVES: Final = (RefusedError, StorageError, PrintError, HandoutPaperError)

Report = Callable[[int, int], None]


class Outcome(NamedTuple):
    """What was done with a paper before its window was left."""

    copies: int = 0  # sent to a printer, all together
    saved: Path | None = None


def documents_folder() -> Path:
    """Where a person looks for papers, made when it is missing; raises OSError."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_with_system(path: Path) -> bool:
    """Show a file in the machine's own program; False when it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintActs:
    """`printers` and `print_pdf` run beside the screen, the others on its thread."""

    printers: Callable[[], tuple[Printer, ...]] = printers
    print_pdf: Callable[[bytes, PrintChoice, Report], None] = print_pdf
    open_file: Callable[[Path], bool] = open_with_system
    folder: Callable[[], Path] = documents_folder
    liked: str = ""  # the printer used last
    like: Callable[[str], None] = lambda _name: None


def acts_for(desk: "Desk") -> PrintActs:
    """The real acts, with this machine's memory."""
    db = desk.db

    def like(name: str) -> None:
        desk.tasks.run(partial(_remember, db, name), lambda _done: None, lambda _error: None)

    liked: str = read_fact(db, PRINTER, "")
    return PrintActs(liked=liked, like=like)


def print_paper(
    desk: "Desk", paper: Callable[[], bytes] | bytes, title: str, file_name: str, window: QWidget
) -> Outcome:
    """Show a paper before it is printed, until the person leaves; `paper` is made beside the screen."""
    from cdtt_app.ui.dialogs.print_dialog import PrintDialog

    dialog = PrintDialog(desk.theme, desk.tasks, paper, title, file_name, window, acts=acts_for(desk))
    dialog.exec()
    dialog.deleteLater()
    return dialog.outcome


def free_path(folder: Path, name: str) -> Path:
    """A new PDF of this name, numbered when one is there: nothing of the person's is written over."""
    tries = (folder / f"{name}{number}.pdf" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next((path for path in tries if not path.exists()), folder / f"{name}.pdf")


def print_words(error: Exception) -> str:
    """What went wrong, in a sentence that says what to do."""
    if isinstance(error, _SAY_THEMSELVES):
        return str(error)
    if isinstance(error, OSError):
        return f"Chưa lưu được ({os_words(error)}). Hãy chọn chỗ khác, hoặc dọn bớt tệp rồi thử lại."
    return f"Chưa làm được ({type(error).__name__}). Hãy thử lại, hoặc báo cán bộ xã."


def _remember(db: Database, name: str) -> None:
    """On another thread."""
    try:
        if read_fact(db, PRINTER, "") != name:
            keep_fact(db, PRINTER, name)
    finally:
        db.close_thread()
