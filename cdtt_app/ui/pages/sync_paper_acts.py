"""Papers of the page "Gửi & nhận": the sheet of a day, the invitation; written where the person says, then shown."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cdtt_app.documents.day_sheet_pdf import DaySheet, day_sheet_pdf
from cdtt_app.documents.invitation_pdf import InvitationSlip, invitation_pdf
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.day_sheet import Whose, day_sheet
from cdtt_app.presenters.invite import file_name
from cdtt_app.services.authors import read_authors
from cdtt_app.services.day_book import checked_receipts, visits_on
from cdtt_app.services.setup import current_hamlet
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.files import write_whole
from cdtt_app.storage.households import households_by_ids
from cdtt_app.sync.invitation import SUFFIX
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.sync_explain import explain
from cdtt_app.ui.theme import Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.file_choice import choose_new_file

_PDF = ".pdf"


def print_day(desk: Desk, day: date, window: QWidget) -> None:
    """Ask where to, write the sheet of a day beside the screen, show it, say so."""
    path = _choose_paper(window, desk.theme, f"Lưu tờ sổ ngày {format_date(day)}", f"so-ngay-{day:%Y-%m-%d}")
    if path is None:
        return
    desk.tasks.run(
        lambda: write_whole(path, day_sheet_pdf(_sheet(desk.db, day))),
        when_alive(window, lambda _done: desk.ways.say(_show(path), Tone.GREEN)),
        when_alive(window, lambda error: desk.ways.say(explain(error), Tone.RED)),
    )


def print_slip(theme: Theme, slip: InvitationSlip, window: QWidget) -> str:
    """Write the invitation on paper and show it; says what was done, or "". Raises OSError."""
    name = file_name(slip.invitation.person).removesuffix(SUFFIX)
    path = _choose_paper(window, theme, "Lưu tờ giấy mời", name)
    if path is None:
        return ""
    write_whole(path, invitation_pdf(slip))
    return _show(path)


def save_invitation(theme: Theme, name: str, content: bytes, window: QWidget) -> str:
    """Write an invitation file; says what was done, or "". Raises OSError."""
    path = choose_new_file(window, theme, "Lưu tệp mời", f"Thư mời (*{SUFFIX})", name, SUFFIX)
    if path is None:
        return ""
    write_whole(path, content)
    return f"Đã lưu {path.name}. Trao tận tay, hoặc gửi riêng cho đúng người được mời."


def _choose_paper(window: QWidget, theme: Theme, title: str, name: str) -> Path | None:
    return choose_new_file(window, theme, title, f"Tờ giấy (*{_PDF})", name + _PDF, _PDF)


def _show(path: Path) -> str:
    opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return f"Đã lưu {path.name} và mở ra để in." if opened else f"Đã lưu {path.name}. Mở tệp này ra để in."


def _sheet(db: Database, day: date) -> DaySheet:
    """On another thread."""
    try:
        visits = visits_on(db, day)
        homes = households_by_ids(db, tuple({visit.household_id for visit in visits}))
        receipts = checked_receipts(db) if enrolment(db) is not None else ()
        genuine = all(each.genuine for each in receipts) if receipts else None
        return day_sheet(day, visits, homes, _whose(db), genuine=genuine, now=db.now())
    finally:
        db.close_thread()


def _whose(db: Database) -> Whose:
    hamlet, authors = current_hamlet(db), read_authors(db)
    return Whose(
        place=full_name(hamlet) if hamlet else "",
        person=authors.me.person,
        machine=f"máy số {authors.own}" if authors.own else "",
    )
